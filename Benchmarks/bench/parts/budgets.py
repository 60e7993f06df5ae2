"""Error budgets: whether they hold on later cases, and how many cases are answered within them."""

import shlex
import shutil
import sys

from ..part import Contestant, Limit, Part, Ratio
from ..paths import BENCHMARKS, DATA, EVA, ROOT, corpus, eva, peer, schema
from .quality import TSA, no_backtest

OUT = DATA / "budgets"
SEEDS, FULL = "Eva, 100 seeds of 30,000 cases", "Eva, one seed of 120,000 cases"
AUTO, THRESHOLD, MAPIE = "Eva, auto", "LightGBM, isotonic, plain threshold", "LightGBM, isotonic, MAPIE's risk control"
COLUMNS = {"coverage": "coverage", "error": "error", "held": "periods held"}
MATCHED = {"matched_coverage": "coverage at Eva's error", "matched_error": "that error", "matched_held": "held then"}


def seeds(*options: object) -> list[str]:
    policy = ROOT / "data" / "after-sales" / "policy.yaml"
    return [sys.executable, str(BENCHMARKS / "bench" / "budget_seeds.py"), EVA, str(policy), *map(str, options)]


def prepare() -> None:
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True)
    for percent in (10, 20):
        text = f"corpus: tsa-claims\nrisk: 0.05\nbudgets: {{selective_error: {percent / 100}}}\n"
        (OUT / f"tsa-{percent}.yaml").write_text(text)


def replay(percent: int, least_coverage: float) -> Part:
    predictions, asked = OUT / f"tsa-{percent}.csv", percent / 100
    span = ["--since", "2004-01-01", "--every", "half", "--threads", 2]
    command = eva("backtest", corpus(TSA), "--schema", schema("tsa"), *span, "--predictions", predictions)
    command += ["--policy", str(OUT / f"tsa-{percent}.yaml")]

    def against(rule: str, *options: object) -> list[str]:
        script = ["--rule", rule, "--asked", asked, "--match", predictions]
        return peer("budgets.py", corpus(TSA), schema("tsa"), *script, *options)

    both = f"{shlex.join(command)} > /dev/null && {shlex.join(against('eva'))}"
    work = f"TSA, budget of {percent} %"
    return Part(
        name=f"budgets-tsa-{percent}",
        title=f"Error budget of {percent} % on TSA, half-yearly replay from 2004",
        text=(
            "Wrong suggestions among all suggestions. All follow one rule: models are fitted at the start of a half-year, "
            "thresholds are found anew on the newest 180 days of cases that were scored before their labels were known, every "
            "week (MAPIE, which is slow, every 30 days). Asked for the same level, and then for the level at which the peer's "
            "realised error is nearest to Eva's. A period is held when its error is at most α + 1.645 √(α (1 − α) / n); a "
            "period without any answer is not."
        ),
        contestants=[
            Contestant(AUTO, ["sh", "-c", both]),
            Contestant(THRESHOLD, against("plain")),
            Contestant(MAPIE, against("mapie", "--days", 30)),
        ],
        targets=[
            Limit(f"{work}: periods held, of 28", AUTO, "held", at_least=26),
            Limit(f"{work}: coverage", AUTO, "coverage", at_least=least_coverage),
            Ratio(
                f"{work}: coverage at Eva's error",
                AUTO,
                [THRESHOLD, MAPIE],
                at_least=1.0,
                measure="coverage",
                against_measure="matched_coverage",
                unit="",
            ),
        ],
        columns=COLUMNS | MATCHED,
        rounds=1,
        prepare=prepare,
        corpora=[TSA],
        unsupported=no_backtest,
    )


PARTS = [
    Part(
        name="budgets",
        title="Error budgets of 5 % wrong pay and 5 % wrong deny on simulated claims",
        text=(
            "Trained on the first 80 % of each corpus with data/after-sales/policy.yaml (risk .05), judged on the rest. A "
            "budget is held when its error is at most α + 1.645 √(α (1 − α) / n)."
        ),
        contestants=[
            Contestant(SEEDS, seeds("--seeds", 100)),
            Contestant(FULL, seeds("--seeds", 1, "--cases", 120_000)),
        ],
        targets=[
            Limit("error budgets held, of 100 seeds", SEEDS, "held", at_least=93),
            Limit("coverage at full size", FULL, "coverage", at_least=0.8),
        ],
        columns={
            "held": "held",
            "coverage": "coverage",
            "least_coverage": "least coverage",
            "wrong_pay": "wrong pay",
            "wrong_deny": "wrong deny",
            "highest_wrong_pay": "highest wrong pay",
            "highest_wrong_deny": "highest wrong deny",
        },
        rounds=1,
    ),
    replay(10, 0.05),
    replay(20, 0.35),
]
