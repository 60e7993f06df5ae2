"""LightGBM on the after-sales claims before the day from which Eva's committed model was kept, with as many trees.

FOLDER/corpus gets read; FOLDER gets model.joblib for the service, and bodies.jsonl, the newest claims, to ask for.
"""

import argparse
import csv
import json
from pathlib import Path

import joblib
import lightgbm as lgb
import numpy as np
import yaml

from service_case import CaseEncoder, read

UNTIL = "2024-08-07"
BODIES = 2_000
PARAMETERS = {
    "objective": "binary",
    "learning_rate": 0.04,
    "num_leaves": 31,
    "min_data_in_leaf": 40,
    "lambda_l2": 5.0,
    "feature_fraction": 0.8,
    "verbosity": -1,
    "seed": 1,
}
ROUNDS = 383


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    schema_path = folder / "corpus" / "schema.yaml"
    schema = yaml.safe_load(schema_path.read_text())
    encoder = CaseEncoder(schema_path)
    time, label = schema["time"], schema["label"]["field"]
    with open(folder / "corpus" / "cases.csv", newline="", encoding="utf-8") as file:
        header, *rows = csv.reader(file)
    rows.sort(key=lambda row: row[header.index(time)])
    cases = [read(header, row, encoder.types, {time}) for row in rows]
    labels = [row[header.index(label)] == "pay" for row in rows]
    past = next(index for index, case in enumerate(cases) if case[time] >= UNTIL)
    encoder.fit(cases[:past])
    x = np.array([encoder.encode(case) for case in cases[:past]])
    train = lgb.Dataset(x, np.array(labels[:past]), categorical_feature=encoder.categorical, params=PARAMETERS)
    model = lgb.train(PARAMETERS, train, ROUNDS)
    joblib.dump({"encoder": encoder, "model": model.model_to_string()}, folder / "model.joblib")
    with open(folder / "bodies.jsonl", "w", encoding="utf-8") as file:
        for case in cases[-BODIES:]:
            file.write(json.dumps(case, ensure_ascii=False, separators=(",", ":")) + "\n")


main()
