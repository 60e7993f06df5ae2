"""Real claims for the peers: reading a corpus by its schema, and making features of its fields.

Nothing is fitted on a case that is judged: `Encoder.fit` sees training rows alone.
"""

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import yaml
from scipy import sparse
from sklearn.preprocessing import KBinsDiscretizer, MultiLabelBinarizer, OneHotEncoder, OrdinalEncoder

RARE = 20
"""Values of fewer training cases than this count as one."""


@dataclass
class Corpus:
    """A corpus in time order."""

    cases: pd.DataFrame
    labels: np.ndarray
    times: np.ndarray
    types: dict[str, str]
    """Type of each field."""
    separators: dict[str, str]
    time: str

    def fields(self, kind: str) -> list[str]:
        return [name for name, own in self.types.items() if own == kind]

    @property
    def numbers(self) -> list[str]:
        return self.fields("number") + self.fields("money")

    def rows(self, since: str | None, until: str | None) -> slice:
        """Rows from `since` (inclusive) until `until` (exclusive)."""
        first = 0 if since is None else np.searchsorted(self.times, np.datetime64(since))
        last = len(self.times) if until is None else np.searchsorted(self.times, np.datetime64(until))
        return slice(int(first), int(last))


def read(path: Path, schema_path: Path) -> Corpus:
    """Reads what the schema names as fields, and no other column."""
    schema = yaml.safe_load(schema_path.read_text())
    fields = schema["fields"]
    types = {name: field["type"] for name, field in fields.items()}
    label = schema["label"]
    texts = {name: "category" for name, kind in types.items() if kind in ("category", "set")}
    cases = pd.read_csv(
        path,
        usecols=[schema["time"], label["field"], *types],
        dtype=texts | {schema["time"]: str, label["field"]: "category"},
    )
    dates = [name for name, kind in types.items() if kind == "date"]
    for name in [schema["time"], *dates]:
        cases[name] = pd.to_datetime(cases[name], format="ISO8601").astype("datetime64[s]")
    for name in [name for name, kind in types.items() if kind == "category" and is_clock(cases[name])]:
        cases[name], types[name] = minutes(cases[name]), "number"
    if not cases[schema["time"]].is_monotonic_increasing:
        cases = cases.sort_values(schema["time"], kind="stable", ignore_index=True)
    return Corpus(
        cases=cases,
        labels=cases[label["field"]].isin([str(value) for value in label["pay"]]).to_numpy(np.int8),
        times=cases[schema["time"]].to_numpy(),
        types=types,
        separators={name: field.get("separator", ";") for name, field in fields.items() if field["type"] == "set"},
        time=schema["time"],
    )


def is_clock(column: pd.Series) -> bool:
    """Whether all values are times of day such as 14:05."""
    return bool(column.cat.categories.str.fullmatch(r"\d\d:\d\d").all()) if len(column.cat.categories) else False


def minutes(column: pd.Series) -> pd.Series:
    """Minutes since midnight: as a number a time of day serves the peers better than as one of 1,440 categories."""
    values = {text: int(text[:2]) * 60 + int(text[3:]) for text in column.cat.categories}
    return column.astype(object).map(values).astype(np.float32)


class SetEncoder:
    """A column for each frequent member of a set."""

    def __init__(self, separator: str):
        self.separator = separator

    def fit(self, values: pd.Series) -> "SetEncoder":
        counts: Counter[str] = Counter()
        for text, count in values.value_counts().items():
            for member in self.members(text):
                counts[member] += count
        frequent = sorted(member for member, count in counts.items() if count >= RARE)
        self.known = set(frequent)
        self.binarizer = MultiLabelBinarizer(classes=frequent, sparse_output=True).fit([])
        return self

    def transform(self, values: pd.Series) -> sparse.csr_matrix:
        """[rows × members]: each distinct text is split once."""
        codes, texts = pd.factorize(values, use_na_sentinel=True)
        lists = [[member for member in self.members(text) if member in self.known] for text in texts]
        return self.binarizer.transform([*lists, []]).tocsr()[codes]

    def count(self, values: pd.Series) -> np.ndarray:
        """Number of members, as written; NaN where the set is missing."""
        return values.str.count(re.escape(self.separator)).to_numpy(np.float32, na_value=np.nan) + 1

    def members(self, text: str) -> set[str]:
        return {member.strip() for member in text.split(self.separator)} - {""}


