#!/bin/sh
# Prints the golden briefs with a browser: each must be one A4 sheet.
folder="$(dirname "$0")/../golden/pages"
browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome) || { echo "skipped: no browser installed"; exit 77; }
command -v pdfinfo > /dev/null || { echo "skipped: pdfinfo (poppler-utils) not installed"; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
status=0
for brief in reading-brief weigh-brief; do
  "$browser" --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking \
    --disable-component-update --disable-sync --user-data-dir="$work/profile" --no-pdf-header-footer \
    --print-to-pdf="$work/$brief.pdf" "file://$(realpath "$folder/$brief.html")" > "$work/log" 2>&1 || { cat "$work/log"; exit 1; }
  pages=$(pdfinfo "$work/$brief.pdf" | sed -n 's/^Pages: *//p')
  size=$(pdfinfo "$work/$brief.pdf" | grep -c 'A4')
  echo "$brief: $pages sheet(s)"
  [ "$pages" = 1 ] && [ "$size" = 1 ] || status=1
done
exit $status
