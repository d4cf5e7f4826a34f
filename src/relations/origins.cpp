#include "relations/origins.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <unordered_map>

#include "base/text.h"
#include "relations/origin_cluster.h"
#include "relations/shingles.h"

namespace whence {
namespace {

constexpr std::size_t most_candidates = 64;    // latest statements of one speaker, or on one object, that are looked at
constexpr std::size_t most_victim_words = 24;  // of one origin; tellings beyond add none
constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

bool says_any(std::string_view words, const std::vector<std::string>& phrases) {
  return std::any_of(phrases.begin(), phrases.end(),
                     [&](const std::string& phrase) { return words.find(phrase) != std::string_view::npos; });
}

class Gatherer {
 public:
  Gatherer(std::span<const Reading> readings, const std::vector<std::size_t>& order,
           const std::vector<DocumentCopy>& copies, const RepetitionRules& rules)
      : readings_(readings), order_(order), rules_(rules), rank_(readings.size()), cluster_of_(readings.size()) {
    for (std::size_t i = 0; i < order.size(); ++i) rank_[order[i]] = i;
    for (const DocumentCopy& copy : copies) copies_.insert({copy.document, copy.of});
  }

  std::vector<ClaimOrigin> run() {
    collect();
    find_copied_sentences();
    std::vector<std::size_t> weak;
    for (std::size_t i = 0; i < statements_.size(); ++i) {
      const Told& one = statements_[i];
      if (one.saying == Speech::denial || one.saying == Speech::victim || one.speakers.empty()) continue;
      if (!gather(i, false)) weak.push_back(i);
    }
    for (const std::size_t i : weak) gather(i, true);
    gather_victims();
    for (std::size_t i = 0; i < statements_.size(); ++i) {
      const Told& one = statements_[i];
      if (one.saying != Speech::denial && one.speakers.empty()) gather(i, true);
    }
    weak.clear();
    for (std::size_t i = 0; i < statements_.size(); ++i) {
      if (statements_[i].saying == Speech::denial && !gather(i, false)) weak.push_back(i);
    }
    for (const std::size_t i : weak) gather(i, true);
    return origins();
  }

 private:
  // Who says in one sentence that it was hit and by whom makes one statement.
  void gather_victims() {
    std::vector<std::size_t> weak;
    for (std::size_t i = 0; i < statements_.size(); ++i) {
      const Told& one = statements_[i];
      if (one.saying != Speech::victim || one.speakers.empty()) continue;
      const auto& beside = of_sentence_[sentence_of_[i]];
      const auto allegation = std::find_if(beside.begin(), beside.end(), [&](std::size_t other) {
        return statements_[other].saying == Speech::allegation && cluster_of(statements_[other]) != nowhere &&
               share_speaker(one, statements_[other]);
      });
      if (allegation != beside.end()) {
        add(one, {cluster_of(statements_[*allegation]), Telling::same_statement, 0});
      } else if (!gather(i, false)) {
        weak.push_back(i);
      }
    }
    for (const std::size_t i : weak) gather(i, true);
  }

  struct Choice {
    std::size_t cluster = nowhere;
    Telling telling = Telling::first;
    double share = 0;
  };

  void collect() {
    for (const std::size_t document : order_) {
      const Reading& reading = readings_[document];
      cluster_of_[document].assign(reading.claims.size(), nowhere);
      std::size_t last = nowhere;
      for (std::size_t claim = 0; claim < reading.claims.size(); ++claim) {
        statements_.push_back(told_of(reading, {document, claim}, rules_));
        const std::size_t sentence = reading.claims[claim].sentence;
        if (sentence != last || sentences_.empty()) {
          sentences_.push_back(runs_of(reading, sentence));
          of_sentence_.emplace_back();
        }
        last = sentence;
        sentence_of_.push_back(sentences_.size() - 1);
        of_sentence_.back().push_back(statements_.size() - 1);
      }
    }
  }

  std::string_view sentence_text(const Reading& reading, std::size_t sentence) const {
    if (sentence == 0 || sentence > reading.sentences.size()) return {};
    return text_of(reading.document.text, reading.sentences[sentence - 1].span);
  }

  std::vector<std::uint64_t> runs_of(const Reading& reading, std::size_t sentence) const {
    return shingles(sentence_text(reading, sentence), rules_.sentence_run);
  }

  void find_copied_sentences() {
    for (const Likeness& likeness : near_copies(sentences_, rules_.sentence_share, rules_.least_runs)) {
      likenesses_[likeness.item].push_back(likeness);
    }
  }

