"""What a team serves in Python: FastAPI, pydantic, LightGBM and SQLite.

SERVICE_MODEL names what service_model.py saved, SERVICE_DATABASE the file for the rows; SERVICE_SYNCHRONOUS is SQLite's.
"""

import math
import os
import sqlite3
import time

import joblib
import lightgbm as lgb
import numpy as np
import orjson
from fastapi import FastAPI, Response
from pydantic import ConfigDict, create_model

SAVED = joblib.load(os.environ["SERVICE_MODEL"])
ENCODER = SAVED["encoder"]
BOOSTER = lgb.Booster(model_str=SAVED["model"])
KINDS = {"category": str, "text": str, "date": str, "number": float, "money": float, "flag": bool, "set": list[str]}
FIELDS = {name: (KINDS[kind] | None, None) for name, kind in ENCODER.types.items()}
Case = create_model(
    "Case",
    __config__=ConfigDict(extra="forbid"),
    case_id=(str, ...),
    **{ENCODER.time: (str, ...)},
    **FIELDS,
)

DATABASE = sqlite3.connect(os.environ["SERVICE_DATABASE"], timeout=30, isolation_level=None)
DATABASE.execute("PRAGMA journal_mode = WAL")
DATABASE.execute(f"PRAGMA synchronous = {os.environ.get('SERVICE_SYNCHRONOUS', 'FULL')}")
DATABASE.execute(
    "CREATE TABLE IF NOT EXISTS suggestions (id INTEGER PRIMARY KEY, case_id TEXT, time REAL, fields TEXT, json TEXT)"
)

app = FastAPI()


def answer(content: dict) -> Response:
    return Response(orjson.dumps(content), media_type="application/json")


def decided(case_id: str, score: float) -> dict:
    probability = 1 / (1 + math.exp(-score))
    return {
        "case_id": case_id,
        "suggestion": "pay" if probability >= 0.5 else "deny",
        "confidence": max(probability, 1 - probability),
        "probability": probability,
        "score": score,
    }


@app.get("/readyz")
async def ready() -> Response:
    return answer({"ready": True})


@app.post("/v1/suggestions")
async def suggest(case: Case) -> Response:
    facts = case.model_dump(exclude_none=True)
    row = np.array([ENCODER.encode(facts)])
    contributions = BOOSTER.predict(row, pred_contrib=True, num_threads=1)[0]
    by_field = dict.fromkeys(ENCODER.types, 0.0)
    for name, value in zip(ENCODER.features, contributions.tolist()):
        by_field[name] += value
    strongest = sorted(by_field, key=lambda name: -abs(by_field[name]))[:4]
    suggestion = decided(case.case_id, float(contributions.sum())) | {
        "base": float(contributions[-1]),
        "contributions": by_field,
        "reasons": [
            {
                "field": name,
                "value": facts.get(name),
                "contribution": by_field[name],
                "text": f"{name} speaks for {'paying' if by_field[name] > 0 else 'denying'}.",
            }
            for name in strongest
        ],
    }
    DATABASE.execute(
        "INSERT INTO suggestions (case_id, time, fields, json) VALUES (?, ?, ?, ?)",
        (case.case_id, time.time(), orjson.dumps(facts).decode(), orjson.dumps(suggestion).decode()),
    )
    return answer(suggestion)


@app.post("/v1/scores")
async def score(case: Case) -> Response:
    row = np.array([ENCODER.encode(case.model_dump(exclude_none=True))])
    return answer(decided(case.case_id, float(BOOSTER.predict(row, raw_score=True, num_threads=1)[0])))
