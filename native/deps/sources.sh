#!/usr/bin/env bash
# Fetches the source packages of the libraries that easc is built with, from the Debian mirror that this
# machine uses, with their security fixes, and applies patches/PACKAGE-*.patch. apt works in a folder of its own:
# the system's lists and caches stay as they are, and root is not needed. A folder that is complete and of this version is left alone.
#
#   sources.sh FOLDER       afterwards FOLDER/zlib, FOLDER/minizip … hold the sources
set -euo pipefail
packages=(zlib minizip libxlsxwriter cjson expat cmocka)
[ $# -eq 1 ] || { echo "Usage: sources.sh FOLDER" >&2; exit 3; }
mkdir -p "$1"
folder=$(cd "$1" && pwd)
patches=$(cd "$(dirname "$0")/patches" && pwd)
stamp="$folder/complete"
version=$(cat "$0" "$patches"/*.patch | sha256sum)
[ "$(cat "$stamp" 2>/dev/null)" != "$version" ] || exit 0

# shellcheck disable=SC1091
codename=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/parts" "$work/lists/partial" "$work/cache/archives/partial"

# The entries of this release, in both of apt's formats, as source entries.
shopt -s nullglob
number=0
for file in /etc/apt/sources.list.d/*.sources; do
    number=$((number + 1))
    awk -v RS= -v name="$codename" '{ kept = ""; found = 0
        n = split($0, lines, "\n")
        for (i = 1; i <= n; i++) {
            if (lines[i] ~ /^#/) continue
            if (lines[i] ~ /^Types:/) lines[i] = "Types: deb-src"
            if (lines[i] ~ /^Suites:/ && index(lines[i], name)) found = 1
            kept = kept lines[i] "\n"
        }
        if (found) print kept }' "$file" >"$work/parts/$number.sources"
done
for file in /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
    number=$((number + 1))
    sed -nE "/^deb .*$codename/ s/^deb /deb-src /p" "$file" 2>/dev/null >"$work/parts/$number.list" || true
done
find "$work/parts" -empty -delete

apt=(apt-get -qq -o Dir::Etc::sourcelist=/dev/null -o "Dir::Etc::sourceparts=$work/parts"
     -o "Dir::State::lists=$work/lists" -o "Dir::Cache=$work/cache" -o APT::Sandbox::User=root)
"${apt[@]}" update

# The newest version that the mirror can serve: its list may name one whose files it no longer has.
fetch() {
    local version
    for version in $("${apt[@]/#apt-get/apt-cache}" showsrc "$1" | sed -n 's/^Version: //p' | sort -rVu); do
        (cd "$work/source" && "${apt[@]}" source "$1=$version" >/dev/null) && return 0
        echo "sources.sh: $1 $version cannot be fetched; trying an older one" >&2
        rm -rf "$work/source"
        mkdir "$work/source"
    done
    return 1
}

for package in "${packages[@]}"; do
    rm -rf "$work/source" "${folder:?}/$package"
    mkdir "$work/source"
    fetch "$package"
    mv "$work/source/"*/ "$folder/$package"
    for patch in "$patches/$package"-*.patch; do
        patch -s -d "$folder/$package" -p1 <"$patch"
    done
done
echo "$version" >"$stamp"
