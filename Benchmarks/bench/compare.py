"""Runs the contestants of a part in turn, round by round."""

import json
from datetime import UTC, datetime

from . import machine, measure
from .part import Part
from .paths import RESULTS


def compare(part: Part, rounds: int | None = None) -> bool:
    """Runs a part and writes results/NAME.json; prints a line a measurement. False when a contestant failed."""
    print(f"{part.name}: preparing", flush=True)
    part.prepare()
    # Before the runs: who goes on working meanwhile may commit.
    where = machine.describe()
    most = rounds or part.rounds
    busy = measure.busy_share()
    samples: dict[str, list[dict]] = {contestant.name: [] for contestant in part.contestants}
    failures: dict[str, str] = {}
    for number in range(most):
        # Who comes first finds a cooler machine and colder caches: the order changes every round.
        order = part.contestants if number % 2 == 0 else part.contestants[::-1]
        for contestant in order:
            if number >= (contestant.rounds or most) or contestant.name in failures:
                continue
            try:
                figures = measure.run(contestant)
            except (measure.Failed, OSError, ValueError) as failure:
                failures[contestant.name] = str(failure)
                print(f"  {contestant.name}: failed: {failure}", flush=True)
                continue
            samples[contestant.name].append(figures)
            print(f"  {number + 1}/{most} {contestant.name}: {figures['seconds']:.4g} s", flush=True)
    write(part, samples, failures, busy, where)
    return not failures


def write(part: Part, samples: dict[str, list[dict]], failures: dict[str, str], busy: float, where: dict) -> None:
    RESULTS.mkdir(exist_ok=True)
    result = {
        "part": part.name,
        "when": datetime.now(UTC).strftime("%Y-%m-%d"),
        "busy_before": round(busy, 2),
        "machine": where,
        "samples": {name: [rounded(sample) for sample in taken] for name, taken in samples.items() if taken},
        "failures": {name: text.splitlines()[-1][-300:] for name, text in failures.items()},
    }
    (RESULTS / f"{part.name}.json").write_text(json.dumps(result, indent=1) + "\n")


def rounded(sample: dict) -> dict:
    """Seven digits are more than any of the figures has."""
    return {key: float(f"{value:.7g}") if isinstance(value, float) else value for key, value in sample.items()}
