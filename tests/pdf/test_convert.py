"""Documents into PDF with programs that stand in for LibreOffice and misbehave."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import psutil
import pytest

from cchc_excel.pdf import Converted, batch, convert
from cchc_excel.pdf.office import SETTING
from tests.builders.false_office import false_document, false_office, one_page

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the false LibreOffice is a script with a #! line")


class Desk:
    """Documents, a false LibreOffice, and a folder for temporary files that must be empty in the end."""

    def __init__(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.root, self._monkeypatch = tmp_path, monkeypatch
        self.temporary = tmp_path / "tạm thời"
        self.temporary.mkdir()
        monkeypatch.setattr("tempfile.tempdir", str(self.temporary))
        monkeypatch.setenv("TMPDIR", str(self.temporary))
        self.log = tmp_path
        self.steps: list[tuple[int, int, str]] = []

    def documents(self, *texts: str) -> list[Path]:
        folder = self.root / "kết quả"
        return [false_document(folder / f"huyện {n}" / f"báo cáo {t}.docx", t) for n, t in enumerate(texts)]

    def office(self, *, start: str = "", pdf: bytes = b"", **does: str) -> None:
        program, self.log = false_office(self.root / "Program Files", start=start, does=does, pdf=pdf)
        self._monkeypatch.setenv(SETTING, str(program))

    def hurry(self, start: float, document: float) -> None:
        self._monkeypatch.setattr(batch, "START_SECONDS", start)
        self._monkeypatch.setattr(batch, "DOCUMENT_SECONDS", document)

    def convert(self, *texts: str) -> Converted:
        done = convert(self.documents(*texts), lambda *step: self.steps.append(step))
        assert list(self.temporary.iterdir()) == []
        return done

    def said(self, word: str) -> list[list[str]]:
        lines = (line.split() for line in self.log.read_text(encoding="utf-8").splitlines())
        return [line[1:] for line in lines if line[0] == word]

    def hanging(self) -> list[int]:
        return [int(pid) for pids in self.said("hangs") for pid in pids]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(tmp_path, monkeypatch)


def stems(done: Converted) -> list[str]:
    return [pdf.stem.removeprefix("báo cáo ") for pdf in done.delivered]


def running(pids: list[int]) -> list[int]:
    """Those that are there and no zombies."""
    found = []
    for pid in pids:
        try:
            if psutil.Process(pid).status() != psutil.STATUS_ZOMBIE:
                found.append(pid)
        except psutil.NoSuchProcess:
            continue
    return found


class DescribeConversion:
    def it_gives_all_documents_to_one_process_under_plain_names(self, desk: Desk) -> None:
        desk.office()
        done = desk.convert("a", "b", "c")
        assert stems(done) == ["a", "b", "c"] and done.troubles == ()
        assert desk.said("start") == [["0001.docx", "0002.docx", "0003.docx"]]

    def it_puts_each_pdf_beside_its_document(self, desk: Desk) -> None:
        desk.office()
        done = desk.convert("a", "b")
        assert [p.parent.name for p in done.delivered] == ["huyện 0", "huyện 1"]
        assert all(p.with_suffix(".docx").is_file() and p.read_bytes().startswith(b"%PDF-") for p in done.delivered)

    def it_tells_how_far_it_has_come(self, desk: Desk) -> None:
        desk.office()
        desk.convert("a", "b", "c")
        assert desk.steps[-1] == (3, 3, "báo cáo c.docx")
        assert [s[0] for s in desk.steps] == sorted(s[0] for s in desk.steps)

    def it_starts_nothing_without_documents(self, desk: Desk) -> None:
        desk.office(start="crash")
        assert desk.convert() == Converted(())
        assert desk.said("start") == []

    def it_splits_what_is_too_long_for_one_command_and_runs_one_at_a_time(
        self, desk: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(batch, "_MOST", 2)
        desk.office()
        assert len(desk.convert("a", "b", "c", "d", "e").delivered) == 5
        words = [line.split()[0] for line in desk.log.read_text(encoding="utf-8").splitlines()]
        assert words == ["start", "end"] * 3


class DescribeABadDocument:
    @pytest.mark.parametrize(
        "deed", ["refuse", "", "chữ".encode().decode("latin-1"), "%PDF-1.6 cut off", "%PDF-1.6 no pages %%EOF"]
    )
    def it_is_named_and_the_others_are_delivered(self, desk: Desk, deed: str) -> None:
        desk.office(b=deed)
        done = desk.convert("a", "b", "c")
        assert stems(done) == ["a", "c"]
        (trouble,) = done.troubles
        assert trouble.startswith("“báo cáo b.docx” chưa có PDF: ") and "Lưu dưới dạng" in trouble

    def it_may_have_no_empty_pdf(self, desk: Desk) -> None:
        desk.office(pdf=one_page(0))
        done = desk.convert("a")
        assert done.delivered == () and "không phải PDF dùng được" in done.troubles[0]

    @pytest.mark.parametrize("deed", ["crash", "crash before writing", "leave"])
    @pytest.mark.parametrize("bad", ["a", "b", "d"])
    def but_one_that_brings_the_program_down_costs_only_itself(self, desk: Desk, deed: str, bad: str) -> None:
        desk.office(**{bad: deed})
        done = desk.convert("a", "b", "c", "d")
        assert stems(done) == [n for n in "abcd" if n != bad]
        assert [t.split("”")[0] for t in done.troubles] == [f"“báo cáo {bad}.docx"]
        assert "dừng giữa chừng" in done.troubles[0] or deed != "crash before writing"

    @pytest.mark.parametrize("bad", ["a", "b", "d"])
    def it_gives_one_at_which_somebody_ended_the_program_a_second_chance(self, desk: Desk, bad: str) -> None:
        desk.office(**{bad: "crash once"})
        done = desk.convert("a", "b", "c", "d")
        assert stems(done) == list("abcd") and done.troubles == ()

    def but_one_over_which_the_program_hangs_costs_only_itself(self, desk: Desk) -> None:
        desk.hurry(1.0, 0.5)
        desk.office(b="hang")
        done = desk.convert("a", "b", "c", "d")
        assert stems(done) == ["a", "c", "d"]
        assert "chạy quá lâu" in done.troubles[0]
        assert len(desk.hanging()) == 2 and running(desk.hanging()) == []

    def but_one_over_which_the_program_hangs_does_not_use_up_the_time_of_all(self, desk: Desk) -> None:
        desk.hurry(0.5, 0.5)
        desk.office(b="hang")
        began = time.monotonic()
        done = desk.convert("a", "b", *(f"c{n}" for n in range(28)))
        assert len(done.delivered) == 29
        assert time.monotonic() - began < 10

    def it_is_named_up_to_a_number(self, desk: Desk) -> None:
        desk.office(**{f"x{n}": "refuse" for n in range(30)})
        done = desk.convert("a", *(f"x{n}" for n in range(30)), "b")
        assert stems(done) == ["a", "b"]
        assert len(done.troubles) == 21 and done.troubles[-1] == "... và 10 văn bản khác chưa có PDF."


class DescribeABadProgram:
    def it_is_ended_with_all_that_it_started(self, desk: Desk) -> None:
        desk.hurry(1.0, 0.2)
        desk.office(start="hang")
        began = time.monotonic()
        done = desk.convert("a", "b", "c")
        assert time.monotonic() - began < 20
        assert done.delivered == () and running(desk.hanging()) == []
        (trouble,) = done.troubles
        assert "Chưa có PDF nào: LibreOffice chạy quá lâu" in trouble

    def it_is_given_up_after_a_second_try(self, desk: Desk) -> None:
        desk.office(start="crash")
        done = desk.convert("a", "b", "c", "d")
        assert len(desk.said("start")) == 2
        assert len(done.troubles) == 1 and "dừng giữa chừng" in done.troubles[0]

    def it_may_leave_nothing_behind_that_goes_on(self, desk: Desk) -> None:
        desk.office()
        program = desk.root / "Program Files" / "soffice"
        log = program.with_name("log.txt")
        program.write_text(f"#!/bin/sh\nsleep 600 &\necho hangs $! >> '{log}'\nexit 1\n", encoding="utf-8")
        desk.convert("a")
        assert desk.hanging() and running(desk.hanging()) == []

    def it_may_be_no_program_at_all(self, desk: Desk) -> None:
        desk.office()
        (desk.root / "Program Files" / "soffice").write_bytes(b"\0\1\2")
        done = desk.convert("a", "b")
        assert done.delivered == () and "không khởi động được" in done.troubles[0]

    def it_may_not_be_there(self, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv(SETTING, "/khong/co/soffice")
        done = desk.convert("a")
        assert done.delivered == () and "CCHC_SOFFICE" in done.troubles[0]


class DescribeAnOlderPdf:
    def it_stays_when_only_the_conversion_fails(self, desk: Desk) -> None:
        """Its document is the same, else `deliver_document` had taken it away."""
        desk.office(a="refuse")
        (document,) = desk.documents("a")
        document.with_suffix(".pdf").write_bytes(b"of an earlier run")
        assert convert([document], lambda *_: None).delivered == ()
        assert document.with_suffix(".pdf").read_bytes() == b"of an earlier run"
