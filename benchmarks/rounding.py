"""Shows what it costs to decide a report's figures: trees of 60 nodes and some 150 printed figures, with 0 to 3 wrong.

python benchmarks/rounding.py [--trees N]
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from cchc_excel.audit.rounding import decide
from tests.audit.test_rounding import random_table


def main() -> None:
    """Prints the mean and the longest CPU time, in milliseconds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trees", type=int, default=20)
    trees = parser.parse_args().trees
    print("wrong figures    mean    longest (ms CPU)")
    for errors in range(4):
        times = []
        for seed in range(trees):
            tree = random_table(random.Random(seed), errors)
            start = time.process_time()
            decide(tree)
            times.append((time.process_time() - start) * 1000)
        print(f"{errors:13} {sum(times) / len(times):7.1f} {max(times):10.1f}")


if __name__ == "__main__":
    main()
