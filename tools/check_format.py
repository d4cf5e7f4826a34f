#!/usr/bin/env python3
"""Fails where clang-format would change a C++ file; --fix changes it."""
import os
import pathlib
import shutil
import subprocess
import sys

root = pathlib.Path(__file__).resolve().parent.parent
tool = next((name for name in ("clang-format-19", "clang-format") if shutil.which(name)), None)
if tool is None:
    print("skipped: clang-format-19 is not installed")
    sys.exit(1 if os.environ.get("WHENCE_REQUIRE_REFEREES") else 77)
files = sorted(path for folder in ("src", "tests", "fuzz", "bench") for path in (root / folder).rglob("*")
               if path.suffix in {".h", ".cpp"})
if "--fix" in sys.argv:
    sys.exit(subprocess.run([tool, "-i", *files]).returncode)
answer = subprocess.run([tool, "--dry-run", "--Werror", *files], capture_output=True, text=True)
wrong = sorted({line.split(":")[0] for line in answer.stderr.splitlines() if ": error:" in line})
for name in wrong:
    print(f"{pathlib.Path(name).relative_to(root)}: not formatted; run tools/check_format.py --fix")
print(f"{len(files)} files, {len(wrong)} not formatted")
sys.exit(1 if wrong or answer.returncode or not files else 0)
