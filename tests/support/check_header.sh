#!/bin/sh
# easc.h alone, as C11, C17 and C++17, pedantic; and every other header of ours alone, as C11.
# Argument: the project's folder.
set -eu
root=$1
header=$root/native/include/easc.h
for standard in c11 c17; do
    ${CC:-cc} -std=$standard -Wall -Wextra -Wpedantic -Werror -fsyntax-only -x c "$header"
done
${CXX:-c++} -std=c++17 -Wall -Wextra -Wpedantic -Werror -fsyntax-only -x c++ "$header"

# Of a header alone static functions are unused, which is no fault.
find "$root/native/src" "$root/native/cli" -name '*.h' -print0 |
    xargs -0 -n 1 -P "$(nproc)" "${CC:-cc}" -std=c11 -Wall -Wextra -Wpedantic -Wno-unused-function \
        -Wno-unused-const-variable -Werror -fsyntax-only -x c -I"$root/native/include" -I"$root/native/src" \
        -I"$root/native/cli"
