"""What the tests of `cchc send` share: one run, copied for each test, and a mail server that takes nothing twice."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builders.mail_office import Office
from tests.mail.server import PASSWORD, MailServer, mail_server, twice


@pytest.fixture(scope="session")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    office = Office(tmp_path_factory.mktemp("fresh"))
    office.fill()
    return office.folder


@pytest.fixture
def office(fresh: Path, tmp_path: Path) -> Iterator[Office]:
    """Whatever a test does, the password is nowhere afterwards."""
    made = Office(Path(shutil.copytree(fresh, tmp_path / "office")))
    yield made
    assert PASSWORD not in made.said
    for path in made.folder.rglob("*"):
        assert not path.is_file() or PASSWORD.encode() not in path.read_bytes(), path


@pytest.fixture
def server(office: Office) -> Iterator[MailServer]:
    with mail_server() as running:
        office.settings(running)
        yield running
    assert not twice(running.deliveries)
