"""XGBoost hist: binning and boosting of a simulated data set, leaf by leaf."""

import xgboost as xgb

from common import Watch, arguments, categories, labels, log_loss, report, rows


def main() -> None:
    options = arguments(threads=2, rounds=200)
    types = ["q" if size == 0 else "c" for size in categories(options.folder)]
    shared = {"feature_types": types, "enable_categorical": True, "nthread": options.threads}
    parameters = {
        "objective": "binary:logistic",
        "tree_method": "hist",
        "grow_policy": "lossguide",
        "max_leaves": 31,
        "max_depth": 0,
        "max_bin": 255,
        "learning_rate": 0.1,
        "nthread": options.threads,
    }
    watch = Watch()
    x, y = rows(options.folder, "train"), labels(options.folder, "train")
    with watch.time("binning"):
        data = xgb.QuantileDMatrix(x, y, max_bin=255, **shared)
    del x
    with watch.time("boosting"):
        model = xgb.train(parameters, data, options.rounds)
    test = model.predict(xgb.DMatrix(rows(options.folder, "test"), **shared))
    report(seconds=watch.total, **watch.seconds, log_loss=log_loss(labels(options.folder, "test"), test))


main()
