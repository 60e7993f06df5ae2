"""Writes Tests/EvaModelsTests/Fixtures/sklearn_logistic.json: small problems and scikit-learn's optimum of each.

    python Benchmarks/reference/sklearn_logistic.py
"""

import json
import pathlib
import warnings

import numpy as np
import scipy.sparse as sp
import sklearn
from sklearn.linear_model import LogisticRegression

SEED = 20240611
OUT = pathlib.Path(__file__).parents[2] / "Tests/EvaModelsTests/Fixtures/sklearn_logistic.json"


def problem(rng, rows, dense, sparse, entries, scale=1.0):
    x = np.round(rng.normal(size=(rows, dense)), 4)
    if dense > 1:
        x[:, 1] = np.round(0.8 * x[:, 0] + 0.6 * x[:, 1], 4)
    s = np.zeros((rows, sparse))
    if sparse:
        for row in range(rows):
            chosen = rng.choice(sparse, size=entries, replace=False, p=np.arange(sparse, 0, -1) / (sparse * (sparse + 1) / 2))
            s[row, chosen] = np.round(rng.uniform(0.2, 2, size=entries), 3)
    all_columns = np.hstack([x, s])
    beta = rng.normal(size=dense + sparse) * scale
    margin = all_columns @ beta - 0.5
    y = (rng.uniform(size=rows) < 1 / (1 + np.exp(-margin))).astype(int)
    return x, s, y


def case(name, rng, rows, dense, sparse, entries, penalty, l1_ratio=0.0, weighted=False, scale=1.0):
    x, s, y = problem(rng, rows, dense, sparse, entries, scale)
    weights = np.round(rng.uniform(0, 3, size=rows), 2) if weighted else np.ones(rows)
    settings = dict(C=1 / (penalty * weights.sum()), tol=1e-12, max_iter=200_000)
    if l1_ratio == 0:
        model = LogisticRegression(solver="newton-cholesky", **settings)
    else:
        model = LogisticRegression(solver="saga", penalty="elasticnet", l1_ratio=l1_ratio, random_state=SEED, **settings)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        model.fit(sp.csr_matrix(np.hstack([x, s])) if l1_ratio else np.hstack([x, s]), y, sample_weight=weights)
    sparse_rows = [[[int(c), float(s[r, c])] for c in np.flatnonzero(s[r])] for r in range(rows)]
    return {
        "name": name,
        "penalty": penalty,
        "l1_ratio": l1_ratio,
        "solver": model.solver,
        "dense": x.tolist(),
        "sparse": sparse_rows,
        "sparse_columns": sparse,
        "labels": y.tolist(),
        "weights": weights.tolist() if weighted else None,
        "intercept": float(model.intercept_[0]),
        "coefficients": model.coef_[0].tolist(),
    }


def main():
    rng = np.random.default_rng(SEED)
    cases = [
        case("dense", rng, 120, 6, 0, 0, 1e-3),
        case("sparse", rng, 150, 0, 25, 4, 1e-3),
        case("dense and sparse", rng, 150, 4, 12, 3, 1e-2),
        case("weighted", rng, 120, 4, 8, 2, 1e-3, weighted=True),
        case("nearly separable, strong penalty", rng, 100, 5, 6, 2, 0.3, scale=6.0),
        case("weak penalty", rng, 200, 5, 0, 0, 1e-6),
        case("lasso", rng, 150, 6, 10, 3, 2e-2, l1_ratio=1.0),
        case("elastic net", rng, 150, 6, 12, 3, 2e-2, l1_ratio=0.5),
        case("elastic net, weighted", rng, 120, 4, 12, 3, 3e-2, l1_ratio=0.8, weighted=True),
    ]
    document = {
        "versions": {"scikit-learn": sklearn.__version__, "numpy": np.__version__},
        "seed": SEED,
        "settings": {"tol": 1e-12},
        "cases": cases,
    }
    OUT.write_text(json.dumps(document, separators=(",", ":")) + "\n")
    print(OUT, OUT.stat().st_size)


if __name__ == "__main__":
    main()
