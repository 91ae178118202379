"""Fuzzes reading and auditing: tells how many inputs were tried, what became of them, the longest and the largest.

python -m fuzzing [--inputs 20000] [--seed 1] [--workers 2] [--only ENDING] [--case NUMBER --out FILE]
Ends with status 1 when an input brought a traceback, took longer than 10 s, or memory went over 1 GiB.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

from .campaign import Campaign, campaign
from .seeds import seeds
from .trial import damaged_file


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--inputs", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1, help="other seeds make other damage")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--only", default="", help="damage only files whose name ends so")
    parser.add_argument("--case", type=int, help="write the damaged file of this number instead of running")
    parser.add_argument("--out", type=Path, default=Path("damaged"))
    chosen = parser.parse_args()
    files = tuple(s for s in seeds() if s.name.endswith(chosen.only))
    if chosen.case is not None:
        seed, data = damaged_file(files, chosen.seed, chosen.case)
        target = chosen.out.with_suffix(Path(seed.name).suffix)
        target.write_bytes(data)
        print(target)
        return 0
    done = campaign(files, chosen.seed, chosen.inputs, chosen.workers, progress=sys.stderr.isatty())
    _tell(done)
    return 1 if done.failures else 0


def _tell(done: Campaign) -> None:
    counts = Counter((o.seed.rpartition(".")[2], o.kind) for o in done.outcomes)
    kinds = sorted({kind for _, kind in counts})
    print(f"{'type':<8}" + "".join(f"{kind:>14}" for kind in kinds))
    for ending in sorted({ending for ending, _ in counts}):
        print(f"{ending:<8}" + "".join(f"{counts[ending, kind]:>14}" for kind in kinds))
    slowest = max(done.outcomes, key=lambda o: o.seconds)
    print(f"{len(done.outcomes)} inputs; slowest {slowest.seconds:.2f} s (number {slowest.number}, {slowest.seed}); "
          f"most memory of a process {done.most_memory / 2**20:.0f} MiB")  # fmt: skip
    unforeseen = Counter(o.detail for o in done.outcomes if o.kind == "unforeseen")
    for detail, times in unforeseen.most_common(12):
        print(f"  unforeseen, {times} times: {detail}")
    for outcome in done.failures[:30]:
        print(
            f"FAILED number {outcome.number} ({outcome.seed}): {outcome.kind} {outcome.detail} {outcome.seconds:.1f} s"
        )


if __name__ == "__main__":
    sys.exit(main())
