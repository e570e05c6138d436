#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Feeds the readers of foreign files with inputs that libFuzzer makes, each until it has used that much processor time. The time is kept
# in build/fuzz/spent and the inputs in build/fuzz/corpus: a later call goes on where this one ended. Ends at the first finding.
# usage: scripts/fuzz.sh SECONDS [READER...]   pickle checkpoint zip npz safetensors; all of them if none is named
set -eu
seconds=$1
shift
[ $# -gt 0 ] || set -- pickle checkpoint zip npz safetensors
cd "$(dirname "$0")/.."
fuzz=build/fuzz
[ -e $fuzz/build.ninja ] || cmake -B $fuzz -G Ninja -DCMAKE_CXX_COMPILER=clang++ -DCMAKE_BUILD_TYPE=RelWithDebInfo -DEFFIGY_FUZZ=ON \
    -DEFFIGY_CORE_ONLY=ON -DEFFIGY_TESTS=OFF
ninja -C $fuzz "${@/#/fuzz_}"
TIMEFORMAT='%U %S'
for reader; do
    mkdir -p $fuzz/spent "$fuzz/corpus/$reader"
    spent=$(cat "$fuzz/spent/$reader" 2>/dev/null || echo 0)
    while awk "BEGIN { exit !($spent < $seconds) }"; do
        round=$({ time $fuzz/tests/fuzz/"fuzz_$reader" -max_total_time=120 -timeout=30 -rss_limit_mb=2048 -artifact_prefix="$fuzz/$reader-" \
            "$fuzz/corpus/$reader" tests/data/pickles tests/data/snapshots 2>"$fuzz/$reader.log" >&2; } 2>&1) ||
            { tail -n 40 "$fuzz/$reader.log" >&2; exit 1; }
        spent=$(echo "$spent $round" | awk '{ print $1 + $2 + $3 }')
        echo "$spent" >"$fuzz/spent/$reader"
        echo "$reader: $spent s, $(find "$fuzz/corpus/$reader" -type f | wc -l) inputs"
    done
done
