// Which matters of several documents are one incident.
#include <algorithm>
#include <map>
#include <numeric>

#include "base/text.h"
#include "relations/incident_profile.h"
#include "relations/repetition.h"

namespace whence {
namespace {

bool lettered(const std::string& matter) { return !matter.empty() && matter.size() <= 2 && is_upper(matter.front()); }

// What may be about an incident although its document files it under none.
bool tells_of_incident(const Claim& claim) {
  const Speech saying = speech_of(claim.act);
  const bool kind =
      saying == Speech::allegation || saying == Speech::tie || saying == Speech::charge || saying == Speech::victim;
  return kind && !claim.denied && claim.actor.empty() && claim.matter == "general";
}

class Joiner {
 public:
  Joiner(std::span<const Reading> readings, const std::vector<ClaimOrigin>& origins,
         const std::vector<std::size_t>& order, const RepetitionRules& rules)
      : readings_(readings), origins_(origins), order_(order), rules_(rules) {}

  std::vector<SharedMatter> run() {
    collect();
    join_by_origins();
    join_within_documents();
    join_by_victims();
    join_by_groups();
    join_within_documents();  // what was two until here may be one
    return matters();
  }

 private:
  static constexpr std::size_t nearby = 64;  // nodes before and behind that are compared, so that time stays linear

  // A matter of a document, or a claim of its own.
  struct Node {
    std::size_t document = 0;
    std::string letter;  // empty: a claim that its document files under no matter
    std::vector<std::size_t> claims;
  };
  struct Group {
    IncidentProfile profile;
    std::map<std::size_t, std::string> letters;  // of each document, the first
  };

  void collect() {
    for (const std::size_t document : order_) {
      const Reading& reading = readings_[document];
      const std::size_t first = nodes_.size();
      for (const Matter& matter : reading.matters) {
        if (lettered(matter.letter) && !matter.claims.empty())
          open({document, matter.letter, matter.claims}, matter.summary);
      }
      for (std::size_t claim = 0; claim < reading.claims.size(); ++claim) {
        if (tells_of_incident(reading.claims[claim])) open({document, "", {claim}}, "");
      }
      if (nodes_.size() != first) documents_.emplace_back(first, nodes_.size());
    }
    parent_.resize(nodes_.size());
    std::iota(parent_.begin(), parent_.end(), std::size_t{0});
  }

  void open(Node node, const std::string& summary) {
    Group group;
    for (const std::size_t claim : node.claims) {
      place_of_.emplace(ClaimPlace{node.document, claim}, nodes_.size());
      add_claim(group.profile, readings_[node.document], {node.document, claim}, rules_);
    }
    if (!node.letter.empty()) group.letters.emplace(node.document, node.letter);
    groups_.push_back(std::move(group));
    nodes_.push_back(std::move(node));
    summaries_.push_back(summary);
  }

  std::size_t root(std::size_t node) {
    while (parent_[node] != node) node = parent_[node] = parent_[parent_[node]];
    return node;
  }
  const IncidentProfile& profile(std::size_t node) { return groups_[root(node)].profile; }

  // Two matters of one document are one only if a statement says so, or both name one victim.
  bool one_document_parts(const Group& a, const Group& b) const {
    return std::any_of(b.letters.begin(), b.letters.end(), [&](const auto& other) {
      const auto known = a.letters.find(other.first);
      return known != a.letters.end() && known->second != other.second;
    });
  }

  bool compatible(std::size_t a, std::size_t b) {
    const Group &one = groups_[root(a)], &other = groups_[root(b)];
    if (!may_be_one(one.profile, other.profile, rules_)) return false;
    return !one_document_parts(one, other) || same_victim_name(one.profile, other.profile);
  }

  void join(std::size_t a, std::size_t b) {
    a = root(a);
    b = root(b);
    if (a == b) return;
    if (b < a) std::swap(a, b);
    parent_[b] = a;
    add_profile(groups_[a].profile, groups_[b].profile);
    groups_[a].letters.merge(groups_[b].letters);
  }

  std::optional<std::size_t> node_of(const ClaimPlace& place) const {
    const auto known = place_of_.find(place);
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
        if (first) join(*first, *node);
        if (!first) first = node;
      }
    }
  }

  // The one incident that `fits` among the nodes of a document, in a long one among those nearby; none where several
  // do, for then nothing says which.
  template <class Fits>
  std::optional<std::size_t> only(std::size_t first, std::size_t last, std::size_t besides, const Fits& fits) {
    first = std::max(first, besides - std::min(besides, nearby));
    last = std::min(last, besides + nearby);
    std::optional<std::size_t> found;
    for (std::size_t node = first; node < last; ++node) {
      if (root(node) == root(besides) || !fits(node)) continue;
      if (found && root(*found) != root(node)) return std::nullopt;
      found = node;
    }
    return found;
  }

