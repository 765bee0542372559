#!/usr/bin/env bash
# Compiles every file of the library and the command with clang, as errors. Argument: the project.
set -euo pipefail
cd "$1"
# shellcheck disable=SC2046 # the words of pkg-config are separate arguments
flags=(-std=c11 -DEASC_BUILDING -O2 -fsyntax-only
       -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Wcast-qual -Wvla -Wundef
       -Wstrict-prototypes -Wmissing-prototypes -Wpointer-arith -Wwrite-strings -Wformat=2 -Werror
       -Inative/include -Inative/src $(pkg-config --cflags minizip xlsxwriter libcjson))
find native/src native/cli -name '*.c' ! -path '*/win/*' ! -name '*_win.c' -print0 |
    xargs -0 -P "$(nproc)" -n 8 clang "${flags[@]}"
