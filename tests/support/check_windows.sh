#!/usr/bin/env bash
# Compiles every file that needs no third-party header with mingw-w64, as errors.
# Argument: the project's folder.
set -euo pipefail
cd "$1"
flags=(-std=c11 -D_WIN32_WINNT=0x0A00 -D__USE_MINGW_ANSI_STDIO=1 -DEASC_BUILDING -O2 -fsyntax-only
       -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Wcast-qual -Wvla -Wundef
       -Wstrict-prototypes -Wmissing-prototypes -Wpointer-arith -Wwrite-strings -Wformat=2 -Werror
       -Inative/include -Inative/src)
find native/src native/cli -name '*.c' ! -path '*/posix/*' ! -name '*_posix.c' \
    ! -name render_xlsx.c ! -name json.c ! -name archive.c -print0 |
    xargs -0 -P "$(nproc)" -n 8 x86_64-w64-mingw32-gcc-win32 "${flags[@]}"
