"""Shows how the audit's CPU time grows with the number of communes, on districts made in memory.

python benchmarks/audit_scale.py [--sizes N ...] [--runs N] [--collect]
"""

from __future__ import annotations

import argparse
import gc
import sys
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from scale_district import district  # noqa: E402
from stages import forget  # noqa: E402

from cchc_excel.audit.district import audit  # noqa: E402

SIZES = (250, 500, 1000, 2000)


def seconds(size: int, runs: int) -> tuple[float, Counter[str]]:
    """The best CPU time of `runs` audits of one district, each with empty caches, and its findings by code."""
    group, best, codes = district(size), float("inf"), Counter[str]()
    for _ in range(runs):
        forget()
        gc.collect()
        start = time.process_time()
        audited = audit(group)
        best = min(best, time.process_time() - start)
        codes = Counter(f.code for f in audited.findings)
        del audited
    return best, codes


def main() -> None:
    """Prints a line for each size, then how a commune's share grows from the smallest size to the largest."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, metavar="N", help="numbers of communes")
    parser.add_argument("--runs", type=int, default=3, metavar="N", help="audits of each size (default: 3)")
    parser.add_argument("--collect", action="store_true", help="leave the cycle collector on, which `cchc` turns off")
    given = parser.parse_args()
    if given.runs < 1 or min(given.sizes) < 1:
        parser.error("--sizes and --runs must be at least 1")
    if not given.collect:
        gc.disable()
    seconds(min(given.sizes), 1)  # imports and first calls are not what is measured
    shares: dict[int, float] = {}
    codes: Counter[str] = Counter()
    print(f"{'communes':>8}{'CPU s':>9}{'ms each':>9}{'findings':>10}")
    for size in sorted(set(given.sizes)):
        took, codes = seconds(size, given.runs)
        shares[size] = took / size * 1000
        print(f"{size:>8}{took:>9.3f}{shares[size]:>9.3f}{codes.total():>10}")
    print(f"a commune's time, largest / smallest size: {shares[max(shares)] / shares[min(shares)]:.2f}")
    print("findings of the largest:", ", ".join(f"{code} {count}" for code, count in sorted(codes.items())))


if __name__ == "__main__":
    main()
