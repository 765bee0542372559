#!/usr/bin/env bash
# Installs the Debian packages that are missing, and nothing else: the system's package lists stay as
# they are. As root, or through sudo.
#
#   install.sh build     what building needs
#   install.sh test      what the tests need beyond that
set -euo pipefail

build=(gcc libc6-dev cmake ninja-build dpkg-dev patch ca-certificates)
test=(g++ python3 python3-openpyxl clang clang-format binutils
      pkg-config libxlsxwriter-dev libcjson-dev libminizip-dev zlib1g-dev libcmocka-dev # preset "system"
      gcc-mingw-w64-x86-64-win32 wine64)

case "${1:-}" in
    build) wanted=("${build[@]}") ;;
    test) wanted=("${build[@]}" "${test[@]}") ;;
    *) echo "Usage: install.sh build|test" >&2; exit 3 ;;
esac

missing=()
for package in "${wanted[@]}"; do
    status=$(dpkg-query -W -f '${Status}' "$package" 2>/dev/null || true)
    [ "$status" = "install ok installed" ] || missing+=("$package")
done
[ ${#missing[@]} -gt 0 ] || exit 0

echo "Installing: ${missing[*]}" >&2
as_root=()
if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
        echo "These packages are missing, and installing needs root or sudo: ${missing[*]}" >&2
        exit 1
    fi
    as_root=(sudo)
fi
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
