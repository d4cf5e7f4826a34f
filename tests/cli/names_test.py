#!/usr/bin/env python3
"""What the program prints it also takes: names of documents and hypotheses, options, lines of JSON. Everything is invented.

usage: tests/cli/names_test.py PROGRAM
"""
import functools
import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from trial import expect, finish, folder, root
import trial

base = folder("names")
whence = functools.partial(trial.whence, cwd=base)
(base / "in").mkdir()
(base / "other").mkdir()
(base / "in/a5.txt").write_text("EXERCISE.\n\nXalia accused Xebros of hacking its parliament.\n")

whence("add", "in/a5.txt", status=0)
rows = json.loads(whence("ledger", "--claims", "--as", "json", status=0).stdout)["lines"]
shown = rows[0]["name"].rsplit("/", 1)[-1]
by_name = json.loads(whence("ledger", "--claims", "--as", "json", "--document", shown, status=0).stdout)["lines"]
expect("a document is found by the name that the ledger prints", [row["id"] for row in by_name] == [row["id"] for row in rows], shown)
(base / "other/a5.txt").write_text("EXERCISE.\n\nXemora accused Xebros of hacking its ministry.\n")
whence("add", "other/a5.txt", status=0)
two = whence("ledger", "--claims", "--document", "a5.txt", status=1)
expect("a name that two bear is refused with both", "other/a5.txt" in two.stderr and "in/a5.txt" in two.stderr, two.stderr)

whence("mark", rows[0]["id"], "--amend", "denied=true", "--as", "A. Analyst", status=0)
whence("mark", rows[0]["id"], "--amend", "denied=perhaps", "--as", "A. Analyst", status=1)
whence("check", "-w", "whence.db", status=0)
whence("check", "whence.db", status=0)
whence("check", "whence.db", "-w", "whence.db", status=1)

case = root / "examples/payment-office.yaml"
for name in ("Sandworm", "sandworm team", "G0034", "Voodoo Bear"):
    page = whence("weigh", case, "--explain", name, status=0).stdout
    expect(f"{name} is known", "Sandworm Team" in page, page)
wrong = whence("weigh", case, "--explain", "Sandwurm", status=1).stderr
expect("the nearest name is offered", "Sandworm" in wrong and wrong.count("\n") == 1, wrong)

(base / "campaign.yaml").write_text("case: c\nexercise: true\nvictim: {country: XA}\nevidence:\n  - software: S0693\n")
page = whence("weigh", "campaign.yaml", "--explain", "e1", status=0).stdout
expect("what a score counts is named: a campaign attributed to the group", "1 group on record (by campaign)" in page
       and "0 groups on record" not in page, page)

feed = [{"case": "a", "exercise": True, "victim": {"country": "XA"}, "evidence": [{"technique": "T1190"}, {"software": "S0020"}]},
        {"id": "1", "title": "A report", "text": "EXERCISE. The intruders used China Chopper on the mail server (T1190)."},
        {"id": "2", "text": "Nothing to weigh."}]
(base / "feed.jsonl").write_text("\n".join(json.dumps(line) for line in feed) + "\n{broken\n")
answers = [json.loads(line) for line in whence("weigh", "--jsonl", "feed.jsonl", status=0).stdout.splitlines()]
expect("one answer a line", len(answers) == 4, len(answers))
expect("a case and an article are weighed", all(answer["headline"] and answer["evidence"] for answer in answers[:2]), answers[:2])
expect("the case is the one of the line", answers[0]["case"] == "a" and answers[0]["headline"]["exercise"], answers[0]["headline"])
for number, answer in enumerate(answers[2:], 3):
    expect("what is neither is an oddity with its place", answer["headline"] is None and
           answer["oddities"][0]["where"] == f"feed.jsonl:{number}", answer)

(base / "list.txt").write_text("evil.example\n")
(base / "proxy.log").write_text("2026-01-01 GET http://www.evil.example/x\n")
keys = {"indicator", "type", "file", "line", "field", "value", "time", "context"}
lines = [json.loads(line) for line in whence("match", "--jsonl", "-i", "list.txt", "proxy.log", status=0).stdout.splitlines()]
expect("one sighting with the keys promised", len(lines) == 1 and keys <= set(lines[0]), lines)
expect("and their values", lines[0]["indicator"] == "evil.example" and lines[0]["file"] == "proxy.log" and lines[0]["line"] == 1 and
       lines[0]["field"] is None, lines[0])
whence("match", "--jsonl", "-o", "-", "-i", "list.txt", "proxy.log", status=2)
finish()
