#!/usr/bin/env python3
"""Whence's own exports read back without loss, through the program itself: documents with verdicts, cases with
signatures, the ledger; and bundles of others kept as they came.

usage: tests/exchange/round_trip_test.py PROGRAM
"""
import functools
import gzip
import json
import os
import pathlib
import random
import sqlite3
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from trial import expect, finish, folder, root
import trial

work = folder("exchange")
whence = functools.partial(trial.whence, status=0, cwd=work)


def corpus():
    """What the tests hold of documents: examples, pages of sites, families of reports, texts for the fuzzers."""
    files = [root / "examples/parliament-mail.txt", root / "examples/river-works.html"]
    files += sorted((root / "tests/format/pages").glob("*.html"))
    files += sorted((root / "tests/relations/families").rglob("*.txt"))
    return [file for file in files if file.name != "README.md"]


documents = corpus()
whence("add", *documents, "--workspace", "here.db")
lines = json.loads(whence("ledger", "--claims", "--as", "json", "--workspace", "here.db", "--all").stdout)["lines"]
expect("the corpus has claims", len(lines) > 10, len(lines))
marks = [("--accept",), ("--reject",), ("--amend", "rung=3"), ("--tag", "seen"), ("--note", "\"quoted\", with a comma")]
for line, how in zip(random.Random(7).sample(lines, len(marks)), marks):
    whence("mark", line["id"], *how, "--as", "A. Analyst", "--workspace", "here.db")
whence("mark", lines[0]["document"], "--tlp", "amber", "--as", "A. Analyst", "--workspace", "here.db")

case = work / "signed.yaml"
case.write_text((root / "examples/payment-office.yaml").read_text())
whence("case", "check", case, "--accept", "all", "--as", "A. Analyst", "--workspace", "here.db")
whence("case", "sign", case, "--as", "B. Reader", "--workspace", "here.db")
drafting = root / "examples/drafting-office.yaml"
for form in ("stix", "misp"):
    there = work / form
    there.mkdir()
    everything = ["--documents", "--ledger", "--unverified"]
    one = whence("export", case, drafting, *everything, "--workspace", "here.db", "--to", form, "-o", f"1.{form}")
    expect(f"{form}: the list of losses is empty", one.stderr.endswith("not carried: nothing was lost\n"), one.stderr[-200:])
    told = json.loads(whence("import", f"1.{form}", "--workspace", f"{form}.db", "--folder", there, "--json").stdout)["files"][0]
    expect(f"{form}: no oddity", told["oddities"] == [], told["oddities"])
    expect(f"{form}: every document came", told["documents"] == len(documents), told["documents"])
    expect(f"{form}: every act came", told["acts"] > 150, told["acts"])
    files = {pathlib.Path(name).read_bytes() for name in told["cases"]}
    expect(f"{form}: cases are the same bytes", files == {case.read_bytes(), drafting.read_bytes()})
    cases = sorted(told["cases"], key=lambda name: pathlib.Path(name).read_bytes() != case.read_bytes())
    whence("export", *cases, *everything, "--workspace", f"{form}.db", "--to", form, "-o", f"2.{form}")
    expect(f"{form}: exported again, the same bytes", (work / f"1.{form}").read_bytes() == (work / f"2.{form}").read_bytes())
    again = json.loads(whence("import", f"1.{form}", "--workspace", f"{form}.db", "--folder", there, "--json").stdout)["files"][0]
    expect(f"{form}: what is held is not taken twice", again["kept"] == 0 and again["documents"] == 0, again)
    page = whence("ledger", "--workspace", "here.db", "--as", "json", "--all").stdout
    expect(f"{form}: the ledger is the same page", page == whence("ledger", "--workspace", f"{form}.db", "--as", "json", "--all").stdout)
    answer = whence("weigh", f"1.{form}", "--json").stdout
    expect(f"{form}: a bundle of ours weighs as its case", answer == whence("weigh", cases[0], "--json").stdout or
           json.loads(answer)["headline"] == json.loads(whence("weigh", cases[0], "--json").stdout)["headline"])
    whence("check", f"{form}.db")

# Another program may put a bundle's objects into another order: everything is still restored.
turned = json.loads((work / "1.stix").read_text())
turned["objects"].reverse()
(work / "turned.stix").write_text(json.dumps(turned))
told = json.loads(whence("import", "turned.stix", "--workspace", "turned.db", "--folder", work / "stix", "--json").stdout)["files"][0]
expect("turned round: every document came", told["documents"] == len(documents) and told["oddities"] == [], told)
said = [sorted((line["id"], line["text"], line["date"]) for line in
               json.loads(whence("ledger", "--workspace", name, "--as", "json", "--all").stdout)["lines"])
        for name in ("here.db", "turned.db")]
expect("turned round: the ledger says the same", said[0] == said[1] and len(said[0]) > 150, len(said[0]))

# Others' objects: versions, revoked ones, custom types; damaged files change nothing.
objects = []
for i in range(20_000):
    objects.append({"type": "x-thing" if i % 7 == 0 else "identity", "spec_version": "2.1",
                    "id": f"{'x-thing' if i % 7 == 0 else 'identity'}--00000000-0000-4000-8000-{i // 2:012x}",
                    "created": "2026-01-01T00:00:00.000Z", "modified": f"2026-01-0{1 + i % 2}T00:00:00.000Z",
                    "revoked": i % 5 == 0, "name": "a \"name\" with ]} and \\ in it " * 20, "identity_class": "unknown"})
bundle = work / "others.json"
bundle.write_text(json.dumps({"type": "bundle", "id": "bundle--00000000-0000-4000-8000-000000000000", "objects": objects}))
told = json.loads(whence("import", bundle, "--workspace", "others.db", "--json").stdout)["files"][0]
distinct = {(one["id"], one["modified"]) for one in objects}
expect("every version is kept once", told["kept"] == len(distinct), (told["kept"], len(distinct)))
expect("revoked ones are counted and kept", told["revoked"] == sum(one["revoked"] for one in objects), told["revoked"])
expect("custom types are kept", told["custom"] == sum(one["type"] == "x-thing" for one in objects), told["custom"])
with sqlite3.connect(work / "others.db") as database:
    kept = dict(((row[0], row[1]), json.loads(row[2])) for row in database.execute("SELECT id, modified, json FROM objects"))
expect("objects are kept as they came", all(one in (kept[(one["id"], one["modified"])],) for one in objects[:len(distinct)]
                                            if (one["id"], one["modified"]) in kept))
cut = work / "cut.json"
cut.write_bytes((work / "1.stix").read_bytes()[:-40])
answer = whence("import", cut, "--workspace", "cut.db", status=1)
expect("a bundle that is cut off is one line of error", answer.stderr.count("\n") == 1, answer.stderr)
upstream = os.environ.get("WHENCE_UPSTREAM")
catalogues = sorted(pathlib.Path(upstream).glob("attack/enterprise-attack-*.json.gz")) if upstream else []
if catalogues:
    attack = work / "attack.json"
    attack.write_bytes(gzip.decompress(catalogues[0].read_bytes()))
    told = json.loads(whence("import", attack, "--workspace", "attack.db", "--json").stdout)["files"][0]
    whole = json.loads(attack.read_bytes())["objects"]
    expect("every object of ATT&CK is kept", told["kept"] == told["objects"] == len(whole), told["kept"])
    answer = whence("weigh", attack, status=1)
    expect("a catalogue is no incident", "catalogue" in answer.stderr, answer.stderr)
else:
    print("skipped in part: WHENCE_UPSTREAM names no ATT&CK bundle")
finish()
