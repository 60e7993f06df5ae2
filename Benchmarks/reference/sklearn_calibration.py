"""Writes Tests/EvaModelsTests/Fixtures/sklearn_calibration.json: scores, labels, weights, and scikit-learn's isotonic
values, Platt curve and unbounded beta calibration.

    python Benchmarks/reference/sklearn_calibration.py
"""

import json
import pathlib

import numpy as np
import sklearn
from sklearn.calibration import _SigmoidCalibration
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression

SEED = 20240612
OUT = pathlib.Path(__file__).parents[2] / "Tests/EvaModelsTests/Fixtures/sklearn_calibration.json"


def case(name, rng, rows, digits, slope, weighted):
    scores = np.round(rng.normal(0.3, 1.5, size=rows), digits)
    labels = (rng.uniform(size=rows) < 1 / (1 + np.exp(-(slope * scores - 0.4)))).astype(int)
    weights = np.round(rng.uniform(0.1, 3, size=rows), 2) if weighted else np.ones(rows)
    isotonic = IsotonicRegression().fit(scores, labels, sample_weight=weights)
    platt = _SigmoidCalibration().fit(scores, labels, sample_weight=weights)
    columns = np.column_stack([-np.logaddexp(0, -scores), np.logaddexp(0, scores)])
    beta = LogisticRegression(penalty=None, solver="newton-cholesky", tol=1e-12, max_iter=1000)
    beta.fit(columns, labels, sample_weight=weights)
    probes = np.linspace(-5, 5, 41)
    return {
        "name": name,
        "scores": scores.tolist(),
        "labels": labels.tolist(),
        "weights": weights.tolist() if weighted else None,
        "isotonic": isotonic.predict(scores).tolist(),
        "probes": probes.tolist(),
        "platt": platt.predict(probes).tolist(),
        "beta_weights": beta.coef_[0].tolist(),
        "beta": beta.predict_proba(
            np.column_stack([-np.logaddexp(0, -probes), np.logaddexp(0, probes)])
        )[:, 1].tolist(),
    }


def main():
    rng = np.random.default_rng(SEED)
    document = {
        "versions": {"scikit-learn": sklearn.__version__, "numpy": np.__version__},
        "seed": SEED,
        "cases": [
            case("distinct scores", rng, 200, 6, 1.2, False),
            case("tied scores", rng, 300, 1, 0.8, False),
            case("weighted and tied", rng, 200, 1, 1.5, True),
        ],
    }
    OUT.write_text(json.dumps(document, separators=(",", ":")) + "\n")
    for item in document["cases"]:
        print(item["name"], item["beta_weights"])


if __name__ == "__main__":
    main()
