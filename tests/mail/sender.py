"""Runs one sending after the other, each in a process of its own that may be killed: `python -m tests.mail.sender`.

Takes lines of JSON on its input: outputs, port, CA file, how many messages, whether each for two addresses, how large every
tenth. Answers the process number, and when that process is gone, its status. Forked, so that a test of hundreds of killings need
not wait for as many interpreters. With such a line as its argument it sends once, unforked, as any system can.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from cchc_excel.mail.lock import sole_sender
from tests.mail.batches import Settings, batch, sent
from tests.mail.server import PASSWORD


def _send(outputs: str, port: int, ca_file: str, count: int, is_double: bool, large: int) -> int:
    planned = batch(count, is_double=is_double, large=large)
    with sole_sender(Path(outputs)):
        result = sent(Path(outputs), planned, Settings(port, ca_file=Path(ca_file)), lambda: PASSWORD)
    return 3 if result.stopped else 0


def main() -> None:
    """Until its input ends."""
    # what is imported where it is first used
    import encodings.idna
    import smtplib

    import filelock

    assert encodings.idna and smtplib and filelock

    for line in sys.stdin:
        number = os.fork()
        if not number:
            try:
                status = _send(*json.loads(line))
            except BaseException as error:
                print(f"{type(error).__name__}: {error}", file=sys.stderr)
                status = 9
            os._exit(status)
        print(number, flush=True)
        print(os.waitpid(number, 0)[1], flush=True)


if __name__ == "__main__":
    if len(sys.argv) == 2:
        sys.exit(_send(*json.loads(sys.argv[1])))
    main()
