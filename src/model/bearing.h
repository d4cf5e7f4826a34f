// What one item says, for whom, and of which role: the result of a likelihood that is not behaviour. Items that bear on
// a cluster enter the shares of clusters; all others are for whoever judges the level and the role that they bear on.
#pragma once

#include <string>
#include <vector>

#include "model/case.h"
#include "model/share.h"

namespace whence {

// ln P(item | of) / P(item | background), before grade and ceiling.
struct Lean {
  std::string of;  // a cluster's id, a state's code, a tool's id, a relay's name
  double nats = 0.0;
  bool operator==(const Lean&) const = default;
};

struct Bearing {
  EvidenceId evidence;
  std::string family;             // name_of(Family): hours, language, victims, code, infrastructure, ...
  Role role = Role::operated;     // who played the part that it bears on: operator, tasker, tool maker, relay provider
  Level level = Level::cluster;   // whose shares it changes
  std::vector<Lean> leans;        // sorted by `of`, each once; all others of the level: `others`
  double others = 0.0;            // nats
  double quality = 1.0;           // q of its grade: chance that it is genuine and of this case
  double cap = 0.0;               // ceiling of its kind, nats; 0: none besides its family's
  double fake = 0.0, cost = 1.0;  // of its class in data/priors/fakeability.tsv
  bool labels = false;            // rests on who is said to stand behind clusters: counts only where those links do
  std::string note;               // for people: "fits 23 states", "exit of a shared network: anybody's"
};

}  // namespace whence