  // "Xindar said that its office fell victim to hackers, and blamed the group"; "Xalia calls out Xebros over the
  // intrusion" above a text that tells which; "a port operator" in a text about one port.
  void join_within_documents() {
    for (const auto& [first, last] : documents_) {
      for (std::size_t node = first; node < last; ++node) {
        if (!nodes_[node].letter.empty() && !profile(node).headline) continue;
        const auto incident = [&](std::size_t other) { return !nodes_[other].letter.empty(); };
        const auto match = [&](const auto& fits) {
          return only(first, last, node, [&](std::size_t other) {
            return incident(other) && fits(own(node), profile(other)) && joinable(node, other);
          });
        };
        const auto found = own(node).headline       ? match(restated)
                           : own(node).victimless() ? match(one_sentence)
                                                    : match(one_kind);
        if (found) join(node, *found);
      }
    }
  }

  // A headline may bear a letter of its own.
  bool joinable(std::size_t node, std::size_t other) {
    return own(node).headline ? may_be_one(profile(node), profile(other), rules_) : compatible(node, other);
  }

  // What the node's own claims say, whatever it has been joined with.
  const IncidentProfile& own(std::size_t node) {
    const auto [known, added] = own_.try_emplace(node);
    if (added) {
      for (const std::size_t claim : nodes_[node].claims)
        add_claim(known->second, readings_[nodes_[node].document], {nodes_[node].document, claim}, rules_);
    }
    return known->second;
  }

  static bool restated(const IncidentProfile& headline, const IncidentProfile& body) {
    const bool victims = headline.concepts.empty() || meet(headline.concepts, body.concepts);
    return share_speaker(headline, body) && victims &&
           (meet(headline.accused, body.accused) || meet(headline.groups, body.groups));
  }
  static bool one_sentence(const IncidentProfile& one, const IncidentProfile& other) {
    return share_speaker(one, other) && meet(one.spoken, other.spoken);
  }
  static bool one_kind(const IncidentProfile& one, const IncidentProfile& other) {
    const bool voices = one.speakers.empty() || other.speakers.empty() || share_speaker(one, other);
    return voices && meet(one.concepts, other.concepts);
  }

  void join_by_victims() {
    std::map<std::string, std::size_t> latest;
    for (std::size_t node = 0; node < nodes_.size(); ++node) {
      for (const std::string& key : own(node).victims) {
        const auto known = latest.find(key);
        if (known != latest.end() && compatible(known->second, node)) join(known->second, node);
        latest[key] = node;
      }
    }
  }

  // "XAPT-7 was responsible", of an intrusion told elsewhere by the same speaker.
  void join_by_groups() {
    std::map<std::string, std::vector<std::size_t>> naming;
    for (std::size_t node = 0; node < nodes_.size(); ++node) {
      for (const std::string& group : own(node).groups) naming[group].push_back(node);
    }
    for (std::size_t node = 0; node < nodes_.size(); ++node) {
      if (!own(node).victimless()) continue;
      for (const std::string& group : own(node).groups) {
        if (const auto found = told_of_group(node, naming[group])) join(node, *found);
      }
    }
  }

  std::optional<std::size_t> told_of_group(std::size_t node, const std::vector<std::size_t>& naming) {
    const auto at = std::lower_bound(naming.begin(), naming.end(), node) - naming.begin();
    const auto from = static_cast<std::size_t>(at) > nearby ? static_cast<std::size_t>(at) - nearby : 0;
    std::optional<std::size_t> found;
    for (std::size_t i = from; i < std::min(naming.size(), static_cast<std::size_t>(at) + nearby); ++i) {
      const std::size_t other = naming[i];
      if (root(other) == root(node) || nodes_[other].document == nodes_[node].document) continue;
      if (!share_speaker(own(node), profile(other)) || !compatible(node, other)) continue;
      if (days_between(own(node).published, own(other).published) > rules_.window_days) continue;
      if (found && root(*found) != root(other)) return std::nullopt;
      found = other;
    }
    return found;
  }

  void file(std::vector<SharedMatter>& matters, const std::map<std::size_t, std::size_t>& index_of) {
    std::map<std::size_t, std::set<std::size_t>> covered;  // origin of an answer to its matters
    for (std::size_t i = 0; i < origins_.size(); ++i) {
      std::set<std::size_t> of;
      bool answer = false;
      const auto cover = [&](const ClaimPlace& place) {
        const auto node = node_of(place);
        const auto known = node ? index_of.find(root(*node)) : index_of.end();
        if (known != index_of.end()) of.insert(known->second);
      };
      const auto covers = [&](const ClaimPlace& place) {
        cover(place);
        if (sums_up(place)) cover_each(place, index_of, of);
      };
      for (const Occurrence& telling : origins_[i].occurrences) {
        const Claim& claim = readings_[telling.place.document].claims[telling.place.claim];
        answer |= is_denial(claim.act);
        covers(telling.place);
        for (const ClaimRelation& relation : claim.relations) {
          if (relation.kind == RelationKind::denial_of) covers({telling.place.document, relation.claim});
        }
        if (is_denial(claim.act) && of.empty()) cover_denied(telling.place, index_of, of);
      }
      for (const std::size_t matter : of) (answer ? matters[matter].answers : matters[matter].origins).push_back(i);
    }
  }

