// MITRE ATT&CK as a STIX 2 bundle: facts only (names, ids, relations, citations, dates), no descriptions. Revoked and
// deprecated objects, and relations to them, are dropped; of a revoked group its old name and successor are kept.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/limits.h"
#include "base/result.h"
#include "model/oddity.h"

namespace whence {

struct AttackReference {
  std::string name;      // "CrowdStrike GTR 2021 June 2021"
  std::string citation;  // "Author. (2021, June 7). Title. Retrieved September 29, 2021."; for reading dates only
  std::string url;       // as written; may be empty
  auto operator<=>(const AttackReference&) const = default;
};

enum class AttackKind { group, campaign, technique, malware, tool };

// A name besides the main one, or the main one itself, and the citations that the catalogue gives for it.
struct AttackName {
  std::string text;
  std::vector<std::string> citations;  // AttackReference::name
};

struct AttackObject {
  AttackKind kind = AttackKind::group;
  std::string id;    // "G0065"
  std::string uuid;  // of the STIX object, without its type
  std::string name;
  std::vector<AttackName> names;      // the main one first
  std::vector<std::string> tactics;   // of a technique: "initial-access"
  std::string parent;                 // of a sub-technique: "T1566"
  std::string first_seen, last_seen;  // of a campaign: YYYY-MM-DD, or empty
  std::vector<std::string> groups;    // of a campaign: the groups it is attributed to
};

// "source used target, according to these references": all by id.
struct AttackUse {
  std::string source, target;
  std::vector<AttackReference> references;  // without references to ATT&CK itself
};

// A group that the catalogue has folded into another one.
struct AttackFormer {
  std::string id, name, successor;
};

struct AttackCatalogue {
  std::vector<AttackObject> objects;        // sorted by id
  std::vector<AttackUse> uses;              // sorted by source, target
  std::vector<AttackFormer> former;         // sorted by id
  std::vector<AttackReference> references;  // every different one cited anywhere by an active object; sorted
  std::string modified;                     // the latest change of any object, YYYY-MM-DD
  std::vector<Oddity> oddities;
};

// `name` is for messages. Plain JSON, not gzip. Objects without what we need are oddities; no object at all is an
// error.
Result<AttackCatalogue> read_attack(std::string_view json, std::string_view name, const Limits& limits);

}  // namespace whence
