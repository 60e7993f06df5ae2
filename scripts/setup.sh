#!/bin/sh
# Installs what the build needs and the machine lacks: Debian packages only, as root or with sudo.
set -eu

needed="libopenblas-dev zlib1g-dev libsqlite3-dev libargon2-dev pkg-config python3-venv"
missing=""
for package in $needed; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

as_root=""
if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || { echo "error: missing$missing; install them as root, or install sudo" >&2; exit 1; }
    as_root="sudo"
fi
echo "Installing$missing"
$as_root apt-get update -qq
# shellcheck disable=SC2086
DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends $missing >/dev/null
