#include "attribution/robustness/flips_above.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

namespace whence {
namespace {

constexpr std::size_t longest_set = 6;

enum class PartKind { piece, state_item, origin };

struct Part {
  PartKind kind = PartKind::piece;
  std::size_t piece = 0;     // into Scene::pieces
  std::string item, origin;  // id of a state item; of an origin of links
};

using Set = std::vector<std::size_t>;  // parts, rising

// What all levels need again and again.
struct Reckoned {
  std::map<std::set<std::string>, StateWeights> weights;  // by items left out
  std::map<Kept, std::vector<double>> cluster_shares;
};

// The shares of one level without some parts.
class Without {
 public:
  Without(const Judgement& judgement, Above& above, const std::vector<Part>& parts, Level level, Reckoned& reckoned)
      : judgement_(judgement), above_(above), parts_(parts), level_(level), reckoned_(reckoned) {}

  // By id; "" is nobody we know.
  std::map<std::string, double> shares(const Set& out) {
    Kept kept = all_pieces(judgement_.scene);
    std::set<std::string> origins, items;
    for (const std::size_t at : out) {
      const Part& part = parts_[at];
      if (part.kind == PartKind::piece) kept[part.piece] = 0;
      if (part.kind == PartKind::state_item) items.insert(part.item);
      if (part.kind == PartKind::origin) origins.insert(part.origin);
    }
    const Ascent& up = ascent(origins, items);
    const std::vector<double> shares = up.shares(clusters(kept));
    std::map<std::string, double> result;
    for (std::size_t i = 0; i < up.parents().size(); ++i) result[up.parents()[i].id] = shares[i];
    result[""] = shares.back();
    return result;
  }

 private:
  const Ascent& ascent(const std::set<std::string>& origins, const std::set<std::string>& items) {
    const std::pair key{origins, items};
    auto place = ascents_.find(key);
    if (place == ascents_.end()) {
      const Belief belief{judgement_.options.testimony, {origins.begin(), origins.end()}};
      place = ascents_.emplace(key, Ascent(judgement_, above_.ways(belief), weights(items), level_)).first;
    }
    return place->second;
  }

  const StateWeights& weights(const std::set<std::string>& out) {
    auto place = reckoned_.weights.find(out);
    if (place == reckoned_.weights.end()) {
      StateView view;
      view.without_items = {out.begin(), out.end()};
      place = reckoned_.weights.emplace(out, state_weights(judgement_.scene, judgement_.incident, view)).first;
    }
    return place->second;
  }

  const std::vector<double>& clusters(const Kept& kept) {
    auto& known = reckoned_.cluster_shares;
    auto place = known.find(kept);
    if (place == known.end()) place = known.emplace(kept, plain_shares(judgement_.scene, kept)).first;
    return place->second;
  }

  const Judgement& judgement_;
  Above& above_;
  const std::vector<Part>& parts_;
  Level level_;
  Reckoned& reckoned_;
  std::map<std::pair<std::set<std::string>, std::set<std::string>>, Ascent> ascents_;
};

std::string leader_of(const std::map<std::string, double>& shares) {
  return std::max_element(shares.begin(), shares.end(),
                          [](const auto& a, const auto& b) { return a.second < b.second; })
      ->first;
}

std::vector<Part> parts_of(const Judgement& judgement, const Above& above, const Ways& all) {
  std::vector<Part> parts;
  for (std::size_t at = 0; at < judgement.scene.pieces.size(); ++at) parts.push_back({PartKind::piece, at, "", ""});
  std::set<std::string> items, origins;
  for (const Bearing& bearing : judgement.scene.bearings.items) {
    if (bearing.level == Level::sponsor && !bearing.leans.empty()) items.insert(bearing.evidence.text);
  }
  for (const std::string& id : items) parts.push_back({PartKind::state_item, 0, id, ""});
  for (const LinkClaim* claim : above.claims(all)) origins.insert(claim->origin);
  for (const std::string& id : origins) parts.push_back({PartKind::origin, 0, "", id});
  return parts;
}

class Search {
 public:
  Search(Without& without, std::size_t parts, double least) : without_(without), parts_(parts), least_(least) {
    now_ = without_.shares({});
    leader_ = leader_of(now_);
  }

