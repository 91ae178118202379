"""The password: found in the environment, the keyring or at the keyboard, shown nowhere."""

from __future__ import annotations

import copy
import pickle
import traceback
from collections.abc import Iterator

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringError

from cchc_excel.errors import MailError
from cchc_excel.mail.password import Password, find_password, remember

SERVER, USER, SECRET = "smtp.thanhha.example", "noivu@thanhha.example", "hush-hush-77"


class Kept(KeyringBackend):
    """A keyring in memory."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self.held: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.held[service, username] = password


class Broken(KeyringBackend):
    """A keyring that is locked, or whose own library fails."""

    priority = 1

    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringError("locked")

    def set_password(self, service: str, username: str, password: str) -> None:
        raise RuntimeError(password)


@pytest.fixture(autouse=True)
def ring(monkeypatch: pytest.MonkeyPatch) -> Iterator[Kept]:
    monkeypatch.delenv("CCHC_MAIL_PASSWORD", raising=False)
    before, kept = keyring.get_keyring(), Kept()
    keyring.set_keyring(kept)
    yield kept
    keyring.set_keyring(before)


def revealed(password: Password | None) -> str:
    assert password is not None
    return password.reveal()


class DescribeFinding:
    def it_needs_none_without_an_account(self) -> None:
        assert find_password(SERVER, "", None) is None

    def it_takes_the_environment_first(self, monkeypatch: pytest.MonkeyPatch, ring: Kept) -> None:
        monkeypatch.setenv("CCHC_MAIL_PASSWORD", SECRET)
        ring.set_password(f"cchc_excel:{SERVER}", USER, "other")
        assert revealed(find_password(SERVER, USER, None)) == SECRET

    def it_takes_the_keyring_next(self, ring: Kept) -> None:
        assert remember(SERVER, USER, Password(SECRET))
        assert revealed(find_password(SERVER.upper(), USER, None)) == SECRET

    def but_not_what_the_keyring_has_for_another_server(self) -> None:
        remember("smtp.khac.example", USER, Password(SECRET))
        with pytest.raises(MailError):
            find_password(SERVER, USER, None)

    def it_asks_last(self) -> None:
        questions: list[str] = []

        def ask(question: str) -> str:
            questions.append(question)
            return SECRET + "\n"

        assert revealed(find_password(SERVER, USER, ask)) == SECRET
        assert USER in questions[0] and SERVER in questions[0]

    def it_asks_anew_where_the_kept_one_is_to_be_replaced(self, ring: Kept) -> None:
        remember(SERVER, USER, Password("old"))
        assert revealed(find_password(SERVER, USER, lambda _: "new", anew=True)) == "new"

    def it_says_what_to_do_where_nobody_can_be_asked(self) -> None:
        with pytest.raises(MailError, match="CCHC_MAIL_PASSWORD"):
            find_password(SERVER, USER, None)

    def it_does_without_a_keyring_that_fails(self) -> None:
        keyring.set_keyring(Broken())
        assert not remember(SERVER, USER, Password(SECRET))
        assert revealed(find_password(SERVER, USER, lambda _: SECRET)) == SECRET

    @pytest.mark.parametrize("typed", ["", "mật khẩu", "a\tb", "x" * 2000])
    def it_tells_what_no_server_takes(self, typed: str) -> None:
        with pytest.raises(MailError) as told:
            find_password(SERVER, USER, lambda _: typed)
        assert not typed or typed not in str(told.value)


class DescribeThePassword:
    def it_is_shown_nowhere(self) -> None:
        password = Password(SECRET)
        shown = [repr(password), str(password), f"{password}", f"{password!r:>20}", "%s" % password, repr([password])]  # noqa: UP031
        assert not any(SECRET in text for text in shown)
        assert not hasattr(password, "__dict__")

    @pytest.mark.parametrize("copied", [pickle.dumps, copy.copy, copy.deepcopy])
    def it_is_not_copied_out(self, copied: object) -> None:
        with pytest.raises(TypeError):
            copied(Password(SECRET))  # type: ignore[operator]

    def it_stands_in_no_trace(self) -> None:
        keyring.set_keyring(Broken())
        try:
            find_password(SERVER, USER, lambda _: SECRET + "ắ")
        except MailError as problem:
            assert SECRET not in "".join(traceback.format_exception(problem))
