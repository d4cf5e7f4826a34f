#!/bin/sh
# Runs the quick tests and a short fuzz of every reader in build/asan, as ./check has built it.
cd "$(dirname "$0")/.." || exit 1
if [ ! -f build/asan/CTestTestfile.cmake ]; then
  echo "skipped: build/asan is not there; cmake --preset asan && cmake --build --preset asan"
  exit 77
fi
exec ctest --test-dir build/asan -LE slow --output-on-failure --parallel "$(nproc)" --no-tests=error
