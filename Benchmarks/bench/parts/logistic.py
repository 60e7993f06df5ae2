"""Logistic regression on the one-hot design of the TSA claims, to the same optimum."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

from .. import measure
from ..part import Contestant, Part, Ratio
from ..paths import DATA, PEERS, corpus, driver, peer, schema
from ..stamp import prepared

TSA = "tsa.csv.gz"
PENALTY = 1e-4
"""Eva's default; scikit-learn's C is 1 over this times the number of rows."""
GOAL = 1e-6
FOLDER = DATA / "logistic"
SOLVERS = ["lbfgs", "liblinear", "newton-cholesky", "newton-cg"]
TOLERANCES = [factor * 10.0**-exponent for exponent in range(2, 12) for factor in (1, 0.3)]
CRITERIA = {"objective_gap": "objective", "gradient_ratio": "gradient"}


def command(solver: str, tolerance: float) -> list[str]:
    options = ["--penalty", PENALTY, "--tolerance", tolerance]
    if solver == "Eva":
        return driver("logistic", FOLDER, *options, "--save", FOLDER / "eva.f64")
    return peer("logistic_sklearn.py", FOLDER, "--solver", solver, *options)


def write_design(folder: Path) -> None:
    options = ["--penalty", PENALTY]
    subprocess.run(
        peer("design.py", corpus(TSA), schema("tsa"), folder, *options), check=True, env=measure.environment(2)
    )
    (folder / "peers.json").write_text(json.dumps({solver: loosest(solver) for solver in SOLVERS}))


def prepare() -> None:
    """The design, and for each solver the loosest tolerance that reaches each goal; Eva's anew, as Eva changes."""
    sources = [PEERS / name for name in ("claims.py", "design.py", "logistic_sklearn.py")]
    prepared(FOLDER, [*sources, corpus(TSA), schema("tsa"), Path(__file__)], write_design)
    found = json.loads((FOLDER / "peers.json").read_text()) | {"Eva": loosest("Eva")}
    (FOLDER / "tolerances.json").write_text(json.dumps(found))


def loosest(solver: str) -> dict[str, float | None]:
    found: dict[str, float | None] = dict.fromkeys(CRITERIA)
    for tolerance in TOLERANCES:
        distances = measure.run(Contestant(solver, command(solver, tolerance)))
        if solver == "Eva":
            distances = measure.run(Contestant("Eva's distances", peer("distances.py", FOLDER, "--penalty", PENALTY)))
        for criterion in CRITERIA:
            if found[criterion] is None and distances[criterion] <= GOAL:
                found[criterion] = tolerance
        if None not in found.values():
            break
    return found


def tolerant(solver: str, criterion: str) -> Callable[[], list[str]]:
    def build() -> list[str]:
        tolerance = json.loads((FOLDER / "tolerances.json").read_text())[solver][criterion]
        if tolerance is None:
            raise ValueError(f"no tolerance of {solver} reaches {CRITERIA[criterion]} {GOAL:g}")
        return command(solver, tolerance)

    return build


def name(solver: str, criterion: str) -> str:
    return f"{'Eva' if solver == 'Eva' else f'scikit-learn {solver}'}, {CRITERIA[criterion]}"


def targets(criterion: str) -> list[Ratio]:
    work = f"logistic, TSA one-hot, {CRITERIA[criterion]} to 1e-6"
    peers = [name(solver, criterion) for solver in SOLVERS]
    return [
        Ratio(f"{work}; lbfgs and liblinear", name("Eva", criterion), peers[:2], 0.3),
        Ratio(f"{work}; any solver", name("Eva", criterion), peers, 0.3),
    ]


PARTS = [
    Part(
        name="logistic",
        title="Logistic regression: TSA one-hot",
        text=(
            "182,835 claims, indicators only, L2 penalty 1e-4 on the mean loss, two threads; both sides get the same sparse "
            "matrix. Seconds are those of fitting alone. *Objective* means: within 1e-6, relatively, of the least objective "
            "that is known; *gradient*: gradient within 1e-6 of that of the model without features. Everybody runs with "
            "the loosest tolerance that gets there."
        ),
        contestants=[
            Contestant(name(solver, criterion), tolerant(solver, criterion))
            for criterion in CRITERIA
            for solver in ["Eva", *SOLVERS]
        ],
        targets=[target for criterion in CRITERIA for target in targets(criterion)],
        columns={"objective_gap": "objective above the least", "gradient_ratio": "gradient"},
        prepare=prepare,
        corpora=[TSA],
    )
]
