"""LightGBM: binning and boosting of a simulated data set, in one of its modes."""

import lightgbm as lgb

from common import Watch, arguments, categories, labels, log_loss, report, rows

MODES = {
    "row": {"force_row_wise": True},
    "column": {"force_col_wise": True},
    "row-quantized": {"force_row_wise": True, "use_quantized_grad": True},
    "column-quantized": {"force_col_wise": True, "use_quantized_grad": True},
    "row-bagged": {"force_row_wise": True, "bagging_fraction": 0.25, "bagging_freq": 1},
    "row-quantized-bagged": {
        "force_row_wise": True,
        "use_quantized_grad": True,
        "bagging_fraction": 0.25,
        "bagging_freq": 1,
    },
}


def main() -> None:
    options = arguments(threads=2, rounds=200, mode="row", save=None)
    native = [column for column, size in enumerate(categories(options.folder)) if size > 0]
    parameters = {
        "objective": "binary",
        "learning_rate": 0.1,
        "num_leaves": 31,
        "max_bin": 255,
        "num_threads": options.threads,
        "verbosity": -1,
    } | MODES[options.mode]
    watch = Watch()
    x, y = rows(options.folder, "train"), labels(options.folder, "train")
    with watch.time("binning"):
        data = lgb.Dataset(x, y, categorical_feature=native or "auto", params=parameters).construct()
    del x
    with watch.time("boosting"):
        model = lgb.train(parameters, data, options.rounds)
    if options.save:
        model.save_model(options.save)
    test = model.predict(rows(options.folder, "test"))
    report(seconds=watch.total, **watch.seconds, log_loss=log_loss(labels(options.folder, "test"), test))


main()
