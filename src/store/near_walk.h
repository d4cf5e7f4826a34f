// The walk of a trace through a store, so that no more is fetched than the trace looks at: as
// infrastructure/neighbourhood.h has it, but for times, which a store does not look at.
#pragma once

#include <algorithm>
#include <cstddef>
#include <map>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "store/observations.h"

namespace whence {

// `Access` knows one store:
//   Key, Row             what tells an object; an observation, with `Key object` and `NearTie tie`
//   of_subject(key)      rows of this subject
//   of_object(key, most) of at most so many rows about this object their NearHolder<Key>
//   held(key)            how many those are, where only the order of magnitude matters
template <class Key>
struct NearHolder {
  Key subject;
  NearTie tie = NearTie::says;
};

template <class Access>
class NearWalk {
 public:
  using Key = typename Access::Key;
  using Row = typename Access::Row;

  NearWalk(Access& access, const NearLimits& limits) : access_(access), limits_(limits) {}

  void from(const std::vector<Key>& seeds) {
    seeds_.insert(seeds.begin(), seeds.end());
    for (const Key& seed : seeds) reach(seed, 0);
    for (std::size_t at = 0; at < nodes_.size(); ++at) look_at(nodes_[at]);
    count_holders();
  }

  std::vector<Row> rows;
  std::map<Key, std::size_t> holders;  // of values, where not all their holders are in `rows`
  bool full = false;

 private:
  struct Node {
    Key key;
    std::size_t hop;
  };
  struct About {
    std::vector<NearHolder<Key>> holders;
    bool more = false, value = false;
  };

  // What is about an object, asked for once.
  const About& about(const Key& key) {
    const auto [place, fresh] = about_.try_emplace(key);
    About& found = place->second;
    if (!fresh) return found;
    const std::size_t most = seeds_.contains(key) ? limits_.rows : limits_.carriers;
    found.holders = access_.of_object(key, most + 1);
    found.more = found.holders.size() > most;
    found.value = std::any_of(found.holders.begin(), found.holders.end(),
                              [](const auto& holder) { return holder.tie == NearTie::carries; });
    return found;
  }

  bool is_node(const Key& key) { return seeds_.contains(key) || !about(key).value; }

  bool reach(const Key& key, std::size_t hop) {
    if (places_.contains(key)) return true;
    if (nodes_.size() >= limits_.nodes) {
      full = true;
      return false;
    }
    places_.insert(key);
    nodes_.push_back({key, hop});
    return true;
  }

  void look_at(const Node node) {
    const bool last = node.hop >= limits_.hops;
    carry(node.key, node.hop, last, 0);
    if (full || about(node.key).more) return;
    std::vector<Key> values;
    come_from(node.key, node.hop, last, values);
    for (const Key& value : values) {
      if (!last) spread(value, node.hop);
    }
  }

  // What a node or value is said to have, and what that has.
  void carry(const Key& key, std::size_t hop, bool last, std::size_t depth) {
    constexpr std::size_t deepest = 3;  // address, range, AS
    const std::vector<Row>& own = down(key);
    for (std::size_t i = 0; i < own.size(); ++i) {
      const Row row = own[i];
      if (row.tie == NearTie::leads) down(row.object);
      if (row.tie == NearTie::touches && is_node(row.object)) {
        if (!last) reach(row.object, hop + 1);
        continue;
      }
      if (row.tie == NearTie::touches) show_value(row.object);
      if (row.tie != NearTie::carries && row.tie != NearTie::touches) continue;
      ++carried_[row.object];
      if (!last) spread(row.object, hop);
      if (depth < deepest) carry(row.object, hop, last, depth + 1);
    }
  }

  // That something carries it must be seen in the rows.
  void show_value(const Key& key) {
    if (!shown_.insert(key).second) return;
    for (const NearHolder<Key>& holder : about(key).holders) {
      if (holder.tie != NearTie::carries) continue;
      for (const Row& row : access_.of_subject(holder.subject)) {
        if (row.object == key) rows.push_back(row);
      }
      return;
    }
  }

  // Rows of a subject, fetched and kept once.
  const std::vector<Row>& down(const Key& key) {
    const auto [place, fresh] = down_.try_emplace(key);
    if (fresh) {
      place->second = access_.of_subject(key);
      rows.insert(rows.end(), place->second.begin(), place->second.end());
    }
    return place->second;
  }

  // Everybody who has the value becomes a node, unless too many do; what carries it, on the way.
  void spread(const Key& value, std::size_t hop) {
    std::vector<Key> values = {value};
    full = full || nodes_.size() >= limits_.nodes;
    while (!values.empty() && !full) {  // nobody more can come of it
      const Key each = values.back();
      values.pop_back();
      if (spread_.insert(each).second && !about(each).more) come_from(each, hop, false, values);
    }
  }

  void come_from(const Key& key, std::size_t hop, bool last, std::vector<Key>& values) {
    for (const NearHolder<Key>& holder : about(key).holders) {
      if (holder.tie == NearTie::says || holder.tie == NearTie::leads) continue;
      if (!is_node(holder.subject)) {
        down(holder.subject);
        values.push_back(holder.subject);
      } else if (!last) {
        reach(holder.subject, hop + 1);
      }
    }
  }

  // Nearest first: of those farther away only what two share may tie anything.
  void count_holders() {
    std::size_t counted = 0;
    for (const Row& row : rows) {
      if (row.tie != NearTie::carries || holders.contains(row.object)) continue;
      const auto known = about_.find(row.object);
      if (known != about_.end() && !known->second.more) {
        holders[row.object] = known->second.holders.size();
      } else if (carried_[row.object] > 1 || ++counted <= limits_.nodes) {
        holders[row.object] = access_.held(row.object);
      }
    }
  }

  Access& access_;
  const NearLimits& limits_;
  std::unordered_set<Key> seeds_, places_, spread_, shown_;
  std::vector<Node> nodes_;
  std::unordered_map<Key, About> about_;
  std::unordered_map<Key, std::vector<Row>> down_;
  std::unordered_map<Key, std::size_t> carried_;
};

}  // namespace whence
