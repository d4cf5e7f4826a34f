// From two catalogues to the tables of data/kb/ (docs/formats/kb.md). Pure: the same catalogues and rules give the same
// bytes. A statement of one catalogue is never mixed with the other's; what relates them is a row that says why.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/pack.h"
#include "base/result.h"
#include "format/attack.h"
#include "format/galaxy.h"
#include "lexicon/data.h"
#include "model/oddity.h"

namespace whence {

// The tables of data/build/.
struct KbRules {
  std::map<std::string, std::string> producers;   // misp-galaxy's identifier to a name
  std::map<std::string, std::string> publishers;  // web site to who publishes there
  std::map<std::string, std::string> places;      // words to an ISO code
};
Result<KbRules> kb_rules(const Data& data);

struct KbInput {
  AttackCatalogue attack;
  std::string attack_version, attack_sha256;  // "18.1"
  Galaxy galaxy;
  std::string galaxy_sha256;
};

struct KbTables {
  std::vector<PackFile> files;  // "groups.tsv"; sorted by name
  std::vector<Oddity> oddities;
};
KbTables kb_tables(const KbInput& input, const KbRules& rules);

}  // namespace whence
