#!/bin/sh
# Fails on what shellcheck finds in the shell scripts.
cd "$(dirname "$0")/.." || exit 1
if ! command -v shellcheck >/dev/null; then
  echo "skipped: shellcheck is not installed"
  [ -z "$WHENCE_REQUIRE_REFEREES" ] && exit 77
  exit 1
fi
shellcheck -x quickstart check .ci/run tools/*.sh && echo "scripts are clean"
