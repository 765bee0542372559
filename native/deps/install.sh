#!/usr/bin/env bash
# Installs the Debian packages that are missing, and nothing else: the system's package lists stay as
# they are. As root, or through sudo.
#
#   install.sh build     what building needs
#   install.sh test      what the tests need beyond that
set -euo pipefail

build=(gcc libc6-dev cmake ninja-build dpkg-dev patch ca-certificates)
test=(g++ python3 python3-openpyxl python3-jsonschema clang clang-format clang-tidy llvm binutils locales
      pkg-config libxlsxwriter-dev libcjson-dev libexpat1-dev libminizip-dev zlib1g-dev libcmocka-dev # preset "system"
      gcc-mingw-w64-x86-64-win32 wine64)

install_missing() {
    local package status missing=() as_root=()
    for package in "$@"; do
        status=$(dpkg-query -W -f '${Status}' "$package" 2>/dev/null || true)
        [ "$status" = "install ok installed" ] || missing+=("$package")
    done
    [ ${#missing[@]} -gt 0 ] || return 0

    echo "Installing: ${missing[*]}" >&2
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
}

case "${1:-}" in
    build) install_missing "${build[@]}" ;;
    test)
        install_missing "${build[@]}" "${test[@]}"
        # The sanitizers and libFuzzer of clang are in a package named after its version.
        install_missing "libclang-rt-$(clang -dumpversion | cut -d. -f1)-dev"
        ;;
    *) echo "Usage: install.sh build|test" >&2; exit 3 ;;
esac
