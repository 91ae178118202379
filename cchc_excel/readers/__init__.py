"""From files to the model: what each sheet is, and what its cells state. Judges nothing."""
