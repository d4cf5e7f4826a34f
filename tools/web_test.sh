#!/bin/sh
# The web app's types and its client, and the app itself in a browser on the program's server. usage: tools/web_test.sh PROGRAM
cd "$(dirname "$0")/../web" || exit 1
if [ $# -ne 1 ]; then
  echo "usage: tools/web_test.sh PROGRAM" >&2
  exit 2
fi
missing=
command -v node >/dev/null || missing="node is not installed"
[ -d node_modules/playwright-core ] || missing=${missing:-"the app's packages are not there: npm ci --prefix web"}
[ -x "${WHENCE_CHROMIUM:-/usr/bin/chromium}" ] || missing=${missing:-"chromium is not installed"}
if [ -n "$missing" ]; then
  echo "skipped: $missing"
  [ -z "$WHENCE_REQUIRE_REFEREES" ] && exit 77
  exit 1
fi
node tools/client.mjs "$1" --check && node node_modules/svelte-check/bin/svelte-check --fail-on-warnings &&
  WHENCE=$1 node --test tests/app.test.mjs
