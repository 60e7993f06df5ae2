"""Exact contributions for test rows, one thread: LightGBM's pred_contrib, and shap's own algorithm."""

import time
from pathlib import Path

import lightgbm as lgb
import numpy as np

from common import arguments, report, rows


def main() -> None:
    options = arguments(runner="lightgbm", models=None, rows=10_000)
    x = rows(options.folder, "test")[: options.rows].astype(np.float64)
    model = lgb.Booster(model_file=str(Path(options.models) / "lightgbm.txt"))
    explain = contributions if options.runner == "lightgbm" else shapley
    values, seconds = explain(model, x)
    scores = model.predict(x, raw_score=True, num_threads=1)
    report(
        seconds=seconds,
        microseconds_per_row=seconds / len(x) * 1e6,
        additivity_error=float(np.abs(values - scores).max()),
    )


def contributions(model: lgb.Booster, x: np.ndarray) -> tuple[np.ndarray, float]:
    """Sums of contributions and base, and the seconds."""
    model.predict(x[:1], pred_contrib=True, num_threads=1)
    start = time.perf_counter()
    values = model.predict(x, pred_contrib=True, num_threads=1)
    return values.sum(axis=1), time.perf_counter() - start


def shapley(model: lgb.Booster, x: np.ndarray) -> tuple[np.ndarray, float]:
    import shap

    explainer = shap.TreeExplainer(model, feature_perturbation="tree_path_dependent")
    # With a LightGBM model shap hands over to pred_contrib; as "internal" it walks the trees itself.
    explainer.model.model_type = "internal"
    explainer.shap_values(x[:1], check_additivity=False)
    start = time.perf_counter()
    values = explainer.shap_values(x, check_additivity=False)
    seconds = time.perf_counter() - start
    if isinstance(values, list):
        values = values[1]
    base = np.ravel(explainer.expected_value)[-1]
    return values.sum(axis=1) + base, seconds


main()
