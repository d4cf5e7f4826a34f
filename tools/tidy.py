#!/usr/bin/env python3
"""Runs clang-tidy on every source of src/ that has changed since it last passed.

usage: tools/tidy.py [BUILD-FOLDER] [FILE...]
A file has changed if it, a header of ours that it includes, its flags or .clang-tidy has. What passed is remembered in
BUILD-FOLDER/tidy.
"""
import concurrent.futures
import hashlib
import json
import os
import pathlib
import shutil
import subprocess
import sys

root = pathlib.Path(__file__).resolve().parent.parent
build = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else root / "build/dev").resolve()
only = {str(pathlib.Path(name).resolve()) for name in sys.argv[2:]}
tool = next((name for name in ("clang-tidy-19", "clang-tidy") if shutil.which(name)), None)


def headers_by_object():
    """What ninja learnt from the compiler: the files of ours behind each object."""
    text = subprocess.run(["ninja", "-C", build, "-t", "deps"], capture_output=True, text=True, check=True).stdout
    found, current = {}, None
    for line in text.splitlines():
        if line and not line.startswith(" "):
            current = found.setdefault(line.split(":")[0], [])
        elif line.strip():
            path = (build / line.strip()).resolve()
            if path.is_relative_to(root):
                current.append(path)
    return found


def key_of(entry, dependencies):
    digest = hashlib.sha256((root / ".clang-tidy").read_bytes())
    digest.update(entry["command"].encode())
    for path in sorted({pathlib.Path(entry["file"]), *dependencies}):
        digest.update(path.read_bytes() if path.is_file() else b"")
    return digest.hexdigest()


def run(job):
    entry, passed = job
    answer = subprocess.run([tool, "-p", build, "--quiet", entry["file"]], capture_output=True, text=True)
    if answer.returncode == 0:
        passed.touch()
        return ""
    return answer.stdout or answer.stderr


if tool is None:
    print("skipped: clang-tidy-19 is not installed")
    sys.exit(1 if os.environ.get("WHENCE_REQUIRE_REFEREES") else 77)

memory = build / "tidy"
memory.mkdir(exist_ok=True)
headers = headers_by_object()
jobs, files = [], 0
for entry in json.loads((build / "compile_commands.json").read_text()):
    file = pathlib.Path(entry["file"])
    if file.suffix != ".cpp" or not file.is_relative_to(root / "src") or (only and str(file) not in only):
        continue
    files += 1
    passed = memory / key_of(entry, headers.get(entry.get("output", ""), []))
    if not passed.exists():
        jobs.append((entry, passed))

with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
    complaints = [text for text in pool.map(run, jobs) if text]
print("\n".join(complaints) if complaints else f"{files} files are tidy, {len(jobs)} of them looked at now")
sys.exit(1 if complaints or files == 0 else 0)
