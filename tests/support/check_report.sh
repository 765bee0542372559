#!/usr/bin/env bash
# Writes the workbooks and compares them with the JSON documents cell by cell (openpyxl); two runs must
# give equal bytes. Argument: the command `easc`.
set -euo pipefail
easc=$(realpath "$1")
here=$(dirname "$(realpath "$0")")
out=$(realpath "$here/../..")/build/workbooks
rm -rf "$out"
mkdir -p "$out/once" "$out/again"
"$here/write_workbooks.sh" "$easc" "$out/once"
sleep 2 # a time stamp inside would differ
"$here/write_workbooks.sh" "$easc" "$out/again"
for book in "$out"/once/*.xlsx; do
    name=$(basename "$book" .xlsx)
    cmp "$book" "$out/again/$name.xlsx"
    # Debian's own interpreter: python3-openpyxl belongs to it
    /usr/bin/python3 "$here/check_workbook.py" "$book" "$out/once/$name.scan.json" "$out/once/$name.gate.json"
done
