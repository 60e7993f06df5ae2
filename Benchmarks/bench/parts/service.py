"""Suggestions over HTTP, against FastAPI with LightGBM."""

import csv
import json
import shutil
from pathlib import Path

from ..models import call
from ..part import Contestant, Limit, Part, Ratio
from ..paths import DATA, PEERS, ROOT, driver, eva, peer
from ..stamp import prepared

UNTIL = "2024-08-07"
"""The committed model learned from the cases before."""
PRECEDENTS = 100_000
BODIES = 2_000
MODEL = ROOT / "models" / "after-sales"
RIVAL = DATA / "service"
FOLDER = DATA / "service-eva"
WORKERS = [1, 2, 4]


def write_files(folder: Path) -> None:
    """The corpus that the committed model learned from, cases to ask for, and LightGBM on as many trees."""
    call(eva("simulate", "--cases", 120_000, "--seed", 1, "--out", folder / "corpus"))
    with open(folder / "corpus" / "cases.csv", newline="", encoding="utf-8") as file:
        header, *rows = csv.reader(file)
    time = header.index("claimed_at")
    rows.sort(key=lambda row: row[time])
    known = [row for row in rows if row[time] < UNTIL]
    call(peer("service_model.py", folder))
    with open(folder / "precedents.csv", "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows((rows if len(known) < PRECEDENTS else known)[:PRECEDENTS])


def prepare() -> None:
    """Eva's bundle with its precedents is made anew each time, as Eva changes."""
    sources = [PEERS / name for name in ("service_case.py", "service_model.py")]
    prepared(RIVAL, [*sources, ROOT / "data" / "after-sales" / "schema.yaml"], write_files)
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    one = (RIVAL / "bodies.jsonl").read_text().splitlines()[0]
    (FOLDER / "one.jsonl").write_text(json.dumps({"case_id": "1"} | json.loads(one)) + "\n")
    build = driver("precedents", MODEL, RIVAL / "precedents.csv", FOLDER / "one.jsonl", FOLDER / "after-sales")
    call([*build, "--repeats", "1"])


def load(server: str, way: str, *options: object) -> list[str]:
    return peer("service_load.py", server, way, RIVAL, *options)


def rivals(way: str, safe: str = "") -> list[Contestant]:
    return [
        Contestant(
            f"FastAPI, {workers} worker{'s' if workers > 1 else ''}{safe}",
            load("fastapi", way, "--workers", workers, *(["--unsafe"] if safe else [])),
            threads=1,
        )
        for workers in WORKERS
    ]


SERVED = [
    Contestant("Eva", load("eva", "stored", "--model", MODEL)),
    Contestant(f"Eva, {PRECEDENTS:,} precedents", load("eva", "stored", "--model", FOLDER / "after-sales")),
    Contestant("Eva, with what would change it", load("eva", "sought", "--model", MODEL)),
    *rivals("stored"),
    *rivals("stored", ", commits not synced"),
]
SCORED = [Contestant("Eva", load("eva", "scored", "--model", MODEL)), *rivals("scored")]
COLUMNS = {
    "requests_per_second": "requests/s",
    "p99_seconds": "p99, seconds",
    "cpu_milliseconds": "CPU a request, ms",
    "rss_mib": "resident, MiB",
    "ready_seconds": "start to ready, seconds",
}
HOW = (
    "16 connections that stay open, requests as fast as answers come; wrk, which asks, shares the two cores with what "
    "answers. 2 seconds to warm up, then 8. Both sides answer newest after-sales claims (simulated), each with an "
    "identifier of its own, over HTTP/1.1 on the loopback interface. FastAPI runs on uvicorn with uvloop, httptools, "
    "pydantic and orjson, and hands dictionaries, not data frames, to LightGBM, which has as many trees and leaves as Eva "
    "and no text to read. "
)

PARTS = [
    Part(
        name="service",
        title="A suggestion over HTTP, with reasons, stored",
        text=HOW
        + (
            "LightGBM computes `pred_contrib`; the four strongest contributions are the reasons; a row with case and answer "
            "goes into SQLite, and the answer out when the commit is on the disk (WAL, `synchronous` FULL), as with Eva. Eva, "
            "asked with `?changes=false`, does more: precedents (the committed bundle has 1,000), amounts, rights, metrics, and "
            "an audit chained by SHA-256. *With what would change it*: what she does unless told otherwise. *Commits not synced*: "
            "`synchronous` NORMAL, which may lose what was answered; shown, but not what Eva is held against. *Resident* is "
            "the memory at the end of the load, files mapped included, of all workers together without counting shared pages "
            "twice."
        ),
        contestants=SERVED,
        targets=[
            Ratio(
                "suggestions with reasons, stored, requests/s",
                "Eva",
                [one.name for one in rivals("stored")],
                at_least=4,
                measure="requests_per_second",
                unit="",
            ),
            Ratio(
                "the same, p99",
                "Eva",
                [one.name for one in rivals("stored")],
                at_most=0.5,
                measure="p99_seconds",
            ),
            Limit("resident with 100,000 precedents, MiB", SERVED[1].name, "rss_mib", at_most=150),
            Limit("start to ready with 100,000 precedents, seconds", SERVED[1].name, "ready_seconds", at_most=1),
        ],
        columns=COLUMNS,
        seconds="median of an answer",
        rounds=3,
        prepare=prepare,
    ),
    Part(
        name="service-scores",
        title="A decision over HTTP, without reasons, not stored",
        text=HOW + "Eva: `?dry_run=true&reasons=none`; LightGBM: `predict` alone.",
        contestants=SCORED,
        targets=[
            Ratio(
                "decisions without reasons, not stored, requests/s",
                "Eva",
                [one.name for one in rivals("scored")],
                at_least=3,
                measure="requests_per_second",
                unit="",
            )
        ],
        columns=COLUMNS,
        seconds="median of an answer",
        rounds=3,
        prepare=prepare,
    ),
]
