#!/usr/bin/env python3
"""Bad input through the program itself: one line of error that names the file and what to do, exit status 1 or 2, never a
crash, in bounded time; or status 0 with the oddity counted in the answer.

usage: tests/cli/bad_input_test.py PROGRAM
"""
import os
import pathlib
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from trial import expect, finish, folder, whence

limit = 60.0  # seconds for one run, sanitizers and a busy machine included


def run(arguments, **options):
    begun = time.monotonic()
    answer = whence(*arguments, text=False, timeout=limit * 3, **options)
    return answer, time.monotonic() - begun


def refused(arguments, names, statuses=(1, 2), **options):
    """The run ends with one of the statuses and one line of error, in which every one of `names` occurs."""
    answer, took = run(arguments, **options)
    what = "whence " + " ".join(arguments)
    errors = (answer.stderr or b"").decode("utf-8", "replace")
    expect(what, answer.returncode in statuses, f"status {answer.returncode}, wanted one of {statuses}; {errors[:300]}")
    expect(what, errors.count("\n") == 1 and errors.endswith("\n"), f"not one line of error: {errors[:500]!r}")
    expect(what, errors.startswith("whence: "), f"error does not begin with the program's name: {errors[:100]!r}")
    for name in names:
        expect(what, name in errors, f"error does not say {name!r}: {errors[:300]!r}")
    expect(what, took < limit, f"took {took:.0f} s")


def misuse():
    refused([], ["--help"], (2,))
    refused(["wiegh"], ["wiegh", "--help"], (2,))
    refused(["data"], ["data", "--help"], (2,))
    refused(["data", "chek"], ["did you mean 'whence data check'?"], (2,))
    refused(["data", "check", "--jsn"], ["--jsn", "did you mean '--json'?"], (2,))
    refused(["data", "check", "--data"], ["--data", "value"], (2,))
    refused(["data", "check", "one", "too", "many"], ["one"], (2,))
    refused(["\x1b[31mred\x1b[0m"], ["u{1B}"], (2,))


def streams():
    answer, _ = run(["--help"], stdout=subprocess.DEVNULL)
    expect("--help", answer.returncode == 0 and not answer.stderr, "fails")
    refused(["--help"], ["standard output"], (1,), stdout=None, preexec_fn=lambda: os.close(1))
    if os.path.exists("/dev/full"):
        with open("/dev/full", "wb") as full:
            refused(["--help"], ["standard output"], (1,), stdout=full)
    reader, writer = os.pipe()
    os.close(reader)
    answer, _ = run(["--help"], stdout=writer)
    os.close(writer)
    expect("--help | (nobody)", answer.returncode == 0 and not answer.stderr, f"{answer.returncode} {answer.stderr!r}")
    answer, _ = run(["--nothing"], stderr=None, preexec_fn=lambda: os.close(2))
    expect("--nothing 2>&-", answer.returncode == 2, f"status {answer.returncode}")


def tables(folder):
    """The folder of tables that --data names."""
    refused(["data", "check", "--data", str(folder / "none")], [str(folder / "none")], (1,))
    (folder / "empty").mkdir()
    refused(["data", "check", "--data", str(folder / "empty")], [str(folder / "empty")], (1,))
    (folder / "wrong").mkdir()
    for name, content in {"checks.tsv": b"\0\1\2", "binary.tsv": bytes(range(256)) * 40, "long.tsv": b"#fields\t" + b"x" * 5_000_000,
                          "headless.tsv": b"a\tb\n", "void.tsv": b""}.items():
        (folder / "wrong" / name).write_bytes(content)
    answer, took = run(["data", "check", "--data", str(folder / "wrong")])
    expect("data check of five wrong tables", answer.returncode == 1 and not answer.stderr, f"{answer.returncode} {answer.stderr!r}")
    for name in ("checks.tsv:1", "binary.tsv:1", "long.tsv:1", "headless.tsv:1", "void.tsv"):
        expect("data check of five wrong tables", f"/{name}: ".encode() in answer.stdout, f"does not name {name}")
    expect("data check of five wrong tables", took < limit, f"took {took:.0f} s")


def answered(arguments, wanted, **options):
    """The run succeeds, and its page or JSON has every one of `wanted`."""
    answer, took = run(arguments, **options)
    what = "whence " + " ".join(arguments)
    expect(what, answer.returncode == 0, f"status {answer.returncode}: {(answer.stderr or b'')[:300]!r}")
    for text in wanted:
        expect(what, text in answer.stdout.decode("utf-8", "replace"), f"does not say {text!r}: {answer.stdout[:400]!r}")
    expect(what, took < limit, f"took {took:.0f} s")


