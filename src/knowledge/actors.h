// Who is called what and tied to whom, as the catalogues say it. Views into the tables of data/kb/.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "knowledge/reference.h"

namespace whence {

// A name that somebody gives to a group. One name has several rows where several vendors are on record for it.
struct ActorName {
  std::string_view name, actor;  // actor: a group's id, or "misp:UUID"
  std::string_view vendor;       // empty where the catalogue does not say whose name it is
  std::string_view how;     // owner: the catalogue says it is the vendor's name; cited: it cites the vendor's report
  std::string_view source;  // the catalogue: attack or misp
  std::span<const ReferenceIndex> references;
  std::vector<std::string_view> rivals;  // other actors that bear the name in the same catalogue
};

// A cluster of misp-galaxy's threat-actor catalogue; a namespace of its own, never merged with ATT&CK's groups.
struct GalaxyCluster {
  std::string_view id, name;  // "misp:UUID"
};

// "a stands in `relation` to b, according to source": equal, similar, overlaps, part-of, formerly. Never passed on from
// one row to the next. Where a catalogue folded b into a (formerly), names holds b's old name.
struct ActorRelation {
  std::string_view a, b, relation;
  std::string_view source;              // attack, misp; "names" where only the names were compared
  std::vector<std::string_view> basis;  // id, link, main-name, name: strongest first
  std::vector<std::string_view> names;  // what is shared
  std::string_view likelihood;          // the source's word, or empty
};

// "actor is tied to this state, according to source", with the catalogue's own word for it.
struct SponsorLabel {
  std::string_view actor, state;
  std::string_view kind;    // sponsor (named as suspected state sponsor) or country
  std::string_view source;  // of a cluster: misp; of a group: the cluster it has the label from
};

// Whom a catalogue says an actor attacked: a state's code, or words where it is none.
struct VictimLabel {
  std::string_view actor, state, words;
};
struct SectorLabel {
  std::string_view actor, sector;
};

}  // namespace whence
