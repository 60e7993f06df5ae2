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
FULL = DATA / "case-full"
BUNDLE = DATA / "case-eva"
EVA = "Eva, from raw JSON"
RIVAL = "LightGBM, fast single-row call on a ready array"
SIZE = ", 200 trees of 31 leaves"
STOPPED = ", the model that stopped early"
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
    sources += [corpus(TSA), schema("tsa")]
    prepared(FOLDER, sources, write_files)
    prepared(FULL, sources, lambda folder: write_files(folder, "--rounds", 200, "--leaves", 31))
    shutil.rmtree(BUNDLE, ignore_errors=True)
    train("tsa", "none")
    train("served", "full")
    call(driver("regrow", BUNDLE / "tsa", corpus(TSA), BUNDLE / "full"))
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
            "an array that is ready, and no more; a loop in C makes the calls. Three models a side: 200 trees of 31 leaves, "
            "as in the other parts, grown on the oldest 80 % of all claims; that of `--learner trees --search none` and of "
            "the Python script above, each with the rounds at which it stopped early; and the one that `--learner trees` "
            "chose and fitted on all cases, with a LightGBM of as many rounds and leaves."
        ),
        contestants=[
            contestant
            for name, model, peers in [(SIZE, "full", FULL), (STOPPED, "tsa", FOLDER), (SEARCHED, "served", SERVED)]
            for contestant in (
                Contestant(EVA + name, driver("case", BUNDLE / model, FOLDER / "cases.jsonl"), threads=1),
                Contestant(RIVAL + name, peer("single_row.py", peers), threads=1),
            )
        ],
        targets=[
            Ratio("one case, JSON to suggestion, without reasons" + SIZE, EVA + SIZE, [RIVAL + SIZE], 1.0),
            Ratio("one case" + STOPPED, EVA + STOPPED, [RIVAL + STOPPED], 1.0),
            Ratio("one case" + SEARCHED, EVA + SEARCHED, [RIVAL + SEARCHED], 1.0),
        ],
        columns={"trees": "trees"},
        seconds="time a case",
        prepare=prepare,
        corpora=[TSA],
    )
]
