#!/bin/sh
# Plays a day at the console in a browser and looks for what keeps people out of it. Screenshots: build/screenshots.
#   scripts/browser-test.sh [path of eva]
set -eu
cd "$(dirname "$0")/.."

eva="${1:-.build/release/eva}"
[ -x "$eva" ] || { echo "error: $eva is missing; build it with make build" >&2; exit 1; }

missing=""
command -v chromium >/dev/null || missing="$missing chromium"
command -v chromedriver >/dev/null || missing="$missing chromium-driver"
fc-list 2>/dev/null | grep -qi cjk || missing="$missing fonts-noto-cjk"
if [ -n "$missing" ]; then
    as_root=""
    [ "$(id -u)" -eq 0 ] || as_root="sudo"
    echo "Installing$missing"
    $as_root apt-get update -qq
    # shellcheck disable=SC2086
    DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends $missing >/dev/null
fi

# The stamp is written last, so that an installation that was cut short is made again.
if ! cmp -s Tests/Browser/requirements.txt build/browser/installed; then
    echo "Installing selenium and axe-core in build/browser"
    mkdir -p build
    rm -rf build/browser
    python3 -m venv build/browser || { echo "error: python3 with venv is missing; e.g. apt-get install python3-venv" >&2; exit 1; }
    build/browser/bin/pip install --quiet --disable-pip-version-check --requirement Tests/Browser/requirements.txt
    # For the script of axe-core in it; what it depends on is another driver of browsers.
    build/browser/bin/pip install --quiet --disable-pip-version-check --no-deps --requirement Tests/Browser/requirements-axe.txt
    cp Tests/Browser/requirements.txt build/browser/installed
fi
exec build/browser/bin/python Tests/Browser/day.py "$eva"
