#!/bin/sh
# easc.h alone, as C11, C17 and C++17, pedantic. Argument: the project's folder.
set -eu
header=$1/native/include/easc.h
for standard in c11 c17; do
    ${CC:-cc} -std=$standard -Wall -Wextra -Wpedantic -Werror -fsyntax-only -x c "$header"
done
${CXX:-c++} -std=c++17 -Wall -Wextra -Wpedantic -Werror -fsyntax-only -x c++ "$header"
