"""Talks to a mail server line by line, with bounds on what it says and how long it takes."""

from __future__ import annotations

import re
import smtplib
import socket
from base64 import b64encode
from contextlib import suppress
from time import monotonic

from .outcome import Reply

_LONGEST_LINE = 4096
_LARGEST_REPLY = 64 * 1024
_LONGEST_TOLD = 400
_CHUNK = 64 * 1024
_GOODBYE = b"421"
_REPLY = re.compile(rb"([2-5][0-9]{2})([ -].*)?", re.DOTALL)


class Dialogue(smtplib.SMTP):
    """A connected server. What smtplib does with replies of any length, it does with bounded ones here.

    Raises smtplib.SMTPServerDisconnected where the connection is gone or the server keeps silent; smtplib's other errors
    hold no more than a reply.
    """

    def __init__(self, connected: socket.socket, patience: float) -> None:
        super().__init__(local_hostname=_own_name(connected), timeout=patience)
        self.sock = connected
        self._patience = patience
        self._kept = bytearray()
        self._secrets: tuple[bytes, ...] = ()

    def hide(self, user: str, password: str) -> None:
        """From now on no reply that is told holds the password, in whichever form a server may echo it."""
        plain, account = password.encode(), user.encode()
        told = (plain, b64encode(plain), b64encode(b"\0%b\0%b" % (account, plain)))
        self._secrets = tuple(sorted((t for t in told if t), key=len, reverse=True))

    def ask(self, line: str) -> Reply:
        """Sends one line and takes the answer."""
        self.putcmd(line)
        return self.told(*self.getreply())

    def putcmd(self, cmd: str, args: str = "") -> None:
        """Sends one line, smtplib's own, too.

        What the server said unasked would be taken for the answer: such a connection is of no use any more, unless it said goodbye.
        """
        if self.has_unasked():
            if self._kept.startswith(_GOODBYE):
                return
            self.close()
            raise smtplib.SMTPServerDisconnected("out of step")
        super().putcmd(cmd, args)

    def answer(self, patience: float | None = None) -> Reply:
        """What the server says next, even if it breaks off; `patience` in seconds, where it is given more time than usual."""
        return self.told(*self._said(patience or self._patience)[:2])

    def told(self, code: int, words: bytes | str) -> Reply:
        """A reply as it may be shown: without the password, one line, no longer than a line or two of a screen."""
        raw = words if isinstance(words, bytes) else words.encode()
        for secret in self._secrets:
            raw = raw.replace(secret, b"***")
        try:
            text = raw.decode()
        except UnicodeDecodeError:
            text = raw.decode("latin-1")
        line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
        return Reply(code, line if len(line) <= _LONGEST_TOLD else line[: _LONGEST_TOLD - 1] + "…")

    def getreply(self) -> tuple[int, bytes]:
        """The code and the words of one whole reply, for smtplib; -1 for what is none."""
        code, words, is_whole = self._said(self._patience)
        if not is_whole:
            raise smtplib.SMTPServerDisconnected("broken off")
        return code, words

    def _said(self, patience: float) -> tuple[int, bytes, bool]:
        """The code (-1 for what is no reply), the words, and whether all of them came; closed where they did not.

        The first line is enough for the code: all lines of a reply have the same (RFC 5321, 4.2.1).
        """
        deadline = monotonic() + patience
        code, size = -1, 0
        words: list[bytes] = []
        while True:
            try:
                line, is_whole = self._line(deadline)
            except OSError as error:
                self.close()
                if words:
                    return code, b"\n".join(words), False
                raise smtplib.SMTPServerDisconnected(type(error).__name__) from None
            found = _REPLY.fullmatch(line)
            if found is None:
                # whatever it is that answers, it cannot be talked with any further
                self.close()
                return code, b"\n".join(words or [line]), not words
            code = code if words else int(found[1])
            words.append((found[2] or b"")[1:])
            size += len(line)
            if not is_whole or size > _LARGEST_REPLY:
                self.close()
                return code, b"\n".join(words), False
            if not (found[2] or b"").startswith(b"-"):
                return code, b"\n".join(words), True

    def upgrade(self, secured: socket.socket) -> None:
        """Goes on over the secured connection; what was said before no longer counts (RFC 3207, 4.2)."""
        self.sock = secured
        self._kept.clear()
        self.helo_resp = self.ehlo_resp = None
        self.esmtp_features = {}
        self.does_esmtp = False

    def has_unasked(self) -> bool:
        """Whether the server, or somebody between, said more than it was asked for. That it has hung up shows later."""
        if not self._kept and self.sock is not None:
            self.sock.settimeout(0)
            # nothing there yet is an error, too
            with suppress(OSError):
                self._kept += self.sock.recv(_LONGEST_LINE)
            self.sock.settimeout(self._patience)
        return bool(self._kept)

    def put(self, data: bytes) -> None:
        """Sends bytes as they are; every piece may take as long as an answer. Raises OSError, the connection still open."""
        if self.sock is None:
            raise ConnectionError
        self.sock.settimeout(self._patience)
        view = memoryview(data)
        for start in range(0, len(view), _CHUNK):
            self.sock.sendall(view[start : start + _CHUNK])

    def leave(self) -> None:
        """Says goodbye if it can be said quickly, and closes."""
        self._patience = min(self._patience, 3)
        with suppress(smtplib.SMTPException, OSError):
            if self.sock is not None:
                self.sock.settimeout(self._patience)
                self.docmd("QUIT")
        self.close()

    def close(self) -> None:
        """Closes without a word."""
        with suppress(OSError):
            super().close()

    def _line(self, deadline: float) -> tuple[bytes, bool]:
        """The next line without its end, cut where it is too long; and whether its end came."""
        seen = 0
        line = bytearray()
        while True:
            end = self._kept.find(b"\n")
            piece = self._kept[: end + 1] if end >= 0 else self._kept[:]
            del self._kept[: len(piece)]
            line += piece[: _LONGEST_LINE - len(line)]
            seen += len(piece)
            if end >= 0:
                return bytes(line.rstrip(b"\r\n")), True
            if seen > _LARGEST_REPLY:
                return bytes(line), False
            self._receive(deadline)

    def _receive(self, deadline: float) -> None:
        left = deadline - monotonic()
        if self.sock is None:
            raise ConnectionError
        if left <= 0:
            raise TimeoutError
        self.sock.settimeout(left)
        received = self.sock.recv(_LONGEST_LINE)
        self.sock.settimeout(self._patience)
        if not received:
            raise ConnectionResetError
        self._kept += received


def _own_name(connected: socket.socket) -> str:
    """How the program names itself: by its address, so that no machine's name is told and no name server asked."""
    address = str(connected.getsockname()[0]).partition("%")[0]
    return f"[IPv6:{address}]" if ":" in address else f"[{address}]"