  std::size_t& cluster_of(const Told& one) { return cluster_of_[one.place.document][one.place.claim]; }

  bool copied_document(std::size_t one, std::size_t other) const {
    return copies_.contains({one, other}) || copies_.contains({other, one});
  }

  // The earlier claim of a nearly equal sentence of another document.
  Choice by_words(std::size_t index) {
    const Told& one = statements_[index];
    const auto found = likenesses_.find(sentence_of_[index]);
    if (found == likenesses_.end()) return {};
    Choice best;
    int most = -1;
    for (const Likeness& likeness : found->second) {
      for (const std::size_t earlier : of_sentence_[likeness.of]) {
        const Told& other = statements_[earlier];
        const std::size_t cluster = cluster_of(other);
        if (other.saying != one.saying || cluster == nowhere || other.place.document == one.place.document) continue;
        if (one.saying == Speech::other && one.act != other.act) continue;
        // A formula is said again years later, of something else.
        if (days_between(one.published, other.published) > rules_.incident_days) continue;
        const Fit fit = fit_of(one, other, rules_);
        if (fit.conflict || one_sided(one, clusters_[cluster], rules_)) continue;
        if (other_state(one, other) && !copied_document(one.place.document, other.place.document)) continue;
        const int points = fit.points * 4 + (share_speaker(one, other) ? 2 : 0) + (one.act == other.act ? 1 : 0);
        if (points > most) {
          most = points;
          best = {cluster, Telling::same_words, likeness.share};
        }
      }
      if (most >= 0) break;  // likenesses are sorted: the nearest sentence decides
    }
    return best;
  }

  // 2: the same object. 1: nothing speaks against it. 0: another.
  int agreement(const Told& one, const Cluster& cluster) {
    const Told& other = cluster.profile;
    if (one.saying == Speech::other && one.act != other.act) return 0;
    const std::int64_t days = days_between(one.published, other.published);
    if (days > rules_.window_days && (days > rules_.retold_days || !particular(one, other))) return 0;
    const Fit fit = fit_of(one, other, rules_);
    if (fit.conflict || one_sided(one, cluster, rules_)) return 0;
    if (one.saying == Speech::denial) return answers_alike(one, cluster);
    const bool plain = one.groups.empty() && one.victims.empty();
    const bool other_plain = other.groups.empty() && other.victims.empty();
    const bool telling = fit.points > 1 || (fit.points == 1 && (one.accused.empty() || other.accused.empty()));
    if (telling || (fit.points == 1 && plain && other_plain)) return 2;
    if (fit.points == 1) return 1;
    const bool bare = plain && one.accused.empty();
    return bare && other_plain && other.accused.empty() ? 1 : bare && one.saying == Speech::outcome ? 1 : 0;
  }

  int answers_alike(const Told& one, const Cluster& cluster) {
    const std::set<std::size_t> targets = targets_of(one);
    if (targets.empty() || cluster.targets.empty()) return 1;
    return std::any_of(targets.begin(), targets.end(), [&](std::size_t t) { return cluster.targets.contains(t); }) ? 2
                                                                                                                   : 0;
  }

  std::set<std::size_t> targets_of(const Told& one) const {
    std::set<std::size_t> targets;
    const Claim& claim = readings_[one.place.document].claims[one.place.claim];
    for (const ClaimRelation& relation : claim.relations) {
      if (relation.kind != RelationKind::denial_of) continue;
      const std::size_t cluster = cluster_of_[one.place.document][relation.claim];
      if (cluster != nowhere) targets.insert(cluster);
    }
    return targets;
  }

  static std::string bucket(const Told& one, const std::string& key) {
    return std::to_string(static_cast<int>(one.saying)) + '|' + key;
  }
  static std::string speaker_bucket(const Told& one, const std::string& speaker) {
    const auto space = speaker.find(' ');
    return bucket(one, is_state(speaker) || space == std::string::npos ? speaker : speaker.substr(0, space));
  }

  // The latest clusters under a key, each once, latest first.
  std::vector<std::size_t> candidates(const std::vector<std::string>& keys) const {
    std::vector<std::size_t> found;
    for (const std::string& key : keys) {
      const auto known = by_key_.find(key);
      if (known == by_key_.end()) continue;
      const std::size_t count = std::min(known->second.size(), most_candidates);
      found.insert(found.end(), known->second.end() - static_cast<std::ptrdiff_t>(count), known->second.end());
    }
    std::sort(found.begin(), found.end(), std::greater<>());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
  }

  std::vector<std::string> speaker_keys(const Told& one) const {
    std::vector<std::string> keys;
    for (const std::string& speaker : one.speakers) keys.push_back(speaker_bucket(one, speaker));
    return keys;
  }
  std::vector<std::string> object_keys(const Told& one) const {
    std::vector<std::string> keys;
    for (const std::string& group : one.groups) keys.push_back(bucket(one, "g:" + group));
    for (const std::string& victim : one.victims) keys.push_back(bucket(one, "v:" + victim));
    return keys;
  }

  Choice by_statement(const Told& one, bool settle) {
    Choice best;
    int most = 0;
    std::size_t rivals = 0;
    for (const std::size_t candidate : candidates(speaker_keys(one))) {
      if (!share_speaker(one, clusters_[candidate].profile) || sums_up(one, clusters_[candidate].profile)) continue;
      const int how = agreement(one, clusters_[candidate]);
      if (how == 0) continue;
      if (how == most) ++rivals;
      if (how > most) {
        most = how;
        rivals = 1;
        best = {candidate, Telling::same_statement, 0};
      }
    }
    if (most == 2 || (most == 1 && settle && rivals == 1)) return best;
    return settle && one.headline ? by_own_text(one) : Choice{};
  }

  // What the text under a headline tells, where only one statement of it agrees.
  Choice by_own_text(const Told& one) {
    Choice best;
    for (const std::size_t candidate : candidates(speaker_keys(one))) {
      const Cluster& cluster = clusters_[candidate];
      const bool here = std::any_of(cluster.tellings.begin(), cluster.tellings.end(), [&](const Occurrence& telling) {
        return telling.place.document == one.place.document;
      });
      if (!here || !share_speaker(one, cluster.profile) || sums_up(one, cluster.profile) ||
          agreement(one, cluster) == 0)
        continue;
      if (best.cluster != nowhere) return {};
      best = {candidate, Telling::same_statement, 0};
    }
    return best;
  }

  // Whether the claim's sentence, or who relays it, names a speaker of the cluster.
  bool names_speaker(const Told& one, const Cluster& cluster) const {
    const Reading& reading = readings_[one.place.document];
    const Claim& claim = reading.claims[one.place.claim];
    std::string words = " " + join(folded_words(sentence_text(reading, claim.sentence)), " ") + " ";
    // "On the basis of that report": whose it is stands in the sentence before.
    if (says_any(words, rules_.rests) && claim.sentence > 1)
      words += join(folded_words(sentence_text(reading, claim.sentence - 1)), " ") + " ";
    for (const std::string& speaker : cluster.profile.speakers) {
      if (!is_state(speaker) && words.find(" " + speaker.substr(5) + " ") != std::string::npos) return true;
      for (const Party& via : claim.via) {
        if (speaker_key(via, rules_) == speaker) return true;
      }
    }
    return false;
  }

  // Another speaker, or none, on the same object.
  Choice by_object(const Told& one) {
    Choice best;
    int most = 0;
    for (const std::size_t candidate : candidates(object_keys(one))) {
      const Cluster& cluster = clusters_[candidate];
      if (!within_window(one, cluster.profile, rules_) || one_sided(one, cluster, rules_)) continue;
      const Fit fit = fit_of(one, cluster.profile, rules_);
      if (fit.conflict || fit.points <= most) continue;
      if (cluster.profile.speakers.empty()) continue;
      if (names_speaker(one, cluster)) {
        best = {candidate, Telling::cites, 0};
      } else if (one.speakers.empty() && fit.points >= 2) {
        best = {candidate, Telling::unattributed, 0};
      } else {
        continue;
      }
      most = fit.points;
    }
    return best;
  }

  // False: nothing was found, and `settle` would look again among weaker ones or open an origin of its own.
  bool gather(std::size_t index, bool settle) {
    const Told& one = statements_[index];
    Choice choice = by_words(index);
    if (choice.cluster == nowhere) choice = by_statement(one, settle);
    if (choice.cluster == nowhere && one.saying != Speech::denial && one.saying != Speech::other)
      choice = by_object(one);
    if (choice.cluster == nowhere) {
      if (!settle && weak(one)) return false;
      choice = {clusters_.size(), one.speakers.empty() ? Telling::unattributed : Telling::first, 0};
      clusters_.emplace_back();
      clusters_.back().profile = one;
      clusters_.back().profile.groups.clear();
      clusters_.back().profile.victims.clear();
    }
    add(one, choice);
    return true;
  }