def written(folder, name, content):
    (folder / name).write_bytes(content)
    return str(folder / name)


def any_file(folder, command):
    """Files that no command can use."""
    refused([command], ["FILE"], (2,))
    refused([command, str(folder / "none.txt")], [str(folder / "none.txt"), "check the path"], (1,))
    refused([command, str(folder)], [str(folder), "is a directory"], (1,))
    refused([command, written(folder, "empty.txt", b"")], ["empty.txt", "empty"], (1,))
    refused([command, written(folder, "blank.txt", b" \n\t\n" * 50)], ["blank.txt"], (1,))
    refused([command, written(folder, "noise.bin", bytes(range(256)) * 64)], ["noise.bin"], (1,))
    refused([command, written(folder, "picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")], ["picture.txt"], (1,))
    refused([command, "--nothing", "x"], ["--nothing", "--help"], (2,))
    name = written(folder, "bad\nname\x1b[2J.txt", b"")
    refused([command, name], ["u{1B}"], (1,))


ARTICLE = "Xalia accused Xebros of breaching its parliament\u2019s caf\u00e9. Xebros denied any involvement in T1190 attacks."


def documents(folder):
    latin = written(folder, "latin.txt", ARTICLE.replace("\u2019", "'").encode("latin-1"))
    answered(["read", "--json", latin], ["caf\u00e9", "indows-1252", '"oddities"'])
    utf16 = written(folder, "utf16.txt", ARTICLE.encode("utf-16"))
    answered(["read", "--json", utf16], ["caf\u00e9", '"deny"'])
    answered(["read", "-"], ["Xalia"], stdin=open(latin, "rb"))
    refused(["read", written(folder, "half.txt", b"\xff\xfeh\0a\0l\0\0\xd8")[:-8] + "none"], ["check the path"], (1,))
    long_line = written(folder, "long.txt", b"and then some more words " * 2_000_000)
    for command in ("read", "weigh"):
        refused([command, long_line, "--max-bytes", "1000000"], ["long.txt", "1000000"], (1,))
    answered(["read", long_line], ["long.txt"])
    many = written(folder, "many.txt", (ARTICLE.encode() + b" ") * 10_000)
    answered(["read", many], ["many.txt"])
    one_word = written(folder, "word.txt", b"x" * 50_000_000)
    answered(["read", one_word], ["word.txt"])
    refused(["read", "--published", "March", latin], ["--published", "write 2026"], (1, 2))
    feed = written(folder, "feed.jsonl", b'{"id": "a", "text": "Xalia accused Xebros."}\n{"id": \n\n{"id": "b"}\n')
    answered(["read", "--jsonl", feed], ["feed.jsonl:2", "feed.jsonl:4", '"id":"'])


HIDDEN = set(range(0x00, 0x20)) | set(range(0x7F, 0xA0)) | {0x61C, 0x2028, 0x2029, 0xFEFF} | set(
    range(0x200B, 0x2010)) | set(range(0x202A, 0x202F)) | set(range(0x2060, 0x2070))
HOSTILE = (
    "Xalia\u202e accused\x07 Xeb\u200bros of breaching its parliament's \u2066mail\u2069 with APT28.\x1b[31m "
    "Xebros denied\u00ad any involvement.\u2028\n"
    "See https://evil\u202e.example/a\u2066b and C:\\Temp\\\u202egnp.exe and bad\x1b]0;x\x07@evil.example 203.0.113.7\u200f.\n"
    "The malware dumped credentials\u202e from LSASS memory\x1b[2J.\n\u0085\u009b31m x\n").encode()
OVERLONG = b"Overlong: \xc0\xaf \xe0\x80\xaf \xf0\x80\x80\xaf, a surrogate \xed\xa0\x80, 198.51.100.9.\n"


def shown_plainly(arguments, page=None):
    """The run succeeds; what it shows is UTF-8 and holds nothing that a terminal would obey."""
    answer, _ = run(arguments)
    what = "whence " + " ".join(arguments)
    expect(what, answer.returncode == 0, f"status {answer.returncode}: {answer.stderr[:300]!r}")
    for part in (answer.stdout, answer.stderr, pathlib.Path(page).read_bytes() if page else b""):
        try:
            raw = sorted({hex(ord(c)) for c in part.decode() if ord(c) in HIDDEN and c != "\n"})
        except UnicodeDecodeError as error:
            raw = [str(error)]
        expect(what, not raw, f"shows {raw}")


