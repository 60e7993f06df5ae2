"""Error budgets by a peer: LightGBM with isotonic calibration, and a threshold on its newest past cases.

The same rule for what is known when as Eva's replay: models and calibration are fitted at the start of a period, on cases
before it; thresholds are found anew every week, on the cases of the newest 180 days (at least 500) that were scored before
their labels were known. What the fitted cases said of themselves is never used.

`--match` is a file of predictions that Eva wrote: the level asked of the peer is then moved until its realised error is
Eva's, so that coverage can be compared.
"""

import argparse
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.isotonic import IsotonicRegression

import claims
from backtest import lightgbm
from common import report

DAYS, FEWEST, WEEK = 180, 500, 7
Rule = tuple[float, float]
"""Pay from the first probability on, deny up to the second."""
NEVER: Rule = (np.inf, -np.inf)


@dataclass
class Scored:
    """Cases in time order with the probabilities they got before their labels were known."""

    times: np.ndarray
    labels: np.ndarray
    probabilities: np.ndarray
    periods: np.ndarray


def score(corpus: claims.Corpus, options: argparse.Namespace) -> Scored:
    """Half-years from one year before `--since` on, each by a model of the 12 months before it."""
    starts = list(pd.date_range(pd.Timestamp(options.since) - pd.DateOffset(months=12), corpus.times[-1], freq="6MS"))
    starts.append(pd.Timestamp(corpus.times[-1]) + pd.Timedelta(days=1))
    raw, rows, periods = [], [], []
    for number, (first, after) in enumerate(zip(starts, starts[1:], strict=False)):
        now = corpus.rows(str(first), str(after))
        past = corpus.rows(str(first - pd.DateOffset(months=12)), str(first))
        raw.append(lightgbm(corpus, past, options)(now))
        rows.append(np.arange(now.start, now.stop))
        periods.append(np.full(now.stop - now.start, number))
    rows, periods, raw = np.concatenate(rows), np.concatenate(periods), np.concatenate(raw)
    labels, calibrated = corpus.labels[rows], raw.copy()
    for number in range(1, periods[-1] + 1):
        # The two periods before: their labels are known, and no model was fitted on them when it scored them.
        known = (periods < number) & (periods >= number - 2)
        isotonic = IsotonicRegression(out_of_bounds="clip", y_min=0.001, y_max=0.999)
        isotonic.fit(raw[known], labels[known])
        calibrated[periods == number] = isotonic.predict(raw[periods == number])
    return Scored(corpus.times[rows], labels, calibrated, periods)


def plain(p: np.ndarray, y: np.ndarray, level: float) -> Rule:
    """The threshold on confidence with the largest coverage whose errors on these cases are within the level."""
    confidence, wrong = np.maximum(p, 1 - p), (p >= 0.5) != (y == 1)
    order = np.argsort(-confidence, kind="stable")
    sure = confidence[order]
    rate = np.cumsum(wrong[order]) / np.arange(1, len(p) + 1)
    ends = np.append(sure[1:] < sure[:-1], True)
    fine = np.flatnonzero(ends & (rate <= level))
    return (sure[fine[-1]], 1 - sure[fine[-1]]) if len(fine) else NEVER


