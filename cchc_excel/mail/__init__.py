"""Sends the delivered reports by e-mail: the right one to the right commune, never twice, none lost."""
