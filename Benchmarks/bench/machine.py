"""What the figures were measured on, and with which versions."""

import json
import os
import platform
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

from .paths import REQUIREMENTS, ROOT, driver


@cache
def describe() -> dict:
    return {
        "cpu": cpu(),
        "cores": os.cpu_count(),
        "memory_gib": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30),
        "system": platform.platform(),
        "openblas_coretype_variable": os.environ.get("OPENBLAS_CORETYPE") or "not set",
        "eva": {
            "commit": commit(),
            "swift": first_line(["swift", "--version"]),
            **json.loads(output(driver("machine"))),
        },
        "peers": {
            "python": platform.python_version(),
            **dict(line.split("==") for line in REQUIREMENTS.read_text().split()),
            "openblas_cores": openblas_cores(),
        },
    }


def cpu() -> str:
    """Name, family and widest vector instructions: virtual machines often hide the exact model."""
    text = Path("/proc/cpuinfo").read_text()

    def value(key: str) -> str:
        found = re.search(rf"^{key}\s*: (.*)$", text, re.MULTILINE)
        return found[1] if found else "?"

    vectors = next((name for name in ["avx512f", "avx2", "asimd"] if name in value("flags").split()), "no avx2")
    return f"{value('model name')}, family {value('cpu family')}, model {value('model')}, {vectors}"


def commit() -> str:
    """The commit, marked where Sources differ from it."""
    name = first_line(["git", "-C", str(ROOT), "rev-parse", "--short", "HEAD"])
    changed = output(["git", "-C", str(ROOT), "status", "--porcelain", "--", "Sources", "Package.swift"])
    return f"{name} with changes" if changed.strip() else name


def openblas_cores() -> str:
    """Kernel families of the OpenBLAS copies that numpy and scipy bring along."""
    code = (
        "import numpy, scipy.linalg, threadpoolctl; "
        "print(sorted({i['architecture'] for i in threadpoolctl.threadpool_info() if i['user_api'] == 'blas'}))"
    )
    return output([sys.executable, "-c", code]).strip()


def first_line(command: list[str]) -> str:
    return (output(command).splitlines() or ["?"])[0]


def output(command: list[str]) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout
