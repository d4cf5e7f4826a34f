#!/usr/bin/env python3
"""Other people's programs judge what whence exports: the OASIS STIX validator (plain and strict), stix2, PyMISP with
MISP's schema and list of types, and a JSON Schema of Navigator's layer format 4.5.

usage: tests/exchange/referees_test.py PROGRAM
They live in build/referees (tools/referees.sh makes it). Where they are absent: status 77, or a failure if
WHENCE_REQUIRE_REFEREES is set. No network.
"""
import functools
import json
import os
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from trial import expect, finish, folder, root
import trial

python = root / "build/referees/bin/python"
if not os.environ.get("WHENCE_IN_REFEREES"):
    there = python.exists() and subprocess.run([python, "-c", "import stix2, stix2validator, pymisp, jsonschema"],
                                               capture_output=True).returncode == 0
    if not there:
        print("skipped: referee not installed; tools/referees.sh installs them into build/referees")
        sys.exit(1 if os.environ.get("WHENCE_REQUIRE_REFEREES") else 77)
    os.execve(python, [str(python), *sys.argv], {**os.environ, "WHENCE_IN_REFEREES": "1"})

import jsonschema
import pymisp
import stix2
import stix2validator

work = folder("referees")
whence = functools.partial(trial.whence, status=0, cwd=work)
examples = root / "examples"
indicators = work / "indicators.txt"
indicators.write_text(
    "Xalia accused Xebros of breaching its parliament's mail. Xebros denied that it was behind it.\n"
    "Seen were 203.0.113.7, 2001:db8::7, relay.example.net, hxxps://relay.example.net/a?b=1, mail@relay.example.net, "
    "AS64500, CVE-2026-12345, d41d8cd98f00b204e9800998ecf8427e, da39a3ee5e6b4b0d3255bfef95601890afd80709, "
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855, "
    "HKEY_LOCAL_MACHINE\\SOFTWARE\\Relay\\Run and C:\\Windows\\Temp\\relay.exe.\n")
named = {
    "case": [examples / "drafting-office.yaml"],
    "established": [examples / "payment-office.yaml"],
    "list": [examples / "techniques.txt"],
    "dated": [examples / "river-works.html"],
    "undated": [examples / "parliament-mail.txt"],
    "indicators": [indicators],
    "ledger": ["--ledger", "--unverified"],
    "together": [examples / "drafting-office.yaml", examples / "river-works.html", indicators, "--ledger"],
}
bundles, events = {}, {}
for name, arguments in named.items():
    for form, target in (("stix", bundles), ("misp", events)):
        file = work / f"{name}.{form}.json"
        answer = whence("export", *arguments, "--to", form, "-o", file)
        expect(f"{name} {form}", answer.stderr.endswith("not carried: nothing was lost\n"), answer.stderr)
        target[name] = file
for version in ("1", "2"):
    for mark in ("clear", "green", "amber", "red"):
        file = work / f"tlp{version}{mark}.json"
        whence("export", indicators, "--to", "stix", "--tlp", mark, "--tlp-version", version, "-o", file)
        bundles[f"tlp {version} {mark}"] = file
strict = work / "strict.json"
whence("export", indicators, "--to", "stix", "--tlp", "amber+strict", "-o", strict)
bundles["tlp 2 amber+strict"] = strict

# 103 wants version 4 of every id, which the standard recommends beside deterministic ids of version 5 in a namespace of
# one's own (2.9). 302 wants a hash of every page that is cited; of the public record only addresses are known.
EXTENSION = None
kinds_compared = set()
for name, file in bundles.items():
    text = file.read_text()
    for strict in (False, True):
        disabled = ["103"] + (["302"] if name in ("ledger", "together") else [])
        options = stix2validator.ValidationOptions(strict=strict, version="2.1", disabled=",".join(disabled))
        verdict = stix2validator.validate_string(text, options)
        errors = [error.message for error in getattr(verdict, "errors", []) or []]
        expect(f"{name}: OASIS validator{' --strict' if strict else ''}", verdict.is_valid, errors[:5])
    bundle = json.loads(text)
    extensions = [one for one in bundle["objects"] if one["type"] == "extension-definition"]
    expect(f"{name}: one extension of ours", len(extensions) == 1)
    EXTENSION = extensions[0]
    schema = json.loads(EXTENSION["schema"])
    jsonschema.Draft202012Validator.check_schema(schema)
    judge = jsonschema.Draft202012Validator(schema)
    for one in bundle["objects"]:
        expect(f"{name}: no loose property", not any(key.startswith("x_") for key in one), one["id"])
        ours = one.get("extensions", {}).get(EXTENSION["id"])
        if ours is not None:
            problems = [f"{list(error.absolute_path)}: {error.message[:200]}" for error in judge.iter_errors(ours)]
            expect(f"{name}: {one['id']}: our extension's schema", not problems, problems[:3])
    ids = [one["id"] for one in bundle["objects"]]
    expect(f"{name}: ids are different", len(set(ids)) == len(ids))
    known = set(ids)
    for one in bundle["objects"]:
        for key, value in one.items():
            for reference in [value] if key.endswith("_ref") else value if key.endswith("_refs") else []:
                expect(f"{name}: {one['id']} {key}", reference in known, reference)
    parsed = stix2.parse(text, allow_custom=False)
    expect(f"{name}: stix2 reads every object", len(parsed.objects) == len(bundle["objects"]))
    for one in bundle["objects"]:
        made = getattr(stix2.v21, "".join(part.capitalize() for part in one["type"].split("-")), None)
        observable = {"ipv4-addr": stix2.IPv4Address, "ipv6-addr": stix2.IPv6Address, "domain-name": stix2.DomainName,
                      "url": stix2.URL, "email-addr": stix2.EmailAddress, "file": stix2.File,
                      "autonomous-system": stix2.AutonomousSystem, "windows-registry-key": stix2.WindowsRegistryKey,
                      "artifact": stix2.Artifact}.get(one["type"])
        if observable is None:
            continue
        again = observable(**{key: value for key, value in one.items()
                              if key not in ("type", "id", "spec_version", "object_marking_refs")})
        kinds_compared.add(one["type"])
        expect(f"{name}: stix2 gives the id", again.id == one["id"], f"{again.id} for {one['id']}: {one}")
