"""Compiles and converts a LightGBM model for its faster runners: tl2cgen's libraries, ONNX, treelite."""

import argparse
from pathlib import Path

import lightgbm as lgb
import onnxmltools
import tl2cgen
import treelite
from onnxmltools.convert.common.data_types import FloatTensorType

from common import rows


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("model", type=Path, help="LightGBM's text format")
    parser.add_argument("data", type=Path, help="simulated data, whose rows say which branches are likely")
    options = parser.parse_args()
    folder = options.model.parent
    trees = treelite.frontend.load_lightgbm_model(str(options.model))
    trees.serialize(str(folder / "treelite.bin"))
    sample = tl2cgen.DMatrix(rows(options.data, "train")[:20_000])
    tl2cgen.annotate_branch(trees, dmat=sample, path=str(folder / "branches.json"), nthread=2)
    variants = {"plain": {}, "tuned": {"quantize": 1, "annotate_in": str(folder / "branches.json")}}
    for name, parameters in variants.items():
        # Files of some trees each, or gcc takes minutes over one.
        tl2cgen.export_lib(
            trees,
            toolchain="gcc",
            libpath=str(folder / f"tl2cgen-{name}.so"),
            params=parameters | {"parallel_comp": 16},
            options=["-O3"],
            nthread=2,
        )
    booster = lgb.Booster(model_file=str(options.model))
    columns = [("input", FloatTensorType([None, booster.num_feature()]))]
    converted = onnxmltools.convert_lightgbm(booster, initial_types=columns, zipmap=False)
    onnxmltools.utils.save_model(converted, str(folder / "model.onnx"))


main()
