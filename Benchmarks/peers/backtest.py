"""Live replay by a peer: each period is scored by a model fitted on the cases before it, all or the last months of them.

Settings are the same for every period and corpus. Nothing is held back to stop early: on claims that drift, the newest
cases are worth more as training data, and all the peers did better with a fixed number of rounds.
"""

import argparse
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.metrics import roc_auc_score

import claims
from common import log_loss, report

Predict = Callable[[slice], np.ndarray]
RATE = 0.05
ROUNDS = 100
CATBOOST_ROUNDS = 400
MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}


def lightgbm(corpus: claims.Corpus, past: slice, options: argparse.Namespace) -> Predict:
    import lightgbm as lgb

    encoder = claims.TreeEncoder(options.trend).fit(corpus, past)
    parameters = {
        "objective": "binary",
        "learning_rate": RATE,
        "num_leaves": 16,
        "min_data_in_leaf": 50,
        "num_threads": options.threads,
        "verbosity": -1,
    }
    x = encoder.transform(corpus, past)
    data = lgb.Dataset(x, corpus.labels[past], categorical_feature=encoder.native, params=parameters)
    model = lgb.train(parameters, data, ROUNDS)
    return lambda rows: model.predict(encoder.transform(corpus, rows))


def xgboost(corpus: claims.Corpus, past: slice, options: argparse.Namespace) -> Predict:
    import xgboost as xgb

    encoder = claims.TreeEncoder(options.trend).fit(corpus, past)

    def matrix(rows: slice, labels: np.ndarray | None = None) -> xgb.DMatrix:
        x = encoder.transform(corpus, rows)
        types = ["c" if column in encoder.native else "q" for column in range(x.shape[1])]
        return xgb.DMatrix(x, labels, feature_types=types, enable_categorical=True, nthread=options.threads)

    parameters = {
        "objective": "binary:logistic",
        "tree_method": "hist",
        "learning_rate": RATE,
        "max_depth": 5,
        "nthread": options.threads,
    }
    model = xgb.train(parameters, matrix(past, corpus.labels[past]), ROUNDS)
    return lambda rows: model.predict(matrix(rows))


def catboost(corpus: claims.Corpus, past: slice, options: argparse.Namespace) -> Predict:
    from catboost import CatBoostClassifier, Pool

    encoder = claims.TreeEncoder(options.trend).fit(corpus, past)

    def pool(rows: slice, labels: np.ndarray | None = None) -> Pool:
        table = pd.DataFrame(encoder.transform(corpus, rows))
        for column in encoder.native:
            table[column] = table[column].fillna(-1).astype(np.int32)
        return Pool(table, labels, cat_features=encoder.native or None)

    model = CatBoostClassifier(
        iterations=CATBOOST_ROUNDS,
        learning_rate=RATE,
        thread_count=options.threads,
        allow_writing_files=False,
        verbose=False,
    ).fit(pool(past, corpus.labels[past]))
    return lambda rows: model.predict_proba(pool(rows))[:, 1]


def logistic(corpus: claims.Corpus, past: slice, options: argparse.Namespace) -> Predict:
    from sklearn.linear_model import LogisticRegression

    design = claims.OneHotDesign().fit(corpus, past)
    model = LogisticRegression(C=1.0, solver="newton-cg", max_iter=1_000)
    model.fit(design.transform(corpus, past), corpus.labels[past])
    return lambda rows: model.predict_proba(design.transform(corpus, rows))[:, 1]


def ebm(corpus: claims.Corpus, past: slice, options: argparse.Namespace) -> Predict:
    from interpret.glassbox import ExplainableBoostingClassifier

    encoder = claims.TreeEncoder(options.trend).fit(corpus, past)
    x = encoder.transform(corpus, past)
    types = ["nominal" if column in encoder.native else "continuous" for column in range(x.shape[1])]
    model = ExplainableBoostingClassifier(feature_types=types, n_jobs=options.threads, random_state=0)
    model.fit(x, corpus.labels[past])
    return lambda rows: model.predict_proba(encoder.transform(corpus, rows))[:, 1]


LEARNERS = {"lightgbm": lightgbm, "xgboost": xgboost, "catboost": catboost, "logistic": logistic, "ebm": ebm}


def periods(corpus: claims.Corpus, options: argparse.Namespace) -> list[tuple[pd.Timestamp, pd.Timestamp]]:
    """First moments of the periods, and those of the periods after."""
    first = pd.Timestamp(options.since)
    end = pd.Timestamp(options.until) if options.until else pd.Timestamp(corpus.times[-1]) + pd.Timedelta(days=1)
    if options.every == "once":
        return [(first, end)]
    found = []
    while first < end:
        after = first + pd.DateOffset(months=MONTHS[options.every])
        found.append((first, min(after, end)))
        first = after
    return found


def window(corpus: claims.Corpus, first: pd.Timestamp, options: argparse.Namespace) -> slice:
    """Rows before a moment, within the window."""
    opens = [pd.Timestamp(options.start)] if options.start else []
    if options.window:
        opens.append(first - pd.DateOffset(months=options.window))
    return corpus.rows(str(max(opens)) if opens else None, str(first))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("corpus", type=Path)
    parser.add_argument("schema", type=Path)
    parser.add_argument("--learner", choices=LEARNERS, required=True)
    parser.add_argument("--window", type=int, default=0, help="months to learn from; 0 for all")
    parser.add_argument("--trend", action="store_true", help="the case's time is a feature")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--start", help="first day to learn from")
    parser.add_argument("--since", required=True)
    parser.add_argument("--until")
    parser.add_argument("--every", choices=[*MONTHS, "once"], required=True)
    options = parser.parse_args()
    corpus = claims.read(options.corpus, options.schema)
    start = time.perf_counter()
    probabilities, labels, fits = [], [], 0
    for first, after in periods(corpus, options):
        rows = corpus.rows(str(first), str(after))
        past = window(corpus, first, options)
        if rows.start == rows.stop:
            continue
        predict = LEARNERS[options.learner](corpus, past, options)
        fits += 1
        probabilities.append(predict(rows))
        labels.append(corpus.labels[rows])
    seconds = time.perf_counter() - start
    p, y = np.clip(np.concatenate(probabilities), 1e-6, 1 - 1e-6), np.concatenate(labels)
    report(
        seconds=seconds,
        fits=fits,
        cases=len(y),
        log_loss=log_loss(y, p),
        auc=float(roc_auc_score(y, p)),
        accuracy=float(np.mean((p >= 0.5) == (y == 1))),
    )


if __name__ == "__main__":
    main()
