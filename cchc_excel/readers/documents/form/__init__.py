"""Reads the form of a Word document: what styles, themes, numbering and tables make of each paragraph in the end."""
