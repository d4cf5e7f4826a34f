#!/usr/bin/env python3
"""`whence import taxii+http://...` against servers that mean harm, break off or are none: each ends with one line that
says what is wrong, in bounded time and memory, and what came before stays.

usage: tests/exchange/taxii_hostile_test.py PROGRAM [--sanitized]
Nothing but 127.0.0.1 is asked.
"""
import http.server
import json
import pathlib
import resource
import subprocess
import sys
import threading
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from trial import environment, expect, finish, folder, program, sanitized

from exchange.taxii_site import identity

work = folder("taxii-hostile")
TAXII = "application/taxii+json;version=2.1"
SLOW = 8 if sanitized else 1


class Server(http.server.BaseHTTPRequestHandler):
    """The first part of an address names what kind of server this is."""
    protocol_version = "HTTP/1.1"
    asked = []

    def log_message(self, *_):
        pass

    def tell(self, value, type=TAXII, status=200, **fields):
        body = value if isinstance(value, bytes) else json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", type)
        self.send_header("Content-Length", str(len(body)))
        for name, field in fields.items():
            self.send_header(name.replace("_", "-"), field)
        self.end_headers()
        self.wfile.write(body)

    def stream(self, pieces):
        self.send_response(200)
        self.send_header("Content-Type", TAXII)
        self.send_header("Connection", "close")
        self.end_headers()
        try:
            for piece in pieces:
                self.wfile.write(piece)
        except OSError:
            pass
        self.close_connection = True

    def do_GET(self):
        Server.asked.append((self.headers["Host"], self.path))
        at = urllib.parse.urlsplit(self.path)
        kind, _, rest = at.path.strip("/").partition("/")
        query = dict(urllib.parse.parse_qsl(at.query))
        if not rest.endswith("objects"):
            return self.collection(kind)
        getattr(self, "objects_" + kind)(query)

    def collection(self, kind):
        elsewhere = f"http://localhost:{port}/"
        if kind == "redirect":
            return self.tell(b"", status=302, Location=elsewhere)
        if kind == "page":
            return self.tell(b"<html></html>", type="text/html")
        if kind == "older":
            return self.tell({"title": "T"}, type="application/taxii+json;version=2.0")
        if kind == "other":
            return self.tell({"title": "T", "api_roots": [elsewhere]})
        if kind == "neither":
            return self.tell({"title": "T"})
        if kind == "deep":
            return self.tell(b"[" * 1000000)
        if kind == "large":
            return self.stream(b" " * 65536 for _ in range(100000))
        if kind == "fields":
            return self.tell({}, X_Long="a" * 60000, X_Longer="b" * 60000)
        return self.tell({"id": kind, "title": kind, "can_read": True, "can_write": False})

    def objects_endless(self, query):  # page after page
        first = int(query.get("next", "0"))
        self.tell({"more": True, "next": str(first + 1000), "objects": [identity(n) for n in range(first, first + 1000)]})

    def objects_same(self, query):  # the same page again and again
        self.tell({"more": True, "next": str(int(query.get("next", "0")) + 1), "objects": [identity(1), identity(2)]})

    def objects_nothing(self, query):  # more, and never anything
        self.tell({"more": True, "next": str(int(query.get("next", "0")) + 1)})

    def objects_nowhere(self, _):  # more, and not where
        self.tell({"more": True, "objects": [identity(1)]})

    def objects_never(self, _):  # a page without end
        yield_objects = (json.dumps(identity(number)).encode() + b"," for number in range(10**9))
        self.stream(piece for part in ([b'{"objects":['], yield_objects) for piece in part)

    def objects_huge(self, _):  # an object without end
        self.stream([b'{"objects":[{"type":"identity","name":"'] + [b"a" * 65536] * 20000)

    def objects_cut(self, query):  # breaks off on the second page
        if "next" not in query:
            return self.tell({"more": True, "next": "2", "objects": [identity(n) for n in range(10)]},
                             X_TAXII_Date_Added_First="2026-03-01T10:00:00.000000Z",
                             X_TAXII_Date_Added_Last="2026-03-01T10:00:00.000009Z")
        self.send_response(200)
        self.send_header("Content-Type", TAXII)
        self.send_header("Content-Length", "100000")
        self.end_headers()
        self.wfile.write(b'{"objects":[' + json.dumps(identity(11)).encode())
        self.close_connection = True

    def objects_silent(self, _):  # says nothing
        self.send_response(200)
        self.send_header("Content-Type", TAXII)
        self.send_header("Content-Length", "100000")
        self.end_headers()
        self.wfile.flush()
        stop.wait(60)
        self.close_connection = True

    def objects_turned(self, _):  # becomes a page of another kind
        self.tell(b"<html></html>", type="text/html")

    def objects_broken(self, _):
        self.tell(b'{"objects":[{"type":"identity",]}')

    def objects_odd(self, _):  # what is no object is counted, the rest is kept
        self.tell({"objects": [{"type": 5}, identity(1), {}, {"type": "identity", "id": "x"}]})


