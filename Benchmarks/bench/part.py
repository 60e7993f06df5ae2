"""What a part of the benchmark is made of: who runs, and what must show."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field


def last_line(output: str) -> dict:
    """What a driver or a peer's script printed: its last line, as JSON."""
    return json.loads(output.strip().splitlines()[-1])


@dataclass(frozen=True)
class Contestant:
    """A program that is run in a process of its own, once a round."""

    name: str
    command: list[str] | Callable[[], list[str]]
    """Command line; a function where it is known after `prepare` only."""
    threads: int = 2
    """Threads that OpenMP and OpenBLAS may use; commands name theirs, too."""
    read: Callable[[str], dict] = last_line
    """Makes figures of what the process printed."""
    rounds: int | None = None
    """Rounds of its own, where the part's are too many."""
    busy: bool = False
    """Whether other processes keep all cores busy meanwhile."""

    def command_line(self) -> list[str]:
        return self.command() if callable(self.command) else self.command


@dataclass(frozen=True)
class Ratio:
    """Eva's median over that of the best of `against` must be at most, or at least, so much."""

    work: str
    eva: str
    against: list[str]
    at_most: float | None = None
    """For what is better when it is less; the best has the least."""
    at_least: float | None = None
    """For what is better when it is more; the best has the most."""
    measure: str = "seconds"
    against_measure: str | None = None
    unit: str = "s"

    @property
    def rival_measure(self) -> str:
        return self.against_measure or self.measure


@dataclass(frozen=True)
class Limit:
    """A figure of Eva's must not lie beyond a bound."""

    work: str
    eva: str
    measure: str
    at_most: float | None = None
    at_least: float | None = None


@dataclass(frozen=True)
class Part:
    """One part: `make bench ONLY=name` runs it alone."""

    name: str
    title: str
    text: str
    """How it was measured, for RESULTS.md."""
    contestants: list[Contestant]
    targets: list[Ratio | Limit] = field(default_factory=list)
    columns: dict[str, str] = field(default_factory=dict)
    """Further figures to show: key in the output, and its heading."""
    seconds: str = "seconds"
    """Heading of the seconds that count."""
    rounds: int = 5
    prepare: Callable[[], object] = lambda: None
    """Makes data and models, before anything is timed."""
    corpora: list[str] = field(default_factory=list)
    """Files in EVA_CORPORA that it needs."""
    unsupported: Callable[[], str | None] = lambda: None
    """Why the part can't run with this build, if so."""
