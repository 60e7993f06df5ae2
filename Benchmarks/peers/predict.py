"""Probabilities of the raw test rows in one batch, one thread, by one of the runners of a LightGBM model."""

from collections.abc import Callable
from pathlib import Path

import numpy as np

from common import arguments, labels, log_loss, median_seconds, report, rows


def lightgbm(folder: Path) -> Callable[[np.ndarray], np.ndarray]:
    import lightgbm as lgb

    model = lgb.Booster(model_file=str(folder / "lightgbm.txt"))
    return lambda x: model.predict(x, num_threads=1)


def tl2cgen(library: str) -> Callable[[Path], Callable[[np.ndarray], np.ndarray]]:
    def load(folder: Path) -> Callable[[np.ndarray], np.ndarray]:
        import tl2cgen

        model = tl2cgen.Predictor(str(folder / library), nthread=1)
        # Making its matrix is part of it: the others get bare rows, too.
        return lambda x: model.predict(tl2cgen.DMatrix(x)).ravel()

    return load


def treelite(folder: Path) -> Callable[[np.ndarray], np.ndarray]:
    import treelite

    model = treelite.Model.deserialize(str(folder / "treelite.bin"))
    return lambda x: treelite.gtil.predict(model, x, nthread=1).ravel()


def onnx(folder: Path) -> Callable[[np.ndarray], np.ndarray]:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"])
    return lambda x: session.run(["probabilities"], {"input": x})[0][:, 1]


RUNNERS = {
    "lightgbm": lightgbm,
    "tl2cgen-plain": tl2cgen("tl2cgen-plain.so"),
    "tl2cgen-tuned": tl2cgen("tl2cgen-tuned.so"),
    "treelite": treelite,
    "onnx": onnx,
}


def main() -> None:
    options = arguments(runner="lightgbm", models=None)
    models = Path(options.models)
    x = rows(options.folder, "test")
    predict = RUNNERS[options.runner](models)
    seconds = median_seconds(lambda: predict(x))
    predicted = predict(x)
    difference = np.abs(predicted[:1000] - lightgbm(models)(x[:1000])).max()
    report(
        seconds=seconds,
        microseconds_per_row=seconds / len(x) * 1e6,
        log_loss=log_loss(labels(options.folder, "test"), predicted),
        difference=float(difference),
    )


main()
