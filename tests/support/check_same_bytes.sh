#!/usr/bin/env bash
# Two builds of the command write the same bytes: documents and workbooks of the example logs. For Linux and
# Windows, whose numbers, line ends and order of names differ by nature.
# Arguments: the commands.
set -euo pipefail
one=$(realpath "$1")
other=$(realpath "$2")
cd "$(dirname "$0")/../../examples/data"
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

# The exit status is that of gate: the verdict.
same() {
    local code=0 other_code=0
    "$one" "$@" >"$out/one" || code=$?
    "$other" "$@" >"$out/other" || other_code=$?
    [ "$code" -le 2 ] && [ "$code" = "$other_code" ] && cmp "$out/one" "$out/other"
}

for logs in 2011-nokia 2016; do
    for format in text csv json; do
        same scan -q --format "$format" "$logs"
        same gate -q --format "$format" "$logs"
    done
    "$one" report -q "$logs" -o "$out/one.xlsx"
    "$other" report -q "$logs" -o "$out/other.xlsx"
    cmp "$out/one.xlsx" "$out/other.xlsx"
done
