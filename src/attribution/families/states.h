// What items say of states directly: hours, days off, languages, victims, lures. It never touches the shares of
// clusters: what ties a cluster to a state is somebody's claim. docs/model.md 2.5 (d) to (f), 2.7.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "attribution/links/links.h"
#include "attribution/scene.h"

namespace whence {

struct StateWeights {
  std::map<std::string, double> nats;  // of every state that an item leans to or from; all others: 0
  std::size_t items = 0;               // how many count

  double of(const std::string& state) const;
  // Mean of exp of() over the states of the tables that are not among `named`: what is nobody's weighs as they do.
  double of_others(const std::vector<std::string>& named, const std::vector<StateFacts>& all) const;
};

struct StateView {
  bool labels = true;             // also items that rest on whom the catalogues tie clusters to
  std::string_view without = {};  // id of an origin's name that is left out; see `leave_out`
  bool leave_out = false;
  std::vector<std::string> without_items = {};  // ids of items that are left out
  double phi = 0.0;                             // chance that somebody planted evidence
};

// Each item: ceiling of its kind, chance f φ that it is planted (then it says nothing), grade; the items of one origin
// and family: the origin's error; each family: its ceiling; all: 1 / temperature.
StateWeights state_weights(const Scene& scene, const Case& incident, const StateView& view);

// "no state stands out: 2 items bear on states and fit 23 of 199, none more than 2.1 times likelier"; empty where none
// bears.
std::string told_of_states(const StateWeights& weights, const std::vector<StateFacts>& all);

}  // namespace whence