  bool sums_up(const ClaimPlace& place) const {
    const Claim& claim = readings_[place.document].claims[place.claim];
    return is_accusation(claim.act) && told_of(readings_[place.document], place, rules_).sums_up;
  }

  // "X and Y accuse Z of attacks on their election authority and parliament" is about the incident of each.
  void cover_each(const ClaimPlace& place, const std::map<std::size_t, std::size_t>& index_of,
                  std::set<std::size_t>& of) const {
    IncidentProfile sum;
    add_claim(sum, readings_[place.document], place, rules_);
    for (const auto& [top, matter] : index_of) {
      const IncidentProfile& one = groups_[top].profile;
      if (share_speaker(sum, one) && meet(sum.concepts, one.concepts) && may_be_one(sum, one, rules_))
        of.insert(matter);
    }
  }

  // A denial in a document that does not tell what it denies: of the one incident in which its speaker is accused, if
  // it names a victim of that kind.
  void cover_denied(const ClaimPlace& place, const std::map<std::size_t, std::size_t>& index_of,
                    std::set<std::size_t>& of) const {
    IncidentProfile denial;
    add_claim(denial, readings_[place.document], place, rules_);
    std::optional<std::size_t> found;
    for (const auto& [top, matter] : index_of) {
      const IncidentProfile& one = groups_[top].profile;
      const bool victim = meet(denial.victims, one.victims) || meet(denial.concepts, one.concepts);
      if (!victim || !meet(denial.speakers, one.accused) || !may_be_one(denial, one, rules_)) continue;
      if (found) return;
      found = matter;
    }
    if (found) of.insert(*found);
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

  // Claims without a letter make an incident only with others, and only where a victim or a group tells which.
  bool shown(std::size_t top, const std::map<std::size_t, std::set<std::size_t>>& documents) const {
    const Group& group = groups_[top];
    if (!group.letters.empty()) return true;
    const bool named = !group.profile.victims.empty() || !group.profile.groups.empty();
    return named && documents.at(top).size() > 1;
  }

  std::vector<SharedMatter> matters() {
    std::map<std::size_t, std::set<std::size_t>> documents;
    for (std::size_t node = 0; node < nodes_.size(); ++node) documents[root(node)].insert(nodes_[node].document);
    std::vector<SharedMatter> matters;
    std::map<std::size_t, std::size_t> index_of;  // root to matter
    for (std::size_t node = 0; node < nodes_.size(); ++node) {
      const std::size_t top = root(node);
      if (!shown(top, documents)) continue;
      const auto [known, added] = index_of.emplace(top, matters.size());
      if (added) matters.emplace_back();
      SharedMatter& matter = matters[known->second];
      if (matter.summary.empty()) matter.summary = summaries_[node];
      if (!nodes_[node].letter.empty()) matter.letters.emplace_back(nodes_[node].document, nodes_[node].letter);
      for (const std::size_t claim : nodes_[node].claims) matter.claims.push_back({nodes_[node].document, claim});
    }
    for (SharedMatter& matter : matters) {
      if (matter.summary.empty()) matter.summary = summary_of(matter.claims.front());
    }
    file(matters, index_of);
    for (SharedMatter& matter : matters) matter.independent = independent(matter);
    return matters;
  }

  // Of a claim whose document has no title for its incident: the victim, else the group.
  std::string summary_of(const ClaimPlace& place) const {
    const Claim& claim = readings_[place.document].claims[place.claim];
    if (!claim.victim.empty()) return claim.victim.front().text;
    return claim.group.empty() ? "" : claim.group.front().name.value_or(claim.group.front().text);
  }

  std::span<const Reading> readings_;
  const std::vector<ClaimOrigin>& origins_;
  const std::vector<std::size_t>& order_;
  const RepetitionRules& rules_;
  std::vector<Node> nodes_;
  std::vector<std::string> summaries_;
  std::vector<Group> groups_;  // by root
  std::map<std::size_t, IncidentProfile> own_;
  std::vector<std::pair<std::size_t, std::size_t>> documents_;  // first and last node of each
  std::vector<std::size_t> parent_;
  std::map<ClaimPlace, std::size_t> place_of_;
};

}  // namespace

std::vector<SharedMatter> shared_matters(std::span<const Reading> readings, const std::vector<ClaimOrigin>& origins,
                                         const std::vector<std::size_t>& order, const RepetitionRules& rules) {
  return Joiner(readings, origins, order, rules).run();
}

}  // namespace whence
