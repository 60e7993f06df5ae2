"""Forward quality on real claims: live replay, and fixed splits, against peers with several windows."""

import json
import shlex
import shutil
import subprocess
from functools import cache

from ..part import Contestant, Limit, Part, Ratio
from ..paths import DATA, corpus, eva, peer, schema

TSA, IMR = "tsa.csv.gz", "imr.csv.gz"
OUT = DATA / "quality"
LEARNERS = {
    "CatBoost": "catboost",
    "LightGBM": "lightgbm",
    "XGBoost": "xgboost",
    "logistic regression": "logistic",
}
WINDOWS = {"all history": 0, "12 months": 12, "24 months": 24}
BEST_FOUND = "CatBoost, 24 months, date as a feature"
COLUMNS = {"log_loss": "log loss", "auc": "AUC", "accuracy": "accuracy", "cases": "cases", "fits": "fits"}
ONE_FIT, AUTO = "Eva, one fit a period", "Eva, auto"
LOG_LOSS, AUC = {"measure": "log_loss", "unit": ""}, {"measure": "auc", "unit": ""}
PEERS_TEXT = (
    "Peers: learning rate 0.05; CatBoost 400 rounds, LightGBM and XGBoost 100 small trees, none of them with data held back "
    "to stop early, for all did better so; logistic regression: one-hot, C = 1. Each learns from all history or from the "
    "last 12 or 24 months; Eva finds out by itself. Nobody's settings were changed for a corpus."
)


def peers(file: str, name: str, *options: object, windows: dict[str, int] = WINDOWS) -> list[Contestant]:
    return [
        Contestant(
            f"{learner}, {window}",
            peer("backtest.py", corpus(file), schema(name), "--learner", script, "--window", months, *options),
            rounds=None if script == "lightgbm" else 1,
        )
        for learner, script in LEARNERS.items()
        for window, months in windows.items()
    ]


@cache
def no_backtest() -> str | None:
    """Why `eva backtest` can't run."""
    known = subprocess.run(eva("backtest", "--help"), capture_output=True, check=False).returncode == 0
    return None if known else "this build of eva has no command `backtest`"


def figures(output: str) -> dict:
    """Pooled figures of `eva backtest --json` and `eva evaluate --json`."""
    found = json.loads(output)
    found |= {"fits": (found.get("replay") or {}).get("fits")}
    return {key: found[key] for key in COLUMNS if found.get(key) is not None}


def backtest(file: str, name: str, since: str, every: str, *options: str) -> list[str]:
    span = ["--since", since, "--every", every]
    return eva("backtest", corpus(file), "--schema", schema(name), *span, "--threads", 2, "--json", *options)


def replay(name: str, title: str, file: str, data: str, since: str, every: str, targets: list[Ratio | Limit]) -> Part:
    span = ["--since", since, "--every", every]
    contestants = [
        Contestant(ONE_FIT, backtest(file, data, since, every, "--learner", "trees", "--search", "none"), read=figures),
        Contestant(AUTO, backtest(file, data, since, every), read=figures, rounds=1),
        *peers(file, data, *span),
    ]
    if file == TSA:
        best = ["--learner", "catboost", "--window", 24, "--trend"]
        command = peer("backtest.py", corpus(file), schema(data), *best, *span)
        contestants.append(Contestant(BEST_FOUND, command, rounds=1))
    return Part(
        name=name,
        title=title,
        text=(
            "Each period is scored by a model that learned from earlier cases alone; figures are pooled over all cases. Eva's "
            f"seconds are those of the whole process, the peers' without reading the file. {PEERS_TEXT}"
        ),
        contestants=contestants,
        targets=targets,
        columns=COLUMNS,
        rounds=3,
        corpora=[file],
        unsupported=no_backtest,
    )


def named(learners: list[str]) -> list[str]:
    return [f"{learner}, {window}" for learner in learners for window in WINDOWS]


def split(name: str, title: str, start: list[str], cut: str, until: list[str], auc: float, log_loss: float) -> Part:
    train = eva("train", corpus(TSA), "--schema", schema("tsa"), "--model", OUT / name)
    train += [*(["--since", *start] if start else []), "--until", cut, "--promote", "--threads", "2"]
    evaluate = eva("evaluate", corpus(TSA), "--model", OUT / name, "--since", cut, "--threads", 2, "--json")
    evaluate += ["--until", *until] if until else []
    span = ["--since", cut, "--every", "once"]
    span += (["--start", *start] if start else []) + (["--until", *until] if until else [])
    ebm = ["--learner", "ebm", "--window", 12, *span]
    return Part(
        name=name,
        title=title,
        text=f"Trained once, with all settings found by `auto`; judged on all later cases. {PEERS_TEXT}",
        contestants=[
            Contestant(AUTO, ["sh", "-c", f"{shlex.join(train)} > /dev/null && {shlex.join(evaluate)}"], read=figures),
            *peers(TSA, "tsa", *span),
            Contestant("EBM (interpret), 12 months", peer("backtest.py", corpus(TSA), schema("tsa"), *ebm), rounds=1),
        ],
        targets=[
            Limit(f"{title}: AUC", AUTO, "auc", at_least=auc),
            Limit(f"{title}: log loss", AUTO, "log_loss", at_most=log_loss),
        ],
        columns={key: text for key, text in COLUMNS.items() if key != "fits"},
        rounds=1,
        prepare=lambda: shutil.rmtree(OUT, ignore_errors=True),
        corpora=[TSA],
    )


PARTS = [
    split("split-2011", "TSA, judged from 2011-07-13", [], "2011-07-13", [], auc=0.697, log_loss=0.643),
    split(
        "split-2014",
        "TSA 2010–2015, judged from 2014-04-25",
        ["2010-01-01"],
        "2014-04-25",
        ["2016-01-01"],
        auc=0.711,
        log_loss=0.615,
    ),
    replay(
        "backtest",
        "Live replay: TSA, half-yearly from 2004",
        TSA,
        "tsa",
        "2004-01-01",
        "half",
        [
            Limit("replay of TSA: log loss", AUTO, "log_loss", at_most=0.562),
            Limit("replay of TSA: AUC", AUTO, "auc", at_least=0.773),
            Ratio("replay of TSA, one fit a period", ONE_FIT, ["LightGBM, all history"], 0.5),
            Ratio(
                "replay of TSA, auto: seconds a fit", AUTO, ["LightGBM, all history"], 1.0, measure="seconds_per_fit"
            ),
        ],
    ),
    replay(
        "backtest-imr",
        "Live replay: IMR, yearly from 2004",
        IMR,
        "imr",
        "2004-01-01",
        "year",
        [
            Ratio("replay of IMR: log loss", AUTO, named(["LightGBM", "logistic regression"]), 1.0, **LOG_LOSS),
            Ratio("replay of IMR: AUC", AUTO, named(["LightGBM", "logistic regression"]), at_least=1.0, **AUC),
        ],
    ),
]
