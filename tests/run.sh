#!/usr/bin/env bash
# The second command: installs what is missing, builds, runs every test. The closing line counts them.
#
#   tests/run.sh            everything
#   tests/run.sh --quick    the build "test" only, without sanitizers, fuzzing, Windows and other libraries
set -uo pipefail
cd "$(dirname "$0")/.."
quick=${1:-}

native/deps/install.sh test || exit 1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Shows a whole text at once, since lanes work side by side, and keeps it for the count. The lines of tests
# begin with "ok", "FAILED" or "skipped"; others are indented.
say() {
    flock "$work/lock" tee -a "$work/said"
}

# One test by its name and command; its output is shown when it fails.
check() {
    local name=$1 log
    shift
    log=$(mktemp -p "$work")
    if "$@" >"$log" 2>&1; then
        echo "ok      $name" | say
    else
        { echo "FAILED  $name" && tail -60 "$log" | sed 's/^/        /'; } | say
    fi
}

# The lines of the tests in what ctest wrote; all of it when one failed or none ran.
tell_tests() {
    local preset=$1 log=$2
    sed -nE "s/^ *[0-9]+\/[0-9]+ Test +#[0-9]+: ([^ ]+) \.* +Passed .*/ok      $preset: \1/p
             s/^ *[0-9]+\/[0-9]+ Test +#[0-9]+: ([^ ]+) \.*\*\*\*.*/FAILED  $preset: \1/p" "$log"
    if ! grep -q 'tests passed' "$log"; then
        echo "FAILED  $preset: its tests do not run"
    fi
    if ! grep -q '100% tests passed' "$log"; then
        tail -150 "$log" | sed 's/^/        /'
    fi
}

# A preset of CMake: its build is a test, and each of its tests counts. Further arguments go to ctest.
run_preset() {
    local preset=$1 log
    log=$(mktemp -p "$work")
    check "build $preset" sh -c "cmake --preset $preset && cmake --build --preset $preset"
    ctest --preset "$preset" --parallel "$(nproc)" "${@:2}" >"$log" 2>&1
    tell_tests "$preset" "$log" | say
}

native_lane() {
    run_preset asan --exclude-regex '^properties|shuffled'
    run_preset msan --exclude-regex 'shuffled|^cli|^exports|^house|^properties|test_(archive|handles|loaded|scan)'
    run_preset fuzz --tests-regex '^fuzz'
    run_preset system --exclude-regex 'shuffled|^cli|^exports|^properties|test_handles|house.(files|header|layers|statuses)'
}

other_lane() {
    run_preset windows
    check "Windows writes the same bytes as Linux" \
        tests/support/check_same_bytes.sh build/test/bin/easc build/windows/bin/easc
    tests/support/wine-run --stop
    check "clang-tidy finds nothing" tests/support/check_tidy.py . build/test build/windows
    run_preset tsan --tests-regex 'test_(api|handles|loaded|os|report|scan)|cases.equal'
}

# What needs the build "test" only.
plain_lane() {
    check "every file is formatted" tests/support/check_format.sh .
    check "the workbook equals the documents, cell by cell" \
        tests/support/check_report.sh build/test/bin/easc
    check "the examples run" bash examples/run.sh
    if command -v dotnet >/dev/null; then
        check "the Open XML SDK finds nothing to complain of" \
            tests/support/check_openxml.sh build/test/bin/easc
    else
        echo "skipped the Open XML SDK's check: it needs the .NET SDK" | say
    fi
}

run_preset test
plain_lane &
if [ "$quick" != --quick ]; then # tests wait for the disk and for Wine as often as they work: lanes
    native_lane &
    other_lane &
fi
wait

count() {
    grep -c "^$1 " "$work/said"
}
echo "$(count ok) passed, $(count FAILED) failed, $(count skipped) skipped"
[ "$(count FAILED)" -eq 0 ]
