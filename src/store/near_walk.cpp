#include "store/near_walk.h"

#include <algorithm>

namespace whence {

void NearWalk::from(const std::vector<ObjectHash>& seeds) {
  seeds_.insert(seeds.begin(), seeds.end());
  for (const ObjectHash seed : seeds) reach(seed, 0);
  for (std::size_t at = 0; at < nodes_.size(); ++at) look_at(nodes_[at]);
  count_holders();
}

// What is about an object, asked for once.
const NearWalk::About& NearWalk::about(ObjectHash key) {
  const auto [place, fresh] = about_.try_emplace(key);
  About& found = place->second;
  if (!fresh) return found;
  const std::size_t most = seeds_.contains(key) ? limits_.rows : limits_.carriers;
  found.holders = source_.of_object(key, most + 1);
  found.more = found.holders.size() > most;
  found.value = std::any_of(found.holders.begin(), found.holders.end(),
                            [](const NearHolder& holder) { return holder.tie == NearTie::carries; });
  return found;
}

void NearWalk::reach(ObjectHash key, std::size_t hop) {
  if (places_.contains(key)) return;
  if (nodes_.size() >= limits_.nodes) {
    full = true;
    return;
  }
  places_.insert(key);
  nodes_.push_back({key, hop});
}

void NearWalk::look_at(Node node) {
  const bool last = node.hop >= limits_.hops;
  std::vector<ObjectHash> values;
  carry(node.key, node.hop, last, 0, values);
  if (last || full) return;
  // The rarest first: should the nodes become too many, those tied by it are there.
  std::stable_sort(values.begin(), values.end(),
                   [&](ObjectHash a, ObjectHash b) { return about(a).holders.size() < about(b).holders.size(); });
  if (!about(node.key).more) come_from(node.key, node.hop, values);
  for (const ObjectHash value : values) spread(value, node.hop);
}

// What a node or value is said to have, and what that has.
void NearWalk::carry(ObjectHash key, std::size_t hop, bool last, std::size_t depth, std::vector<ObjectHash>& values) {
  constexpr std::size_t deepest = 3;  // address, range, AS
  for (const NearRow& row : down(key)) {
    if (row.tie == NearTie::leads) down(row.object);
    if (row.tie == NearTie::touches && is_node(row.object)) {
      if (!last) reach(row.object, hop + 1);
      continue;
    }
    if (row.tie == NearTie::touches) show_value(row.object);
    if (row.tie != NearTie::carries && row.tie != NearTie::touches) continue;
    ++carried_[row.object];
    values.push_back(row.object);
    if (depth < deepest) carry(row.object, hop, last, depth + 1, values);
  }
}

// That something carries it must be seen in the rows.
void NearWalk::show_value(ObjectHash key) {
  if (!shown_.insert(key).second) return;
  for (const NearHolder& holder : about(key).holders) {
    if (holder.tie != NearTie::carries) continue;
    for (const NearRow& row : source_.of_subject(holder.subject)) {
      if (row.object == key) rows.push_back(row.row);
    }
    return;
  }
}

// Rows of a subject, fetched and kept once. Stays where it is: the map is one of nodes.
const std::vector<NearRow>& NearWalk::down(ObjectHash key) {
  const auto [place, fresh] = down_.try_emplace(key);
  if (fresh) {
    place->second = source_.of_subject(key);
    for (const NearRow& row : place->second) rows.push_back(row.row);
  }
  return place->second;
}

// Everybody who has the value becomes a node, unless too many do; what carries it, on the way.
void NearWalk::spread(ObjectHash value, std::size_t hop) {
  std::vector<ObjectHash> values = {value};
  full = full || nodes_.size() >= limits_.nodes;
  while (!values.empty() && !full) {  // nobody more can come of it
    const ObjectHash each = values.back();
    values.pop_back();
    if (spread_.insert(each).second && !about(each).more) come_from(each, hop, values);
  }
}

void NearWalk::come_from(ObjectHash key, std::size_t hop, std::vector<ObjectHash>& values) {
  for (const NearHolder& holder : about(key).holders) {
    if (holder.tie == NearTie::says || holder.tie == NearTie::leads) continue;
    if (!is_node(holder.subject)) {
      down(holder.subject);
      values.push_back(holder.subject);
    } else {
      reach(holder.subject, hop + 1);
    }
  }
}

// Those asked for anyway; of the others, as many as there are nodes, and what two share, which alone may tie anything.
void NearWalk::count_holders() {
  std::size_t counted = 0;
  for (const auto& [value, times] : carried_) {
    const auto known = about_.find(value);
    if (known != about_.end() && !known->second.more) {
      holders[value] = known->second.holders.size();
    } else if (known != about_.end() || times > 1 || ++counted <= limits_.nodes) {
      holders[value] = source_.held(value);
    }
  }
}

}  // namespace whence
