#!/usr/bin/env python3
"""How fast a bundle of a million objects is imported, and in how much memory.

usage: bench/exchange/million.py PROGRAM [OBJECTS [PART]]
Made-up objects of seven types, one in four a relationship, every tenth a second version. Times are of the processor.
Bar: memory for OBJECTS within 1.1 times that for one PART-th (a tenth) of them. Every object is kept, and importing again
keeps none; fails otherwise.
"""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import uuid

program = str(pathlib.Path(sys.argv[1]).resolve())
count = int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000
part = int(sys.argv[3]) if len(sys.argv) > 3 else 10
folder = pathlib.Path(tempfile.mkdtemp(prefix="whence-million-"))
things = ["identity", "intrusion-set", "malware", "indicator", "threat-actor", "x-thing"]
more = {"identity": {"identity_class": "organization"}, "malware": {"is_family": True},
        "indicator": {"pattern": "[domain-name:value = 'relay.example']", "pattern_type": "stix", "valid_from": "2026-01-01T00:00:00Z"}}


def named(kind, number):
    return f"{kind}--{uuid.UUID(int=number, version=4)}"


def objects(wanted):
    """In order; the number tells everything of an object."""
    for i in range(wanted):
        version = i % 10 == 9
        number = i - 1 if version else i
        one = {"spec_version": "2.1", "created": "2026-01-01T00:00:00.000Z",
               "modified": f"2026-0{2 if version else 1}-01T00:00:00.000Z"}
        if number % 4 == 3:
            source, target = number - 2, number - 1
            yield {"type": "relationship", "id": named("relationship", number), **one,
                   "relationship_type": "attributed-to" if number % 40 == 3 else "related-to",
                   "source_ref": named(things[source % 6], source), "target_ref": named(things[target % 6], target)}
        else:
            kind = things[number % 6]
            yield {"type": kind, "id": named(kind, number), **one, "name": f"invented thing {number}",
                   "description": "words that say little " * (number % 12), **more.get(kind, {})}


def bundle(path, wanted):
    with open(path, "w", encoding="utf-8") as file:
        file.write('{"type":"bundle","id":"bundle--00000000-0000-4000-8000-000000000000","objects":[')
        for i, one in enumerate(objects(wanted)):
            file.write(("," if i else "") + json.dumps(one))
        file.write("]}")
    return path.stat().st_size / 1e6


def imported(path, workspace):
    """What the program says, seconds of the processor, greatest memory in MiB."""
    process = subprocess.Popen([program, "import", str(path), "--workspace", str(workspace), "--json"], stdout=subprocess.PIPE,
                               env={**os.environ, "XDG_DATA_HOME": "/nonexistent"}, stdin=subprocess.DEVNULL)
    said = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"import {path}: status {status}")
    return json.loads(said)["files"][0], usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


failed, memory = False, {}
try:
    for wanted in (count // part, count):
        file, workspace = folder / f"{wanted}.json", folder / f"{wanted}.db"
        size = bundle(file, wanted)
        told, seconds, memory[wanted] = imported(file, workspace)
        again, second, _ = imported(file, workspace)
        print(f"{wanted:,} objects, {size:.0f} MB: {seconds:.1f} s, {size / seconds:.0f} MB/s, {wanted / seconds:,.0f} objects/s, "
              f"{memory[wanted]:.0f} MiB at most; again {second:.1f} s")
        if (told["objects"], told["kept"], again["kept"]) != (wanted, wanted, 0):
            failed = True
            print(f"wrong: {told['objects']} objects, {told['kept']} kept, {again['kept']} kept again")
        file.unlink()
    growth = memory[count] / memory[count // part]
    print(f"memory grows {growth:.2f} times while the bundle grows {part} times")
    failed = failed or growth > 1.1
finally:
    shutil.rmtree(folder, ignore_errors=True)
sys.exit(1 if failed else 0)
