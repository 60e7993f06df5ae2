"""One search for precedents, and one suggestion with them."""

import csv
import json
import shutil

from ..models import call
from ..part import Contestant, Limit, Part
from ..paths import DATA, ROOT, driver, eva

CASES = 200_000
QUERIES = 200
FOLDER = DATA / "precedents"
CORPUS = FOLDER / "corpus"
EVA = "Eva, committed after-sales model"
FILES = [ROOT / "models" / "after-sales", CORPUS / "cases.csv", FOLDER / "queries.jsonl", FOLDER / "model"]
COMMAND = driver("precedents", *FILES, "--standards", ROOT / "data" / "after-sales" / "standards.yaml")


def prepare() -> None:
    """200,000 earlier cases and 200 later ones; the driver's first run writes the bundle with its precedents."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    call(eva("simulate", "--cases", CASES + QUERIES, "--seed", 3, "--out", CORPUS))
    with open(CORPUS / "cases.csv", newline="", encoding="utf-8") as file:
        header, *rows = csv.reader(file)
    time = header.index("claimed_at")
    rows.sort(key=lambda row: row[time])
    sets = {"evidence", "shop_promises"}
    with open(CORPUS / "cases.csv", "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows[:CASES])
    with open(FOLDER / "queries.jsonl", "w", encoding="utf-8") as file:
        for row in rows[CASES:]:
            case = {
                name: value.split(";") if name in sets else value
                for name, value in zip(header, row, strict=True)
                if value
            }
            file.write(json.dumps(case, ensure_ascii=False) + "\n")
    call([*COMMAND, "--repeats", "1"])


PARTS = [
    Part(
        name="precedents",
        title="One search over 200,000 earlier cases, and a suggestion with it",
        text=(
            "Simulated after-sales claims: the 200,000 oldest are the precedents of the committed model, mapped from the "
            "bundle; the 200 newest are asked for, one after the other, one thread, each five times, the least time counts. "
            "*Seconds* are those of one exact search for the five most alike with what differs; a suggestion goes from raw "
            "JSON to reasons, standards, missing evidence and precedents, without what would change it; *explained* is one "
            "without precedents, asked for in a pass of its own; a decision asks only whether the case is new."
        ),
        contestants=[Contestant(EVA, COMMAND, threads=1)],
        targets=[
            Limit("one search, slowest of 200 cases, seconds", EVA, "slowest_search", at_most=0.010),
            Limit("one suggestion with precedents, slowest of 200, seconds", EVA, "slowest_suggestion", at_most=0.015),
            Limit(
                "one suggestion without precedents, slowest of 200, seconds", EVA, "slowest_explained", at_most=0.00025
            ),
        ],
        columns={
            "slowest_search": "slowest search",
            "suggestion": "a suggestion",
            "slowest_suggestion": "slowest suggestion",
            "explained": "explained",
            "slowest_explained": "slowest explained",
            "decision": "a decision",
            "precedents": "precedents",
            "trees": "trees",
            "megabytes": "MB",
        },
        seconds="seconds a search",
        prepare=prepare,
    )
]
