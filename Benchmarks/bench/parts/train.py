"""`eva train` from file to calibrated bundle, against the Python script that a team would write."""

import json
import shutil

from ..part import Contestant, Part, Ratio
from ..paths import DATA, corpus, eva, peer, schema

TSA = "tsa.csv.gz"
EVA = "Eva: eva train --learner trees --search none"
SCRIPT = "pandas + scikit-learn + LightGBM + isotonic"
OUT = DATA / "train"


def prepare() -> None:
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True)


def read(output: str) -> dict:
    return {"log_loss": json.loads(output)["info"]["measured"]["log_loss"]}


TRAIN = eva(
    "train", corpus(TSA), "--schema", schema("tsa"), "--model", OUT / "models" / "tsa", "--threads", 2, "--json"
)
TRAIN += ["--learner", "trees", "--search", "none"]

PARTS = [
    Part(
        name="train",
        title="Training on TSA claims: from the file to a calibrated model",
        text=(
            f"`eva train {TSA} --learner trees --search none`, and Benchmarks/peers/train_claims.py: the same split (80 % "
            "train, 10 % stop and calibrate, 10 % judge), rounds and settings of the trees; sets as indicators, dates as "
            "numbers. Seconds are those of the whole process; *without imports* leaves out what Python takes to start "
            "and to import. The log loss is that of the newest 10 %, and is shown for orientation."
        ),
        contestants=[
            Contestant(EVA, TRAIN, read=read),
            Contestant(SCRIPT, peer("train_claims.py", corpus(TSA), schema("tsa"), OUT / "model.joblib")),
        ],
        targets=[
            Ratio("eva train on TSA, whole process", EVA, [SCRIPT], 0.3, measure="process_seconds"),
            Ratio(
                "eva train on TSA, the script without its imports",
                EVA,
                [SCRIPT],
                0.3,
                measure="process_seconds",
                against_measure="seconds",
            ),
        ],
        columns={"process_seconds": "whole process, seconds", "log_loss": "log loss"},
        seconds="seconds without imports",
        prepare=prepare,
        corpora=[TSA],
    )
]
