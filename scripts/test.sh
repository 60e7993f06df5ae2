#!/bin/sh
# The fast tests in debug, a day at the console in a browser, then all tests, with the slow ones and those on real corpora,
# in release.
set -eu

if [ -z "${EVA_CORPORA:-}" ]; then
    echo "EVA_CORPORA is not set: tests on real corpora are skipped; data/README.md says how to get them."
fi
swift build --build-tests
swift test --skip-build
swift build -c release --build-tests
swift build -c release --product eva
scripts/browser-test.sh
swift test -c release --skip-build
