"""What a team writes in Python: a corpus read with pandas, encoded with scikit-learn, LightGBM with early stopping on
held-back recent cases, isotonic calibration, all saved to one file.

The same work as `eva train --learner trees --search none`: the oldest 80 % train, the next 10 % stop and calibrate, the
newest 10 % judge, and then both calibrate. LightGBM gets Eva's settings of that search.
"""

import time

START = time.perf_counter()

import argparse
from pathlib import Path

import joblib
import lightgbm as lgb
import numpy as np
from sklearn.isotonic import IsotonicRegression

import claims
from common import log_loss, report

PARAMETERS = {
    "objective": "binary",
    "learning_rate": 0.1,
    "num_leaves": 24,
    "min_data_in_leaf": 150,
    "lambda_l2": 5.0,
    "feature_fraction": 0.8,
    "verbosity": -1,
}
HALF_LIFE_DAYS = 730
ROUNDS = 300
PATIENCE = 20


def main() -> None:
    imported = time.perf_counter()
    parser = argparse.ArgumentParser()
    parser.add_argument("corpus", type=Path)
    parser.add_argument("schema", type=Path)
    parser.add_argument("model", type=Path)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--rounds", type=int, help="so many, without early stopping")
    parser.add_argument("--leaves", type=int, default=PARAMETERS["num_leaves"])
    options = parser.parse_args()

    corpus = claims.read(options.corpus, options.schema)
    count = len(corpus.labels)
    first, second = int(count * 0.8), int(count * 0.9)
    past, stopping, judging = slice(0, first), slice(first, second), slice(second, count)
    encoder = claims.TreeEncoder(rare=None).fit(corpus, past)
    x = {rows.start: encoder.transform(corpus, rows) for rows in (past, stopping, judging)}
    y = corpus.labels
    parameters = PARAMETERS | {"num_threads": options.threads, "num_leaves": options.leaves}
    ages = claims.days(corpus, slice(first - 1, first)) - claims.days(corpus, past)
    weights = 0.5 ** (ages / HALF_LIFE_DAYS)
    train = lgb.Dataset(x[0], y[past], weight=weights, categorical_feature=encoder.native, params=parameters)
    valid = train.create_valid(x[first], y[stopping])
    stop = [] if options.rounds else [lgb.early_stopping(PATIENCE, verbose=False)]
    model = lgb.train(parameters, train, options.rounds or ROUNDS, valid_sets=[valid], callbacks=stop)
    stopped, judged = model.predict(x[first]), model.predict(x[second])
    calibrator = IsotonicRegression(out_of_bounds="clip", y_min=1e-6, y_max=1 - 1e-6).fit(stopped, y[stopping])
    loss = log_loss(y[judging], calibrator.predict(judged))
    both = np.concatenate([stopped, judged]), np.concatenate([y[stopping], y[judging]])
    calibrator = IsotonicRegression(out_of_bounds="clip", y_min=1e-6, y_max=1 - 1e-6).fit(*both)
    joblib.dump({"encoder": encoder, "model": model, "calibrator": calibrator}, options.model)
    done = time.perf_counter()
    report(
        seconds=done - imported,
        imports=imported - START,
        log_loss=loss,
        rounds=model.best_iteration or model.num_trees(),
    )


main()
