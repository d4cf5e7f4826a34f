#!/usr/bin/env python3
"""One working day with the program: an article kept, a case made of a report, checked, briefed from, changed by an embassy's
answer, signed, handed over, opened elsewhere to the same page. Everything is invented.

usage: tests/cli/day_test.py PROGRAM
"""
import csv
import io
import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from trial import environment, expect, finish, folder
import trial

base = folder("day")
nine = 1793955600 - 3600  # 2026-11-06 08:00 UTC


def whence(hour, *arguments, folder=base, status=0, typed=""):
    then = {**environment, "SOURCE_DATE_EPOCH": str(nine + (hour - 8) * 3600)}
    return trial.whence(*arguments, status=status, env=then, cwd=folder, input=typed).stdout


(base / "article.html").write_text("""<html><head><title>Xalia blames Xebros</title></head><body><article>
<p>EXERCISE: an invented incident.</p>
<p>Xalia on Monday accused Xebros of breaking into the mail server of its drafting office.</p>
<p>Xebros denied any involvement in the intrusion.</p></article></body></html>""")
(base / "report.txt").write_text("""EXERCISE: an invented incident.
Incident report of the drafting office of Xalia, 2 November 2026.

The attackers sent spearphishing attachments (T1566.001) and used the web shell China Chopper on the mail server.
The malware BADFLICK was found on the mail server. It spoke to 203.0.113.7 over HTTPS (T1071.001).
Xalia accused Xebros of breaking into the mail server of its drafting office.
""")
(base / "embassy.html").write_text("""<html><head><title>Statement</title></head><body><article>
<p>EXERCISE: an invented incident.</p>
<p>The embassy of Xebros in Xalport rejected the accusation as baseless on Friday. Xebros denied any involvement.</p>
</article></body></html>""")

# 08:00: what is new, what repeats.
out = whence(8, "add", "--source", "The Morning Paper", "--published", "2026-11-02", "--url", "https://paper.example/1", "article.html")
expect("the article is kept", "1 document new" in out, out)
expect("the same article again is known", "0 documents new, 1 known" in whence(8, "add", "article.html"))
page = whence(8, "ledger", "--accused", "XB", "--claims")
expect("the ledger shows accusation and answer", "Xalia" in page and "denied" in page and "EXERCISE" in page, page)
page = whence(9, "relations", "XA", "XB")
expect("the series counts the accusation, and its answer as a rejection", "Xalia ACCUSES Xebros" in page
       and "1 accusation of this ledger" in page and "reject 1" in page and "EXERCISE" in page, page)
expect("the table has the pair", "Xalia > Xebros" in whence(9, "relations", "--claims"))
whence(9, "relations", "XA", "XB", "-o", "relations.html")
page = (base / "relations.html").read_text()
expect("the series is drawn, and the page says what it counts", '<svg class="series"' in page and "accusation of this ledger" in page
       and "EXERCISE" in page, page[-2000:])
# 10:00: a case from a report, every item unchecked and with its place.
whence(10, "case", "new", "office.yaml", "--from", "report.txt", "--as", "A. Analyst", "--tlp", "AMBER")
whence(10, "case", "new", "office.yaml", "--from", "report.txt", status=1)
items = json.loads(whence(10, "case", "check", "office.yaml", "--json"))["items"]
expect("five items", len(items) == 5, str(items))
for item in items:
    expect("unchecked, with document, sentence and words", not item["checked"] and item["document"] == "report.txt"
           and item["note"].startswith("s") and item["quote"], str(item))
whence(10, "case", "check", "office.yaml", "--accept", "e1", status=1)  # nobody named
whence(10, "case", "check", "office.yaml", "--accept", "e99", "--as", "A. Analyst", status=1)
whence(10, "case", "check", "office.yaml", "--ask", status=1)  # nobody named
asked = whence(10, "case", "check", "office.yaml", "--ask", "--as", "A. Analyst", typed="a\ns\nwhat?\naccept\nq\n")
expect("one item after the other, with its sentence", "1 of 5" in asked and "4 of 5" in asked and "5 of 5" not in asked
       and "used the web shell China Chopper on the mail server" in asked, asked)
