"""Binning and boosting: 200 rounds of 31 leaves on simulated data."""

from collections.abc import Callable
from pathlib import Path

from .. import simulated
from ..part import Contestant, Limit, Part, Ratio
from ..paths import DATA, driver, peer

LIGHTGBM = {
    "LightGBM, by rows": "row",
    "LightGBM, by columns": "column",
    "LightGBM, by rows, quantised": "row-quantized",
    "LightGBM, by columns, quantised": "column-quantized",
}
BAGGED = {
    "LightGBM, by rows, bagging a quarter": "row-bagged",
    "LightGBM, by rows, quantised, bagging a quarter": "row-quantized-bagged",
}
QUALITY = 1.002
"""Eva's log loss may be 0.2 % above the least of LightGBM's modes."""


def lightgbms(data: Path, modes: dict[str, str]) -> list[Contestant]:
    return [Contestant(name, peer("trees_lightgbm.py", data, "--mode", mode)) for name, mode in modes.items()]


def contestants(data: Path, orientation: dict[str, str], bagged: dict[str, str]) -> list[Contestant]:
    others = [Contestant(name, peer(script, data)) for name, script in orientation.items()]
    return [Contestant("Eva", driver("trees", data)), *lightgbms(data, LIGHTGBM | bagged), *others]


def part(
    name: str,
    title: str,
    text: str,
    data: Callable[[int], Path],
    rows: int,
    orientation: dict[str, str],
    targets: list[Ratio | Limit],
    rounds: int,
    bagged: dict[str, str] | None = None,
) -> Part:
    folder = DATA / f"{data.__name__}-{rows}"
    return Part(
        name=name,
        title=title,
        text=text,
        contestants=contestants(folder, orientation, bagged or {}),
        targets=targets,
        columns={"binning": "binning", "boosting": "boosting", "log_loss": "test log loss"},
        rounds=rounds,
        prepare=lambda: data(rows),
    )


def lightgbm(work: str, at_most: float, measure: str = "seconds", unit: str = "s") -> Ratio:
    return Ratio(work, "Eva", list(LIGHTGBM), at_most, measure=measure, unit=unit)


COMMON = (
    "Two threads, learning rate 0.1, at most 255 bins; seconds are those of binning and boosting, without starting the "
    "process and reading the data (bare arrays of 32-bit floats). The log loss is that of 100,000 rows that nobody "
    "trained on. CatBoost grows its own symmetric trees of depth 5."
)

PARTS = [
    part(
        "trees",
        "Trees: 200,000 rows of 30 numbers, 200 rounds of 31 leaves",
        COMMON,
        simulated.numeric,
        200_000,
        {
            "XGBoost hist": "trees_xgboost.py",
            "CatBoost": "trees_catboost.py",
            "scikit-learn HGB": "trees_sklearn.py",
        },
        [
            lightgbm("trees, 200k × 30", 0.5),
            Ratio("trees, 200k × 30", "Eva", ["XGBoost hist"], 0.45),
            lightgbm("trees, 200k × 30: test log loss", QUALITY, "log_loss", ""),
        ],
        rounds=5,
    ),
    part(
        "mixed",
        "Trees: the same with 10 % missing and 8 categorical columns, one of 400 values",
        COMMON + " Everybody gets the categories as such. scikit-learn's HGB stops at 255 categories and is left out.",
        simulated.mixed,
        200_000,
        {"XGBoost hist": "trees_xgboost.py", "CatBoost": "trees_catboost.py"},
        [
            lightgbm("trees, with categories and missing values", 0.5),
            lightgbm("trees, with categories and missing values: test log loss", QUALITY, "log_loss", ""),
        ],
        rounds=5,
    ),
    part(
        "large",
        "Trees: 2,000,000 rows of 30 numbers",
        COMMON
        + " Peak memory is that of the process, with runtime, data and all. Beyond 500,000 rows of numbers alone Eva "
        "seeks the splits of a tree on so many, drawn anew for each tree, and takes leaf values from all; LightGBM's "
        "bagging, which takes both from those drawn, stands beside it for orientation.",
        simulated.numeric,
        2_000_000,
        {"XGBoost hist": "trees_xgboost.py"},
        [
            lightgbm("trees, 2 million rows", 0.6),
            lightgbm("trees, 2 million rows: peak memory", 0.8, "peak_mib", "MiB"),
            lightgbm("trees, 2 million rows: test log loss", QUALITY, "log_loss", ""),
        ],
        rounds=3,
        bagged=BAGGED,
    ),
]
