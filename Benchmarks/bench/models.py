"""Trees of both sides for the parts that predict and explain."""

import subprocess
from pathlib import Path

from . import measure, simulated
from .paths import DATA, PEERS, driver, peer
from .stamp import prepared

ROWS = 200_000
DATA_SET = DATA / f"numeric-{ROWS}"
PEER_MODELS = DATA / "peer-models"
EVA_MODEL = DATA / "eva-trees.bin"


def prepare() -> None:
    """200 trees of 31 leaves of each side, grown on the same data; Eva's anew each time, as Eva changes."""
    simulated.numeric(ROWS)
    sources = [PEERS / name for name in ("trees_lightgbm.py", "predict_models.py")]
    prepared(PEER_MODELS, sources, grow_peers)
    call(driver("trees", DATA_SET, "--save", EVA_MODEL))


def grow_peers(folder: Path) -> None:
    call(peer("trees_lightgbm.py", DATA_SET, "--save", folder / "lightgbm.txt"))
    call(peer("predict_models.py", folder / "lightgbm.txt", DATA_SET))


def call(command: list[str]) -> None:
    subprocess.run(command, check=True, capture_output=True, env=measure.environment(2))
