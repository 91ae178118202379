"""How sheets were understood, and what is asked where that is not clear."""
