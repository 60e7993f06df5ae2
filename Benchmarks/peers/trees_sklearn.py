"""scikit-learn's HistGradientBoostingClassifier: binning and boosting of a simulated data set.

Threads are those of OMP_NUM_THREADS. It allows at most 255 categories, so it gets numbers only.
"""

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

from common import Watch, arguments, labels, log_loss, report, rows


def main() -> None:
    options = arguments(threads=2, rounds=200)
    watch = Watch()
    x = rows(options.folder, "train").astype(np.float64)  # it would copy anything else first
    y = labels(options.folder, "train")
    with watch.time("seconds"):
        model = HistGradientBoostingClassifier(
            max_iter=options.rounds, learning_rate=0.1, max_leaf_nodes=31, max_bins=255, early_stopping=False
        ).fit(x, y)
    test = model.predict_proba(rows(options.folder, "test"))[:, 1]
    report(**watch.seconds, log_loss=log_loss(labels(options.folder, "test"), test))


main()
