// What leaves for other systems, and what comes back. Each writer says what its target has no place for; where the
// target lets us add fields, the whole record travels in them, so that reading our own export loses nothing.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "model/ledger_view.h"
#include "model/posterior.h"
#include "model/reading.h"
#include "model/tlp.h"

namespace whence {

// What a person said of a claim; the newest word counts.
struct SharedVerdict {
  bool rejected = false, amended = false;
  std::string words;  // "rejected by A. Analyst, 2026-11-22T09:00:00Z: a hoax"; empty: nobody has looked
};

// A document with what was read in it and said of it.
struct SharedDocument {
  Reading reading;                      // what a format says in its own terms; claims as amended
  Json record;                          // the rest, whole, as the workspace keeps it
  std::vector<Json> claims;             // of each of reading.claims, whole, as it was read
  std::vector<SharedVerdict> verdicts;  // of each of reading.claims
  std::string tlp;                      // a label of TLP 2.0; empty: not marked
};

// Whether claim `index` may leave as an attribution: an accusation that is neither denied nor rejected, and is about a
// cyber operation.
bool attributes(const SharedDocument& shared, std::size_t index);

// A case as weighed. `yaml` is its file, byte for byte: signatures are over these bytes.
struct SharedCase {
  Answer answer;
  std::string yaml;
};

// A thing of the catalogues by its id ("T1190", "S0020", "G0065").
struct KnownName {
  std::string name;
  std::string kind;  // technique, malware, tool, group, state
};
using KnownNames = std::map<std::string, KnownName, std::less<>>;

// An object of another system's, kept as it came.
struct ForeignObject {
  std::string id, type, modified;  // modified: empty where the type has no versions
  std::string spec;                // "2.0", "2.1", "misp"
  bool revoked = false;
  std::string json;  // the object itself, byte for byte
};

// The namespace of every UUIDv5 that we make; chosen once, never changed.
inline constexpr std::string_view exchange_space = "6f0d9c3e-52b7-5e0a-9a5d-2c1f7be84d10";

struct Exchange {
  std::string program, data;  // the versions that made it
  std::string as_of;          // "2026-11-02": the day stated in `created`; what is in no file's content is never used
  std::vector<SharedDocument> documents;
  std::vector<SharedCase> cases;
  std::optional<LedgerView> ledger;
  std::vector<ForeignObject> objects;  // others', of STIX 2.1, passed on as they came
  std::size_t other_objects = 0;       // others' that are not of STIX 2.1
  KnownNames names;
  std::string tlp;  // the strictest of what is quoted; empty: nothing is marked
  bool exercise = false;
};

struct Exported {
  std::string bytes;
  std::size_t objects = 0;
  std::vector<std::string> left_out;     // see left_out()
  std::vector<std::string> not_carried;  // by name; empty: nothing was lost
};

// What leaves only inside the whole record, or not at all: claims and items that a person rejected, items of other
// incidents. By count; empty: nothing.
std::vector<std::string> left_out(const Exchange& exchange);

// What a file from outside holds that is ours.
struct ReceivedDocument {
  Json record;
  std::vector<Json> claims;
};
struct ReceivedCase {
  std::string name, yaml;
};

// What a party is called: its name, of one without a name the words of the text; states by name, not by code. Of
// several: "A; B".
std::string party_name(const Party& party, const KnownNames& names);
std::string party_list(const std::vector<Party>& parties, const KnownNames& names);

struct Received {
  std::vector<ReceivedDocument> documents;
  std::vector<ReceivedCase> cases;
  std::optional<LedgerView> ledger;
};

// The share of a hypothesis never travels alone: range, share of nobody we know, marks and versions go with it. Shares
// are probabilities.
struct Leading {
  std::string id, name, level;
  bool closest = true;  // the closest match, or another
  bool established = false, exercise = false, draft = true;
  double p = 0, low = 0, high = 0;
  double unknown_p = 0, unknown_low = 0, unknown_high = 0;
  std::string confidence, data, model;
};
// Absent where the cluster level was not assessed.
std::optional<Leading> leading_of(const Answer& shown);
Json json_leading(const Leading& leading);
// The same of another hypothesis of that answer. One whose share stays below `least_told` at best travels in the case's
// record only.
inline constexpr double least_told = 0.01;
Leading rival_of(const Leading& leading, const Share& share);
// One paragraph: the share with its range, that of nobody in the catalogue, confidence, draft and exercise marks, data.
std::string leading_words(const Leading& leading);

}  // namespace whence
