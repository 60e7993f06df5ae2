#!/bin/sh
# The fast tests in debug; then in release a day at the console in a browser, what schemathesis makes of the API's
# description, and all tests, with the slow ones and those on real corpora.
set -eu

if [ -z "${EVA_CORPORA:-}" ]; then
    echo "EVA_CORPORA is not set: tests on real corpora are skipped; data/README.md says how to get them."
fi
swift build --build-tests
swift test --skip-build
swift build -c release --build-tests
swift build -c release --product eva
scripts/browser-test.sh
scripts/schemathesis.sh
# The service is held to times, so nothing that fills the cores runs beside its tests.
swift test -c release --skip-build --filter 'EvaServerTests|EvaStoreTests'
swift test -c release --skip-build --skip 'EvaServerTests|EvaStoreTests'
