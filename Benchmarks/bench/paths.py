"""Where things lie."""

import os
import sys
from pathlib import Path

BENCHMARKS = Path(__file__).resolve().parent.parent
ROOT = BENCHMARKS.parent
PEERS = BENCHMARKS / "peers"
DATA = BENCHMARKS / "data"
RESULTS = BENCHMARKS / "results"
REQUIREMENTS = BENCHMARKS / "requirements.txt"
BUILD = BENCHMARKS / ".build" / "release"

EVA = str(BUILD / "eva")
DRIVER = str(BUILD / "EvaBench")


def corpus(name: str) -> Path:
    """A real corpus, named like `tsa.csv.gz`; it need not be there."""
    return Path(os.environ.get("EVA_CORPORA") or "EVA_CORPORA-is-not-set") / name


def schema(name: str) -> Path:
    """The schema of a corpus, named like `tsa`."""
    return ROOT / "data" / name / "schema.yaml"


def peer(script: str, *arguments: object) -> list[str]:
    """Command line of a peer's script, in this virtual environment."""
    return [sys.executable, str(PEERS / script), *map(str, arguments)]


def eva(*arguments: object) -> list[str]:
    """Command line of eva."""
    return [EVA, *map(str, arguments)]


def driver(*arguments: object) -> list[str]:
    """Command line of Eva's driver."""
    return [DRIVER, *map(str, arguments)]
