"""Audits what a written report states: finds its figures, builds the tree they form, decides, compares."""
