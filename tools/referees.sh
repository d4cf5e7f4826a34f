#!/usr/bin/env bash
# Makes build/referees, a Python environment with what judges our exports (tools/referees.txt), from PyPI. Does nothing if
# it is there and of these versions. Without a network the tests that need it say "skipped: referee not installed".
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
here=build/referees
wanted=$(sha256sum tools/referees.txt)
if [ "$(cat "$here/installed" 2>/dev/null || true)" = "$wanted" ]; then
  echo "referees: nothing to install"
  exit 0
fi
failed() {
  echo "referees: $1; tests that need them are skipped"
  if [ -n "${WHENCE_REQUIRE_REFEREES:-}" ]; then exit 1; fi
  exit 0
}
rm -rf "$here"
python3 -m venv "$here" || failed "python3 -m venv did not work (package python3-venv)"
"$here/bin/pip" install --quiet --disable-pip-version-check --requirement tools/referees.txt ||
  failed "pip could not install them"
echo "$wanted" >"$here/installed"
