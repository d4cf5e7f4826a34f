#!/usr/bin/env python3
"""Documents from adversaries through the whole program: it answers or refuses in one line, in time, and no byte of a document
reaches the terminal as anything but text. Usage: hostile_documents_test.py WHENCE"""
import json
import pathlib
import re
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from trial import expect, finish, folder, whence

limit = 60  # seconds for one run, sanitizers included

# What a terminal may do something with: control characters, bidirectional marks, invisible letters.
FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def run(arguments):
    begun = time.monotonic()
    answer = whence(*arguments, text=False)
    return answer, time.monotonic() - begun


def shown(what, bytes_):
    """`bytes_` may go to a terminal."""
    try:
        text = bytes_.decode("utf-8")
    except UnicodeDecodeError as error:
        expect(what, False, f"is not UTF-8: {error}")
        return
    found = FORBIDDEN.search(text)
    expect(what, found is None, f"sends {found.group(0)!r} in {text[max(0, found.start() - 30):found.start() + 30]!r}" if found else "")


def tried(folder, name, content, wanted=None, statuses=(0, 1)):
    """Page and JSON of one document."""
    path = folder / name
    path.write_bytes(content)
    for arguments in (["read", "--all", str(path)], ["read", "--json", str(path)]):
        answer, took = run(arguments)
        what = f"{arguments[1]} {name!a}"
        expect(what, answer.returncode in statuses, f"status {answer.returncode}: {answer.stderr[:200]!r}")
        expect(what, took < limit, f"took {took:.0f} s")
        shown(what, answer.stdout)
        shown(what + " (complaint)", answer.stderr)
        if answer.returncode == 1:
            expect(what, answer.stderr.count(b"\n") == 1, f"complains in more than a line: {answer.stderr[:300]!r}")
        for text in wanted or ():
            expect(what, text in (answer.stdout + answer.stderr).decode("utf-8", "replace"), f"does not say {text!r}")


STORY = "Xalia accused Xebros of breaking into the network of the Sable Port Authority. Xebros denied any involvement."
EVIL = {
    "escape": "\x1b[2J\x1b[31mred\x1b]0;title\x07",
    "bell": "a\x07b\x08c\x7fd",
    "c1": "\u009b31m and \u0085 line",
    "override": "\u202egnikcah\u202c and \u2066isolated\u2069",
    "invisible": "Xeb\u200bros and Xa\u2060lia \ufeff and \u00adsoft",
}


def text_files(folder):
    for name, evil in EVIL.items():
        tried(folder, f"{name}.txt", f"{STORY} The group called {evil} is said to be behind it, Xalia said.\n".encode(), ["Xebros"], (0,))
        tried(folder, f"{name}.html", f"<html><title>{evil}</title><body><article><p>{STORY}</p><p>Xalia said that {evil} was behind it.</p></article>".encode(),
              ["Xebros"], (0,))
        tried(folder, f"{name}.eml", f"From: {evil} <a@b.example>\nSubject: {evil}\nDate: Mon, 2 Mar 2026 10:00:00 +0000\n\n{STORY}\n".encode(), ["Xebros"], (0,))
        tried(folder, f"{name}.jsonl", json.dumps({"id": evil, "title": evil, "source": evil, "text": STORY + " " + evil}).encode() + b"\n", ["Xebros"], (0,))
        tried(folder, f"{name}.md", f"---\ntitle: \"{evil}\"\n---\n# {evil}\n\n{STORY}\n".encode(), ["Xebros"], (0,))
        odd = re.sub("[\x00/]", "", evil)
        tried(folder, f"{odd}.txt", STORY.encode(), ["Xebros"], (0,))
    overlong = b"\xc0\xaf \xe0\x80\xaf \xf0\x80\x80\xaf \xed\xa0\x80 \xf4\x90\x80\x80 \xfe\xff \xc1\xbf"
    tried(folder, "overlong.txt", STORY.encode() + b" " + overlong + b"\n")
    tried(folder, "overlong.html", b"<html><body><p>" + STORY.encode() + b" " + overlong + b"</p>")
    tried(folder, "overlong.eml", b"From: a@b.example\nContent-Type: text/plain; charset=utf-8\n\n" + STORY.encode() + b" " + overlong + b"\n")
    tried(folder, "overlong.jsonl", b'{"text": "' + STORY.encode() + b" " + overlong + b'"}\n', statuses=(1,))


