#!/bin/sh
# The names that the shared library exports are exactly those of the list.
# Arguments: the library, the list.
set -eu
exported=$(nm -D --defined-only "$1" | awk '$2 != "A" { sub(/@.*/, "", $3); print $3 }' | LC_ALL=C sort)
wanted=$(LC_ALL=C sort "$2")
if [ "$exported" != "$wanted" ]; then
    printf 'exported, but not in the list, or the other way round:\n'
    printf '%s\n%s\n' "$exported" "$wanted" | LC_ALL=C sort | uniq -u
    exit 1
fi
