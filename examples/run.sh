#!/usr/bin/env bash
# The first command: installs what is missing, builds, judges the example logs and writes a workbook.
# Ends with 0 whatever the verdicts are.
set -euo pipefail
cd "$(dirname "$0")/.."

native/deps/install.sh build
echo "== Building (build/release)"
cmake --preset release >/dev/null
cmake --build --preset release --parallel >/dev/null
easc=build/release/bin/easc

# A verdict is an answer, not a failure: 0 ready, 1 not ready, 2 insufficient evidence.
judge() {
    local code=0
    "$easc" gate "$@" || code=$?
    [ "$code" -le 2 ] || exit "$code"
}

echo
echo "== 12 May 2011: the policy has been away for a week. May it come back?"
judge examples/data/2011-nokia --until 2011-05-13 --policy-off 2011-05-06
echo
echo "== 25 May 2011: everybody is upgraded, the policy is back since the 19th. Was it right?"
judge examples/data/2011-nokia --policy-off 2011-05-06..2011-05-18
echo
echo "== What to look at on 12 May, and the life of one of the telephones"
"$easc" findings examples/data/2011-nokia --until 2011-05-13 --policy-off 2011-05-06
"$easc" timeline --device IMEI354343217576797 examples/data/2011-nokia --policy-off 2011-05-06..2011-05-18
echo
echo "== Gate and scan as a workbook"
"$easc" report examples/data/2011-nokia --policy-off 2011-05-06..2011-05-18 \
    -o build/example-report.xlsx
echo
echo "== The six files of Exchange's own Export-ActiveSyncLog, up to 12 May: to it the Nokias are \"Unknown\""
mkdir -p build/example-export
"$easc" export-activesynclog examples/data/2011-nokia --until 2011-05-13 -o build/example-export --force
cat build/example-export/PolicyCompliance.csv
echo "   and what these logs say of one of them:"
grep rmeyer build/example-export/Users.csv
"$easc" scan examples/data/2011-nokia --until 2011-05-13 --policy-off 2011-05-06 --user rmeyer
echo
echo "== Exchange 2016, front ends and back ends of two servers"
"$easc" scan examples/data/2016
echo
echo "== Two rows that somebody published in 2011, explained"
"$easc" explain < examples/explain/rows-2011.log
