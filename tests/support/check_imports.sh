#!/bin/sh
# Programs for Windows import nothing but what is in the list: what Windows 7 and Server 2008 R2 have, so that
# they start there. Before a name is added, look up in Microsoft's documents since when it is there.
# Arguments: the list ("kernel32.dll CreateFileW" a line), the library and the programs.
set -eu
list=$1
shift
imports=$(for file in "$@"; do
    x86_64-w64-mingw32-objdump -p "$file" |
        awk '/DLL Name:/ { dll = tolower($3) } /^\t[0-9a-f]+[\t ]/ && $NF ~ /^[A-Za-z_]/ && dll != "easc.dll" { print dll, $NF }'
done | sort -u)
if [ -z "$imports" ]; then
    echo 'no import was found at all'
    exit 1
fi
others=$(printf '%s\n' "$imports" | grep -vxFf "$list" || true)
if [ -n "$others" ]; then
    printf 'imported, and not in the list of what Windows 7 has:\n%s\n' "$others"
    exit 1
fi
