#!/bin/sh
# clang-format finds nothing to change. Argument: the project's folder.
set -eu
cd "$1"
find native examples tests -name '*.[ch]' -print0 | xargs -0 clang-format --dry-run -Werror
