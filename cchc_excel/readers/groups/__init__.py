"""Puts what the files hold together by authority and year."""
