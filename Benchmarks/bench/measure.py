"""Runs processes and notes what they took."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .part import Contestant


LAUNCH = Path(__file__).parent / "launch.py"


class Failed(Exception):
    """A contestant's process failed."""


def run(contestant: Contestant) -> dict:
    """One measurement: the figures printed, `process_seconds`, and `peak_mib` of the process."""
    command = contestant.command_line()
    with busy_cores(os.cpu_count() if contestant.busy else 0), tempfile.TemporaryFile("w+") as errors:
        figures_out, figures_in = os.pipe()
        process = subprocess.Popen(
            [sys.executable, "-I", "-S", str(LAUNCH), str(figures_in), *command],
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            env=environment(contestant.threads),
            pass_fds=[figures_in],
        )
        os.close(figures_in)
        output = process.communicate()[0]
        with open(figures_out) as taken:
            usage = taken.read().split()
        if process.returncode != 0:
            errors.seek(0)
            raise Failed(f"{' '.join(command)}: {errors.read().strip()[-2000:]}")
    figures = contestant.read(output)
    seconds, peak = float(usage[0]), int(usage[1])
    figures.setdefault("seconds", seconds)
    if figures.get("fits"):
        figures["seconds_per_fit"] = figures["seconds"] / figures["fits"]
    return figures | {"process_seconds": seconds, "peak_mib": peak / 1024}


def environment(threads: int) -> dict[str, str]:
    """The caller's environment, with as many threads for OpenMP and OpenBLAS."""
    return os.environ | {"OMP_NUM_THREADS": str(threads), "OPENBLAS_NUM_THREADS": str(threads)}


@contextmanager
def busy_cores(count: int | None) -> Iterator[None]:
    """Keeps so many cores busy."""
    others = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(count or 0)]
    try:
        yield
    finally:
        for other in others:
            other.kill()
            other.wait()


def busy_share(seconds: float = 1.0) -> float:
    """Share of the cores' time that all processes together take, while this one waits."""

    def ticks() -> tuple[int, int]:
        fields = [int(text) for text in Path("/proc/stat").read_text().split()[1:9]]
        return sum(fields) - fields[3] - fields[4], sum(fields)

    busy, total = ticks()
    time.sleep(seconds)
    busy_after, total_after = ticks()
    return (busy_after - busy) / max(1, total_after - total)
