"""scikit-learn's logistic regression on the design that design.py wrote."""

import argparse
import json
import time
import warnings
from pathlib import Path

import numpy as np
from scipy import sparse
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression

from common import report

LIBLINEAR_INTERCEPT = 100.0
"""liblinear penalises the intercept; scaled like this hardly."""


class Design:
    """The sparse design and its labels."""

    def __init__(self, folder: Path):
        offsets = np.fromfile(folder / "offsets.i64", np.int64).astype(np.int32)
        indices = np.fromfile(folder / "indices.i32", np.int32)
        columns = json.loads((folder / "shape.json").read_text())["columns"]
        self.x = sparse.csr_matrix((np.ones(len(indices)), indices, offsets), shape=(len(offsets) - 1, columns))
        self.y = np.fromfile(folder / "labels.i8", np.int8)


class Objective:
    """Mean log loss plus half the penalty times the squared coefficients; the intercept comes first and is free."""

    def __init__(self, design: Design, penalty: float):
        self.x, self.y, self.penalty = design.x, design.y, penalty

    def value(self, point: np.ndarray) -> float:
        scores = point[0] + self.x @ point[1:]
        return float(np.mean(np.logaddexp(0, scores) - self.y * scores) + self.penalty / 2 * point[1:] @ point[1:])

    def gradient_norm(self, point: np.ndarray) -> float:
        residuals = (1 / (1 + np.exp(-(point[0] + self.x @ point[1:]))) - self.y) / len(self.y)
        return float(np.hypot(residuals.sum(), np.linalg.norm(self.x.T @ residuals + self.penalty * point[1:])))

    def nothing(self) -> np.ndarray:
        """The model without features."""
        share = self.y.mean()
        return np.concatenate([[np.log(share / (1 - share))], np.zeros(self.x.shape[1])])

    def distances(self, point: np.ndarray, optimum: float) -> dict[str, float]:
        """How far a point is from the optimum, both relative."""
        return {
            "objective_gap": self.value(point) / optimum - 1,
            "gradient_ratio": self.gradient_norm(point) / self.gradient_norm(self.nothing()),
        }


def fit(design: Design, penalty: float, solver: str, tolerance: float) -> tuple[np.ndarray, float]:
    """Intercept and coefficients, and the seconds they took."""
    model = LogisticRegression(
        C=1 / (penalty * len(design.y)),
        solver=solver,
        tol=tolerance,
        max_iter=10_000,
        intercept_scaling=LIBLINEAR_INTERCEPT if solver == "liblinear" else 1,
    )
    with warnings.catch_warnings():
        # A tolerance out of reach only makes a solver go on to its end.
        warnings.simplefilter("ignore", ConvergenceWarning)
        start = time.perf_counter()
        model.fit(design.x, design.y)
        seconds = time.perf_counter() - start
    return np.concatenate([model.intercept_, model.coef_[0]]), seconds


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--penalty", type=float, required=True)
    parser.add_argument("--solver", required=True)
    parser.add_argument("--tolerance", type=float, required=True)
    options = parser.parse_args()
    design = Design(options.folder)
    point, seconds = fit(design, options.penalty, options.solver, options.tolerance)
    optimum = json.loads((options.folder / "optimum.json").read_text())["objective"]
    report(seconds=seconds, **Objective(design, options.penalty).distances(point, optimum))


if __name__ == "__main__":
    main()
