"""Compares the time and memory that pandas.read_csv and an eva command take to read a CSV corpus.

    python compare.py CASES.csv -- eva check CASES.csv --schema S

Both run as processes of their own, in turn, and the quickest of each is shown: what else the machine does then
weighs least. pandas needs `pip install pandas`. Times are those of reading alone: of read_csv without its import, and
what the command prints as `Read in … s.`; where it prints none, that of the whole process. Memory is that of processes.
"""

import os
import re
import subprocess
import sys
import time

READ = (
    "import sys, time, warnings, pandas; warnings.simplefilter('ignore'); start = time.perf_counter(); "
    "pandas.read_csv(sys.argv[1]); print(time.perf_counter() - start)"
)


def run(command):
    """Seconds, peak memory in MiB, and output of a process."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"{command[0]} failed")
    return time.perf_counter() - start, usage.ru_maxrss / 1024, output


def main():
    if "--" not in sys.argv or len(sys.argv) < 4:
        sys.exit(__doc__)
    corpus, command = sys.argv[1], sys.argv[sys.argv.index("--") + 1 :]
    pandas_runs, eva_runs = [], []
    for _ in range(7):
        _, memory, output = run([sys.executable, "-c", READ, corpus])
        pandas_runs.append((float(output), memory))
        seconds, memory, output = run(command)
        printed = re.search(r"Read in ([\d.]+) s", output)
        eva_runs.append((float(printed[1]) if printed else seconds, memory))
    size = os.path.getsize(corpus) / 2**20
    print(f"{corpus}: {size:.0f} MiB")
    for name, runs in [("pandas.read_csv", pandas_runs), (command[0], eva_runs)]:
        seconds, memory = min(runs)
        print(f"{name}: {seconds:.3f} s, peak {memory:.0f} MiB ({memory / size:.1f} times the file)")
    print(f"ratio of times: {min(pandas_runs)[0] / min(eva_runs)[0]:.1f}")


main()
