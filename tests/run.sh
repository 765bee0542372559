#!/usr/bin/env bash
# The second command: installs what is missing, builds, runs every test. The closing line counts them.
#
#   tests/run.sh            everything
#   tests/run.sh --quick    the build "test" only, without sanitizers, fuzzing, Windows and other libraries
set -uo pipefail
cd "$(dirname "$0")/.."
quick=${1:-}
passed=0
failed=0
skipped=0

native/deps/install.sh test || exit 1

# One test by its name and command; its output is shown when it fails.
check() {
    local name=$1 log
    shift
    log=$(mktemp)
    if "$@" >"$log" 2>&1; then
        passed=$((passed + 1))
        echo "ok      $name"
    else
        failed=$((failed + 1))
        echo "FAILED  $name"
        sed 's/^/        /' "$log" | tail -60
    fi
    rm -f "$log"
}

# A preset of CMake: its build is a test, and each of its tests counts. Further arguments go to ctest. Tests wait
# for the disk and for Wine as often as they work, so there are two for each processor.
run_preset() {
    local preset=$1 log
    log=$(mktemp)
    check "build $preset" sh -c "cmake --preset $preset && cmake --build --preset $preset"
    ctest --preset "$preset" --parallel $((2 * $(nproc))) "${@:2}" >"$log" 2>&1
    sed -nE "s/^ *[0-9]+\/[0-9]+ Test +#[0-9]+: ([^ ]+) \.* +Passed .*/ok      $preset: \1/p
             s/^ *[0-9]+\/[0-9]+ Test +#[0-9]+: ([^ ]+) \.*\*\*\*.*/FAILED  $preset: \1/p" "$log"
    passed=$((passed + $(grep -cE '\.+ +Passed' "$log")))
    local bad
    bad=$(grep -cE '\*\*\*(Failed|Timeout|Exception|Not Run)' "$log")
    failed=$((failed + bad))
    if [ "$bad" -gt 0 ] || ! grep -q 'tests passed' "$log"; then
        sed 's/^/        /' "$log" | tail -150
        grep -q 'tests passed' "$log" || failed=$((failed + 1))
    fi
    rm -f "$log"
}

run_preset test
if [ "$quick" != --quick ]; then
    run_preset asan --exclude-regex '^properties|shuffled'
    run_preset tsan --tests-regex 'test_(api|feed|handles|loaded|os|report|scan|source)|fuzz.scan|cases.equal'
    run_preset msan --exclude-regex 'shuffled|^cli|^house|^properties|test_(handles|loaded)'
    run_preset fuzz --tests-regex '^fuzz'
    run_preset windows
    check "Windows writes the same bytes as Linux" \
        tests/support/check_same_bytes.sh build/test/bin/easc build/windows/bin/easc
    tests/support/wine-run --stop
    run_preset system --exclude-regex 'shuffled|^cli|^properties|test_handles|house.(files|header|layers|statuses)'
    check "clang-tidy finds nothing" tests/support/check_tidy.py . build/test build/windows
fi
check "every file is formatted" tests/support/check_format.sh .
check "the workbook equals the documents, cell by cell" tests/support/check_report.sh build/test/bin/easc
check "the examples run" bash examples/run.sh
if command -v dotnet >/dev/null; then
    check "the Open XML SDK finds nothing to complain of" tests/support/check_openxml.sh build/test/bin/easc
else
    skipped=$((skipped + 1))
    echo "skipped the Open XML SDK's check: it needs the .NET SDK"
fi

echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
