"""Runs a command, and writes its seconds and its peak memory in KiB to the file descriptor that comes first.

Linux counts a process's peak from the memory of the one that forked it. The benchmark itself has held large arrays by
then; this process is small.
"""

import os
import sys
import time

descriptor, command = int(sys.argv[1]), sys.argv[2:]
start = time.perf_counter()
child = os.fork()
if child == 0:
    os.close(descriptor)
    try:
        os.execvp(command[0], command)
    except OSError as error:
        print(f"{command[0]}: {error.strerror}", file=sys.stderr)
        os._exit(127)
_, status, usage = os.wait4(child, 0)
os.write(descriptor, f"{time.perf_counter() - start} {usage.ru_maxrss}".encode())
sys.exit(0 if status == 0 else 1)
