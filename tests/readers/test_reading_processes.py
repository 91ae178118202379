"""Reading in processes that can be ended: what breaks a bound is one trouble, and everything else is read all the same."""

from __future__ import annotations

import contextlib
import io
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from decimal import Decimal
from pathlib import Path

import psutil
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_excel import bounded, reading
from cchc_excel.apart import pool
from cchc_excel.apart.call import Bounds, Broken, Call, Fault
from cchc_excel.apart.frames import ANSWER, MAX_FRAME, FrameTooLarge, packed, read_frame, value_of, write_all
from cchc_excel.apart.running import Running
from cchc_excel.model.finding import Place
from cchc_excel.model.group import Trouble
from cchc_excel.model.names import CommuneName
from cchc_excel.model.statement import WrittenDocument
from cchc_excel.reading import FolderContents, read_folder, read_reports
from tests.builders.districts import District
from tests.builders.misbehaving import MODULE
from tests.conftest import ROOT

POSIX = pytest.mark.skipif(os.name != "posix", reason="signals, resource limits and fork are POSIX only: NOT TESTED")


def call(name: str, argument: object = None, seconds: float = 30, memory: int = 2**30) -> Call:
    return Call(f"{MODULE}:{name}", argument, Bounds(seconds, memory))


def answers(*calls: Call, processes: int = 1) -> list[object]:
    return list(Running(calls, processes).results())


def fault(one: Call) -> Fault:
    """What becomes of a call between two good ones, which are answered all the same."""
    before, broken, behind = answers(call("same", 1), one, call("same", 2))
    assert (before, behind) == (1, 2)
    assert isinstance(broken, Broken), broken
    return broken.fault


def gone(pid: int, seconds: float = 15) -> bool:
    """Whether the process ends within some seconds."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with contextlib.suppress(psutil.NoSuchProcess):
            if psutil.Process(pid).status() != psutil.STATUS_ZOMBIE:
                time.sleep(0.05)
                continue
        return True
    return False


class DescribeAMessage:
    def it_goes_over_in_whatever_pieces_a_pipe_takes(self) -> None:
        sent = bytearray()

        def write(view: memoryview) -> int:
            sent.extend(view[:3])
            return min(3, len(view))

        class Drops(io.BytesIO):
            def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
                return super().readinto(buffer[:2])

        value = [Place("a.xlsx", "Thanh Xá", "E41"), Decimal("9.875"), CommuneName("xã", "Thanh Xá")]
        write_all(write, packed(ANSWER, value))
        frame = read_frame(Drops(sent))
        assert frame is not None and frame[0] == ANSWER and value_of(frame[1]) == value
        assert read_frame(Drops(sent[:-1])) is None

    @given(st.integers(min_value=MAX_FRAME + 1, max_value=2**64 - 1))
    def it_is_refused_when_it_says_that_it_is_too_long(self, length: int) -> None:
        with pytest.raises(FrameTooLarge):
            read_frame(io.BytesIO(length.to_bytes(8, "little") + ANSWER))


class DescribeOneCall:
    def it_is_answered_in_a_process_of_its_own_that_stays_for_the_next(self) -> None:
        first, second = answers(call("process_id"), call("process_id", 1))
        assert first == second != os.getpid()
        assert answers(call("process_id")) == [first]

    def it_is_ended_when_it_takes_too_long(self) -> None:
        started = time.perf_counter()
        assert fault(call("hang", "", seconds=1)) is Fault.TIME
        assert time.perf_counter() - started < 15

    def it_is_ended_even_where_compiled_code_lets_nothing_else_run(self) -> None:
        assert fault(call("spin", "", seconds=1)) is Fault.TIME

    def it_is_ended_when_it_takes_too_much_memory(self) -> None:
        assert fault(call("grow", 600, memory=200 * 2**20)) is Fault.MEMORY

    @POSIX
    def it_gets_no_more_addresses_than_the_system_is_told_to_give(self) -> None:
        assert fault(call("take_addresses")) is Fault.MEMORY

    @pytest.mark.parametrize("name", ["abort", "crash", "leave", "kill_itself"])
    def it_may_bring_its_process_down(self, name: str) -> None:
        assert fault(call(name)) is Fault.DIED

    @pytest.mark.parametrize("name", ["fail", "exit_politely", "unspeakable"])
    def it_may_raise(self, name: str) -> None:
        assert fault(call(name)) is Fault.RAISED

    def but_a_fault_of_our_own_is_no_fault_of_a_file(self) -> None:
        with pytest.raises(AttributeError, match="from_nowhere"):
            answers(call("same"), call("from_nowhere"))
        assert not pool.POOL.is_hopeless

    def it_may_not_say_more_than_any_honest_file(self) -> None:
        assert fault(call("too_much")) is Fault.MEMORY

    def but_it_may_print(self, capfd: pytest.CaptureFixture[str]) -> None:
        assert answers(call("chatter", "Xã"), call("same", 2)) == ["Xã", 2]
        assert capfd.readouterr() == ("", "")

    def it_carries_answers_larger_than_a_pipe(self) -> None:
        text = "Thanh Xá " * 500_000
        assert answers(call("same", text)) == [text]

    def it_does_not_pay_for_the_start_of_its_process(self) -> None:
        pool.POOL.end()
        assert answers(call("after", 0.3, seconds=1)) == [0.3]

    def it_does_not_pay_for_what_another_one_left_behind(self) -> None:
        first, second = answers(call("keep", 300), call("process_id"))
        assert first != second


class DescribeManyCalls:
    @pytest.mark.parametrize("processes", [1, 2, 5])
    def it_answers_in_their_order_whatever_finishes_first(self, processes: int) -> None:
        calls = [call("after", s) for s in (0.5, 0.0, 0.2, 0.1, 0.0)]
        assert answers(*calls, processes=processes) == [0.5, 0.0, 0.2, 0.1, 0.0]

    def it_answers_the_good_ones_around_all_bad_ones(self) -> None:
        bad = [call("abort"), call("hang", "", seconds=1), call("fail"), call("crash"), call("leave")]
        mixed = [c for n, one in enumerate(bad) for c in (call("same", n), one)]
        found = answers(*mixed, processes=3)
        assert found[::2] == [0, 1, 2, 3, 4]
        assert [b.fault for b in found[1::2] if isinstance(b, Broken)] == [
            Fault.DIED, Fault.TIME, Fault.RAISED, Fault.DIED, Fault.DIED,
        ]  # fmt: skip

    def it_runs_on_while_the_one_who_asked_does_something_else(self) -> None:
        running = Running([call("after", 0.4), call("same", 1)], 1).results()
        assert next(running) == 0.4
        time.sleep(3)
        assert next(running) == 1

    def it_begins_before_anybody_asks_and_stops_with_the_one_who_asked(self, tmp_path: Path) -> None:
        marker = tmp_path / "pid"
        running = Running([call("same", 1), call("hang", str(marker))], 1).results()
        assert next(running) == 1
        while not marker.exists() or not marker.read_text():
            time.sleep(0.02)
        running.close()
        assert gone(int(marker.read_text()))

    def it_may_be_asked_from_any_threads_at_once(self) -> None:
        found: dict[int, list[object]] = {}

        def ask(number: int) -> None:
            found[number] = answers(*(call("same", (number, n)) for n in range(20)), processes=2)

        threads = [threading.Thread(target=ask, args=(n,)) for n in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        assert found == {t: [(t, n) for n in range(20)] for t in range(4)}

    def it_goes_on_when_processes_were_ended_while_they_waited(self) -> None:
        pids = set(answers(*(call("process_id_after", 0.5) for _ in range(4)), processes=4))
        assert len(pids) == 4
        for pid in pids:
            assert isinstance(pid, int)
            psutil.Process(pid).kill()
            assert gone(pid)
        assert not {os.getpid(), *pids} & set(answers(call("process_id")))

    def it_answers_here_when_no_process_can_be_had(self, monkeypatch: pytest.MonkeyPatch) -> None:
        for broken in ("", str(ROOT / "README.md"), sys.executable.replace("python", "no-python")):
            monkeypatch.setattr(pool, "POOL", pool.Pool())
            monkeypatch.setattr(sys, "executable", broken)
            assert answers(call("process_id"), call("same", 1)) == [os.getpid(), 1]
            assert pool.POOL.is_hopeless

    def it_answers_here_when_every_process_dies_as_it_starts(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(pool, "POOL", pool.Pool())
        monkeypatch.setattr(sys, "executable", "/bin/false" if os.name == "posix" else "where.exe")
        started = time.perf_counter()
        assert answers(*(call("same", n) for n in range(50))) == list(range(50))
        assert time.perf_counter() - started < 20

    @POSIX
    def it_is_not_confused_by_a_fork(self) -> None:
        here = answers(call("process_id"))
        context = multiprocessing.get_context("fork")
        got, put = context.Pipe(duplex=False)
        forked = context.Process(target=lambda: put.send(answers(call("process_id"))))
        forked.start()
        assert got.poll(30) and got.recv() not in (here, [forked.pid])
        forked.join(10)
        assert answers(call("process_id")) == here


PARENT = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
from cchc_excel.apart.call import Bounds, Call
from cchc_excel.apart import pool
from cchc_excel.apart.running import Running
found = list(Running([Call("{MODULE}:" + sys.argv[1], sys.argv[2], Bounds(float(sys.argv[3])))]).results())
assert not pool.POOL.is_hopeless
print(found)
"""