expect("every kind of observable was compared", len(kinds_compared) == 9, sorted(kinds_compared))

types = json.loads((pathlib.Path(pymisp.__file__).parent / "data/describeTypes.json").read_text())["result"]
event_schema = json.loads((pathlib.Path(pymisp.__file__).parent / "data/schema-lax.json").read_text())
for name, file in events.items():
    whole = json.loads(file.read_text())
    for one in whole.get("response", [whole]):
        problems = [f"{list(error.absolute_path)}: {error.message[:200]}"
                    for error in jsonschema.Draft7Validator(event_schema).iter_errors(one)]
        expect(f"{name}: MISP's schema", not problems, problems[:3])
        event = pymisp.MISPEvent(force_timestamps=True)
        event.load(json.loads(json.dumps(one)))
        given = one["Event"]
        expect(f"{name}: PyMISP has every attribute", len(event.attributes) == len(given["Attribute"]))
        expect(f"{name}: PyMISP has every object", len(event.objects) == len(given["Object"]))
        expect(f"{name}: PyMISP has every report", len(event.event_reports) == len(given["EventReport"]))
        for kind, read in (("Note", "notes"), ("Opinion", "opinions"), ("Relationship", "relationships")):
            there = [given] + given["Attribute"] + given["Object"]
            theirs = [event] + event.attributes + event.objects
            expect(f"{name}: PyMISP has every {kind}", sum(len(part.get(kind, [])) for part in there) ==
                   sum(len(getattr(part, read)) for part in theirs))
        uuids = [given["uuid"]] + [part["uuid"] for part in given["Attribute"] + given["Object"]]
        expect(f"{name}: uuids are different", len(set(uuids)) == len(uuids))
        for attribute in given["Attribute"] + [part for each in given["Object"] for part in each["Attribute"]]:
            expect(f"{name}: MISP knows the type", attribute["type"] in types["types"], attribute["type"])
            expect(f"{name}: the type's category", attribute["type"] in
                   types["category_type_mappings"].get(attribute["category"], []),
                   f"{attribute['type']} in {attribute['category']}")

# The layer format 4.5 as its specification has it, in our words.
pair = {"type": "object", "required": ["name", "value"], "properties": {
    "name": {"type": "string"}, "value": {"type": "string"}}, "additionalProperties": False}
layer_schema = {
    "type": "object", "required": ["versions", "name", "domain"], "additionalProperties": False,
    "properties": {
        "versions": {"type": "object", "required": ["layer", "navigator"], "additionalProperties": False, "properties": {
            "layer": {"const": "4.5"}, "attack": {"type": "string", "pattern": "^[0-9]+$"},
            "navigator": {"type": "string", "pattern": r"^(4\.9|5\.[0-9]+)(\.[0-9]+)?$"}}},
        "name": {"type": "string", "minLength": 1},
        "domain": {"enum": ["enterprise-attack", "mobile-attack", "ics-attack"]},
        "description": {"type": "string"},
        "techniques": {"type": "array", "items": {
            "type": "object", "required": ["techniqueID"], "additionalProperties": False, "properties": {
                "techniqueID": {"type": "string", "pattern": r"^T\d{4}(\.\d{3})?$"}, "tactic": {"type": "string"},
                "score": {"type": "number"}, "color": {"type": "string"}, "comment": {"type": "string"},
                "enabled": {"type": "boolean"}, "showSubtechniques": {"type": "boolean"},
                "metadata": {"type": "array", "items": pair}, "links": {"type": "array"}}}},
        "gradient": {"type": "object", "required": ["colors", "minValue", "maxValue"], "additionalProperties": False,
                     "properties": {"colors": {"type": "array", "minItems": 2, "items": {
                         "type": "string", "pattern": "^#[0-9a-f]{6}([0-9a-f]{2})?$"}},
                                    "minValue": {"type": "number"}, "maxValue": {"type": "number"}}},
        "legendItems": {"type": "array", "items": {"type": "object", "required": ["label", "color"],
                                                   "additionalProperties": False, "properties": {
                                                       "label": {"type": "string"}, "color": {"type": "string"}}}},
        "metadata": {"type": "array", "items": pair}}}
for name in ("drafting-office.yaml", "payment-office.yaml", "techniques.txt"):
    file = work / "layer.json"
    answer = whence("export", examples / name, "--to", "navigator", "-o", file)
    layer = json.loads(file.read_text())
    problems = [error.message[:300] for error in jsonschema.Draft202012Validator(layer_schema).iter_errors(layer)]
    expect(f"{name}: Navigator's layer format", not problems, problems[:3])
    lost = [one["value"] for one in layer["metadata"] if one["name"] == "not carried"]
    said = [line.removeprefix("not carried: ") for line in answer.stderr.splitlines() if line.startswith("not carried")]
    expect(f"{name}: the layer itself names what it could not carry", lost == said and lost, (lost, said))

finish()
