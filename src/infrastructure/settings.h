// The numbers and words that a trace takes from data/: priors/trace, priors/shared-objects, infrastructure/relations
// and infrastructure/intermediaries.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/table.h"
#include "model/shared_object.h"

namespace whence {

// What a class of relay means, for people.
struct RelayTexts {
  std::string hides, says, reveals;
  bool clients_task = false;  // its clients give the orders; else they come through it themselves
};

// notes: two objects were seen together, which says nothing of who runs either.
enum class Does { carries, touches, notes, share, kind, provider, client, record };
// Whether the object is one of the network, and not a word about the subject.
constexpr bool joins(Does does) { return does == Does::carries || does == Does::touches || does == Does::notes; }

struct Relation {
  std::string id;
  std::vector<std::string> names;
  Does does = Does::carries;
  std::string object_kind;  // empty: its form says
  std::size_t sharing = 0;  // in TraceSettings::objects
  std::string nest;         // facts of one nest count once
  bool inherits = false;    // what the object has, the subject has
  double reference = 1.0;   // D: objects in the reference set
  double least = 0.0;       // f is never below it, unless stated
  std::string words;
};

struct TraceSettings {
  std::vector<SharedObject> objects;
  std::map<std::string, RelayTexts, std::less<>> relays;  // by id of their class
  std::vector<Relation> relations;
  double prior = 0.02, kappa = 0.05;
  std::size_t width = 15, sweeps = 100;
  double damping = 0.5, tolerance = 1e-6, restart = 0.15;
  std::size_t hops = 3, carriers = 200, nodes = 300;
  double right = 0.8, client_unlisted = 0.5, tracked = 40;
  double control_ratio = 30.0;  // how much likelier whoever is on record as running an object runs it
  bool nested_once = true;      // false: every fact counts by itself, for comparison

  const Relation* relation(std::string_view name) const;  // by id or another name, in any case; null: none
};

struct TraceTables {
  Table numbers, relations, intermediaries;
  std::vector<SharedObject> objects;
  double control_ratio = 30.0;  // of priors/parameters
};
// Errors name the table and the row.
Result<TraceSettings> trace_settings(const TraceTables& tables);

}  // namespace whence
