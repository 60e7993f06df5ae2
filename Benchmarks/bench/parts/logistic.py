"""Logistic regression on the one-hot design of the TSA claims, to the same optimum."""

import json
import subprocess
from pathlib import Path

from .. import measure
from ..part import Contestant, Part, Ratio, last_line
from ..paths import DATA, PEERS, corpus, driver, peer, schema
from ..stamp import prepared

TSA = "tsa.csv.gz"
PENALTY = 1e-4
"""Eva's default; scikit-learn's C is 1 over this times the number of rows."""
GOAL = 1e-6
FOLDER = DATA / "logistic"
SOLVERS = ["lbfgs", "liblinear", "newton-cholesky", "newton-cg"]
TOLERANCES = [factor * 10.0**-exponent for exponent in range(2, 10) for factor in (1, 0.3)]
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


def loosest(solver: str) -> dict[str, dict]:
    """For each criterion the loosest tolerance that meets it, and how far from the optimum it ends."""
    found: dict[str, dict] = {}
    for tolerance in TOLERANCES:
        distances = measure.run(Contestant(solver, command(solver, tolerance)))
        if solver == "Eva":
            distances = measure.run(Contestant("Eva's distances", peer("distances.py", FOLDER, "--penalty", PENALTY)))
        for criterion in CRITERIA:
            if criterion not in found and distances[criterion] <= GOAL:
                found[criterion] = {"tolerance": tolerance} | {key: distances[key] for key in CRITERIA}
        if len(found) == len(CRITERIA):
            break
    return found


def chosen(solver: str, criterion: str) -> dict:
    found = json.loads((FOLDER / "tolerances.json").read_text())[solver]
    if criterion not in found:
        raise ValueError(f"no tolerance of {solver} brings the {CRITERIA[criterion]} to {GOAL:g}")
    return found[criterion]


def contestant(solver: str, criterion: str) -> Contestant:
    def read(output: str) -> dict:
        # Eva does not measure its distances itself, but it always ends at the same bits.
        return {**chosen(solver, criterion), **last_line(output)}

    return Contestant(
        name(solver, criterion), lambda: command(solver, chosen(solver, criterion)["tolerance"]), read=read
    )


def name(solver: str, criterion: str) -> str:
    return f"{'Eva' if solver == 'Eva' else f'scikit-learn {solver}'}, {CRITERIA[criterion]}"


def solvers(criterion: str) -> list[str]:
    """scikit-learn's lbfgs ends by a fixed limit on the objective before its gradient is small enough."""
    return SOLVERS if criterion == "objective_gap" else [solver for solver in SOLVERS if solver != "lbfgs"]


def targets(criterion: str) -> list[Ratio]:
    work = f"logistic, TSA one-hot, {CRITERIA[criterion]} to 1e-6"
    peers = [name(solver, criterion) for solver in solvers(criterion)]
    asked_for = [peer_name for peer_name in peers if "newton" not in peer_name]
    return [
        Ratio(f"{work}; lbfgs, liblinear", name("Eva", criterion), asked_for, 0.3),
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
            "the loosest tolerance that gets there; scikit-learn's lbfgs ends before its gradient does."
        ),
        contestants=[
            contestant(solver, criterion) for criterion in CRITERIA for solver in ["Eva", *solvers(criterion)]
        ],
        targets=[target for criterion in CRITERIA for target in targets(criterion)],
        columns={"tolerance": "tolerance", "objective_gap": "objective above the least", "gradient_ratio": "gradient"},
        prepare=prepare,
        corpora=[TSA],
    )
]