def numeric(corpus: Corpus, rows: slice) -> np.ndarray:
    """Numbers, and of each date field the days before the case's time; [rows × columns], NaN is missing.

    Month and weekday made all peers worse on later cases.
    """
    time = corpus.cases[corpus.time].iloc[rows]
    days_before = [(time - corpus.cases[name].iloc[rows]).dt.days for name in corpus.fields("date")]
    columns = [corpus.cases[name].iloc[rows] for name in corpus.numbers] + days_before
    if not columns:
        return np.empty((len(time), 0), np.float32)
    return np.column_stack([column.to_numpy(np.float32, na_value=np.nan) for column in columns])


class TreeEncoder:
    """For boosted trees: codes of categories; sets as indicators and their number; numbers and dates as numbers."""

    def __init__(self, trend: bool = False, rare: int | None = RARE):
        self.trend = trend
        """Whether the case's own date is one more number."""
        self.rare = rare
        """Categories of fewer cases count as one; counting them takes scikit-learn a while."""

    def fit(self, corpus: Corpus, rows: slice) -> "TreeEncoder":
        cases = corpus.cases.iloc[rows]
        self.categories = corpus.fields("category")
        self.native = list(range(len(self.categories)))
        """Columns of the categories: they come first."""
        self.ordinal = OrdinalEncoder(
            min_frequency=self.rare, handle_unknown="use_encoded_value", unknown_value=np.nan, dtype=np.float32
        )
        if self.categories:
            self.ordinal.fit(cases[self.categories].astype(object))
        self.sets = {
            name: SetEncoder(corpus.separators[name]).fit(cases[name].astype(object)) for name in corpus.fields("set")
        }
        return self

    def transform(self, corpus: Corpus, rows: slice) -> np.ndarray:
        """[rows × features] of 32-bit floats; missing is NaN."""
        cases = corpus.cases.iloc[rows]
        parts = [self.ordinal.transform(cases[self.categories].astype(object))] if self.categories else []
        parts.append(numeric(corpus, rows))
        for name, encoder in self.sets.items():
            texts = cases[name].astype(object)
            parts += [encoder.transform(texts).toarray(), encoder.count(texts)[:, None]]
        if self.trend:
            parts.append(days(corpus, rows)[:, None])
        return np.column_stack(parts).astype(np.float32)


def days(corpus: Corpus, rows: slice) -> np.ndarray:
    """The cases' times in days since 1970."""
    return corpus.times[rows].astype("datetime64[D]").astype(np.float32)


class OneHotDesign:
    """For logistic regression: indicators alone, of categories, members, tenths of numbers, and what is missing."""

    def fit(self, corpus: Corpus, rows: slice) -> "OneHotDesign":
        cases = corpus.cases.iloc[rows]
        self.categories = corpus.fields("category")
        self.onehot = OneHotEncoder(min_frequency=RARE, handle_unknown="infrequent_if_exist")
        if self.categories:
            self.onehot.fit(cases[self.categories].astype(object))
        self.sets = {
            name: SetEncoder(corpus.separators[name]).fit(cases[name].astype(object)) for name in corpus.fields("set")
        }
        self.tenths = []
        for column in numeric(corpus, rows).T:
            known = column[~np.isnan(column)]
            edges = KBinsDiscretizer(10, encode="ordinal", quantile_method="averaged_inverted_cdf")
            self.tenths.append(edges.fit(known[:, None]) if len(np.unique(known)) > 1 else None)
        return self

    def transform(self, corpus: Corpus, rows: slice) -> sparse.csr_matrix:
        """[rows × indicators] of ones."""
        cases = corpus.cases.iloc[rows]
        parts = [self.onehot.transform(cases[self.categories].astype(object))] if self.categories else []
        for name, encoder in self.sets.items():
            parts += [encoder.transform(cases[name].astype(object)), indicator(cases[name].isna().to_numpy())]
        for column, edges in zip(numeric(corpus, rows).T, self.tenths):
            missing = np.isnan(column)
            parts.append(indicator(missing))
            if edges is not None:
                bins = edges.transform(np.where(missing, 0, column)[:, None])[:, 0].astype(np.int64)
                count = int(edges.n_bins_[0])
                parts.append(sparse.csr_matrix(np.eye(count, dtype=np.float64)[bins] * ~missing[:, None]))
        return sparse.hstack(parts, format="csr", dtype=np.float64)


def indicator(column: np.ndarray) -> sparse.csr_matrix:
    return sparse.csr_matrix(column.astype(np.float64)[:, None])
