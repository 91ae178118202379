"""What most likely went wrong: hypotheses tested against all the evidence."""
