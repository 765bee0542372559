#!/usr/bin/env bash
# Lets libFuzzer invent inputs for a target, beginning with its corpus, and fails when one breaks it.
#
#   fuzz_for.sh SECONDS PROGRAM FOLDER     FOLDER: the target's, with corpus/ and perhaps a dictionary of its name
#
# Inputs that reach something new are kept beside the program in PROGRAM.found and used the next time; an
# input that breaks the target is kept there too, and shown in base64.
set -euo pipefail
seconds=$1 program=$2 folder=$3
mkdir -p "$program.found" "$program.broken"
words=()
dictionary=$folder/$(basename "$folder").dict
[ ! -e "$dictionary" ] || words=("-dict=$dictionary")
exec "$program" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=2048 -use_value_profile=1 -reload=0 \
    -print_final_stats=1 -artifact_prefix="$program.broken/" "${words[@]}" "$program.found" "$folder/corpus"
