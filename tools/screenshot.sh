#!/bin/sh
# Makes docs/images/report.png from the example case. usage: tools/screenshot.sh PROGRAM
cd "$(dirname "$0")/.." || exit 1
if [ $# -ne 1 ]; then
  echo "usage: tools/screenshot.sh PROGRAM" >&2
  exit 2
fi
mkdir -p docs/images
page=$(mktemp --suffix=.html)
profile=$(mktemp -d)
trap 'rm -rf "$page" "$profile"' EXIT
"$1" report examples/drafting-office.yaml --brief -o "$page" >/dev/null || exit 1
chromium --headless --no-sandbox --disable-gpu --user-data-dir="$profile" --hide-scrollbars --force-device-scale-factor=1 \
  --window-size=1000,1180 --screenshot=docs/images/report.png "file://$page" 2>/dev/null
