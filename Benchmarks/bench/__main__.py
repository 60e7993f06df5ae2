"""Runs the benchmark, or some of its parts, and writes RESULTS.md."""

import argparse
import os
import sys

from .compare import compare
from .part import Part
from .parts import PARTS
from .paths import corpus
from .report import write_report


def obstacle(part: Part) -> str | None:
    """Why a part can't run here."""
    missing = [name for name in part.corpora if not corpus(name).exists()]
    if missing and not os.environ.get("EVA_CORPORA"):
        return f"EVA_CORPORA is not set, so there is no {' or '.join(missing)}; data/README.md says how to get them"
    if missing:
        return f"{' and '.join(str(corpus(name)) for name in missing)} missing; data/README.md says how to get them"
    return part.unsupported()


def main() -> int:
    names = [part.name for part in PARTS]
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--only", default="", help=f"parts, with commas between: {', '.join(names)}")
    parser.add_argument("--without", default="", help="parts to leave out")
    parser.add_argument("--rounds", type=int, help="rounds of every part, instead of its own number")
    parser.add_argument("--report", action="store_true", help="only write RESULTS.md again from results/*.json")
    options = parser.parse_args()
    only, without = (set(filter(None, text.split(","))) for text in (options.only, options.without))
    if unknown := (only | without) - set(names):
        parser.error(f"no part {', '.join(sorted(unknown))}; there are {', '.join(names)}")

    whole = True
    for part in PARTS:
        if options.report or (only and part.name not in only) or part.name in without:
            continue
        if reason := obstacle(part):
            print(f"{part.name}: skipped: {reason}", flush=True)
        else:
            whole &= compare(part, options.rounds)
    print(f"Wrote {write_report(PARTS)}")
    return 0 if whole else 1


sys.exit(main())
