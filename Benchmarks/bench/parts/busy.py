"""A machine whose cores are all busy with other work."""

from .. import simulated
from ..part import Contestant, Part, Ratio
from ..paths import DATA, driver

FOLDER = DATA / "numeric-200000"
POOL, ALONE = "Eva, a pool of two threads", "Eva, one thread"

PARTS = [
    Part(
        name="busy",
        title="Trees on a machine with busy cores",
        text=(
            "The work of the first part while as many other processes as there are cores count without end. A pool whose "
            "threads wait for each other can collapse then."
        ),
        contestants=[
            Contestant(POOL, driver("trees", FOLDER, "--threads", 2), busy=True),
            Contestant(ALONE, driver("trees", FOLDER, "--threads", 1), threads=1, busy=True),
        ],
        targets=[Ratio("trees on busy cores: pool against one thread", POOL, [ALONE], 1.3)],
        columns={"binning": "binning", "boosting": "boosting", "log_loss": "test log loss"},
        prepare=lambda: simulated.numeric(200_000),
    )
]