  const std::string& leader() const { return leader_; }

  std::vector<Set> smallest() {
    std::vector<Set> sets;
    for (std::size_t a = 0; a < parts_; ++a) keep({a}, sets);
    for (std::size_t a = 0; sets.empty() && parts_ <= most_for_pairs && a < parts_; ++a) pairs(a);
    if (sets.empty()) sets = pairs_;
    if (sets.empty()) greedy(sets);
    std::stable_sort(sets.begin(), sets.end(), [&](const Set& a, const Set& b) { return share(a) < share(b); });
    return sets;
  }

  double share(const Set& out) {
    const auto shares = without_.shares(out);
    const auto place = shares.find(leader_);
    return place == shares.end() ? 0.0 : place->second;
  }

  std::map<std::string, double> after(const Set& out) { return without_.shares(out); }

 private:
  bool undone(const Set& out) {
    const bool led_by_half = now_.at(leader_) >= least_;
    return leader_of(without_.shares(out)) != leader_ || (led_by_half && share(out) < least_);
  }

  void keep(const Set& out, std::vector<Set>& sets) {
    if (undone(out)) sets.push_back(out);
  }

  void pairs(std::size_t a) {
    for (std::size_t b = a + 1; b < parts_; ++b) keep({a, b}, pairs_);
  }

  void greedy(std::vector<Set>& sets) {
    Set out;
    while (out.size() < std::min(longest_set, parts_) && (out.empty() || !undone(out))) {
      Set best;
      for (std::size_t at = 0; at < parts_; ++at) {
        if (std::binary_search(out.begin(), out.end(), at)) continue;
        Set next = out;
        next.insert(std::upper_bound(next.begin(), next.end(), at), at);
        if (best.empty() || share(next) < share(best)) best = std::move(next);
      }
      out = std::move(best);
    }
    if (!out.empty() && undone(out)) sets.push_back(out);
  }

  Without& without_;
  std::size_t parts_;
  double least_;
  std::map<std::string, double> now_;
  std::string leader_;
  std::vector<Set> pairs_;
};

FlipPart named(const Judgement& judgement, const Part& part, const LinkClaims& claims) {
  if (part.kind == PartKind::state_item) return {part.item, {}};
  if (part.kind == PartKind::piece) {
    return {judgement.incident.evidence[judgement.scene.pieces[part.piece].evidence.front()].id.text, {}};
  }
  std::set<std::string> ids;
  for (const LinkClaim* claim : claims) {
    if (claim->origin == part.origin) ids.insert(claim->id);
  }
  return {part.origin, {ids.begin(), ids.end()}};
}

}  // namespace

std::vector<FlipAbove> flips_above(const Judgement& judgement, Above& above, const Ways& all) {
  const std::vector<Part> parts = parts_of(judgement, above, all);
  const LinkClaims claims = above.claims(all);
  std::vector<FlipAbove> result;
  Reckoned reckoned;
  for (const Level level : {Level::operator_, Level::organisation, Level::sponsor}) {
    Without without(judgement, above, parts, level, reckoned);
    Search search(without, parts.size(), judgement.settings().flip_share);
    if (search.leader().empty()) continue;
    FlipAbove flip;
    flip.leader = {level, search.leader(), all.ladder.name_of(search.leader())};
    flip.then = {level, std::nullopt, "nobody we know"};
    const std::vector<Set> sets = search.smallest();
    for (const Set& set : sets) {
      std::vector<FlipPart>& now = flip.sets.emplace_back();
      for (const std::size_t at : set) now.push_back(named(judgement, parts[at], claims));
    }
    if (!sets.empty()) {
      const auto then = search.after(sets.front());
      const std::string next = leader_of(then);
      flip.size = sets.front().size();
      if (!next.empty()) flip.then = {level, next, all.ladder.name_of(next)};
      flip.then_share = Probability(std::clamp(then.at(next), 0.0, 1.0));
    }
    result.push_back(std::move(flip));
  }
  return result;
}

}  // namespace whence
