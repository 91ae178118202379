"""What goes to the screen: Vietnamese that survives any code page, lines that fit a narrow window."""

from __future__ import annotations

import codecs
import contextlib
import os
import shutil
import sys
import textwrap
import unicodedata
from collections.abc import Iterable
from pathlib import Path

_PLAIN = {"đ": "d", "Đ": "D", "–": "-", "—": "-", "“": '"', "”": '"', "…": "...", "›": ">", "·": "-", "•": "-"}
_HANDLER = "cchc_plain_letters"
_NARROWEST, _WIDEST = 40, 100


def _without_tones(error: UnicodeError) -> tuple[str, int]:
    """Letters that the code page lacks lose their tones ("Xã" -> "Xa") instead of stopping the program."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    text = error.object[error.start : error.end]
    plain = "".join(_PLAIN.get(c, c) for c in text)
    bare = "".join(c for c in unicodedata.normalize("NFD", plain) if not unicodedata.combining(c))
    encoding = error.encoding
    return "".join(c if c.isascii() or _fits(c, encoding) else "?" for c in bare), error.end


def _fits(char: str, encoding: str) -> bool:
    try:
        char.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def prepare() -> None:
    """Makes both streams unable to fail on a letter, or for not being there at all."""
    codecs.register_error(_HANDLER, _without_tones)
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 (as long as the program)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors=_HANDLER)


def width() -> int:
    """Columns to fill."""
    return max(_NARROWEST, min(_WIDEST, shutil.get_terminal_size((80, 24)).columns))


def harmless(text: str) -> str:
    """The text with what is no letter, mark or blank shown as "?": a file's name must not steer the terminal."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else " " if c.isspace() else "?" for c in text)


def say(text: str = "", *, indent: str = "", hanging: str | None = None, to_error: bool = False) -> None:
    """One paragraph, wrapped; `hanging` begins its further lines."""
    out = sys.stderr if to_error else sys.stdout
    lines = textwrap.wrap(
        harmless(text),
        width() - 1,
        initial_indent=indent,
        subsequent_indent=indent if hanging is None else hanging,
        break_long_words=True,
        break_on_hyphens=False,
    )
    out.write("\n".join(lines or [""]) + "\n")


def say_numbered(lines: Iterable[str], *, to_error: bool = False) -> None:
    """A list, each line of it with its number."""
    for number, line in enumerate(lines, 1):
        say(line, indent=f"  {number}. ", hanging="     ", to_error=to_error)


def say_lines(lines: Iterable[str]) -> None:
    """Lines that fit the window as they are, such as a table's."""
    sys.stdout.write("".join(f"{harmless(line)}\n" for line in lines))


def flush() -> None:
    """Writes out what is pending; a reader that has gone away (a closed pipe) is no error."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):
            stream.flush()
