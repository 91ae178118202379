"""The ledger's file: its tables, and opening it so that a damaged or foreign one is left as it is."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from ..errors import OutputError
from ..files.delivery import deliver

VERSION = 1
_APPLICATION = 0x43434843
"""Marks the file as ours in its header: "CCHC"."""
_BUSY_SECONDS = 10
_BUSY_SECONDS_LATER = 60
"""A server's reply that cannot be entered leaves a message's fate unknown: worth waiting for whoever holds the file."""
_TABLES = """
CREATE TABLE message (
    message_id TEXT PRIMARY KEY,
    authority TEXT NOT NULL,
    year INTEGER NOT NULL,
    commune TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    pdf_sha256 TEXT,
    subject TEXT NOT NULL,
    size INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('ready', 'sending', 'sent', 'failed')),
    reply TEXT NOT NULL DEFAULT '',
    attempts INTEGER NOT NULL DEFAULT 0,
    replaces TEXT NOT NULL DEFAULT '',
    created TEXT NOT NULL,
    changed TEXT NOT NULL
);
CREATE INDEX message_of ON message (authority, year, commune);
CREATE TABLE delivery (
    message_id TEXT NOT NULL REFERENCES message,
    address TEXT NOT NULL COLLATE NOCASE,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'offered', 'accepted', 'refused')),
    reply TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (message_id, address)
);
CREATE TABLE accepted (
    authority TEXT NOT NULL,
    year INTEGER NOT NULL,
    commune TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (authority, year, commune, sha256)
);
CREATE TABLE event (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    message_id TEXT NOT NULL,
    what TEXT NOT NULL
);
CREATE TRIGGER event_is_kept BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER event_stays BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER sent_stays BEFORE UPDATE OF state ON message WHEN OLD.state = 'sent' AND NEW.state <> 'sent'
    BEGIN SELECT RAISE(ABORT, 'sent already'); END;
CREATE TRIGGER delivered_stays BEFORE UPDATE OF state ON delivery WHEN OLD.state = 'accepted' AND NEW.state <> 'accepted'
    BEGIN SELECT RAISE(ABORT, 'delivered already'); END;
"""


def open_ledger_file(path: Path) -> sqlite3.Connection:
    """The ledger's database, made where there is none. Raises OutputError, one line; what was there stays as it was."""
    with faults_told(path):
        if path.is_dir():
            raise sqlite3.DatabaseError("a folder")
        if not path.exists():
            _make(path)
        base = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None)
        try:
            _settle(base, path)
        except BaseException:
            base.close()
            raise
        return base


def empty_ledger() -> sqlite3.Connection:
    """A ledger without a file and without a message, for looking only."""
    base = sqlite3.connect(":memory:", isolation_level=None)
    _create(base)
    return base


@contextmanager
def faults_told(path: Path) -> Iterator[None]:
    """Turns what SQLite says into one line."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise OutputError(
            f"Không ghi được sổ gửi thư “{path}”: {_why(error)}. Chưa có gì bị ghi đè; hãy kiểm tra rồi chạy lại."
        ) from error
    except sqlite3.DatabaseError as error:
        raise OutputError(
            f"Sổ gửi thư “{path}” hỏng hoặc không phải sổ của chương trình, nên không gửi gì để khỏi gửi hai lần. Hãy lấy lại bản sao "
            "lưu của tệp này; nếu không có, hỏi các xã đã nhận thư chưa rồi mới đổi tên tệp (và các tệp -wal, -shm cạnh nó) và gửi lại."
        ) from error


@contextmanager
def transaction(base: sqlite3.Connection) -> Iterator[None]:
    """All or nothing, on the disk when it ends."""
    base.execute("BEGIN IMMEDIATE")
    try:
        yield
        base.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):
            base.execute("ROLLBACK")
        raise


def _make(path: Path) -> None:
    """A new one, whole at once, so that an empty file is always a damaged one."""
    for left in (path.with_name(f"{path.name}-{what}") for what in ("wal", "journal")):
        # it would be taken for the new one's, and holds what was sent
        if left.exists() and left.stat().st_size:
            raise sqlite3.DatabaseError("the file itself is gone")
    if not path.parent.is_dir():
        raise OutputError(f"Không ghi được sổ gửi thư “{path}”: không có thư mục này.")
    with closing(empty_ledger()) as base:
        deliver(path, base.serialize())
    if os.name == "posix":
        # the new name itself must outlast a power cut, too; not every disk can promise it
        with suppress(OSError):
            folder = os.open(path.parent, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)


def _settle(base: sqlite3.Connection, path: Path) -> None:
    version = _version(base)
    if version > VERSION and _pragma(base, "application_id") == _APPLICATION:
        raise OutputError(
            f"Sổ gửi thư “{path}” do phiên bản mới hơn của chương trình ghi. Hãy cập nhật chương trình rồi chạy lại."
        )
    # an empty file, too: it was never made so, and what it held may all have arrived
    if version != VERSION or _pragma(base, "application_id") != _APPLICATION:
        raise sqlite3.DatabaseError("not ours")
    if _pragma(base, "quick_check") != "ok":
        raise sqlite3.DatabaseError("damaged")
    # a disk that cannot share memory (some network drives) keeps its usual journal, which is as durable
    base.execute("PRAGMA journal_mode = WAL").fetchone()
    for setting in ("synchronous = FULL", "fullfsync = ON", "checkpoint_fullfsync = ON", "foreign_keys = ON"):
        base.execute(f"PRAGMA {setting}")
    base.execute(f"PRAGMA busy_timeout = {_BUSY_SECONDS_LATER * 1000}")


def _create(base: sqlite3.Connection) -> None:
    with transaction(base):
        for statement in _statements(_TABLES):
            base.execute(statement)
        base.execute(f"PRAGMA application_id = {_APPLICATION}")
        base.execute(f"PRAGMA user_version = {VERSION}")


def _statements(script: str) -> Iterator[str]:
    """One after the other: `executescript` would commit what is open before it begins."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _version(base: sqlite3.Connection) -> int:
    return int(_pragma(base, "user_version"))


def _pragma(base: sqlite3.Connection, name: str) -> int | str:
    found: int | str = base.execute(f"PRAGMA {name}").fetchone()[0]
    return found


def _why(error: sqlite3.OperationalError) -> str:
    known = {
        "SQLITE_FULL": "ổ đĩa đầy",
        "SQLITE_BUSY": "tệp đang bị chương trình khác giữ",
        "SQLITE_LOCKED": "tệp đang bị chương trình khác giữ",
        "SQLITE_READONLY": "không có quyền ghi",
        "SQLITE_CANTOPEN": "không có quyền ghi hoặc không có thư mục",
    }
    name = getattr(error, "sqlite_errorname", "")
    return next((told for start, told in known.items() if name.startswith(start)), "ổ đĩa báo lỗi")
