"""Word documents turned into PDF."""
