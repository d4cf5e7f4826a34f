// What the catalogues and the ledger say of a name: one entry for every catalogue entry that bears it, never one merged
// actor. Every field keeps whose statement it is.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "model/ledger.h"

namespace whence {

// A pointer to an entry of a catalogue.
struct ActorRef {
  std::string id;         // "G0065" or "misp:UUID"
  std::string name;       // the entry's main name
  std::string catalogue;  // attack, misp
};

struct NameUse {
  std::string vendor;
  std::string
      how;  // owner: the catalogue says it is the vendor's name; cited: it cites the vendor's report for the name
};

struct NameOfActor {
  std::string name;
  std::vector<NameUse> vendors;  // empty: the catalogue does not say
  std::vector<ActorRef> rivals;  // other entries of the same catalogue that bear it
};

// "this entry stands in `relation` to that one, according to source", as kb/relations.tsv has it.
struct ActorTie {
  ActorRef other;
  std::string relation;            // equal, similar, overlaps, part-of, contains, formerly
  std::string source;              // attack, misp; "names": nobody says so, the names were compared
  std::vector<std::string> basis;  // id, link, main-name, name
  std::vector<std::string> names;  // what is shared
  std::string likelihood;
};

struct StateLabel {
  std::string state, kind;  // kind: sponsor, country
  ActorRef via;             // whose label it is: the entry itself, or the related cluster that has it
};

struct ReportRef {
  std::string key, name, url;
  std::optional<Date> date;
};

// Something used, and how many different reports the catalogue cites for it.
struct ItemUse {
  std::string id, name, kind;  // kind: technique, malware, tool
  std::size_t reports = 0;     // campaigns included
  bool own = true;             // false: on record for a campaign only
  std::optional<Date> latest;
};

struct CampaignRef {
  std::string id, name;
  std::optional<Date> first, last;
};

struct ActorEntry {
  ActorRef actor;
  std::string borne_as;  // how the entry bears the name asked for: "main name", "name", "id", "former name", "former
                         // id", "name, as \"Winnti Group\""
  std::vector<NameOfActor> names;  // the main one first, then by name
  std::vector<ActorTie> ties;      // strongest grounds first
  std::vector<StateLabel> labels;
  std::vector<ItemUse> software, techniques;  // most reports first
  std::vector<CampaignRef> campaigns;
  std::size_t reports = 0;           // cited on the entry's own edges
  std::optional<ReportRef> latest;   // of those with a date of publication
  std::vector<std::string> victims;  // codes and words, as the catalogue has them
  std::vector<std::string> sectors;
};

// An act on record that names the group, and the words by which it does.
struct LedgerMention {
  LedgerEntry entry;
  std::string name;               // the name found in it
  std::vector<ActorRef> bearers;  // whose name that is; empty: it is the name asked for
};

// Which entry of one catalogue is meant by the name. Shares sum to at most 1; the rest is for a cluster that the
// catalogue does not have, or for somebody else's use of the name.
struct NameShare {
  ActorRef cluster;
  double share = 0;
  std::string why;  // "its main name", "overlaps with ZIRCONIUM, which bears it (misp)"
};
struct NameMeaning {
  std::string catalogue;          // attack, misp
  std::vector<NameShare> shares;  // falling
  double rest = 1;
};

struct ActorAnswer {
  std::string asked;
  std::vector<ActorEntry> entries;    // never empty
  std::vector<NameMeaning> meaning;   // one for each catalogue that has the name
  std::string meant_by, meant_on;     // the vendor and the day asked for; empty: anybody, any time
  std::vector<LedgerMention> ledger;  // by date
  std::size_t ledger_size = 0;
  std::string knowledge, attack_version, attack_modified, misp_version, data_hash;
};

}  // namespace whence
