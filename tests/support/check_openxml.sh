#!/usr/bin/env bash
# Writes workbooks of the example logs, of an empty log and of hostile ones, and lets Microsoft's Open
# XML SDK look at them. Argument: the command `easc`. Needs the .NET SDK.
set -euo pipefail
easc=$(realpath "$1")
here=$(dirname "$(realpath "$0")")
root=$(realpath "$here/../..")
out=$root/build/openxml
mkdir -p "$out/workbooks"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
cp "$here"/openxml/* "$out" # so that nothing is built inside the source tree
dotnet build "$out/openxml.csproj" -v quiet -o "$out/bin" >"$out/build.log" 2>&1 ||
    { cat "$out/build.log"; exit 1; }
"$here/write_workbooks.sh" "$easc" "$out/workbooks"
dotnet "$out/bin/check_openxml.dll" "$out"/workbooks/*.xlsx
