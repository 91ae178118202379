"""A small deterministic stand-in for chance: the same words give the same pick on every machine."""

import hashlib


def pick(size: int, *words: str) -> int:
    """A number from 0 to size - 1, settled by the words alone."""
    digest = hashlib.sha256("|".join(words).encode()).digest()
    return int.from_bytes(digest[:8], "big") % size
