#!/bin/sh
# The names that the shared library exports are exactly those of the list, and libeasc.so.N gives them the
# version EASC_N.
# Arguments: the library, the list.
set -eu
case $1 in
*.dll)
    exported=$(x86_64-w64-mingw32-objdump -p "$1" | sed -n '/^\[Ordinal\/Name Pointer\]/,/^$/s/^[[:space:]]*\[ *[0-9]*\].* \([A-Za-z_][^ ]*\)$/\1/p' |
        LC_ALL=C sort)
    ;;
*)
    exported=$(nm -D --defined-only "$1" | awk '$2 != "A" { sub(/@.*/, "", $3); print $3 }' | LC_ALL=C sort)
    versions=$(nm -D --defined-only "$1" | sed -n 's/.*@@EASC_/libeasc.so./p' | sort -u)
    soname=$(objdump -p "$1" | awk '$1 == "SONAME" { print $2 }')
    if [ "$versions" != "$soname" ]; then
        printf 'the library is %s, but its names are of %s\n' "$soname" "$versions"
        exit 1
    fi
    ;;
esac
wanted=$(LC_ALL=C sort "$2")
if [ "$exported" != "$wanted" ]; then
    printf 'exported, but not in the list, or the other way round:\n'
    printf '%s\n%s\n' "$exported" "$wanted" | LC_ALL=C sort | uniq -u
    exit 1
fi
