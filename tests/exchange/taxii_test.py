#!/usr/bin/env python3
"""Other people's TAXII 2.1: `taxii2client` walks, filters, posts to and deletes from `whence serve`; `whence import`
fetches what `medallion` serves.

usage: tests/exchange/taxii_test.py PROGRAM
They live in build/referees (tools/referees.sh makes it). Where they are absent: status 77, or a failure if
WHENCE_REQUIRE_REFEREES is set. Nothing but 127.0.0.1 is asked.
"""
import functools
import json
import os
import pathlib
import subprocess
import sys
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from trial import expect, finish, folder, root
import trial

python = root / "build/referees/bin/python"
if not os.environ.get("WHENCE_IN_REFEREES"):
    there = python.exists() and subprocess.run([python, "-c", "import taxii2client, medallion, stix2"],
                                               capture_output=True).returncode == 0
    if not there:
        print("skipped: referee not installed; tools/referees.sh installs them into build/referees")
        sys.exit(1 if os.environ.get("WHENCE_REQUIRE_REFEREES") else 77)
    os.execve(python, [str(python), *sys.argv], {**os.environ, "WHENCE_IN_REFEREES": "1"})

import logging

import medallion
import requests
import stix2
import werkzeug.serving
from taxii2client.v21 import Server, as_pages

from exchange.taxii_site import identity, serving

work = folder("taxii")
whence = functools.partial(trial.whence, status=0, cwd=work)
examples = root / "examples"


def everything(collection, per_request, **filters):
    return [one for page in as_pages(collection.get_objects, per_request=per_request, **filters)
            for one in page.get("objects", [])]


def refused(what, status, call, *arguments, **filters):
    try:
        call(*arguments, **filters)
        expect(what, False, "was answered")
    except requests.exceptions.HTTPError as error:
        told = error.response.json()
        expect(what, error.response.status_code == status and told["http_status"] == str(status) and told["title"]
               and error.response.headers["Content-Type"] == "application/taxii+json;version=2.1", told)


def posted(collection):
    """What taxii2client itself would not send."""
    requests.post(collection.url + "objects/", json={"objects": [identity(1)]}, headers={
        "Content-Type": "application/taxii+json;version=2.1"}).raise_for_status()


