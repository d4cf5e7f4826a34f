// What is known around a case's network objects: which are probably run by the same hands, through which
// intermediaries. Common control of objects, never who controls them. docs/trace.md.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "model/oddity.h"

namespace whence {

enum class TraceRole { seed, candidate, relay };  // relay: carried traffic; of its operator nothing follows

// Somebody's statement that an object is a group's.
struct OnRecord {
  std::string as, source;
};

struct TraceNode {
  std::string id, kind;  // "evil.example", "domain"
  TraceRole role = TraceRole::candidate;
  double p = 0.0;                    // chance of common control with the seeds; 1 for them; of no meaning for a relay
  double low = 0.0, high = 0.0;      // p, or bounds that hold where it is approximate
  std::size_t distance = 0;          // steps from the nearest seed
  std::vector<std::string> seen_as;  // names folded into this one: "www.evil.example"
  std::vector<OnRecord> on_record = {};  // whose it is said to be
  std::string stated_as = {};            // a class stated of it, "tor-exit": what it shares may say less; empty: none
};

// Two objects have something in common. What does not count says why.
struct TraceLink {
  std::size_t a = 0, b = 0;     // nodes; b is the nearer to the seeds
  std::string relation, words;  // "serves-certificate", "the same certificate"
  std::string via, via_kind;    // what both have; empty where they are joined directly
  double ratio = 1.0;           // likelihood ratio of common control
  double share = 0.0;           // f: chance that an unrelated object has it
  std::size_t carriers = 0;     // that have it in these observations, at an overlapping time
  bool share_stated = false;
  int days_apart = 0;
  std::optional<Day> from, to;
  std::string source;
  std::string not_counted;  // "follows from the same address"; empty: counts
};

struct RelayClient {
  std::string name;
  bool tasks = false;  // it is who gives the orders; else who came through
  double share = 0.0;  // of the chance that it was this client
  double nats = 0.0;   // the most that this says for the client
  std::size_t uses = 0;
  std::string not_counted;  // "not seen there at that time"
};

// What an intermediary still says about one of those behind it.
struct RelaySays {
  std::string whom;   // "operator", "provider" or "tasker"
  double nats = 0.0;  // for any one candidate, at most; 0: nothing
  std::string words;  // of whom, or why nothing: "two that came through it"
};

struct Intermediary {
  std::string id, relay_class, hides, says, reveals;
  std::vector<std::string> used_by;    // objects of the case or near it; relays that it provides
  std::vector<std::string> providers;  // as stated, with source
  double provider_right = 0.0;         // chance that the first is right
  double ratio = 1.0;                  // LR of two cases of one operator sharing it
  double share = 0.0;                  // of concurrent clients
  std::vector<RelayClient> clients;
  double unlisted = 1.0;              // chance that the user is none of them; the shares and this sum to 1
  std::string about;                  // on whom it bears
  std::vector<RelaySays> still_says;  // operator, provider, tasker
};

struct TracePivot {
  std::string id, kind, why;
  double score = 0.0;  // for the order only: no probability
};

struct TraceCounts {
  std::size_t observations = 0, used = 0, outside_window = 0, unknown_relation = 0, unusable = 0, not_followed = 0;
  bool full = false;  // the limit of nodes was reached; the nearest were kept
};

struct Trace {
  std::string name;
  bool exercise = false;
  std::string method;  // "exact" or "propagation"
  bool converged = true;
  std::vector<TraceNode> nodes;  // seeds, then by falling low, p, then relays
  std::vector<TraceLink> links;  // those that count first, by falling ratio
  std::vector<Intermediary> intermediaries;
  std::vector<TracePivot> pivots;  // the most worth first
  TraceCounts counts;
  std::vector<Oddity> oddities;
  std::string data;  // hash of the tables
};

}  // namespace whence
