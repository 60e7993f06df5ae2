"""Keeps prepared data until what made it changes."""

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path

from .paths import REQUIREMENTS


def prepared(folder: Path, sources: list[Path], make: Callable[[Path], None]) -> Path:
    """The folder, made anew unless it was made by the same sources and versions."""
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in [REQUIREMENTS, *sources])).hexdigest()
    stamp = folder / "made-by"
    if not (stamp.exists() and stamp.read_text() == digest):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        make(folder)
        stamp.write_text(digest)
    return folder
