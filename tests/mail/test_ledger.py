"""The ledger: what it was told is on the disk, what has arrived never goes again, and nothing damaged is written over."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from hypothesis.strategies import booleans, sampled_from

from cchc_excel.errors import OutputError
from cchc_excel.mail.ledger import LEDGER_NAME, DeliveryState, Ledger, State
from cchc_excel.mail.ledger_file import VERSION, empty_ledger
from tests.conftest import ROOT
from tests.mail.batches import AUTHORITY, batch, outgoing

ONE = outgoing(addresses=("a@xa.example", "b@xa.example"), copies=("huyen@huyen.example",))
ID = ONE.message_id


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path) as opened:
        opened.prepare([ONE])
        yield opened


def _entry(ledger: Ledger) -> tuple[State, dict[str, str]]:
    (entry,) = ledger.entries(AUTHORITY, 2022, ONE.commune)
    return entry.state, {d.address.partition("@")[0]: d.state.value for d in entry.deliveries}


class DescribeAMessage:
    def it_begins_as_ready_for_everybody(self, ledger: Ledger) -> None:
        assert ledger.outstanding(ONE) == ("a@xa.example", "b@xa.example", "huyen@huyen.example")
        (entry,) = ledger.everything()
        assert (entry.subject, entry.size, entry.sha256, entry.attempts) == (
            ONE.subject,
            len(ONE.data()),
            ONE.sha256,
            0,
        )
        assert entry.created.tzinfo is not None

    def it_is_under_way_from_before_the_data_goes_out(self, ledger: Ledger) -> None:
        ledger.begin(ID, ["a@xa.example"], {"b@xa.example": "550 no"})
        assert _entry(ledger) == (State.SENDING, {"a": "offered", "b": "refused", "huyen": "waiting"})
        assert ledger.outstanding(ONE) == ()

    def it_is_sent_when_nobody_waits(self, ledger: Ledger) -> None:
        ledger.begin(ID, ONE.everyone, {})
        assert ledger.arrived(ID, "250 ok") is State.SENT
        assert _entry(ledger) == (State.SENT, {"a": "accepted", "b": "accepted", "huyen": "accepted"})

    def it_goes_on_for_those_who_wait(self, ledger: Ledger) -> None:
        ledger.begin(ID, ["A@xa.example"], {})
        assert ledger.arrived(ID, "250 ok") is State.READY
        assert ledger.outstanding(ONE) == ("b@xa.example", "huyen@huyen.example")
        assert ledger.has_accepted(ID, ONE.addresses)

    def it_may_be_put_off(self, ledger: Ledger) -> None:
        ledger.begin(ID, ["a@xa.example"], {})
        ledger.put_off(ID, "451 later")
        assert _entry(ledger) == (State.READY, {"a": "waiting", "b": "waiting", "huyen": "waiting"})
        assert ledger.everything()[0].attempts == 1

    def it_may_be_refused(self, ledger: Ledger) -> None:
        ledger.begin(ID, ["a@xa.example"], {})
        assert ledger.refuse(ID, "554 no") is State.FAILED
        assert set(_entry(ledger)[1].values()) == {"refused"}

    def it_cannot_be_unsent(self, ledger: Ledger) -> None:
        ledger.begin(ID, ONE.everyone, {})
        ledger.arrived(ID, "250 ok")
        ledger.prepare([ONE])
        assert ledger.outstanding(ONE) == ()
        for change in (
            lambda: ledger.begin(ID, ONE.everyone, {}),
            lambda: ledger.put_off(ID, "451 later"),
            lambda: ledger.refuse(ID, "554 no"),
            lambda: ledger.arrived(ID, "250 again"),
        ):
            with pytest.raises(OutputError):
                change()
        assert not ledger.resend(ID) and not ledger.mark_sent(ID)
        assert ledger.everything()[0].reply == "250 ok"

    def it_cannot_be_unsent_by_a_slip_of_ours_either(self, tmp_path: Path, ledger: Ledger) -> None:
        ledger.begin(ID, ONE.everyone, {})
        ledger.arrived(ID, "250 ok")
        base = sqlite3.connect(tmp_path / LEDGER_NAME)
        for slip in (
            "UPDATE message SET state = 'ready'",
            "UPDATE delivery SET state = 'waiting'",
            "DELETE FROM event",
            "UPDATE event SET what = ''",
        ):
            with pytest.raises(sqlite3.IntegrityError):
                base.execute(slip)
        base.close()

    def it_is_not_touched_while_its_fate_is_unknown(self, ledger: Ledger) -> None:
        ledger.begin(ID, ["a@xa.example"], {})
        ledger.prepare([replace(ONE, addresses=("c@xa.example",))])
        assert _entry(ledger) == (State.SENDING, {"a": "offered", "b": "waiting", "huyen": "waiting"})

    def it_takes_mended_addresses_once_it_is_ready_again(self, ledger: Ledger) -> None:
        ledger.begin(ID, ["a@xa.example"], {"b@xa.example": "550 no"})
        ledger.arrived(ID, "250 ok")
        mended = replace(ONE, addresses=("a@xa.example", "c@xa.example"))
        ledger.prepare([mended])
        assert ledger.outstanding(mended) == ("c@xa.example", "huyen@huyen.example")


class DescribeWhatAnOfficerSettles:
    def it_goes_again(self, ledger: Ledger) -> None:
        ledger.begin(ID, ONE.everyone, {})
        assert ledger.resend(ID)
        assert ledger.outstanding(ONE) == ONE.everyone
        assert not ledger.resend(ID)

    def it_goes_again_only_to_those_of_unknown_fate(self, ledger: Ledger) -> None:
        ledger.begin(ID, ["a@xa.example", "huyen@huyen.example"], {})
        ledger.arrived(ID, "250 ok")
        ledger.begin(ID, ["b@xa.example"], {})
        assert ledger.resend(ID)
        assert ledger.outstanding(ONE) == ("b@xa.example",)

    def it_has_arrived(self, ledger: Ledger) -> None:
        ledger.begin(ID, ONE.everyone, {})
        assert ledger.mark_sent(ID)
        assert _entry(ledger)[0] is State.SENT
        assert "mark-sent" in [what for *_, what in ledger.events()]

    def it_has_arrived_only_where_it_was_offered(self, ledger: Ledger) -> None:
        ledger.begin(ID, ["a@xa.example", "huyen@huyen.example"], {})
        assert ledger.mark_sent(ID)
        assert ledger.outstanding(ONE) == ("b@xa.example",)
        assert not ledger.mark_sent(ID)

    def it_is_sent_when_who_was_put_off_is_not_wanted_any_more(self, ledger: Ledger) -> None:
        ledger.begin(ID, ["a@xa.example"], {})
        assert ledger.arrived(ID, "250 ok") is State.READY
        ledger.put_off(ID, "451 later")
        ledger.prepare([ONE])
        assert ledger.state(ID) is State.READY
        ledger.prepare([replace(ONE, addresses=("A@xa.example",), copies=())])
        (entry,) = ledger.everything()
        assert (entry.state, entry.reply, len(entry.deliveries)) == (State.SENT, "250 ok", 1)

    def it_keeps_accepted_contents_for_their_commune(self, ledger: Ledger) -> None:
        ledger.accept(AUTHORITY, 2022, "Xã A", ["1" * 64, "2" * 64])
        ledger.accept(AUTHORITY, 2022, "Xã A", ["1" * 64])
        assert ledger.accepted(AUTHORITY, 2022, "Xã A") == {"1" * 64, "2" * 64}
        assert not ledger.accepted(AUTHORITY, 2022, "Xã B") and not ledger.accepted(AUTHORITY, 2023, "Xã A")


class DescribeTheFile:
    def it_is_there_for_the_next(self, tmp_path: Path) -> None:
        with Ledger.open(tmp_path) as first:
            first.prepare(batch(3))
            first.begin(batch(3)[1].message_id, ["xa001@thanhha.example"], {})
        assert [path.name for path in tmp_path.iterdir()] == [LEDGER_NAME]
        with Ledger.open(tmp_path) as second:
            assert [entry.state for entry in second.everything()] == [State.READY, State.SENDING, State.READY]

    def it_is_on_the_disk_before_the_method_returns(self, tmp_path: Path) -> None:
        """A process that is gone without a word right after has told all."""
        code = (
            "import os, sys; from pathlib import Path; from tests.mail.batches import batch; "
            "from cchc_excel.mail.ledger import Ledger; l = Ledger.open(Path(sys.argv[1])); l.prepare(batch(2)); "
            "l.begin(batch(1)[0].message_id, ['xa000@thanhha.example'], {}); os._exit(9)"
        )
        assert subprocess.run([sys.executable, "-c", code, str(tmp_path)], cwd=ROOT, check=False).returncode == 9
        with Ledger.open(tmp_path) as ledger:
            assert [entry.state for entry in ledger.everything()] == [State.SENDING, State.READY]

    def it_writes_ahead_and_waits_for_the_disk(self, tmp_path: Path) -> None:
        with Ledger.open(tmp_path) as ledger:
            base = ledger._base
            found = [
                base.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous", "foreign_keys")
            ]
        assert found == ["wal", 2, 1]

    def it_is_looked_at_while_another_writes(self, tmp_path: Path) -> None:
        with Ledger.open(tmp_path) as writing:
            writing.prepare([ONE])
            with Ledger.look(tmp_path) as looking:
                assert len(looking.everything()) == 1
                with pytest.raises(OutputError):
                    looking.prepare(batch(1))
            writing.begin(ID, ONE.everyone, {})

    def it_is_not_made_by_looking(self, tmp_path: Path) -> None:
        with Ledger.look(tmp_path) as ledger:
            assert ledger.everything() == () and ledger.accepted(AUTHORITY, 2022, "Xã A") == frozenset()
        assert not list(tmp_path.iterdir())

    def it_enters_all_or_none(self, tmp_path: Path) -> None:
        spoilt = replace(outgoing(1), subject=None)  # type: ignore[arg-type]
        with Ledger.open(tmp_path) as ledger:
            with pytest.raises(OutputError):
                ledger.prepare([outgoing(0), spoilt])
            assert ledger.everything() == ()

    @pytest.mark.parametrize(
        "data",
        [b"PK\x03\x04 no database", b"SQLite format 3\0" + b"\xff" * 5000, b"x" * 100_000],
        ids=["zip", "header", "text"],
    )
    def it_leaves_a_damaged_one_as_it_is(self, tmp_path: Path, data: bytes) -> None:
        path = tmp_path / LEDGER_NAME
        path.write_bytes(data)
        for opening in (Ledger.open, Ledger.look):
            with pytest.raises(OutputError, match="hỏng hoặc không phải") as told:
                opening(tmp_path)
            assert "\n" not in str(told.value)
        assert path.read_bytes() == data

    def it_notices_pages_that_are_damaged(self, tmp_path: Path) -> None:
        with Ledger.open(tmp_path) as ledger:
            ledger.prepare(batch(50))
        path = tmp_path / LEDGER_NAME
        data = bytearray(path.read_bytes())
        for start in range(4096, len(data), 4096):
            data[start : start + 64] = b"\xa5" * 64
        path.write_bytes(data)
        with pytest.raises(OutputError, match="hỏng"):
            Ledger.open(tmp_path)
        assert path.read_bytes() == bytes(data)

    def it_leaves_anothers_database_as_it_is(self, tmp_path: Path) -> None:
        path = tmp_path / LEDGER_NAME
        with sqlite3.connect(path) as base:
            base.execute("CREATE TABLE message (x)")
        base.close()
        before = path.read_bytes()
        with pytest.raises(OutputError, match="không phải sổ"):
            Ledger.open(tmp_path)
        assert path.read_bytes() == before

    def it_leaves_a_newer_one_as_it_is(self, tmp_path: Path) -> None:
        with Ledger.open(tmp_path) as ledger:
            ledger.prepare([ONE])
        path = tmp_path / LEDGER_NAME
        base = sqlite3.connect(path)
        base.execute(f"PRAGMA user_version = {VERSION + 1}")
        base.close()
        before = path.read_bytes()
        with pytest.raises(OutputError, match="phiên bản mới hơn"):
            Ledger.open(tmp_path)
        assert path.read_bytes() == before

    def it_takes_an_emptied_one_for_damaged(self, tmp_path: Path) -> None:
        """What it held may all have arrived."""
        (tmp_path / LEDGER_NAME).touch()
        for opening in (Ledger.open, Ledger.look):
            with pytest.raises(OutputError, match="hỏng"):
                opening(tmp_path)
        assert not (tmp_path / LEDGER_NAME).stat().st_size

    def it_does_not_begin_anew_beside_what_is_left_of_one(self, tmp_path: Path) -> None:
        log = tmp_path / f"{LEDGER_NAME}-wal"
        log.write_bytes(b"sent")
        with pytest.raises(OutputError, match="hỏng"):
            Ledger.open(tmp_path)
        assert [path.name for path in tmp_path.iterdir()] == [log.name] and log.read_bytes() == b"sent"

    def it_begins_whole_or_not_at_all(self, tmp_path: Path) -> None:
        """A run killed while it made one leaves nothing that stands in the way."""
        (tmp_path / f"{LEDGER_NAME}.dang-ghi").write_bytes(b"half")
        with Ledger.open(tmp_path) as ledger:
            ledger.prepare([ONE])
        assert [path.name for path in tmp_path.iterdir()] == [LEDGER_NAME]

    @pytest.mark.parametrize(
        "written", ["created = 'hôm qua'", "changed = ''", "created = '0001-01-01T00:00:00+14:00'"]
    )
    def it_notices_what_it_did_not_write(self, tmp_path: Path, written: str) -> None:
        with Ledger.open(tmp_path) as ledger:
            ledger.prepare([ONE])
            ledger._base.execute(f"UPDATE message SET {written}")
            with pytest.raises(OutputError, match="không phải sổ"):
                ledger.everything()

    def it_says_when_it_cannot_be_written(self, tmp_path: Path) -> None:
        (tmp_path / LEDGER_NAME).mkdir()
        with pytest.raises(OutputError, match="Sổ gửi thư"):
            Ledger.open(tmp_path)
        with pytest.raises(OutputError, match="Không ghi được sổ gửi thư"):
            Ledger.open(tmp_path / "khong-co")


class Messages(RuleBasedStateMachine):
    """Whatever comes in whatever order: nobody is offered again what he has accepted, and no message is forgotten."""

    def __init__(self) -> None:
        super().__init__()
        self.ledger = Ledger(empty_ledger(), Path("none"))
        self.ledger.prepare([ONE])
        self.got: list[str] = []
        self.offered: list[str] = []

    @property
    def state(self) -> State | None:
        return self.ledger.state(ID)

    @precondition(lambda self: self.state is State.READY)
    @rule(some=sampled_from([slice(0, 1), slice(0, 2), slice(1, 3), slice(0, 3)]), refuses=booleans())
    def begin(self, some: slice, refuses: bool) -> None:
        outstanding = self.ledger.outstanding(ONE)
        self.offered = list(outstanding[some])
        rest = [address for address in outstanding if address not in self.offered]
        if self.offered:
            self.ledger.begin(ID, self.offered, dict.fromkeys(rest, "550 no") if refuses else {})

    @precondition(lambda self: self.state is State.SENDING)
    @rule(how=sampled_from(["arrived", "put_off", "refuse", "resend", "mark_sent"]))
    def settle(self, how: str) -> None:
        getattr(self.ledger, how)(ID, *(["words"] if how in ("arrived", "put_off", "refuse") else []))
        if how in ("arrived", "mark_sent"):
            self.got += self.offered
        self.offered = []

    @rule(addresses=sampled_from([("a@xa.example",), ("b@xa.example", "c@xa.example"), ONE.addresses]))
    def prepare(self, addresses: tuple[str, ...]) -> None:
        one = replace(ONE, addresses=addresses)
        self.ledger.prepare([one])
        # what is ready can go to somebody: nothing waits for ever
        assert (self.state is State.READY) == bool(self.ledger.outstanding(one))

    @invariant()
    def nobody_gets_it_twice(self) -> None:
        assert len(self.got) == len(set(self.got))
        assert not set(self.got) & set(self.ledger.outstanding(ONE))

    @invariant()
    def it_is_remembered(self) -> None:
        (entry,) = self.ledger.everything()
        accepted = {d.address for d in entry.deliveries if d.state is DeliveryState.ACCEPTED}
        assert accepted == set(self.got)
        if entry.state is State.SENT:
            assert not {d.state for d in entry.deliveries} & {DeliveryState.WAITING, DeliveryState.OFFERED}

    def teardown(self) -> None:
        self.ledger.__exit__(None, None, None)


Messages.TestCase.settings = settings(max_examples=60, stateful_step_count=20)
TestMessages = Messages.TestCase
