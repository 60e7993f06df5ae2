"""Starts a service, waits until it is ready, asks it as fast as it answers, and tells how it went.

wrk asks over 16 connections that stay open, on the same cores.
"""

import argparse
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from common import report

PEERS = Path(__file__).resolve().parent
EVA = PEERS.parent / ".build" / "release" / "eva"
CONNECTIONS = 16
WARM_UP = 2
SECONDS = 8
PATHS = {
    ("eva", "stored"): "/v1/suggestions?changes=false",
    ("eva", "sought"): "/v1/suggestions",
    ("eva", "scored"): "/v1/suggestions?dry_run=true&reasons=none",
    ("fastapi", "stored"): "/v1/suggestions",
    ("fastapi", "scored"): "/v1/scores",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("server", choices=["eva", "fastapi"])
    parser.add_argument("way", choices=["stored", "sought", "scored"])
    parser.add_argument("folder", type=Path, help="what service_model.py wrote")
    parser.add_argument("--model", help="Eva's bundle")
    parser.add_argument("--workers", type=int, default=1, help="uvicorn's")
    parser.add_argument("--unsafe", action="store_true", help="do not wait until rows are on the disk")
    parser.add_argument("--seconds", type=int, default=SECONDS)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.folder) as scratch:
        measure(options, Path(scratch))


def measure(options: argparse.Namespace, scratch: Path) -> None:
    port = free_port()
    token = eva_token(scratch) if options.server == "eva" else None
    command, variables = server(options, scratch, port)
    with open(scratch / "log", "w+") as log:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=log, stderr=log, env=os.environ | variables, start_new_session=True)
        try:
            wait_until_ready(process, port)
            ready = time.perf_counter() - start
            url = f"http://127.0.0.1:{port}{PATHS[options.server, options.way]}"
            idle = memory(process.pid)
            ask(url, options.folder, "warm", token, WARM_UP)
            busy = cpu_seconds(process.pid)
            found = ask(url, options.folder, "load", token, options.seconds)
            busy = cpu_seconds(process.pid) - busy
            resident = memory(process.pid)
            if found["failed"]:
                raise RuntimeError(f"{found['failed']} of {found['requests']} requests failed")
        except Exception:
            log.seek(0)
            sys.stderr.write(log.read()[-2000:])
            raise
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(30)
    report(
        seconds=found["p50"] / 1e6,
        requests_per_second=found["requests"] / (found["microseconds"] / 1e6),
        p99_seconds=found["p99"] / 1e6,
        worst_seconds=found["worst"] / 1e6,
        rss_mib=resident,
        idle_rss_mib=idle,
        ready_seconds=ready,
        cpu_milliseconds=1e3 * busy / found["requests"],
        requests=found["requests"],
    )


def server(options: argparse.Namespace, scratch: Path, port: int) -> tuple[list[str], dict[str, str]]:
    if options.server == "eva":
        where = ["--model", options.model, "--database", scratch / "eva.sqlite", "--port", port]
        return [str(part) for part in [EVA, "serve", *where, "--log-level", "notice"]], {}
    variables = {
        "SERVICE_MODEL": str(options.folder / "model.joblib"),
        "SERVICE_DATABASE": str(scratch / "rows.sqlite"),
        "SERVICE_SYNCHRONOUS": "NORMAL" if options.unsafe else "FULL",
    }
    command = [sys.executable, "-m", "uvicorn", "service_fastapi:app", "--app-dir", PEERS, "--port", port]
    command += ["--workers", options.workers, "--loop", "uvloop", "--http", "httptools", "--no-access-log"]
    return [str(part) for part in [*command, "--log-level", "warning"]], variables


def eva_token(scratch: Path) -> str:
    """A token of an agent in a new database."""
    database = ["--database", str(scratch / "eva.sqlite")]
    run(["add", "load", "--role", "agent", "--no-password", *database])
    return run(["token", "load", "--name", "load", "--scope", "suggest", "--days", "1", *database])


def run(arguments: list[str]) -> str:
    """What `eva users` prints."""
    return subprocess.run([str(EVA), "users", *arguments], check=True, capture_output=True, text=True).stdout.strip()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until_ready(process: subprocess.Popen, port: int) -> None:
    while process.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=1):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.002)
    raise RuntimeError("the service ended before it was ready")


def ask(url: str, folder: Path, prefix: str, token: str | None, seconds: int) -> dict:
    command = ["wrk", "--threads", "1", "--connections", str(CONNECTIONS), "--duration", f"{seconds}s"]
    command += ["--timeout", "10s", "--latency", "--script", str(PEERS / "service.lua"), url, "--"]
    command += [str(folder / "bodies.jsonl"), prefix, *([token] if token else [])]
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return json.loads(output.strip().splitlines()[-1])


def memory(leader: int) -> float:
    """MiB resident, of all processes of the group; pages that they share count once (PSS) where there are several."""
    members = group(leader)
    key = "Rss:" if len(members) == 1 else "Pss:"
    lines = [line for pid in members for line in (pid / "smaps_rollup").read_text().splitlines()]
    return sum(int(line.split()[1]) for line in lines if line.startswith(key)) / 1024


def cpu_seconds(leader: int) -> float:
    """Time that the group's processes have had of the cores so far."""
    ticks = sum(field(pid, 11) + field(pid, 12) for pid in group(leader))
    return ticks / os.sysconf("SC_CLK_TCK")


def group(leader: int) -> list[Path]:
    processes = [pid for pid in Path("/proc").iterdir() if pid.name.isdigit()]
    return [pid for pid in processes if field(pid, 2) == leader]


def field(pid: Path, number: int) -> int:
    """A field of the process' state after its name, from 0: 2 its group, 11 and 12 its ticks on the cores."""
    try:
        return int((pid / "stat").read_text().rpartition(")")[2].split()[number])
    except (FileNotFoundError, ProcessLookupError):
        return -1


main()
