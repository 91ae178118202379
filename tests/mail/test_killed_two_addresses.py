"""The other hundred killings: each message has two addresses, and the server puts off some of the second ones for a while."""

from __future__ import annotations

import random
import subprocess
from pathlib import Path

import pytest

from tests.mail.killing import kill_at_random, needs_fork, process

__all__ = ["process"]


@needs_fork
class DescribeKilling:
    @pytest.mark.parametrize("seed", range(100, 110))
    def it_loses_nothing_and_sends_nothing_twice(
        self, tmp_path: Path, process: subprocess.Popen[str], seed: int
    ) -> None:
        kill_at_random(tmp_path, process, random.Random(seed), is_double=True)