def mapie(p: np.ndarray, y: np.ndarray, level: float) -> Rule:
    """MAPIE's risk control of the share of right answers among those as confident as the threshold, at 95 %.

    What it controls as precision is the selective accuracy: "positive" is a case that is answered, and truly so when the
    answer is right.
    """
    from mapie.risk_control import BinaryClassificationController

    confidence, right = np.maximum(p, 1 - p), ((p >= 0.5) == (y == 1)).astype(int)
    controller = BinaryClassificationController(
        predict_function=lambda x: np.column_stack([1 - x[:, 0], x[:, 0]]),
        risk="precision",
        target_level=1 - level,
        confidence_level=0.95,
        list_predict_params=np.linspace(0.5, 0.99, 50),
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        controller.calibrate(confidence.reshape(-1, 1), right)
    best = controller.best_predict_param
    return NEVER if best is None else (float(best), 1 - float(best))


def decide(
    scored: Scored, rule: Callable[[np.ndarray, np.ndarray, float], Rule], level: float, days: int
) -> np.ndarray:
    """1 pay, 0 deny, −1 review for the cases from the second year on; thresholds are renewed every so many days."""
    answers = np.full(len(scored.labels), -2)
    day = scored.times.astype("datetime64[D]").astype(np.int64)
    for period in range(2, scored.periods[-1] + 1):
        rows = np.flatnonzero(scored.periods == period)
        weeks = (day[rows] - day[rows[0]]) // days
        for week in np.unique(weeks):
            now = rows[weeks == week]
            known = np.searchsorted(day, day[rows[0]] + week * days)
            first = min(np.searchsorted(day, day[known - 1] - DAYS), known - FEWEST)
            past = slice(max(0, first), known)
            pay, deny = rule(scored.probabilities[past], scored.labels[past], level)
            p = scored.probabilities[now]
            answers[now] = np.where(p >= pay, 1, np.where(p <= deny, 0, -1))
    return answers


def figures(answers: np.ndarray, labels: np.ndarray, periods: np.ndarray, asked: float) -> dict:
    """Pooled coverage and error, and the periods in which the budget was held as far as chance allows."""
    given = answers >= 0
    wrong = given & (answers != labels)
    held = 0
    names = np.unique(periods)
    for name in names:
        here = periods == name
        n = int(given[here].sum())
        held += n > 0 and wrong[here].sum() / n <= asked + 1.645 * np.sqrt(asked * (1 - asked) / n)
    error = float(wrong.sum() / max(1, given.sum()))
    return {"coverage": float(given.mean()), "error": error, "held": int(held), "periods": len(names)}


def of_eva(path: Path, asked: float) -> dict:
    """The same figures of a file of predictions."""
    cases = pd.read_csv(path, usecols=["time", "label", "suggestion"])
    times = pd.to_datetime(cases["time"])
    answers = cases["suggestion"].map({"pay": 1, "deny": 0, "review": -1}).to_numpy()
    halves = times.dt.year * 2 + (times.dt.month > 6)
    return figures(answers, (cases["label"] == "pay").to_numpy().astype(int), halves.to_numpy(), asked)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("corpus", type=Path)
    parser.add_argument("schema", type=Path)
    parser.add_argument("--rule", choices=["plain", "mapie", "eva"], required=True)
    parser.add_argument("--asked", type=float, required=True)
    parser.add_argument("--match", type=Path, help="predictions of Eva")
    parser.add_argument("--since", default="2004-01-01")
    parser.add_argument("--days", type=int, default=WEEK, help="days after which thresholds are found anew")
    parser.add_argument("--trend", action="store_true")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    if options.rule == "eva":
        report(**of_eva(options.match, options.asked))
        return
    scored = score(claims.read(options.corpus, options.schema), options)
    judged = scored.periods >= 2
    rule = plain if options.rule == "plain" else mapie

    def run(level: float) -> dict:
        answers = decide(scored, rule, level, options.days)[judged]
        return figures(answers, scored.labels[judged], scored.periods[judged], options.asked)

    found = run(options.asked)
    if options.match:
        wanted = of_eva(options.match, options.asked)["error"]
        low, high = options.asked / 4, min(0.49, options.asked * 2)
        matched = found
        for _ in range(7):
            middle = (low + high) / 2
            now = run(middle)
            if abs(now["error"] - wanted) < abs(matched["error"] - wanted):
                matched = now
            low, high = (middle, high) if now["error"] < wanted or now["coverage"] == 0 else (low, middle)
        found |= {f"matched_{key}": value for key, value in matched.items() if key != "periods"}
    report(**found)


main()
