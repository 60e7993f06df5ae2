"""One case at a time."""

import json
import shutil
from pathlib import Path

from ..models import call
from ..part import Contestant, Part, Ratio
from ..paths import DATA, PEERS, corpus, driver, eva, peer, schema
from ..stamp import prepared

TSA = "tsa.csv.gz"
FOLDER = DATA / "case"
SERVED = DATA / "case-served"
BUNDLE = DATA / "case-eva"
EVA = "Eva, from raw JSON"
RIVAL = "LightGBM, fast single-row call on a ready array"
SEARCHED = ", the model that a search chose"


def write_files(folder: Path, *options: object) -> None:
    call(peer("train_claims.py", corpus(TSA), schema("tsa"), folder / "model.joblib", *options))
    call(peer("case_files.py", corpus(TSA), schema("tsa"), folder / "model.joblib", folder))


def train(name: str, search: str) -> None:
    options = ["--schema", schema("tsa"), "--learner", "trees", "--search", search]
    call(eva("train", corpus(TSA), "--model", BUNDLE / name, *options))


def prepare() -> None:
    """Models of both sides, from the same corpus; Eva's anew each time, as Eva changes."""
    sources = [PEERS / name for name in ("claims.py", "train_claims.py", "case_files.py", "single_row.c")]
    prepared(FOLDER, [*sources, corpus(TSA), schema("tsa")], write_files)
    shutil.rmtree(BUNDLE, ignore_errors=True)
    train("tsa", "none")
    train("served", "full")
    settings = json.loads((BUNDLE / "served" / "1" / "manifest.json").read_text())["info"]["settings"]
    trees = settings["trees"]
    members = settings.get("tree_members") or [{"recipe": trees}]
    rounds = sum(member["recipe"]["rounds"] for member in members)
    shutil.rmtree(SERVED, ignore_errors=True)
    SERVED.mkdir(parents=True)
    write_files(SERVED, "--rounds", rounds, "--leaves", trees["num_leaves"])


PARTS = [
    Part(
        name="case",
        title="One case in process: raw JSON to calibrated probability and suggestion",
        text=(
            "The 2,000 newest TSA claims, one after the other, one thread, without reasons; time a case, median of 20 passes "
            "after a first one. Eva reads the case's JSON, makes features, scores, calibrates and suggests; LightGBM scores "
            "an array that is ready, and no more; a loop in C makes the calls. Two models a side: that of "
            "`--learner trees --search none` and of the Python script above, each with the rounds at which it stopped early; "
            "and the model that `--learner trees` chose and fitted on all cases, with a LightGBM of as many rounds and leaves."
        ),
        contestants=[
            Contestant(EVA, driver("case", BUNDLE / "tsa", FOLDER / "cases.jsonl"), threads=1),
            Contestant(RIVAL, peer("single_row.py", FOLDER), threads=1),
            Contestant(EVA + SEARCHED, driver("case", BUNDLE / "served", FOLDER / "cases.jsonl"), threads=1),
            Contestant(RIVAL + SEARCHED, peer("single_row.py", SERVED), threads=1),
        ],
        targets=[
            Ratio("one case, JSON to suggestion, without reasons", EVA, [RIVAL], 1.0),
            Ratio("one case, the model that a search chose", EVA + SEARCHED, [RIVAL + SEARCHED], 1.0),
        ],
        columns={"trees": "trees"},
        seconds="time a case",
        prepare=prepare,
        corpora=[TSA],
    )
]