expect("what was said is kept, the rest is open", "3 items are unchecked" in asked, asked)
whence(10, "case", "check", "office.yaml", "--accept", "e4", "--as", "A. Analyst")
whence(10, "case", "check", "office.yaml", "--reject", "e5", "--why", "a resolver of ours", "--amend", "e2=T1071.004", "--as", "A. Analyst")
items = {item["id"]: item for item in json.loads(whence(10, "case", "check", "office.yaml", "--json"))["items"]}
expect("rejected with a reason", "a resolver of ours" in (items["e5"]["not_used"] or ""), str(items["e5"]))
expect("amended", items["e2"]["value"] == "T1071.004" and items["e2"]["checked"], str(items["e2"]))
# 12:00: one page; a draft.
page = whence(12, "report", "office.yaml", "--brief")
expect("the noon page is a draft", "DRAFT" in page and "EXERCISE" in page)
expect("a name on the command line lifts nothing", "DRAFT" in whence(12, "report", "office.yaml", "--second-reader", "B. Reader"))
whence(12, "report", "office.yaml", "--brief", "-o", "noon.html", "--annex", "annex.html")
expect("the same page in a file", (base / "noon.html").read_text() == page)
annex = (base / "annex.html").read_text()
expect("the annex apart", "T1566.001" in annex and "DRAFT" in annex and "EXERCISE" in annex and "Annex" not in page)
# 15:00: the embassy answers. It is kept, enters the case, and moves no figure.
whence(15, "add", "embassy.html", "--published", "2026-11-06")
answers = json.loads(whence(15, "ledger", "--act", "reject", "--json", "--claims"))["lines"]
expect("the answer is in the ledger", any("baseless" in (line["quote"] or "") for line in answers), str(answers))
text = (base / "office.yaml").read_text()
statement = '\nstatements:\n  - id: "c9"\n    speaker: "the embassy of S2"\n    text: "Baseless."\n    date: "2026-11-06"\n'
expect("the case has statements", "\nstatements:\n" in text, text)
(base / "office.yaml").write_text(text.replace("\nstatements:\n", statement, 1))
diff = json.loads(whence(15, "case", "diff", "office.yaml@12:00", "--json"))
expect("only the statement changed", [change["id"] for change in diff["changes"]] == ["c9"], str(diff["changes"]))
expect("and it moved nothing", diff["shares"] == [] and "moves nothing" in diff["changes"][0]["effect"], str(diff))
whence(15, "case", "diff", "office.yaml@07:00", status=1)
# 18:00: signed by a second person, handed over.
whence(18, "case", "sign", "office.yaml", "--as", "A. Analyst", status=1)
expect("signed", "not a draft" in whence(18, "case", "sign", "office.yaml", "--as", "B. Reader"))
released = whence(18, "report", "office.yaml", "--brief")
expect("the mark is gone", "DRAFT" not in released and "EXERCISE" in released)
whence(18, "case", "pack", "office.yaml", "--max-tlp", "green", "-o", "no.whence", status=1)
expect("nothing was written", not (base / "no.whence").exists())
whence(18, "case", "pack", "office.yaml", "--max-tlp", "amber", "-o", "office.whence")
log = whence(18, "case", "log", "office.yaml")
for word in ("new from report.txt", "accept e1", "reject e5: a resolver of ours", "amend e2 = T1071.004", "B. Reader"):
    expect("the log tells", word in log, f"{word!r} not in {log}")
# Elsewhere: the same page, the same log.
there = base / "there"
there.mkdir()
whence(19, "case", "open", "../office.whence", folder=there)
expect("the same bytes", (there / "office.yaml").read_bytes() == (base / "office.yaml").read_bytes())
expect("the same page", whence(19, "report", "office.yaml", "--brief", folder=there) == released)
elsewhere = whence(19, "case", "log", "office.yaml", folder=there)
expect("the log came along", all(line in elsewhere for line in log.splitlines()[1:-1]), elsewhere)
expect("and the document", "report.txt" in whence(19, "ledger", "--document", "report.txt", "--claims", folder=there))
# An edit brings the mark back.
with open(there / "office.yaml", "a", encoding="utf-8") as file:
    file.write("# one more look\n")
expect("a comment brings the mark back", "DRAFT" in whence(20, "report", "office.yaml", "--brief", folder=there))
(there / "office.yaml").write_text((base / "office.yaml").read_text().replace("case:", "# touched\ncase:", 1))
expect("an edit brings the mark back", "DRAFT" in whence(20, "report", "office.yaml", "--brief", folder=there))
whence(20, "case", "open", "../office.whence", folder=there, status=1)  # would overwrite it
(base / "broken.whence").write_text((base / "office.whence").read_text().replace("T1566.001", "T1566.002"))
whence(20, "case", "open", "broken.whence", "-o", there, status=1)
# Tables for others.
rows = list(csv.reader(io.StringIO(whence(20, "ledger", "--as", "csv"))))
expect("every row has every column", len({len(row) for row in rows}) == 1 and len(rows) > 100, str(len(rows)))
rows = list(csv.DictReader(io.StringIO(whence(20, "ledger", "--accuser", "NZ", "--as", "eurepoc"))))
expect("names of states, not codes", rows and all("New Zealand" in row["attributing_country"] for row in rows), str(rows[:1]))
expect("sound in the end", "sound" in whence(20, "check"))
expect("a backup of it is", "sound" in (whence(20, "backup", "b.db"), whence(20, "check", "b.db"))[1])
finish()