whence("add", examples / "parliament-mail.txt", examples / "river-works.html", "--workspace", "w.db")
case = work / "office.yaml"
case.write_text((examples / "drafting-office.yaml").read_text())
whence("case", "check", case, "--accept", "all", "--as", "A. Analyst", "--workspace", "w.db")
with serving(work / "w.db") as address:
    server = Server(address + "taxii2/")
    api = server.default
    shared = {one.alias: one for one in api.collections}
    expect("there is a collection for each view", set(shared) == {"claims", "record", "cases", "objects"}, set(shared))
    expect("objects of others alone are written to", {name for name, one in shared.items() if one.can_write} == {"objects"})
    for name in ("claims", "record", "cases"):
        found = everything(shared[name], 37)
        ids = [one["id"] for one in found]
        expect(f"{name}: every object once", len(set(ids)) == len(ids) and ids, len(ids))
        listed = [one for page in as_pages(shared[name].get_manifest, per_request=50) for one in page["objects"]]
        expect(f"{name}: the manifest lists the same", [one["id"] for one in listed] == ids)
        dates = [one["date_added"] for one in listed]
        expect(f"{name}: in the order of being added, never two at once", dates == sorted(set(dates)))
        expect(f"{name}: the version is when it was changed", all(
            entry["version"] == one.get("modified", one.get("created", entry["date_added"]))
            for entry, one in zip(listed, found)))
        stix2.parse({"type": "bundle", "id": "bundle--00000000-0000-4000-8000-000000000000", "objects": found})
        later = everything(shared[name], 500, added_after=dates[9])
        expect(f"{name}: added_after leaves what came later", [one["id"] for one in later] == ids[10:])
        kinds = {"opinion", "identity"}
        expect(f"{name}: match[type]", [one["id"] for one in everything(shared[name], 20, type=list(kinds))] ==
               [one["id"] for one in found if one["type"] in kinds])
        expect(f"{name}: match[id]", [one["id"] for one in everything(shared[name], 20, id=ids[3:6])] == ids[3:6])
        expect(f"{name}: match[spec_version]", everything(shared[name], 20, spec_version="2.0") == [] and
               len(everything(shared[name], 500, spec_version="2.1")) == len(ids))
        expect(f"{name}: one object", shared[name].get_object(ids[5])["objects"] == [found[5]])
        refused(f"{name} takes nothing", 403, posted, shared[name])

    others = shared["objects"]
    expect("nothing is {}", others.get_objects() == {})
    first, second = identity(1), identity(1, "2026-02-01T00:00:00.000Z")
    status = others.add_objects({"objects": [first, second, identity(2), {"type": "identity", "id": "none"}]})
    expect("what came of a POST", (status.status, status.success_count, status.failure_count, status.total_count) ==
           ("complete", 3, 1, 4) and status.failures[0]["message"])
    expect("the status can be asked for", api.get_status(status.id).success_count == 3)
    refused("another status", 404, api.get_status, "00000000-0000-4000-8000-000000000000")
    expect("the newest version is what is given", everything(others, 10) == [second, identity(2)])
    for wanted, expected in (("all", [first, second]), ("first", [first]), ("last", [second]),
                             (first["modified"], [first]), ([first["modified"], "last"], [first, second])):
        expect(f"match[version]={wanted}", others.get_objects(id=[first["id"]], version=wanted)["objects"] == expected)
    expect("versions", others.object_versions(first["id"])["versions"] == [first["modified"], second["modified"]])
    expect("posting it again changes nothing", others.add_objects({"objects": [first]}).success_count == 1 and
           everything(others, 10) == [second, identity(2)])
    others.delete_object(first["id"], version=second["modified"])
    expect("a deleted version is gone, the one before is there", everything(others, 10) == [identity(2), first] or
           everything(others, 10) == [first, identity(2)])
    others.delete_object(first["id"])
    refused("a deleted object", 404, others.get_object, first["id"])
    refused("an object that never was", 404, others.get_object, identity(77)["id"])
    refused("no time", 400, others.get_objects, added_after="yesterday")

    # Pages stay where they are while others add.
    others.add_objects({"objects": [identity(number) for number in range(100, 400)]})
    stopped, added = threading.Event(), []

    def adding():
        number = 1000
        while not stopped.is_set():
            added.append(identity(number)["id"])
            others.add_objects({"objects": [identity(number)]})
            number += 1

    thread = threading.Thread(target=adding)
    thread.start()
    ids = [one["id"] for one in everything(others, 20)]
    stopped.set()
    thread.join()
    wanted = [identity(number)["id"] for number in range(100, 400)]
    expect("beside inserts every object comes once and in order", [one for one in ids if one in set(wanted)] == wanted
           and len(set(ids)) == len(ids), len(ids))
    again = [one["id"] for one in everything(others, 500)]
    expect("and what was added meanwhile is at the end", again[:len(ids)] == ids and set(again) == set(ids) | set(added))

    url = others.url + "objects/"
    for what, got, status in (
            ("another Accept", requests.get(url, headers={"Accept": "application/taxii+json;version=2.0"}), 406),
            ("no version in Accept", requests.get(url, headers={"Accept": "application/taxii+json"}), 200),
            ("any Accept", requests.get(url), 200),
            ("another Content-Type", requests.post(url, json={"objects": []}), 415),
            ("too large a body", requests.post(url, data=b" " * (17 << 20), headers={
                "Content-Type": "application/taxii+json;version=2.1"}), 413),
            ("an unknown collection", requests.get(api.url + "collections/none/"), 404),
            ("limit 0", requests.get(url, params={"limit": 0}), 400),
            ("without the slash at the end", requests.get(others.url[:-1]), 404)):
        expect(what, got.status_code == status and got.headers["Content-Type"] == "application/taxii+json;version=2.1",
               f"{got.status_code} {got.text[:200]}")
    got = requests.get(url, params={"limit": 3})
    expect("the dates of a page are in its head", got.headers["X-TAXII-Date-Added-First"] <
           got.headers["X-TAXII-Date-Added-Last"] and got.headers["X-TAXII-Date-Added-Last"].endswith("Z"))

    # A claim that an analyst rejects is revoked; so who follows the collection hears of it.
    claims = everything(shared["claims"], 500)
    since = requests.get(shared["claims"].url + "objects/?limit=1000").headers["X-TAXII-Date-Added-Last"]
    said = [one for one in claims if one["type"] == "relationship" and one["relationship_type"] == "attributed-to"]
    lines = json.loads(whence("ledger", "--claims", "--as", "json", "--workspace", "w.db", "--all").stdout)["lines"]
    for line in lines:
        if line["kind"] == "claim":
            whence("mark", line["id"], "--reject", "--as", "A. Analyst", "--workspace", "w.db")
    news = everything(shared["claims"], 500, added_after=since)
    gone = {one["id"]: one for one in news if one.get("revoked")}
    expect("rejected attributions are revoked", said and all(one["id"] in gone for one in said), (len(said), len(gone)))
    expect("in a later version", all(gone[one["id"]]["modified"] > one["modified"] for one in said))

    # Our client against our own server: what was exported becomes what it was.
    (work / "cases").mkdir()
    told = whence("import", f"taxii+{address}taxii2/", "--workspace", "there.db", "--folder", work / "cases", "--json")
    fetched = json.loads(told.stdout)["files"]
    expect("documents, claims and cases came", sum(one["documents"] for one in fetched) == 2 and
           (work / "cases/drafting-office.yaml").read_bytes() == case.read_bytes(), fetched)

