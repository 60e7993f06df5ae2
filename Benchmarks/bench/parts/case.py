"""One case at a time."""

import shutil
from pathlib import Path

from ..models import call
from ..part import Contestant, Part, Ratio
from ..paths import DATA, PEERS, corpus, driver, eva, peer, schema
from ..stamp import prepared

TSA = "tsa.csv.gz"
FOLDER = DATA / "case"
BUNDLE = DATA / "case-eva"
RIVAL = "LightGBM, fast single-row call on a ready array"


def write_files(folder: Path) -> None:
    call(peer("train_claims.py", corpus(TSA), schema("tsa"), folder / "model.joblib"))
    call(peer("case_files.py", corpus(TSA), schema("tsa"), folder / "model.joblib", folder))


def prepare() -> None:
    """Models of both sides, from the same corpus; Eva's anew each time, as Eva changes."""
    sources = [PEERS / name for name in ("claims.py", "train_claims.py", "case_files.py", "single_row.c")]
    prepared(FOLDER, [*sources, corpus(TSA), schema("tsa")], write_files)
    shutil.rmtree(BUNDLE, ignore_errors=True)
    options = ["--schema", schema("tsa"), "--learner", "trees", "--search", "none"]
    call(eva("train", corpus(TSA), "--model", BUNDLE / "tsa", *options))


PARTS = [
    Part(
        name="case",
        title="One case in process: raw JSON to calibrated probability and suggestion",
        text=(
            "The 2,000 newest TSA claims, one after the other, one thread, without reasons; time a case, median of 20 passes "
            "after a first one. Eva reads the case's JSON, makes features, scores, calibrates and suggests, with the model of "
            "`--learner trees --search none`. LightGBM scores an array that is ready, and no more, with the model of the "
            "Python script above; a loop in C makes the calls."
        ),
        contestants=[
            Contestant("Eva, from raw JSON", driver("case", BUNDLE / "tsa", FOLDER / "cases.jsonl"), threads=1),
            Contestant(RIVAL, peer("single_row.py", FOLDER), threads=1),
        ],
        targets=[Ratio("one case, JSON to suggestion, without reasons", "Eva, from raw JSON", [RIVAL], 1.0)],
        columns={"trees": "trees"},
        seconds="time a case",
        prepare=prepare,
        corpora=[TSA],
    )
]
