// Observations by the million, found from either side. One contract for every back end;
// tests/store/observations_test.cpp is its suite.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/observation.h"
#include "store/workspace.h"

namespace whence {

// `subject` and `object`: the one form of each, by which it is found; `seen` as the file has it.
struct KeyedObservation {
  std::string subject, object;
  Observation seen;
};

struct AroundLimits {
  std::size_t steps = 12;            // observations from a seed to the farthest
  std::size_t carriers = 200;        // what more observations are about is not gone through, unless it is a seed
  std::size_t rows = 1'000'000;      // observations answered
  std::vector<std::string> without;  // relations whose observations are as if they were not there
};

// How far a file has been kept.
struct ReadPlace {
  std::string file, how;               // how: what else decides what is read from it
  std::uint64_t line = 0, digest = 0;  // whole lines so far, and what tells them from others
  bool operator==(const ReadPlace&) const = default;
};

// What an observation ties: a value to what has it ("carries"), two objects that somebody may run ("touches"), an
// object to one of which more is said ("leads": its provider); or it only says
// something of one. "nothing": it is as if it were not there.
enum class NearTie : std::uint8_t { nothing, carries, touches, leads, says };

// A walk as a trace takes it: a step is from one object that somebody may run to the next, over what both have.
struct NearLimits {
  std::size_t hops = 3, nodes = 300;
  std::size_t carriers = 200;    // what more observations are about is not gone through, unless it is a seed
  std::size_t rows = 1'000'000;  // about one seed
  std::function<NearTie(std::string_view relation)> tie;
};

struct ObservedAround {
  std::vector<Observation> observations;       // each once, in the order of their texts
  std::map<std::string, std::size_t> holders;  // of objects not gone through: how many observations are about them
  bool full = false;                           // more than `rows`
};

class ObservationStore {
 public:
  ObservationStore() = default;
  ObservationStore(const ObservationStore&) = delete;
  ObservationStore& operator=(const ObservationStore&) = delete;
  virtual ~ObservationStore() = default;

  // All of them or none, durably, with the place that was reached. The same subject, relation, object, days and source
  // again change nothing. Answers how many were new. Errors: the store's.
  virtual Result<std::size_t> keep(const std::vector<KeyedObservation>& observations,
                                   const std::optional<ReadPlace>& reached) = 0;
  // The last place kept of that file.
  virtual Result<std::optional<ReadPlace>> place(const std::string& file) = 0;
  virtual Result<std::uint64_t> count() = 0;
  // What lies around the objects of these keys, and what is said of ranges that hold an address among them, which is
  // not gone through. A key that nothing is known of adds nothing.
  virtual Result<ObservedAround> around(const std::vector<std::string>& keys, const AroundLimits& limits) = 0;
  // What a trace from these keys looks at, nearest first; `full` where there are more nodes. Of an object that is
  // reached, all that it has is there, and `holders` says how many have that, where a tie may depend on it.
  virtual Result<ObservedAround> near(const std::vector<std::string>& keys, const NearLimits& limits) = 0;
};

// In the workspace's own file. Requires: `workspace` outlives it; open for writing where anything is kept, and no group
// of writes under way.
std::unique_ptr<ObservationStore> observations_in(Workspace& workspace);

}  // namespace whence