with serving(work / "w.db", "--read-only", "--max-tlp", "green") as address:
    api = Server(address + "taxii2/").default
    expect("a server that may only read takes nothing", not any(one.can_write for one in api.collections))
    shared = {one.alias: one for one in api.collections}
    refused("nor does it take", 403, posted, shared["objects"])
    expect("what is above the mark, or not marked, is not shared", everything(shared["objects"], 500) == [] and
           all(one["type"] in ("marking-definition", "extension-definition") or one.get("object_marking_refs")
               for one in everything(shared["cases"], 500)))


# medallion, for our client.
def medallion_at(objects):
    """Its port and what ends it. `objects`: in each of the two collections that may be read."""
    entries = [{"id": one["id"], "date_added": f"2026-03-01T10:00:{number // 1000:02}.{number % 1000:03}000Z",
                "version": one["modified"], "media_type": "application/stix+json;version=2.1"}
               for number, one in enumerate(objects)]

    def collection(number, readable):
        return {"id": f"472c94ae-3113-4e3e-a4dd-a9f4ac7471d{number}", "title": f"number {number}", "can_read": readable,
                "can_write": True, "media_types": ["application/stix+json;version=2.1"], "objects": list(objects),
                "manifest": list(entries)}

    data = {"/discovery": {"title": "T", "default": "http://127.0.0.1/api/", "api_roots": ["/api/"]},
            "api": {"information": {"title": "A", "versions": ["application/taxii+json;version=2.1"],
                                    "max_content_length": 9765625},
                    "status": [], "collections": [collection(1, True), collection(2, False), collection(3, True)]}}
    file = work / "medallion.json"
    file.write_text(json.dumps(data))
    app = medallion.application_instance
    medallion.set_config(app, "users", {"users": {"feed": "a password"}})
    medallion.set_config(app, "taxii", {"taxii": {"max_page_size": 40}})
    medallion.set_config(app, "backend", {"backend": {
        "module": "medallion.backends.memory_backend", "module_class": "MemoryBackend", "filename": str(file)}})
    if not app.blueprints:
        medallion.register_blueprints(app)
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    site = werkzeug.serving.make_server("127.0.0.1", 0, app, threaded=True)
    threading.Thread(target=site.serve_forever, daemon=True).start()
    return site, app.medallion_backend


objects = [identity(number) for number in range(95)]
site, backend = medallion_at(objects)
feed = f"taxii+http://127.0.0.1:{site.server_port}/taxii2/"
secret = work / "feed.secret"
secret.write_text("feed a password\n")
secret.chmod(0o644)
told = trial.whence("import", feed, "--workspace", "feed.db", cwd=work)
expect("who must say who he is hears how", told.returncode == 1 and "--credentials" in told.stderr, told.stderr)
told = trial.whence("import", feed, "--credentials", secret, "--workspace", "feed.db", cwd=work)
expect("a secret that others may read is refused", told.returncode == 1 and "chmod 600" in told.stderr, told.stderr)
secret.chmod(0o600)
take = functools.partial(whence, "import", "--credentials", secret, "--workspace", "feed.db", "--json")
fetched = json.loads(take(feed).stdout)["files"]
expect("medallion: every collection that may be read", len(fetched) == 2, fetched)
expect("medallion: every object over three pages", [(one["objects"], one["kept"]) for one in fetched] == [(95, 95), (95, 0)],
       fetched)
newest = identity(500)
for collection in backend._get("api")["collections"]:
    collection["objects"].append(newest)
    collection["manifest"].append({"id": newest["id"], "date_added": "2026-03-02T10:00:00.000000Z",
                                   "version": newest["modified"], "media_type": "application/stix+json;version=2.1"})
fetched = json.loads(take(feed).stdout)["files"]
expect("medallion: the next time only what is new", [(one["objects"], one["kept"]) for one in fetched] == [(2, 1), (2, 0)],
       fetched)
one = feed.replace("/taxii2/", f"/api/collections/472c94ae-3113-4e3e-a4dd-a9f4ac7471d3/")
expect("medallion: one collection by its address", json.loads(take(one, "--from-the-start").stdout)["files"][0]["objects"] == 96)
root_address = feed.replace("/taxii2/", "/api")
expect("medallion: an API root by its address", len(json.loads(take(root_address).stdout)["files"]) == 2)
site.shutdown()

finish()
