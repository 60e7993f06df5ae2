"""Reading a CSV corpus."""

import gzip
import re
import shutil
from pathlib import Path

from ..part import Contestant, Part
from ..paths import DATA, corpus, eva, peer, schema
from ..stamp import prepared

TSA = "tsa.csv.gz"
FILE = DATA / "reader" / "tsa.csv"


def unpack(folder: Path) -> None:
    with gzip.open(corpus(TSA)) as packed, open(folder / FILE.name, "wb") as plain:
        shutil.copyfileobj(packed, plain)


def read(output: str) -> dict:
    printed = re.search(r"Read in ([\d.]+) s", output)
    return {"seconds": float(printed[1])} if printed else {}


PARTS = [
    Part(
        name="reader",
        title="Reading: TSA claims as CSV",
        text=(
            "The unpacked file, 33 MiB. Seconds are those of reading alone: of `pandas.read_csv`, and what `eva check` says "
            "that reading with all checks of the schema took. Memory is that of the processes, and includes what `eva check` "
            "does afterwards."
        ),
        contestants=[
            Contestant("Eva", eva("check", FILE, "--schema", schema("tsa")), read=read),
            Contestant("pandas.read_csv", peer("read_csv.py", FILE)),
        ],
        prepare=lambda: prepared(FILE.parent, [corpus(TSA)], unpack),
        corpora=[TSA],
    )
]
