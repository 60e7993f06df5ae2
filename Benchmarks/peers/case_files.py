"""Writes the newest cases of a corpus twice: as JSON Lines for Eva, and encoded for LightGBM's single-row call.

FOLDER gets cases.jsonl, rows.npy, lightgbm.txt and single_row.so. The model is the one of train_claims.py.
"""

import argparse
import json
import subprocess
from pathlib import Path

import joblib
import numpy as np
import pandas as pd
import yaml

import claims

COUNT = 2_000


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("corpus", type=Path)
    parser.add_argument("schema", type=Path)
    parser.add_argument("model", type=Path, help="what train_claims.py saved")
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    saved = joblib.load(options.model)
    saved["model"].save_model(options.folder / "lightgbm.txt", num_iteration=saved["model"].best_iteration)
    corpus = claims.read(options.corpus, options.schema)
    newest = slice(len(corpus.labels) - COUNT, len(corpus.labels))
    np.save(options.folder / "rows.npy", saved["encoder"].transform(corpus, newest).astype(np.float64))
    (options.folder / "cases.jsonl").write_text(json_lines(options.corpus, yaml.safe_load(options.schema.read_text())))
    source = Path(__file__).parent / "single_row.c"
    library = options.folder / "single_row.so"
    subprocess.run(["gcc", "-O3", "-shared", "-fPIC", "-o", library, source], check=True)


def json_lines(path: Path, schema: dict) -> str:
    """The newest cases as a claims system would send them; what is missing has no key."""
    fields = schema["fields"]
    table = pd.read_csv(path, dtype=str, keep_default_na=False).tail(COUNT)
    lines = []
    for _, case in table.iterrows():
        values: dict[str, object] = {schema["id"]: case[schema["id"]], schema["time"]: case[schema["time"]]}
        for name, field in fields.items():
            text = case[name]
            if text == "":
                continue
            if field["type"] in ("number", "money"):
                values[name] = float(text)
            elif field["type"] == "set":
                values[name] = text.split(field["separator"])
            else:
                values[name] = text
        lines.append(json.dumps(values, ensure_ascii=False))
    return "\n".join(lines) + "\n"


main()
