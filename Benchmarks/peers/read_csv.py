"""pandas.read_csv of a file, without its import."""

import sys
import time
import warnings

import pandas

from common import report

warnings.simplefilter("ignore")
start = time.perf_counter()
pandas.read_csv(sys.argv[1])
report(seconds=time.perf_counter() - start)
