"""LightGBM's fast single-row call on ready arrays (C API, one thread, called from C)."""

import argparse
import ctypes
from pathlib import Path

import lightgbm as lgb
import numpy as np

from common import report

PREDICT_NORMAL = 0
FLOAT64 = 1
REPEATS = 20


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    rows = np.load(folder / "rows.npy")
    path = next(Path(lgb.__file__).parent.rglob("lib_lightgbm.so"))
    library = ctypes.CDLL(str(path))
    library.LGBM_GetLastError.restype = ctypes.c_char_p

    def check(status: int) -> None:
        if status != 0:
            raise RuntimeError(library.LGBM_GetLastError().decode())

    booster, config, iterations = ctypes.c_void_p(), ctypes.c_void_p(), ctypes.c_int()
    model = str(folder / "lightgbm.txt").encode()
    check(library.LGBM_BoosterCreateFromModelfile(model, ctypes.byref(iterations), ctypes.byref(booster)))
    check(
        library.LGBM_BoosterPredictForMatSingleRowFastInit(
            booster, PREDICT_NORMAL, 0, -1, FLOAT64, rows.shape[1], b"num_threads=1", ctypes.byref(config)
        )
    )
    loop = ctypes.CDLL(str(folder / "single_row.so")).seconds_per_row
    loop.restype = ctypes.c_double
    results = np.empty(len(rows))
    call = [
        library.LGBM_BoosterPredictForMatSingleRowFast,
        config,
        rows.ctypes.data_as(ctypes.c_void_p),
        ctypes.c_size_t(len(rows)),
        ctypes.c_size_t(rows.shape[1]),
        results.ctypes.data_as(ctypes.c_void_p),
    ]
    times = [loop(*call) for _ in range(REPEATS + 1)][1:]
    expected = lgb.Booster(model_file=model.decode()).predict(rows)
    if min(times) < 0 or np.abs(results - expected).max() > 1e-12:
        raise RuntimeError("the fast call gave other probabilities")
    report(seconds=float(np.median(times)), cases=len(rows), trees=iterations.value)


main()
