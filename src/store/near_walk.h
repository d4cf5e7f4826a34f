// The walk of a trace through a store, so that no more is fetched than the trace looks at: as
// infrastructure/neighbourhood.h has it, but for times, which a store does not look at.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "store/observation_block.h"
#include "store/observations.h"

namespace whence {

using ObjectHash = std::uint64_t;  // object_hash() of a key; two objects of one hash are walked as one

struct NearRow {
  ObservedRow row;
  ObjectHash object = 0;
  NearTie tie = NearTie::says;
};
struct NearHolder {
  ObjectHash subject = 0;
  NearTie tie = NearTie::says;
};

// One store's answers. What ties nothing is in neither.
class NearSource {
 public:
  NearSource() = default;
  NearSource(const NearSource&) = delete;
  NearSource& operator=(const NearSource&) = delete;
  virtual ~NearSource() = default;

  virtual std::vector<NearRow> of_subject(ObjectHash object) = 0;
  virtual std::vector<NearHolder> of_object(ObjectHash object, std::size_t most) = 0;
  virtual std::size_t held(ObjectHash object) = 0;  // how many those are, where only the order of magnitude matters
};

class NearWalk {
 public:
  // Both outlive it.
  NearWalk(NearSource& source, const NearLimits& limits) : source_(source), limits_(limits) {}

  void from(const std::vector<ObjectHash>& seeds);

  std::vector<ObservedRow> rows;
  std::map<ObjectHash, std::size_t> holders;  // of values, where not all their holders are in `rows`
  bool full = false;

 private:
  struct Node {
    ObjectHash key = 0;
    std::size_t hop = 0;
  };
  struct About {
    std::vector<NearHolder> holders;
    bool more = false, value = false;
  };

  const About& about(ObjectHash key);
  bool is_node(ObjectHash key) { return seeds_.contains(key) || !about(key).value; }
  void reach(ObjectHash key, std::size_t hop);
  void look_at(Node node);
  void carry(ObjectHash key, std::size_t hop, bool last, std::size_t depth, std::vector<ObjectHash>& values);
  void show_value(ObjectHash key);
  const std::vector<NearRow>& down(ObjectHash key);
  void spread(ObjectHash value, std::size_t hop);
  void come_from(ObjectHash key, std::size_t hop, std::vector<ObjectHash>& values);
  void count_holders();

  NearSource& source_;
  const NearLimits& limits_;
  std::unordered_set<ObjectHash> seeds_, places_, spread_, shown_;
  std::vector<Node> nodes_;
  std::unordered_map<ObjectHash, About> about_;
  std::unordered_map<ObjectHash, std::vector<NearRow>> down_;
  std::map<ObjectHash, std::size_t> carried_;  // values: by how many nodes and values
};

}  // namespace whence