def hidden_characters(folder):
    """Controls, overlong forms and bidirectional overrides are shown escaped, and change nothing of what is read."""
    for name, content in (("hidden.txt", HOSTILE), ("overlong.txt", HOSTILE + OVERLONG)):
        path = written(folder, name, content)
        for options in ([], ["--all"], ["--json"], ["--explain", "1"], ["--explain", "A"]):
            shown_plainly(["read", path, *options])
        shown_plainly(["weigh", path])
        shown_plainly(["weigh", path, "--json"])
        html = str(folder / (name + ".html"))
        shown_plainly(["report", path, "-o", html], html)
        answered(["read", path], ["Xalia blamed Xebros", "Xebros denied", "APT28"])
        answered(["read", "--json", path], ['"T1003.001"', "\\u202e", '"203.0.113.7"'])
    answered(["read", "--json", str(folder / "overlong.txt")], ['"198.51.100.9"', 'are not UTF-8', 'control characters'])


CASE = """case: office
exercise: true
victim: {country: %s, sector: government}
evidence:
  - {id: e1, technique: %s, origin: own, grade: A2}
  - {id: e2, technique: T1190, origin: own, grade: A2}
"""


def cases(folder):
    answered(["weigh", written(folder, "good.yaml", (CASE % ("XA", "T1566")).encode())], ["EXERCISE"])
    unknown = written(folder, "unknown.yaml", (CASE % ("XA", "T9999")).encode())
    answered(["weigh", unknown], ["NOT USED", "T9999", "unknown.yaml:5"])
    refused(["weigh", written(folder, "country.yaml", (CASE % ("QQ", "T1566")).encode())], ["country.yaml:3", "QQ"], (1,))
    refused(["weigh", written(folder, "cut.yaml", (CASE % ("XA", "T1566")).encode()[:-20])], ["cut.yaml:"], (1,))
    refused(["weigh", written(folder, "tabs.yaml", b"case: x\n\tvictim: y\n")], ["tabs.yaml:"], (1,))
    refused(["weigh", written(folder, "bomb.yaml", b"case: x\nvictim: " + b"[" * 100_000)], ["bomb.yaml"], (1,))
    refused(["weigh", written(folder, "alias.yaml", b"case: &a [x]\nevidence: [*a, *a]\n")], ["alias.yaml"], (1,))
    refused(["weigh", written(folder, "story.txt", b"Nothing happened in Xalia today. All is well.")], ["story.txt"], (1,))
    good = str(folder / "good.yaml")
    refused(["weigh", good, "--without", "e9"], ["e9"], (1,))
    refused(["weigh", good, "--scale", "ROYAL"], ["ROYAL"], (1,))
    refused(["weigh", good, "--set", "none"], ["none"], (1,))
    refused(["report", good, "-o", str(folder / "no" / "such.html")], ["such.html"], (1,))
    refused(["weigh", good, "--prior", "none"], ["none", "uniform"], (1,))
    refused(["weigh", good, "--explain", "zz"], ["zz"], (1,))
    backwards = (CASE % ("XA", "T1566")).replace("origin: ", "seen: 2026-08-05/2026-01-02, origin: ")
    if backwards != CASE % ("XA", "T1566"):
        refused(["weigh", written(folder, "backwards.yaml", backwards.encode())], ["backwards.yaml:", "earlier"], (1,))
    said = "case: x\nexercise: true\nvictim: {name: v, country: XA}\nstatements:\n  - {id: c1, speaker: m, text: S1., names: S1}\n"
    refused(["weigh", written(folder, "said.yaml", said.encode())], ["said.yaml", "without evidence"], (1,))
    same = "".join(f"  - {{id: e{i}, software: BADFLICK, origin: o{i % 3}, grade: B2}}\n" for i in range(5000))
    head = "case: x\nexercise: true\nvictim: {name: v, country: XA}\nevidence:\n"
    answered(["weigh", written(folder, "same.yaml", (head + same).encode())], ["NOT ESTABLISHED"])
    rivals = "".join(f"  - {{id: e{i}, software: {name}, origin: o{i}, grade: A1}}\n"
                     for i, name in enumerate(["BADFLICK", "GRIFFON", "SUNBURST"]))
    answered(["weigh", written(folder, "rivals.yaml", (head + rivals).encode())], ["NOT ESTABLISHED"])
    answered(["weigh", written(folder, "list.txt", b"T1190\nT9999\nT1566.002\n")], ["T9999"])


misuse()
streams()
place = folder("bad-input")
tables(place)
for name in ("read", "weigh", "report"):
    any_file(place, name)
documents(place)
hidden_characters(place)
cases(place)
finish()
