#!/usr/bin/env python3
"""Every test that docs/page-rules.md names must be there.

usage: tools/check_rules.py
"""
import pathlib
import re
import sys

root = pathlib.Path(__file__).resolve().parent.parent
rules = (root / "docs/page-rules.md").read_text(encoding="utf-8")
problems, named = [], 0
for number, line in enumerate(rules.splitlines(), 1):
    if not line.startswith("| ") or line.startswith("| rule"):
        continue
    file = None
    for path, name in re.findall(r"`(tests/[^`]+)`|\"([^\"]+)\"", line.rsplit("|", 2)[1]):
        if path:
            file = root / path
            if not file.exists():
                problems.append(f"docs/page-rules.md:{number}: no file {path}")
                file = None
        elif file is not None:
            named += 1
            if f'"{name}' not in file.read_text(encoding="utf-8"):
                problems.append(f'docs/page-rules.md:{number}: {file.relative_to(root)} has no test "{name}"')
    if file is None:
        problems.append(f"docs/page-rules.md:{number}: a rule without a test")
print("\n".join(problems + [f"{named} tests named, {len(problems)} problems"]))
sys.exit(1 if problems or named == 0 else 0)
