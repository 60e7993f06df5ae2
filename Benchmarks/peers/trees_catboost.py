"""CatBoost: binning and boosting of a simulated data set, with its own symmetric trees of 32 leaves."""

import numpy as np
import pandas as pd
from catboost import CatBoostClassifier, Pool

from common import Watch, arguments, categories, labels, log_loss, report, rows


def frame(values: np.ndarray, native: list[int]) -> np.ndarray | pd.DataFrame:
    """CatBoost wants whole numbers for categories."""
    if not native:
        return values
    table = pd.DataFrame(values)
    for column in native:
        table[column] = table[column].fillna(-1).astype(np.int32)
    return table


def main() -> None:
    options = arguments(threads=2, rounds=200)
    native = [column for column, size in enumerate(categories(options.folder)) if size > 0]
    watch = Watch()
    x, y = frame(rows(options.folder, "train"), native), labels(options.folder, "train")
    with watch.time("binning"):
        data = Pool(x, y, cat_features=native or None, thread_count=options.threads)
        data.quantize(border_count=254)
    del x
    with watch.time("boosting"):
        model = CatBoostClassifier(
            iterations=options.rounds,
            learning_rate=0.1,
            depth=5,
            border_count=254,
            thread_count=options.threads,
            boosting_type="Plain",
            allow_writing_files=False,
            verbose=False,
        ).fit(data)
    test = model.predict_proba(frame(rows(options.folder, "test"), native), thread_count=options.threads)[:, 1]
    report(seconds=watch.total, **watch.seconds, log_loss=log_loss(labels(options.folder, "test"), test))


main()
