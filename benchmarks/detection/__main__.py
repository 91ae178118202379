"""python benchmarks/detection: measures how well the audit detects slips of known truth."""

import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))
    from benchmarks.detection.command import main

    sys.exit(main())
