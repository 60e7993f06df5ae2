"""Simulated data sets, written as bare arrays that both sides read.

A folder holds shape.json and, for `train` and `test`, NAME.rows.f32 (row-major), NAME.columns.f32 (column-major)
and NAME.labels.i8. A category is its number; NaN is missing.
"""

import json
from pathlib import Path

import numpy as np

from .paths import DATA
from .stamp import prepared

SEED = 20_240_601
NUMBERS = 30
CATEGORIES = [3, 5, 8, 12, 20, 40, 100, 400]
TEST_ROWS = 100_000


def numeric(rows: int) -> Path:
    """30 numbers a row."""
    return data_set(f"numeric-{rows}", rows, [], missing=0.0)


def mixed(rows: int) -> Path:
    """30 numbers and 8 categories a row, 10 % of all missing."""
    return data_set(f"mixed-{rows}", rows, CATEGORIES, missing=0.1)


def data_set(name: str, rows: int, categories: list[int], missing: float) -> Path:
    return prepared(DATA / name, [Path(__file__)], lambda folder: make(folder, rows, categories, missing))


def make(folder: Path, rows: int, categories: list[int], missing: float) -> None:
    shape = {"columns": NUMBERS + len(categories), "categories": [0] * NUMBERS + categories}
    (folder / "shape.json").write_text(json.dumps(shape))
    effects = [np.random.default_rng([SEED, size]).normal(0, 0.4, size) for size in categories]
    for part, count in [("train", rows), ("test", TEST_ROWS)]:
        values, labels = draw(np.random.default_rng([SEED, count]), count, effects, missing)
        values.tofile(folder / f"{part}.rows.f32")
        np.ascontiguousarray(values.T).tofile(folder / f"{part}.columns.f32")
        labels.tofile(folder / f"{part}.labels.i8")


def draw(
    random: np.random.Generator, rows: int, effects: list[np.ndarray], missing: float
) -> tuple[np.ndarray, np.ndarray]:
    """Rows and labels. The target bends, steps and interacts; half of the numbers say nothing."""
    x = random.normal(size=(rows, NUMBERS)).astype(np.float32)
    x[:, 5:10] = np.exp(x[:, 5:10])  # skewed, as amounts are
    x[:, 10:15] = random.random((rows, 5), dtype=np.float32)
    score = (
        np.sin(2 * x[:, 0])
        + x[:, 1] * x[:, 2]
        + np.abs(x[:, 3])
        - 0.8 * (x[:, 4] > 0.5)
        + 0.7 * np.log1p(x[:, 5]) * x[:, 0]
        - 0.5 * np.minimum(x[:, 6], 3)
        + 1.2 * (x[:, 10] > 0.3) * (x[:, 11] < 0.6)
        + np.cos(4 * x[:, 12]) * x[:, 3]
        + 0.3 * x[:, 13]
        - 0.6
    )
    codes = [random.choice(len(effect), rows, p=shares(len(effect))) for effect in effects]
    for effect, code in zip(effects, codes):
        score += effect[code]
    if len(codes) > 1:
        score += 0.5 * (codes[0] == 1) * x[:, 1] + 0.4 * (codes[1] == 2) * (x[:, 2] > 0)
    labels = (random.random(rows) < 1 / (1 + np.exp(-score))).astype(np.int8)
    values = np.column_stack([x, *(code.astype(np.float32) for code in codes)]).astype(np.float32)
    if missing:
        values[random.random(values.shape, dtype=np.float32) < missing] = np.nan
    return values, labels


def shares(size: int) -> np.ndarray:
    """A few frequent categories and many rare ones."""
    weights = 1 / (np.arange(size) + 3)
    return weights / weights.sum()
