"""What single cells state: codes, figures, and how their numbers are shown."""