stop = threading.Event()
site = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server)
site.daemon_threads = True
port = site.server_port
threading.Thread(target=site.serve_forever, daemon=True).start()


def fetched(kind, *arguments, scheme="taxii+http", host="127.0.0.1"):
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    done = subprocess.run([program, "import", f"{scheme}://{host}:{port}/{kind}/", "--workspace", f"{kind}.db", "--json",
                           *arguments], cwd=work, env=environment, capture_output=True, text=True, timeout=300)
    after = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    expect(f"{kind}: bounded memory", max(before, after) < 400_000 * SLOW, after)
    return done


for kind, arguments, wanted in (
        ("redirect", [], "is not followed"), ("page", [], "text/html"), ("older", [], "version=2.0"),
        ("other", [], "another server"), ("neither", [], "is no discovery, API root or collection"),
        ("deep", [], "JSON"), ("large", [], "larger than"), ("fields", [], "head of the answer is too large"),
        ("endless", ["--most-objects", "5000"], "sent more than 5000"), ("same", [], "goes in circles"),
        ("nothing", [], "sends nothing"), ("nowhere", [], "goes in circles"),
        ("never", ["--most-objects", "20000"], "more than 20000 objects"), ("huge", ["--max-bytes", "10000000"], "larger than"),
        ("cut", [], "cannot be fetched"), ("silent", ["--stall", "2"], "takes too long"),
        ("turned", [], "text/html"), ("broken", [], "")):
    done = fetched(kind, *arguments)
    expect(f"{kind}: says what is wrong in one line", done.returncode == 1 and done.stderr.count("\n") == 1 and
           wanted in done.stderr, f"{done.returncode} {done.stderr[:300]} {done.stdout[:200]}")
expect("no other name was asked", {host for host, _ in Server.asked} == {f"127.0.0.1:{port}"}, Server.asked[-3:])


def held(kind):
    done = subprocess.run([program, "export", "--objects", "--to", "stix", "--workspace", f"{kind}.db"], cwd=work,
                          env=environment, capture_output=True, text=True)
    return json.loads(done.stdout)["objects"] if done.returncode == 0 else []


expect("cut: the page before stays", sum(one["type"] == "identity" and one["name"].startswith("identity ")
                                         for one in held("cut")) == 10, len(held("cut")))
Server.asked.clear()
fetched("cut")
expect("cut: the next run goes on there", any("added_after=2026-03-01T10%3A00%3A00.000008Z" in path
                                              for _, path in Server.asked), Server.asked)
odd = json.loads(fetched("odd").stdout)["files"][0]
expect("odd: what is no object is counted", (odd["objects"], odd["kept"], len(odd["oddities"])) == (4, 1, 3), odd)
for scheme, host, wanted in (("taxii+http", "192.0.2.1", "without TLS"), ("taxii+ftp", "127.0.0.1", "write taxii+https"),
                             ("taxii+http", "a:b@127.0.0.1", "write taxii+https"),
                             ("taxii+https", "127.0.0.1", "cannot be fetched")):
    done = fetched("page", scheme=scheme, host=host)
    expect(f"{scheme} {host}", done.returncode == 1 and wanted in done.stderr, done.stderr)
stop.set()
finish()