def _parent(name: str, argument: str, seconds: float = 60) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", PARENT, name, argument, str(seconds)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def _at_work(name: str, tmp_path: Path, seconds: float = 60) -> tuple[subprocess.Popen[bytes], int]:
    """A program that waits for a call which never ends, and the process that answers it."""
    marker = tmp_path / "pid"
    parent = _parent(name, str(marker), seconds)
    until = time.monotonic() + 60
    while not marker.exists() or not marker.read_text():
        assert parent.poll() is None and time.monotonic() < until
        time.sleep(0.02)
    return parent, int(marker.read_text())


class DescribeWhoeverAsks:
    def it_leaves_nobody_behind_when_it_is_killed_amid_a_call(self, tmp_path: Path) -> None:
        parent, child = _at_work("hang", tmp_path)
        parent.kill()
        parent.communicate()
        assert gone(child)

    @POSIX
    def it_leaves_nobody_behind_for_long_where_compiled_code_lets_nothing_else_run(self, tmp_path: Path) -> None:
        parent, child = _at_work("spin", tmp_path, seconds=0.9)
        parent.kill()
        parent.communicate()
        assert gone(child)

    @POSIX
    def it_leaves_nobody_behind_when_it_is_interrupted(self, tmp_path: Path) -> None:
        parent, child = _at_work("hang", tmp_path)
        parent.send_signal(signal.SIGINT)
        _, errors = parent.communicate(timeout=30)
        assert errors.count(b"Traceback") == 1 and errors.rstrip().endswith(b"KeyboardInterrupt")
        assert gone(child)

    @POSIX
    def it_keeps_ctrl_c_from_its_processes(self, tmp_path: Path) -> None:
        parent, child = _at_work("hang", tmp_path)
        os.kill(child, signal.SIGINT)
        time.sleep(0.3)
        assert psutil.Process(child).is_running() and os.getpgid(child) != os.getpgid(parent.pid)
        parent.kill()
        parent.communicate()

    @POSIX
    def it_does_not_count_the_time_during_which_the_machine_slept(self, tmp_path: Path) -> None:
        parent, child = _at_work("come_late", tmp_path, seconds=3)
        for one, sign in ((child, signal.SIGSTOP), (parent.pid, signal.SIGSTOP)):
            os.kill(one, sign)
        time.sleep(4)
        # the one who watches wakes first
        os.kill(parent.pid, signal.SIGCONT)
        time.sleep(0.3)
        os.kill(child, signal.SIGCONT)
        assert parent.communicate(timeout=30)[0].split() == [b"['done']"]

    def it_works_twice_at_the_same_time(self) -> None:
        parents = [_parent("same", str(n)) for n in range(2)]
        assert [p.communicate(timeout=60)[0].split() for p in parents] == [[b"['0']"], [b"['1']"]]

    @POSIX
    def it_needs_no_standard_streams(self, tmp_path: Path) -> None:
        code = PARENT.replace("print(found)", f"open({str(tmp_path / 'out')!r}, 'w').write(str(found))")
        command = 'exec "$0" -c "$1" same x 60 <&- >&- 2>&-'
        done = subprocess.run(["sh", "-c", command, sys.executable, code], timeout=60, check=False)
        assert done.returncode == 0 and (tmp_path / "out").read_text() == "['x']"

    def it_takes_nothing_from_the_folder_it_is_started_in(self, tmp_path: Path) -> None:
        for name in ("pickle", "queue", "lxml", "cchc_excel"):
            (tmp_path / f"{name}.py").write_text("raise SystemExit('a trap')", encoding="utf-8")
        code = (
            f"import sys; sys.path.pop(0); sys.path.insert(0, {str(ROOT)!r}); from cchc_excel.apart import running; "
            "sys.path.insert(0, '')\n" + PARENT
        )
        done = subprocess.run(
            [sys.executable, "-c", code, "same", "x", "60"], cwd=tmp_path, capture_output=True, timeout=60, check=False
        )
        assert (done.stdout.split(), done.returncode) == ([b"['x']"], 0), done.stderr


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    """Two good workbooks, in a folder whose name is no plain ASCII word."""
    folder = tmp_path / "dữ liệu năm 2022 (bản cuối)"
    District().write(folder)
    (folder / "bang diem.xlsx").rename(folder / "sổ điểm.xlsx")
    return folder