def deep_pages(folder):
    depth = 400_000
    tried(folder, "deep.html", b"<html><body>" + b"<div>" * depth + STORY.encode() + b"</div>" * depth, ["Xebros"], (0,))
    tried(folder, "mixed.html", b"<html><body>" + b"<div><b><table><tr><td>" * (depth // 5) + STORY.encode(), ["Xebros"], (0,))
    tried(folder, "ends.html", b"<html><body>" + b"<ul>" * 40_000 + b"</ol>" * 40_000 + STORY.encode(), ["Xebros"], (0,))
    tried(folder, "attributes.html", b"<html><body><p " + b"class=x " * depth + b">" + STORY.encode(), ["Xebros"], (0,))
    tried(folder, "comments.html", b"<html><body>" + b"<!-- " * depth + STORY.encode())
    tried(folder, "entities.html", b"<html><body><p>" + STORY.encode() + b"&#x202e;&#27;&#0;&#xD800;&amp" * 20_000, ["Xebros"], (0,))


def nested_mail(folder):
    parts = b""
    for i in range(2_000):
        parts += (b"" if i == 0 else b"--b%d\n" % (i - 1)) + b"Content-Type: multipart/mixed; boundary=b%d\n\n" % i
    tried(folder, "multipart.eml", b"From: a@b.example\nSubject: x\n" + parts + b"\n" + STORY.encode())
    tried(folder, "forwarded.eml", b"From: a@b.example\nSubject: x\n" + b"Content-Type: message/rfc822\n\n" * 5_000 + b"\n" + STORY.encode())


def pdf(pages, trailer=b""):
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for page in pages:
        content = b"".join(b"BT /F1 10 Tf 40 %d Td (%s) Tj ET\n" % (780 - 14 * i, line) for i, line in enumerate(page))
        objects.append(b"<< /Length %d >>\nstream\n%sendstream" % (len(content), content))
        objects.append(b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>" % len(objects))
        kids.append(len(objects))
    objects[1] = b"<< /Type /Pages /Kids [" + b" ".join(b"%d 0 R" % kid for kid in kids) + b"] /Count %d >>" % len(kids)
    file, table = b"%PDF-1.4\n", b""
    for i, one in enumerate(objects):
        table += b"%010d 00000 n \n" % len(file)
        file += b"%d 0 obj\n%s\nendobj\n" % (i + 1, one)
    count = len(objects) + 1
    return file + b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (count, table, count, trailer, len(file))


def pdfs(folder):
    if subprocess.run(["sh", "-c", "command -v pdftotext"], capture_output=True).returncode != 0:
        print("skipped: PDFs, for pdftotext is not installed")
        return
    story = [b"Xalia accused Xebros of breaking into the network of the", b"Sable Port Authority. Xebros denied any involvement."]
    tried(folder, "good.pdf", pdf([story]), ["Xebros"], (0,))
    tried(folder, "empty.pdf", pdf([[], []]), ["no text layer"], (1,))
    secret = b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -44 /O <" + b"0" * 64 + b"> /U <" + b"1" * 64 + b"> >> /ID [<00> <00>]"
    tried(folder, "secret.pdf", pdf([story], secret), ["encrypted"], (1,))
    tried(folder, "huge.pdf", pdf([story] * 4_000))
    tried(folder, "cut.pdf", pdf([story])[:300])
    tried(folder, "brackets.pdf", b"%PDF-1.4\n" + b"[" * 3_000_000, statuses=(1,))
    loop = pdf([story]).replace(b"/Kids [5 0 R]", b"/Kids [2 0 R]")
    tried(folder, "loop.pdf", loop)
    tried(folder, "escape.pdf", pdf([story + [b"\x1b[2J\\033[31m red \x07"]]))


place = folder("hostile")
text_files(place)
deep_pages(place)
nested_mail(place)
pdfs(place)
finish()
