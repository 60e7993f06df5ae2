#!/bin/sh
# Sends what schemathesis makes of docs/openapi.yaml to a running service: no 5xx, no answer that is not as described.
# scripts/schemathesis.sh [EVA]    EVA is the program, usually .build/release/eva; EXAMPLES is the number of requests
# that are made up for each endpoint.
set -eu

cd "$(dirname "$0")/.."
eva=${1:-.build/release/eva}
work=build/schemathesis
venv=$work/venv
rm -rf "$work/run"
mkdir -p "$work/run"

if [ ! -x "$venv/bin/schemathesis" ]; then
    python3 -m venv "$venv"
fi
"$venv/bin/pip" install --quiet --disable-pip-version-check -r Tests/Schemathesis/requirements.txt

# A copy of the model: promotions are part of what is tried.
cp -r models "$work/run/models"
database=$work/run/eva.sqlite
roles="--role agent --role reviewer --role manager --role curator --role admin"
scopes="--scope cases --scope suggest --scope decide --scope review --scope standards --scope models --scope statistics"
# shellcheck disable=SC2086
$eva users add everything $roles --no-password --database "$database" > /dev/null
# shellcheck disable=SC2086
token=$($eva users token everything --name schemathesis $scopes --scope metrics --days 1 --database "$database" | grep -o 'eva_[A-Za-z0-9_-]*')

$eva serve --model "$work/run/models/after-sales" --database "$database" --port 0 --segment category \
    --standards data/after-sales/standards.yaml --policy data/after-sales/policy.yaml --costs data/after-sales/costs.yaml \
    --blind-share 0.5 --lease-seconds 1 --log-level notice 2> "$work/run/log" &
server=$!
trap 'kill $server 2> /dev/null || true; wait $server 2> /dev/null || true' EXIT
port=
for _ in $(seq 300); do
    port=$(sed -n 's/.*"message":"ready".*"port":"\([0-9]*\)".*/\1/p' "$work/run/log")
    [ -z "$port" ] || break
    kill -0 $server 2> /dev/null || break
    sleep 0.1
done
[ -n "$port" ] || { echo "error: the service did not start" >&2; cat "$work/run/log" >&2; exit 1; }

# What is made up is seldom a case of the schema, so nothing is asked of what is accepted and what is refused.
"$venv/bin/schemathesis" run docs/openapi.yaml --url "http://127.0.0.1:$port" -H "Authorization: Bearer $token" \
    --max-examples "${EXAMPLES:-60}" --seed 1 --continue-on-failure --suppress-health-check all --warnings off \
    --checks not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance,response_schema_conformance,missing_required_header,unsupported_method,allow_header_conformance,ignored_auth

# It must have lost nothing, and the log must tell of no failure.
if grep '"level":"error"' "$work/run/log"; then
    echo "error: the service's log tells of failures" >&2
    exit 1
fi
kill $server
wait $server
$eva audit verify --database "$database"
