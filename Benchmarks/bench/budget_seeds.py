"""How often Eva's error budgets hold on later cases of simulated corpora, a corpus a seed: what part `budgets` runs.

Each corpus is trained on its first 80 % with data/after-sales/policy.yaml, and judged on the rest.
"""

import argparse
import csv
import json
import shutil
import subprocess
import tempfile
from pathlib import Path


# On those before, a constant of the method was chosen.
FIRST_SEED = 3


def run(*command: object) -> str:
    return subprocess.run([str(word) for word in command], check=True, capture_output=True, text=True).stdout


def judge(eva: str, policy: str, cases: int, seed: int) -> dict:
    folder = Path(tempfile.mkdtemp(prefix="eva-budgets-"))
    try:
        run(eva, "simulate", "--cases", cases, "--seed", seed, "--out", folder)
        with (folder / "cases.csv").open(newline="") as file:
            times = sorted(row["claimed_at"] for row in csv.DictReader(file))
        cut, model = times[len(times) * 8 // 10], folder / "models" / "after-sales"
        train = ["--schema", folder / "schema.yaml", "--model", model, "--policy", policy, "--until", cut]
        run(eva, "train", folder / "cases.csv", *train, "--learner", "trees", "--search", "none", "--threads", 2)
        found = run(eva, "evaluate", folder / "cases.csv", "--model", model, "--since", cut, "--json")
        return json.loads(found)
    finally:
        shutil.rmtree(folder)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("eva")
    parser.add_argument("policy")
    parser.add_argument("--seeds", type=int, default=100)
    parser.add_argument("--cases", type=int, default=30_000)
    options = parser.parse_args()
    seeds = range(FIRST_SEED, FIRST_SEED + options.seeds)
    reports = [judge(options.eva, options.policy, options.cases, seed) for seed in seeds]
    outcomes = [report["budgets"]["overall"] for report in reports]
    figures = {
        "seeds": len(reports),
        "held": sum(all(outcome["held"] for outcome in overall) for overall in outcomes),
        "coverage": sum(report["coverage"] for report in reports) / len(reports),
        "least_coverage": min(report["coverage"] for report in reports),
    }
    for name in ("wrong_pay", "wrong_deny"):
        rates = [outcome["realised"] for overall in outcomes for outcome in overall if outcome["budget"] == name]
        known = [rate for rate in rates if rate is not None]
        figures |= {name: sum(known) / max(1, len(known)), f"highest_{name}": max(known, default=None)}
    print(json.dumps(figures))


main()
