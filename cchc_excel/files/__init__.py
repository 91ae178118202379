"""Touching the disk: which files are inputs, whether they are safe to open, and putting results in place."""
