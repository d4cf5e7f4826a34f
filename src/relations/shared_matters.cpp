// Which matters of several documents are one incident.
#include <algorithm>
#include <map>
#include <numeric>

#include "base/text.h"
#include "relations/repetition.h"
#include "relations/shingles.h"

namespace whence {
namespace {

using Node = std::pair<std::size_t, std::string>;  // document and letter

class Joiner {
 public:
  Joiner(std::span<const Reading> readings, const std::vector<ClaimOrigin>& origins,
         const std::vector<std::size_t>& order, const RepetitionRules& rules)
      : readings_(readings), origins_(origins), order_(order), rules_(rules) {}

  std::vector<SharedMatter> run() {
    collect();
    join_by_origins();
    join_by_victims();
    return matters();
  }

 private:
  struct Group {
    std::map<std::size_t, std::string> letters;  // of each document, the first
    std::set<std::string> named;                 // groups tied to it
    Told sample;                                 // for the window
  };

  void collect() {
    for (const std::size_t document : order_) {
      for (const Matter& matter : readings_[document].matters) {
        if (matter.letter.empty() || !is_upper(matter.letter.front()) || matter.claims.empty()) continue;
        place_of_.emplace(Node{document, matter.letter}, nodes_.size());
        nodes_.push_back({document, matter.letter});
        summaries_.push_back(matter.summary);
        Group group;
        group.letters.emplace(document, matter.letter);
        group.sample.published = readings_[document].document.published;
        for (const std::size_t claim : matter.claims) {
          const Told one = told_of(readings_[document], {document, claim}, rules_);
          group.named.insert(one.groups.begin(), one.groups.end());
        }
        groups_.push_back(std::move(group));
      }
    }
    parent_.resize(nodes_.size());
    std::iota(parent_.begin(), parent_.end(), std::size_t{0});
  }

  std::size_t root(std::size_t node) {
    while (parent_[node] != node) node = parent_[node] = parent_[parent_[node]];
    return node;
  }

  enum class Ground { origin, victim };

  // Two matters of one document are only one if a statement says so.
  void join(std::size_t a, std::size_t b, Ground ground) {
    a = root(a);
    b = root(b);
    if (a == b) return;
    if (b < a) std::swap(a, b);
    Group &into = groups_[a], &from = groups_[b];
    if (ground == Ground::victim) {
      if (!within_window(into.sample, from.sample, rules_)) return;
      const auto other_group = [&](const std::string& name) { return into.named.contains(name); };
      if (!into.named.empty() && !from.named.empty() && std::none_of(from.named.begin(), from.named.end(), other_group))
        return;
      for (const auto& [document, letter] : from.letters) {
        const auto known = into.letters.find(document);
        if (known != into.letters.end() && known->second != letter) return;
      }
    }
    parent_[b] = a;
    into.letters.merge(from.letters);
    into.named.merge(from.named);
  }

  std::optional<std::size_t> node_of(const ClaimPlace& place) const {
    const auto known = place_of_.find({place.document, readings_[place.document].claims[place.claim].matter});
    return known == place_of_.end() ? std::nullopt : std::optional(known->second);
  }

  void join_by_origins() {
    for (const ClaimOrigin& origin : origins_) {
      std::optional<std::size_t> first;
      const ClaimPlace& opener = origin.occurrences.front().place;
      const Speech saying = speech_of(readings_[opener.document].claims[opener.claim].act);
      if (saying == Speech::denial || saying == Speech::other) continue;
      for (const Occurrence& telling : origin.occurrences) {
        const auto node = node_of(telling.place);
        if (!node) continue;
        if (first) join(*first, *node, Ground::origin);
        if (!first) first = node;
      }
    }
  }

  // A victim's own name, two words in a run, or its state and kind.
  std::set<std::string> victim_keys(const Party& victim) const {
    std::set<std::string> keys;
    const std::vector<std::string> words = folded_words(victim.text);
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
      const bool telling = words[i].size() >= 4 && words[i + 1].size() >= 4 && !rules_.generic.contains(words[i]) &&
                           !rules_.generic.contains(words[i + 1]);
      if (telling) keys.insert(words[i] + " " + words[i + 1]);
    }
    for (const std::string& word : words) {
      const auto concept_of = rules_.victim.find(word);
      if (victim.state && concept_of != rules_.victim.end()) keys.insert(*victim.state + ":" + concept_of->second);
    }
    return keys;
  }

