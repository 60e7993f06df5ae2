#!/bin/sh
# The fast tests in debug; then in release a day at the console in a browser, what schemathesis makes of the API's
# description, and all tests, with the slow ones and those on real corpora.
set -eu

if [ -z "${EVA_CORPORA:-}" ]; then
    echo "EVA_CORPORA is not set: tests on real corpora are skipped; data/README.md says how to get them."
fi
# The service is held to times, so nothing that fills the cores runs beside its tests.
service='EvaServerTests|EvaStoreTests|evaTests.Serve'
swift build --build-tests
swift test --skip-build --filter "$service"
swift test --skip-build --skip "$service"
swift build -c release --build-tests
swift build -c release --product eva
scripts/browser-test.sh
scripts/schemathesis.sh
swift test -c release --skip-build --filter "$service"
swift test -c release --skip-build --skip "$service"
