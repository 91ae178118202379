"""Sends planned messages one by one: at a pace, again where the server puts them off, never one twice."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from time import monotonic
from typing import Protocol

from ..errors import OutputError
from .connection import Connection, Mailing, ServerSettings, Timeouts
from .interrupt import Interruption
from .ledger import Ledger, State
from .outcome import Accepted, Lost, Outcome, Refused, Reply, Stage, Unusable
from .outgoing import Outgoing, Withheld

__all__ = ["MOST_TRIES", "Dispatched", "Outgoing", "Timeouts", "dispatch"]

MOST_TRIES = 5
"""Of one message in one run, and in a row of a connection."""
_MOST_UNKNOWN = 3
"""Messages in a row whose fate is unknown: before all of them are."""
_LONG_WAIT = 30
"""Seconds that a connection is kept over without a word."""

Step = Callable[[int, int, str], None]


class DispatchSettings(ServerSettings, Protocol):
    """What sending needs of the settings."""

    @property
    def per_minute(self) -> int:
        """So many attempts in a minute at most; 0 for no limit."""

    @property
    def first_wait(self) -> float:
        """Seconds before the second try; every further wait is twice as long."""


@dataclass(frozen=True, slots=True)
class Dispatched:
    """What became of the messages, by Message-ID; the ledger has the rest."""

    sent: tuple[str, ...] = ()
    settled: tuple[str, ...] = ()
    """Those of `sent` that had been before: nobody is left to send them to."""
    failed: tuple[str, ...] = ()
    """Refused for good; the ledger has the server's words."""
    unknown: tuple[str, ...] = ()
    """The data went out and no reply came."""
    waiting: tuple[str, ...] = ()
    """Still ready: put off by the server until the tries were used up, or not reached; the next `cchc send` goes on."""
    withheld: tuple[tuple[str, str], ...] = ()
    """Still ready, and why they must not go as they were planned: a Vietnamese sentence, or several, after the Message-ID."""
    stopped: str = ""
    """Why it stopped before the end, one Vietnamese line with the way out; "" where it came to the end."""


def dispatch(
    planned: Sequence[Outgoing],
    ledger: Ledger,
    settings: DispatchSettings,
    password: Callable[[], str],
    step: Step,
    *,
    timeouts: Timeouts = Timeouts(),  # noqa: B008 (frozen)
) -> Dispatched:
    """Sends what is planned.

    `password` is called when a connection is opened, where `settings.user` is not empty. `step(done, of, what)` tells how far
    it has come. Every message is put into `ledger` (opened for writing, under the lock) first. What the server or the network
    does never raises: it comes back in `Dispatched.stopped`. Raises OutputError where the ledger cannot be written, what
    `password` raises, and KeyboardInterrupt, held back until the fate of the message under way is known (a second one is not).
    """
    ledger.prepare(planned)
    connection = Connection(settings, password, timeouts)
    with Interruption.held() as interruption:
        run = _Run(list(planned), ledger, settings, connection, step, interruption)
        interruption.told = run.tell_it_stops
        try:
            return run.result(run.go())
        finally:
            connection.close()


