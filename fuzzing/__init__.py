"""Damages good files of every type in every way it can think of, and watches what reading and auditing them does."""