def troubles(contents: FolderContents) -> dict[str, Trouble]:
    return {t.place.file: t for t in (*contents.loose, *(t for g in contents.groups for t in g.troubles))}


class DescribeAFolder:
    @pytest.mark.parametrize("workers", [0, 1, 3])
    def it_reads_the_same_however_many_processes_read(self, inputs: Path, workers: int) -> None:
        here = reading.group([bounded._file_call(f).resolve()(f) for f in reading.input_files(inputs)])
        found = read_folder(inputs, workers=workers)
        assert (found.groups, found.loose) == here and found.groups

    @pytest.mark.parametrize(
        ("name", "reason"),
        [("abort", "bị dừng"), ("hang", "quá 1 giây"), ("too_much", "bộ nhớ"), ("fail", "khác thường")],
    )
    def it_makes_one_trouble_of_a_file_that_breaks_its_bound(
        self, inputs: Path, monkeypatch: pytest.MonkeyPatch, name: str, reason: str
    ) -> None:
        (inputs / "hỏng.xlsx").write_bytes(b"PK")
        bad = call(name, "", seconds=1)
        monkeypatch.setattr(bounded, "_file_call", lambda f: bad if f.path.stem == "hỏng" else _real_file(f))
        found = read_folder(inputs, workers=2)
        assert len(found.groups) == 1 and found.groups[0].sheets
        ((file, one),) = troubles(found).items()
        assert (file, one.code) == ("hỏng.xlsx", "R01") and reason in one.what and one.way_out

    def it_takes_up_what_was_begun_ahead(self, inputs: Path) -> None:
        bounded.begin_folder(inputs, None, 0)
        bounded.begin_folder(inputs / "nowhere", None, 0)
        (begun,) = bounded._begun.values()
        assert read_folder(inputs).groups and not bounded._begun
        assert not list(begun._left)

    def it_tells_of_a_file_that_goes_before_it_is_read(self, inputs: Path) -> None:
        sources = reading.input_files(inputs)
        sources[0].path.unlink()
        first, *others = reading._read_all(sources, 1)
        assert [t.code for t in first.troubles] == ["R01"] and all(o.is_useful for o in others)

    @POSIX
    def it_tells_of_a_folder_that_cannot_be_entered_and_of_a_file_that_cannot_be_looked_at(self, inputs: Path) -> None:
        _too_deep(inputs)
        found = read_folder(inputs)
        assert found.groups
        book, folder = sorted(troubles(found).items(), key=lambda item: not item[0].endswith(".xlsx"))
        assert book[0].endswith(".xlsx") and book[1].code == "R01" and "từ đĩa" in book[1].what
        assert folder[0].startswith("sâu") and folder[1].code == "R01" and "thư mục" in folder[1].what

    @POSIX
    def it_passes_over_what_is_no_file(self, inputs: Path) -> None:
        os.mkfifo(inputs / "ống.xlsx")
        (inputs / "vòng.xlsx").symlink_to("vòng.xlsx")
        found = read_folder(inputs)
        assert found.groups and not troubles(found)

    @pytest.mark.parametrize("flags", [(), ("-X", "utf8=1"), ("-X", "utf8=0")])
    def it_finds_files_by_the_names_that_the_program_finds_them_by(self, inputs: Path, flags: tuple[str, ...]) -> None:
        code = (
            f"import sys; sys.path.insert(0, {str(ROOT)!r})\nfrom pathlib import Path\nimport cchc_excel.reading as r\n"
            "found = r.read_folder(next(Path('.').iterdir()))\nprint(len(found.groups), len(found.loose))\n"
            "from cchc_excel.apart import pool; assert not pool.POOL.is_hopeless"
        )
        done = subprocess.run(
            [sys.executable, *flags, "-c", code],
            cwd=inputs.parent,
            env={**os.environ, "PYTHONUTF8": "0", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"},
            capture_output=True,
            timeout=120,
            check=False,
        )
        assert (done.stdout.split(), done.returncode) == ([b"1", b"0"], 0), done.stderr


def _too_deep(folder: Path) -> None:
    """Makes folders within folders until the path is longer than the system takes, and a workbook in the last but one."""
    name, book, longest = "sâu" * 40, "sổ" * 60 + ".xlsx", 4095
    length, here = len(os.fsencode(folder)), os.open(folder, os.O_RDONLY)
    while length <= longest:
        os.mkdir(name, dir_fd=here)
        inner = os.open(name, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here, length = inner, length + 1 + len(name.encode())
        if length <= longest < length + 1 + len(name.encode()):
            os.close(os.open(book, os.O_CREAT | os.O_WRONLY, dir_fd=here))
    os.close(here)


class DescribeReports:
    def it_reads_in_order_and_goes_on_behind_a_file_that_breaks_its_process(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        paths = [tmp_path / n for n in ("một.txt", "hai.pdf", "ba.txt")]
        for path in paths:
            path.write_text("Tổng điểm 85,13", encoding="utf-8")
        monkeypatch.setattr(
            bounded, "_report_call", lambda p: call("abort", p) if p.suffix == ".pdf" else _real_report(p)
        )
        first, second, third = read_reports(paths)
        assert isinstance(first, WrittenDocument) and isinstance(third, WrittenDocument)
        assert (first.file, third.file) == (paths[0].as_posix(), paths[2].as_posix())
        assert isinstance(second, Trouble) and second.code == "R01" and "bị dừng" in second.what and second.way_out


_real_file, _real_report = bounded._file_call, bounded._report_call
