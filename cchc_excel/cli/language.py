"""Makes click speak Vietnamese, through its own gettext messages."""

from __future__ import annotations

import gettext
import os
from pathlib import Path

_CATALOGUES = Path(__file__).resolve().parent / "locale"


def speak_vietnamese() -> None:
    """From now on click's own words ("Usage", "No such option") are looked up in our catalogue."""
    os.environ["LANGUAGE"] = "vi"
    gettext.bindtextdomain("messages", str(_CATALOGUES))
    gettext.textdomain("messages")
