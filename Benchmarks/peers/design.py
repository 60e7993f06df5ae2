"""Writes the one-hot design of a corpus for logistic regression, and the optimum that all must reach.

FOLDER gets shape.json, offsets.i64, indices.i32, labels.i8 (rows in compressed sparse form; all values are 1), and
optimum.json: least objective, and norm of the gradient without features.
"""

import argparse
import json
from pathlib import Path

import numpy as np

import claims
from logistic_sklearn import Design, Objective, fit


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("corpus", type=Path)
    parser.add_argument("schema", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--penalty", type=float, required=True)
    options = parser.parse_args()
    corpus = claims.read(options.corpus, options.schema)
    everything = slice(0, len(corpus.labels))
    matrix = claims.OneHotDesign().fit(corpus, everything).transform(corpus, everything)
    matrix.sort_indices()
    matrix.eliminate_zeros()
    (options.folder / "shape.json").write_text(json.dumps({"columns": matrix.shape[1]}))
    matrix.indptr.astype(np.int64).tofile(options.folder / "offsets.i64")
    matrix.indices.astype(np.int32).tofile(options.folder / "indices.i32")
    corpus.labels.tofile(options.folder / "labels.i8")

    design = Design(options.folder)
    objective = Objective(design, options.penalty)
    optimum = min(
        objective.value(fit(design, options.penalty, solver, 1e-10)[0]) for solver in ("newton-cholesky", "lbfgs")
    )
    (options.folder / "optimum.json").write_text(json.dumps({"penalty": options.penalty, "objective": optimum}))


if __name__ == "__main__":
    main()
