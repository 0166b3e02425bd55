"""Run every bench, or the one named: `python -m bench kernel`."""

import runpy
import sys
from pathlib import Path

HERE = Path(__file__).parent
NAMES = sorted(path.stem for path in HERE.glob("*.py") if not path.stem.startswith("_"))

for name in sys.argv[1:] or NAMES:
    if name not in NAMES:
        raise SystemExit(f"no bench “{name}”; there are: {', '.join(NAMES)}")
    print(f"\n== {name}")
    runpy.run_module(f"bench.{name}", run_name="__main__")