@dataclass(slots=True)
class _Run:
    """One run over the messages; those put off come again when their wait is over, the others go on meanwhile."""

    planned: list[Outgoing]
    ledger: Ledger
    settings: DispatchSettings
    connection: Connection
    step: Step
    interruption: Interruption
    _due: list[tuple[float, int]] = field(init=False)
    """A heap: when a message may go, and its place in the plan."""
    _ended: dict[int, State] = field(default_factory=dict)
    _settled: set[str] = field(default_factory=set)
    _withheld: dict[str, str] = field(default_factory=dict)
    _tries: Counter[int] = field(default_factory=Counter)
    _troubles: int = 0
    """With the connection, in a row."""
    _unknown: int = 0
    """Messages in a row."""
    _open_from: float = 0.0
    """When the next attempt may begin, for the pace's sake and the server's."""

    def __post_init__(self) -> None:
        self._due = [(0.0, place) for place in range(len(self.planned))]

    def go(self) -> str:
        """To the end, or to what stops it: then one line."""
        while self._due:
            self._wait()
            self.interruption.check()
            _, place = heapq.heappop(self._due)
            one = self.planned[place]
            self._tell(one.commune)
            outstanding = self.ledger.outstanding(one)
            if not outstanding:
                self._ended[place] = self.ledger.state(one.message_id) or State.READY
                self._settled.add(one.message_id)
                continue
            try:
                data = one.data()
            except Withheld as problem:
                self._ended[place] = State.READY
                self._withheld[one.message_id] = str(problem)
                continue
            if self.settings.per_minute:
                self._open_from = monotonic() + 60 / self.settings.per_minute
            stopped = self._entered(place, self._attempt(one, data, outstanding))
            if stopped:
                return stopped
        self._tell("")
        return ""

    def result(self, stopped: str) -> Dispatched:
        """What became of all, as the ledger has it."""
        now = {one.message_id: self.ledger.state(one.message_id) for one in self.planned}
        by = {state: tuple(i for i, s in now.items() if s is state) for state in State}
        return Dispatched(
            sent=by[State.SENT],
            settled=tuple(i for i in by[State.SENT] if i in self._settled),
            failed=by[State.FAILED],
            unknown=by[State.SENDING],
            waiting=tuple(i for i in by[State.READY] if i not in self._withheld),
            withheld=tuple(self._withheld.items()),
            stopped=stopped,
        )

    def tell_it_stops(self) -> None:
        """After the first Ctrl-C: why it does not stop at once."""
        self._tell("đang dừng, chờ máy chủ trả lời thư đang gửi (bấm Ctrl-C lần nữa: dừng ngay, thư này chưa rõ)")

    def _attempt(self, one: Outgoing, data: bytes, outstanding: Sequence[str]) -> Outcome:
        def before_data(taken: Sequence[str], refused: Mapping[str, Reply]) -> None:
            self.ledger.begin(one.message_id, taken, _words(refused))

        # where the commune has got it, what is left are further addresses and copies
        has_some = self.ledger.has_accepted(one.message_id, one.addresses)
        needed = [] if has_some else [address for address in outstanding if address in one.addresses]
        return self.connection.send(Mailing(one.envelope_from, data, outstanding, needed, before_data))

    def _entered(self, place: int, outcome: Outcome) -> str:
        """Enters what came of an attempt; one line where it is the last."""
        one = self.planned[place]
        if isinstance(outcome, Accepted) or (isinstance(outcome, Refused) and outcome.stage is Stage.MESSAGE):
            self._troubles = self._unknown = 0
        match outcome:
            case Accepted(reply):
                self._after(place, self._arrived(one, reply))
            case Refused(reply, is_permanent=True, refused=refused):
                state = self.ledger.refuse(one.message_id, str(reply), None if refused is None else _words(refused))
                self._after(place, state)
            case Refused(reply, Stage.OPENING) | Refused(reply, Stage.SESSION):
                return self._trouble(
                    place, outcome.stage, str(reply), f"máy chủ thư hẹn gửi lại: “{reply}”", outcome.refused
                )
            case Refused(reply, refused=refused):
                self.ledger.put_off(one.message_id, str(reply), _words(refused or {}))
                self._again(place)
            case Lost(before_data=True, stage=stage, told=told):
                return self._trouble(place, stage, told, told, None)
            case Lost(told=told):
                self._ended[place] = State.SENDING
                self._unknown += 1
                if self._unknown == _MOST_UNKNOWN:
                    return (
                        f"Dừng gửi: {_MOST_UNKNOWN} thư liền nhau chưa rõ tới hay chưa ({told}). Hãy hỏi các xã đó và kiểm tra mạng rồi "
                        "mới gửi tiếp."
                    )
                return self._server_waits(place, told)
            case Unusable(line):
                if self.ledger.state(one.message_id) is State.SENDING:
                    self.ledger.put_off(one.message_id, line)
                return line
        return ""

    def _arrived(self, one: Outgoing, reply: Reply) -> State:
        """Enters that the server has taken it; where that cannot be, only the screen knows it still."""
        try:
            return self.ledger.arrived(one.message_id, str(reply))
        except OutputError as error:
            raise OutputError(
                f"{error} Riêng thư gửi {one.commune} thì máy chủ đã nhận (“{reply}”) mà chưa ghi được vào sổ; khi sổ ghi lại được, chạy: "
                f'cchc send --mark-sent "{one.commune}"'
            ) from error

    def _trouble(self, place: int, stage: Stage, reply: str, told: str, refused: Mapping[str, Reply] | None) -> str:
        """With the connection: the message keeps its turn where it had not yet begun."""
        if stage is Stage.OPENING:
            heapq.heappush(self._due, (0.0, place))
        else:
            self.ledger.put_off(self.planned[place].message_id, reply, _words(refused or {}))
            self._again(place)
        return self._server_waits(place, told)

    def _server_waits(self, place: int, told: str) -> str:
        self._troubles += 1
        if self._troubles >= MOST_TRIES and self._due:
            return f"Dừng gửi sau {MOST_TRIES} lần không được: {told}. Hãy kiểm tra mạng rồi chạy lại; các thư chưa gửi vẫn được giữ."
        self._open_from = max(self._open_from, monotonic() + self._longer(self._troubles))
        return ""

    def _after(self, place: int, state: State) -> None:
        if state is State.READY:
            self._again(place)
        else:
            self._ended[place] = state

    def _again(self, place: int) -> None:
        """Later, unless it was tried often enough: then another run goes on."""
        self._tries[place] += 1
        if self._tries[place] < MOST_TRIES:
            heapq.heappush(self._due, (monotonic() + self._longer(self._tries[place]), place))

    def _longer(self, tries: int) -> float:
        return self.settings.first_wait * float(2 ** (tries - 1))

    def _wait(self) -> None:
        until = max(self._due[0][0], self._open_from)
        if until - monotonic() > _LONG_WAIT:
            self.connection.close()
        for left in self.interruption.wait(until):
            self._tell(f"{self.planned[self._due[0][1]].commune}: chờ {left:.0f} giây" if left > 1 else "")

    def _tell(self, what: str) -> None:
        self.step(len(self._ended), len(self.planned), what)


def _words(replies: Mapping[str, Reply]) -> dict[str, str]:
    return {address: str(reply) for address, reply in replies.items()}