  void join_by_victims() {
    std::map<std::string, std::size_t> latest;
    for (std::size_t node = 0; node < nodes_.size(); ++node) {
      const Reading& reading = readings_[nodes_[node].first];
      std::set<std::string> keys;
      for (const Claim& claim : reading.claims) {
        if (claim.matter != nodes_[node].second) continue;
        for (const Party& victim : claim.victim) keys.merge(victim_keys(victim));
      }
      for (const std::string& key : keys) {
        const auto known = latest.find(key);
        if (known != latest.end()) join(known->second, node, Ground::victim);
        latest[key] = node;
      }
    }
  }

  void file(std::vector<SharedMatter>& matters, const std::map<std::size_t, std::size_t>& index_of) {
    std::map<std::size_t, std::set<std::size_t>> covered;  // origin of an answer to its matters
    for (std::size_t i = 0; i < origins_.size(); ++i) {
      std::set<std::size_t> of;
      bool answer = false;
      for (const Occurrence& telling : origins_[i].occurrences) {
        const Claim& claim = readings_[telling.place.document].claims[telling.place.claim];
        answer |= is_denial(claim.act);
        if (const auto node = node_of(telling.place)) of.insert(index_of.at(root(*node)));
        for (const ClaimRelation& relation : claim.relations) {
          if (relation.kind != RelationKind::denial_of) continue;
          const auto node = node_of({telling.place.document, relation.claim});
          if (node) of.insert(index_of.at(root(*node)));
        }
      }
      for (const std::size_t matter : of) (answer ? matters[matter].answers : matters[matter].origins).push_back(i);
    }
  }

  // Speakers of allegations, those that share one counted together.
  std::size_t independent(const SharedMatter& matter) const {
    std::vector<std::set<std::string>> voices;
    for (const std::size_t index : matter.origins) {
      const ClaimOrigin& origin = origins_[index];
      const ClaimPlace& place = origin.occurrences.front().place;
      const Speech saying = speech_of(readings_[place.document].claims[place.claim].act);
      if (saying != Speech::allegation && saying != Speech::charge) continue;
      std::set<std::string> all(origin.speakers.begin(), origin.speakers.end());
      if (all.empty()) continue;
      std::erase_if(voices, [&](const std::set<std::string>& voice) {
        const bool shared = std::any_of(voice.begin(), voice.end(), [&](const auto& one) { return all.contains(one); });
        if (shared) all.insert(voice.begin(), voice.end());
        return shared;
      });
      voices.push_back(std::move(all));
    }
    return voices.size();
  }

  std::vector<SharedMatter> matters() {
    std::vector<SharedMatter> matters;
    std::map<std::size_t, std::size_t> index_of;  // root to matter
    for (std::size_t node = 0; node < nodes_.size(); ++node) {
      const std::size_t top = root(node);
      const auto [known, added] = index_of.emplace(top, matters.size());
      if (added) matters.push_back({summaries_[node], {}, {}, {}, 0});
      matters[known->second].letters.push_back(nodes_[node]);
    }
    file(matters, index_of);
    for (SharedMatter& matter : matters) matter.independent = independent(matter);
    return matters;
  }

  std::span<const Reading> readings_;
  const std::vector<ClaimOrigin>& origins_;
  const std::vector<std::size_t>& order_;
  const RepetitionRules& rules_;
  std::vector<Node> nodes_;
  std::vector<std::string> summaries_;
  std::vector<Group> groups_;
  std::vector<std::size_t> parent_;
  std::map<Node, std::size_t> place_of_;
};

}  // namespace

std::vector<SharedMatter> shared_matters(std::span<const Reading> readings, const std::vector<ClaimOrigin>& origins,
                                         const std::vector<std::size_t>& order, const RepetitionRules& rules) {
  return Joiner(readings, origins, order, rules).run();
}

}  // namespace whence
