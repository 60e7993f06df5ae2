#!/bin/sh
# Builds Eva and its driver, installs the pinned peers in Benchmarks/.venv, and runs the benchmark.
set -eu

cd Benchmarks
if [ -z "${EVA_CORPORA:-}" ]; then
    echo "EVA_CORPORA is not set: the parts on real corpora are skipped; data/README.md says how to get them."
fi
command -v gcc >/dev/null || { echo "error: gcc is missing, and tl2cgen needs it; install it, e.g. apt-get install gcc" >&2; exit 1; }
command -v wrk >/dev/null || { echo "error: wrk is missing, and the service is asked by it; install it, e.g. apt-get install wrk" >&2; exit 1; }
# The stamp is written last, so that an installation that was cut short is made again.
if ! cmp -s requirements.txt .venv/installed; then
    echo "Installing the peers in Benchmarks/.venv"
    rm -rf .venv
    python3 -m venv .venv || { echo "error: python3 with venv is missing; e.g. apt-get install python3-venv" >&2; exit 1; }
    .venv/bin/pip install --quiet --disable-pip-version-check --requirement requirements.txt
    cp requirements.txt .venv/installed
fi
swift build -c release --product eva
swift build -c release --product EvaBench
exec .venv/bin/python -m bench "$@"
