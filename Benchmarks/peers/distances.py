"""How far Eva's logistic regression is from the optimum, by the same sums as scikit-learn's."""

import argparse
import json
from pathlib import Path

import numpy as np

from common import report
from logistic_sklearn import Design, Objective


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--penalty", type=float, required=True)
    options = parser.parse_args()
    optimum = json.loads((options.folder / "optimum.json").read_text())["objective"]
    point = np.fromfile(options.folder / "eva.f64", np.float64)
    report(**Objective(Design(options.folder), options.penalty).distances(point, optimum))


main()
