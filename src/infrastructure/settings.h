// The numbers and words that a trace takes from data/: priors/trace, priors/shared-objects, infrastructure/relations
// and infrastructure/intermediaries.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/table.h"

namespace whence {

// How much it says that two objects have one thing of a class. docs/trace.md.
struct Sharing {
  std::string id;
  std::vector<std::string> words;
  double f = 0.0, s = 0.0, floor = 0.0;  // shares
  double half_life = 0.0;                // of s, days; 0: none
  bool relay = false;
  std::string hides, says, reveals;  // of a relay, for people
};

enum class Does { carries, touches, share, kind, provider, client };

struct Relation {
  std::string id;
  std::vector<std::string> names;
  Does does = Does::carries;
  std::string object_kind;  // empty: its form says
  std::size_t sharing = 0;  // in TraceSettings::sharings
  std::string nest;         // facts of one nest count once
  bool inherits = false;    // what the object has, the subject has
  double reference = 1.0;   // D: objects in the reference set
  double least = 0.0;       // f is never below it, unless stated
  std::string words;
};

struct TraceSettings {
  std::vector<Sharing> sharings;
  std::vector<Relation> relations;
  double prior = 0.02, kappa = 0.05;
  std::size_t width = 15, sweeps = 100;
  double damping = 0.5, tolerance = 1e-6, restart = 0.15;
  std::size_t hops = 3, carriers = 200, nodes = 2000;
  double right = 0.8, client_unlisted = 0.5, tracked = 40;
  bool nested_once = true;  // false: every fact counts by itself, for comparison

  const Relation* relation(std::string_view name) const;  // by id or another name, in any case; null: none
  const Sharing* sharing(std::string_view name) const;
};

struct TraceTables {
  Table numbers, sharings, relations, intermediaries;
};
// Errors name the table and the row.
Result<TraceSettings> trace_settings(const TraceTables& tables);

// LR = [s' + (1-s')(f+floor)] / (f+floor), s' = s 2^(-days/half-life); f + floor at most 1.
double sharing_ratio(const Sharing& sharing, double f, double days_apart);

}  // namespace whence
