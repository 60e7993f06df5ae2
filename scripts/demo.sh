#!/bin/sh
# From nothing to a scored claim on the simulated after-sales corpus; everything is written to build/demo.
set -eu

eva=.build/release/eva
demo=build/demo
# The corpus spans 24 months; the first 80 % of its cases end here.
until=2024-08-07
# The claims of the last two days are still open.
open=2024-12-30

rm -rf "$demo"
mkdir -p "$demo"
echo "1. Simulating 120,000 after-sales claims"
$eva simulate --cases 120000 --seed 1 --out "$demo/corpus"
echo
echo "2. Learning from those before $until (a few minutes)"
$eva train "$demo/corpus/cases.csv" --schema "$demo/corpus/schema.yaml" --model "$demo/models/after-sales" --until $until \
    --policy data/after-sales/policy.yaml --precedents "$demo/corpus/cases.csv" --max-precedents 1000
echo
echo "3. Judging on those from $until on, which it has not seen"
$eva evaluate "$demo/corpus/cases.csv" --model "$demo/models/after-sales" --since $until --html "$demo/report.html" \
    --standards data/after-sales/standards.yaml > "$demo/report.txt"
sed -n '1,24p' "$demo/report.txt"
echo
echo "4. Scoring a new claim"
$eva score --model "$demo/models/after-sales" --standards data/after-sales/standards.yaml data/after-sales/new-claim.json
echo
echo "5. Opening a few hundred of those claims for the agents"
$eva cases import "$demo/corpus/cases.csv" --model "$demo/models/after-sales" --since $open --segment category \
    --database "$demo/eva.sqlite"
echo
echo "Report: $demo/report.html (and report.txt)"
echo "Bundle: $demo/models/after-sales"
echo
echo "The console: start the service with"
echo "    $eva serve --model $demo/models/after-sales --database $demo/eva.sqlite --segment category \\"
echo "        --standards data/after-sales/standards.yaml --policy data/after-sales/policy.yaml --costs data/after-sales/costs.yaml"
echo "then open http://127.0.0.1:8080/setup and make the first admin with the code that it prints."
