"""A claim of the after-sales schema for LightGBM, one case at a time and without pandas: what a request can afford."""

import math
from datetime import datetime
from pathlib import Path

import yaml

NAN = math.nan


class CaseEncoder:
    """Categories as codes, sets as indicators, numbers as they are, dates as days before the claim; no texts."""

    def __init__(self, schema_path: Path):
        schema = yaml.safe_load(schema_path.read_text())
        self.time = schema["time"]
        self.types = {name: field["type"] for name, field in schema["fields"].items()}
        self.codes: dict[str, dict[str, int]] = {}
        self.features: list[str] = []
        """Field of each feature."""
        self.categorical: list[int] = []

    def fit(self, cases: list[dict]) -> "CaseEncoder":
        for name, kind in self.types.items():
            if kind == "category":
                values = sorted({case[name] for case in cases if name in case})
                self.categorical.append(len(self.features))
            elif kind == "set":
                values = sorted({member for case in cases for member in case.get(name, [])})
            else:
                values = []
            self.codes[name] = {value: code for code, value in enumerate(values)}
            self.features += [name] * (len(values) if kind == "set" else 0 if kind == "text" else 1)
        return self

    def encode(self, case: dict) -> list[float]:
        row: list[float] = []
        moment = datetime.fromisoformat(case[self.time])
        for name, kind in self.types.items():
            value = case.get(name)
            if kind == "category":
                row.append(self.codes[name].get(value, NAN))
            elif kind == "set":
                members = [0.0 if value is not None else NAN] * len(self.codes[name])
                for member in value or []:
                    if (code := self.codes[name].get(member)) is not None:
                        members[code] = 1.0
                row += members
            elif kind == "date":
                row.append(NAN if value is None else (moment - datetime.fromisoformat(value)).days)
            elif kind != "text":
                row.append(NAN if value is None else float(value))
        return row


def read(header: list[str], row: list[str], types: dict[str, str], others: set[str]) -> dict:
    """A line of the corpus as a claims system would send it; what is missing has no key."""
    case: dict = {}
    for name, text in zip(header, row, strict=True):
        kind = types.get(name)
        if (kind is None and name not in others) or (text == "" and kind != "set"):
            continue
        if kind in ("number", "money"):
            case[name] = float(text)
        elif kind == "flag":
            case[name] = text == "true"
        elif kind == "set":
            case[name] = [member for member in text.split(";") if member]
        else:
            case[name] = text
    return case
