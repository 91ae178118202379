"""One workshop for the whole corpus, told beforehand what will be asked of it."""

from __future__ import annotations

import pytest

from .cases import Case
from .same import Judge, standard_of
from .workshop import Workshop


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Puts what waits for LibreOffice last, so that it converts while the other tests run."""
    items.sort(key=lambda item: any(case.is_converted for case in _cases([item])))


def _cases(items: list[pytest.Item]) -> list[Case]:
    found = (getattr(item, "callspec", None) for item in items)
    cases = (call.params.get("case") for call in found if call is not None)
    return [case for case in cases if isinstance(case, Case)]


@pytest.fixture(scope="session")
def judge(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Judge:
    """Compares with the standard workbook; all files that the chosen tests need of one type are converted in one go."""
    cases = _cases(request.session.items)
    return Judge(Workshop(tmp_path_factory.mktemp("corpus"), [*cases, *map(standard_of, cases)]))