  // Too little in it to open an origin before all others have been seen.
  bool weak(const Told& one) const {
    if (one.saying == Speech::denial) return targets_of(one).empty();
    return one.groups.empty() && one.victims.empty();
  }

  void add(const Told& one, const Choice& choice) {
    Cluster& cluster = clusters_[choice.cluster];
    cluster_of(one) = choice.cluster;
    Occurrence telling{one.place, choice.telling, choice.share, false};
    const Reading& reading = readings_[one.place.document];
    telling.says_statement =
        says_any(lower(sentence_text(reading, reading.claims[one.place.claim].sentence)), rules_.cites);
    cluster.tellings.push_back(telling);
    if (!one.letter.empty()) cluster.letters.emplace(one.place.document, one.letter);
    Told& profile = cluster.profile;
    profile.groups.insert(one.groups.begin(), one.groups.end());
    if (profile.victims.size() < most_victim_words) profile.victims.insert(one.victims.begin(), one.victims.end());
    if (profile.accused.empty()) profile.accused = one.accused;
    if (!profile.when) profile.when = one.when;
    if (choice.telling == Telling::same_statement) profile.speakers.insert(one.speakers.begin(), one.speakers.end());
    if (one.saying == Speech::denial) cluster.targets.merge(targets_of(one));
    if (choice.telling == Telling::first || choice.telling == Telling::same_statement)
      enter(speaker_keys(one), choice.cluster);
    enter(object_keys(one), choice.cluster);
  }

  // Under each key, unless it is among those that would be looked at anyway.
  void enter(const std::vector<std::string>& keys, std::size_t cluster) {
    for (const std::string& key : keys) {
      std::vector<std::size_t>& list = by_key_[key];
      const auto latest = list.end() - static_cast<std::ptrdiff_t>(std::min(list.size(), most_candidates));
      if (std::find(latest, list.end(), cluster) == list.end()) list.push_back(cluster);
    }
  }

  std::vector<ClaimOrigin> origins() {
    std::vector<ClaimOrigin> origins;
    for (Cluster& cluster : clusters_) {
      ClaimOrigin origin;
      std::sort(cluster.tellings.begin(), cluster.tellings.end(),
                [&](const Occurrence& a, const Occurrence& b) { return time_of(a.place) < time_of(b.place); });
      name_first(cluster.tellings);
      origin.speakers.assign(cluster.profile.speakers.begin(), cluster.profile.speakers.end());
      std::set<std::size_t> documents;
      for (const Occurrence& telling : cluster.tellings) documents.insert(telling.place.document);
      origin.documents = documents.size();
      origin.occurrences = std::move(cluster.tellings);
      origins.push_back(std::move(origin));
    }
    std::sort(origins.begin(), origins.end(), [&](const ClaimOrigin& a, const ClaimOrigin& b) {
      return time_of(a.occurrences.front().place) < time_of(b.occurrences.front().place);
    });
    return origins;
  }

  std::pair<std::size_t, std::size_t> time_of(const ClaimPlace& place) const {
    return {rank_[place.document], place.claim};
  }

  std::span<const Reading> readings_;
  const std::vector<std::size_t>& order_;
  const RepetitionRules& rules_;
  std::vector<std::size_t> rank_;  // of a document in time
  std::set<std::pair<std::size_t, std::size_t>> copies_;
  std::vector<Told> statements_;                       // in order of time
  std::vector<std::vector<std::uint64_t>> sentences_;  // that hold claims
  std::vector<std::size_t> sentence_of_;               // of a statement, into sentences_
  std::vector<std::vector<std::size_t>> of_sentence_;  // statements of a sentence
  std::unordered_map<std::size_t, std::vector<Likeness>> likenesses_;
  std::vector<std::vector<std::size_t>> cluster_of_;  // by document and claim
  std::vector<Cluster> clusters_;
  std::unordered_map<std::string, std::vector<std::size_t>> by_key_;
};

}  // namespace

std::vector<ClaimOrigin> origins_of(std::span<const Reading> readings, const std::vector<std::size_t>& order,
                                    const std::vector<DocumentCopy>& copies, const RepetitionRules& rules) {
  return Gatherer(readings, order, copies, rules).run();
}

}  // namespace whence
