"""Fixtures for the trees: small tie-free data sets with the trees that LightGBM grows on them.

Writes Tests/EvaModelsTests/Fixtures/lightgbm_<name>.json. Usage: python Benchmarks/reference/lightgbm_trees.py
"""

import json
import pathlib

import lightgbm
import numpy

SEED = 20260711
OUT = pathlib.Path(__file__).resolve().parents[2] / "Tests" / "EvaModelsTests" / "Fixtures"
FIXED = {
    "objective": "binary", "verbose": -1, "num_threads": 1, "deterministic": True, "force_row_wise": True,
    "min_data_in_bin": 1, "feature_pre_filter": False, "enable_bundle": False, "learning_rate": 0.1,
}


def numbers(random, rows, levels):
    """A column of few distinct values at uneven distances, so that every gap is a candidate."""
    values = numpy.sort(random.normal(size=levels)).astype(numpy.float32)
    return values[random.integers(0, levels, rows)].astype(float)


def labels(random, log_odds):
    return (random.random(len(log_odds)) < 1 / (1 + numpy.exp(-log_odds))).astype(int)


def numeric(random, rows=400):
    x = numpy.column_stack([numbers(random, rows, levels) for levels in (83, 59, 97, 41)])
    return x, labels(random, 1.5 * x[:, 0] - x[:, 1] * x[:, 2] + 0.3), []


def missing(random, rows=400):
    x, y, _ = numeric(random, rows)
    for column in (0, 2):
        x[random.random(rows) < (0.3 if y[0] else 0.2), column] = numpy.nan
    gone = numpy.isnan(x[:, 0])
    y[gone] = labels(random, numpy.full(gone.sum(), 1.2))
    return x, y, []


def categorical(random, rows=600):
    few = random.integers(0, 3, rows)
    many = random.integers(0, 14, rows)
    number = numbers(random, rows, 71)
    effect = random.normal(size=14) * 1.5
    y = labels(random, effect[many] + numpy.array([0.8, -0.6, 0.1])[few] + number)
    x = numpy.column_stack([number, few, many]).astype(float)
    x[random.random(rows) < 0.05, 2] = numpy.nan
    return x, y, [1, 2]


# LightGBM leaves out features that had no split with enough gain in the parent, although a child may have one: the
# penalty of "lasso" is small enough for that not to happen.
CASES = {
    "numeric": (numeric, {"num_leaves": 8, "min_data_in_leaf": 5}, {}),
    "depth": (numeric, {"num_leaves": 12, "max_depth": 3, "min_data_in_leaf": 1, "lambda_l2": 2.0}, {}),
    "lasso": (numeric, {"num_leaves": 8, "min_data_in_leaf": 5, "lambda_l1": 0.2}, {}),
    "missing": (missing, {"num_leaves": 10, "min_data_in_leaf": 4}, {}),
    "categorical": (
        categorical,
        {"num_leaves": 8, "min_data_in_leaf": 5, "cat_smooth": 5.0, "cat_l2": 3.0, "min_data_per_group": 20}, {}),
    "weights": (numeric, {"num_leaves": 8, "min_data_in_leaf": 1, "min_sum_hessian_in_leaf": 2.0}, {"weights": True}),
    "monotone": (numeric, {"num_leaves": 8, "min_data_in_leaf": 5}, {"monotone": [1, -1, 0, 1]}),
}


def main():
    OUT.mkdir(exist_ok=True)
    for number, (name, (make, settings, extra)) in enumerate(CASES.items()):
        random = numpy.random.default_rng(SEED + number)
        x, y, categories = make(random)
        weights = random.uniform(0.2, 3, len(y)).astype(numpy.float32).astype(float) if "weights" in extra else None
        parameters = dict(FIXED, **settings)
        if "monotone" in extra:
            parameters["monotone_constraints"] = extra["monotone"]
            parameters["monotone_constraints_method"] = "basic"
        data = lightgbm.Dataset(x, y, weight=weights, categorical_feature=categories, params=parameters)
        model = lightgbm.train(parameters, data, num_boost_round=6)
        trees = model.dump_model()["tree_info"]

        def splits(node, found):
            if "split_index" in node:
                found[node["split_index"]] = node["split_feature"]
                splits(node["left_child"], found)
                splits(node["right_child"], found)
            return found

        fixture = {
            "lightgbm": lightgbm.__version__, "numpy": numpy.__version__, "seed": SEED + number, "settings": settings,
            "monotone": extra.get("monotone", []), "categories": categories,
            "columns": [[None if numpy.isnan(v) else v for v in column] for column in x.T.tolist()],
            "labels": y.tolist(), "weights": weights.tolist() if weights is not None else None,
            "scores": model.predict(x, raw_score=True).tolist(),
            "leaves": model.predict(x, pred_leaf=True).T.tolist(),
            "features": [[f for _, f in sorted(splits(tree["tree_structure"], {}).items())] for tree in trees],
            "contributions": model.predict(x[:25], pred_contrib=True).tolist(),
        }
        (OUT / f"lightgbm_{name}.json").write_text(json.dumps(fixture, separators=(",", ":")) + "\n")
        print(name, fixture["features"])


if __name__ == "__main__":
    main()
