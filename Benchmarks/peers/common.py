"""What the peers' scripts share: reading the simulated data, timing, and printing."""

import argparse
import json
import time
from contextlib import contextmanager
from pathlib import Path

import numpy as np


def arguments(**options: object) -> argparse.Namespace:
    """Arguments of a script that trains trees: the folder, and options with these defaults."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    for name, default in options.items():
        kind = str if default is None else type(default)
        parser.add_argument(f"--{name.replace('_', '-')}", default=default, type=kind)
    return parser.parse_args()


def categories(folder: Path) -> list[int]:
    """Number of categories of each column; 0 for a number."""
    return json.loads((folder / "shape.json").read_text())["categories"]


def labels(folder: Path, part: str) -> np.ndarray:
    return np.fromfile(folder / f"{part}.labels.i8", np.int8)


def rows(folder: Path, part: str) -> np.ndarray:
    """[rows × columns], row-major."""
    return np.fromfile(folder / f"{part}.rows.f32", np.float32).reshape(-1, len(categories(folder)))


def columns(folder: Path, part: str) -> np.ndarray:
    """[rows × columns], column-major."""
    return np.fromfile(folder / f"{part}.columns.f32", np.float32).reshape(len(categories(folder)), -1).T


def log_loss(truth: np.ndarray, probability: np.ndarray) -> float:
    p = np.clip(np.asarray(probability, np.float64), 1e-15, 1 - 1e-15)
    return float(-np.mean(np.where(truth == 1, np.log(p), np.log1p(-p))))


class Watch:
    """Seconds of named stretches of work."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def time(self, name: str):
        start = time.perf_counter()
        yield
        self.seconds[name] = self.seconds.get(name, 0) + time.perf_counter() - start

    @property
    def total(self) -> float:
        return sum(self.seconds.values())


def median_seconds(work, repeats: int = 3) -> float:
    """Median time of some work, after once without a watch."""
    work()
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return float(np.median(times))


def report(**figures: object) -> None:
    """Prints the figures as one line of JSON."""
    print(json.dumps(figures))
