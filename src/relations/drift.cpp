// What changed between the first telling of a statement and later ones.
#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <utility>

#include "base/text.h"
#include "relations/repetition.h"
#include "relations/shingles.h"

namespace whence {
namespace {

constexpr double same_strength = 0.04;

// The tellings of one origin in one document, taken together: a headline is flat where the body is careful.
struct Version {
  std::vector<ClaimPlace> places;
  std::vector<ClaimPlace> copied;  // those in nearly the same words as an earlier one
  std::vector<double> strengths;   // of words of probability, 1 for flat
  ClaimPlace softest, distant, failed, succeeded, state, nationality, spoken, unspoken;
  std::string softest_word, distant_word;
  double least = 2;
  bool near = false, is_distant = false, has_failed = false, has_succeeded = false, of_state = false,
       of_nationality = false, has_unspoken = false, vague = false;
  std::set<std::string> speakers;
};

class Comparer {
 public:
  Comparer(std::span<const Reading> readings, const RepetitionRules& rules) : readings_(readings), rules_(rules) {}

  std::vector<Drift> of(const ClaimOrigin& origin, std::size_t index, const std::vector<std::size_t>& rank) {
    std::map<std::size_t, Version> versions;  // by rank in time
    for (const Occurrence& telling : origin.occurrences) {
      Version& version = versions[rank[telling.place.document]];
      add(version, telling.place);
      if (telling.telling == Telling::same_words) version.copied.push_back(telling.place);
    }
    drifts_.clear();
    const Version& first = versions.begin()->second;
    for (auto later = std::next(versions.begin()); later != versions.end(); ++later) {
      origin_ = index;
      compare(first, later->second);
    }
    return std::move(drifts_);
  }

 private:
  const Claim& claim(const ClaimPlace& place) const { return readings_[place.document].claims[place.claim]; }

  void add(Version& version, const ClaimPlace& place) const {
    const Claim& one = claim(place);
    version.places.push_back(place);
    add_hedge(version, one, place);
    if (one.outcome == Outcome::succeeded) {
      version.has_succeeded = true;
      version.succeeded = place;
    } else if (one.outcome != Outcome::unknown) {
      version.has_failed = true;
      version.failed = place;
    }
    const Told statement = told_of(readings_[place.document], place, rules_);
    if (statement.accuses_state && !one.accused.empty()) {
      version.of_state = true;
      version.state = place;
    } else if (!statement.accused.empty()) {
      version.of_nationality = true;
      version.nationality = place;
    }
    if (!statement.speakers.empty()) {
      version.speakers.insert(statement.speakers.begin(), statement.speakers.end());
      version.spoken = place;
    } else if (statement.narrated) {
      version.has_unspoken = true;
      version.unspoken = place;
    } else {
      version.vague = true;  // "the ministry", of nobody we can tell: no change of speaker follows from it
    }
  }

  void add_hedge(Version& version, const Claim& one, const ClaimPlace& place) const {
    const Hedge kind = one.hedge.kind;
    if (kind == Hedge::alleged || kind == Hedge::reported) {
      version.is_distant = true;
      version.distant = place;
      version.distant_word = one.hedge.word.empty() ? std::string(name_of(kind)) : one.hedge.word;
      return;
    }
    version.near = true;
    const auto known = rules_.strength.find(lower(one.hedge.word));
    const auto of_kind = rules_.strength.find(name_of(kind));
    const double strength = known != rules_.strength.end()     ? known->second
                            : of_kind != rules_.strength.end() ? of_kind->second
                                                               : 1;
    version.strengths.push_back(strength);
    if (strength >= version.least) return;
    version.least = strength;
    version.softest = place;
    version.softest_word = one.hedge.word.empty() ? std::string(name_of(kind)) : one.hedge.word;
  }

  void put(std::string field, const ClaimPlace& from, const ClaimPlace& to, std::string before, std::string after,
           std::string direction = "") {
    drifts_.push_back({std::move(field), origin_, from, to, std::move(before), std::move(after), std::move(direction)});
  }

  void compare(const Version& first, const Version& later) {
    compare_hedges(first, later);
    compare_speakers(first, later);
    if (first.has_failed && !first.has_succeeded && later.has_succeeded && !later.has_failed)
      put("outcome", first.failed, later.succeeded, outcome_of(first.failed), outcome_of(later.succeeded));
    if (first.has_succeeded && !first.has_failed && later.has_failed && !later.has_succeeded)
      put("outcome", first.succeeded, later.failed, outcome_of(first.succeeded), outcome_of(later.failed));
    if (first.of_nationality && !first.of_state && later.of_state && !later.of_nationality)
      put("accused", first.nationality, later.state, accused_of(first.nationality), accused_of(later.state));
    if (first.of_state && !first.of_nationality && later.of_nationality && !later.of_state)
      put("accused", first.state, later.nationality, accused_of(first.state), accused_of(later.nationality));
  }

  void compare_hedges(const Version& first, const Version& later) {
    if (first.near && later.near) {
      const bool kept = std::any_of(first.strengths.begin(), first.strengths.end(), [&](double strength) {
        return std::any_of(later.strengths.begin(), later.strengths.end(),
                           [&](double other) { return std::abs(strength - other) <= same_strength; });
      });
      if (!kept)
        put("hedge", first.softest, later.softest, first.softest_word, later.softest_word,
            later.least > first.least ? "firmer" : "softer");
      if (kept) compare_copies(first, later);
    }
    if (first.is_distant && !first.near && later.near && !later.is_distant)
      put("distance", first.distant, later.softest, first.distant_word, later.softest_word, "dropped");
    if (first.near && !first.is_distant && later.is_distant && !later.near)
      put("distance", first.softest, later.distant, first.softest_word, later.distant_word, "added");
  }

  std::string_view sentence_of(const ClaimPlace& place) const {
    const Reading& reading = readings_[place.document];
    const std::size_t number = claim(place).sentence;
    if (number == 0 || number > reading.sentences.size()) return {};
    return text_of(reading.document.text, reading.sentences[number - 1].span);
  }

  // The softest word of probability in a sentence, whatever it is said of; "flat" for none.
  std::pair<std::string, double> softest_in(std::string_view sentence) const {
    const std::string words = " " + join(folded_words(sentence), " ") + " ";
    std::pair<std::string, double> found{"flat", 1};
    std::size_t longest = 0;
    for (const auto& [phrase, strength] : rules_.strength) {
      if (words.find(" " + phrase + " ") == std::string::npos) continue;
      // "highly likely" is no "likely".
      const bool inside = found.first.find(phrase) != std::string::npos;
      const bool around = longest > 0 && phrase.find(found.first) != std::string::npos;
      if (around || (!inside && strength < found.second)) {
        found = {phrase, strength};
        longest = phrase.size();
      }
    }
    return found;
  }

  // In nearly equal sentences every word of probability counts, also one that the reader tied to nothing.
  void compare_copies(const Version& first, const Version& later) {
    for (const ClaimPlace& copy : later.copied) {
      const auto runs = shingles(sentence_of(copy), rules_.sentence_run);
      const ClaimPlace* nearest = nullptr;
      std::size_t most = 0;
      for (const ClaimPlace& place : first.places) {
        const auto others = shingles(sentence_of(place), rules_.sentence_run);
        const auto common = static_cast<std::size_t>(std::count_if(runs.begin(), runs.end(), [&](std::uint64_t run) {
          return std::binary_search(others.begin(), others.end(), run);
        }));
        if (common > most) {
          most = common;
          nearest = &place;
        }
      }
      if (nearest == nullptr) continue;
      const auto before = softest_in(sentence_of(*nearest)), after = softest_in(sentence_of(copy));
      if (std::abs(before.second - after.second) <= same_strength) continue;
      put("hedge", *nearest, copy, before.first, after.first, after.second > before.second ? "firmer" : "softer");
      return;
    }
  }

  void compare_speakers(const Version& first, const Version& later) {
    if (first.speakers.empty() && later.speakers.empty()) return;
    if (first.vague || later.vague) return;
    if (later.speakers.empty())
      return put("speaker", first.spoken, later.unspoken, speaker_of(first.spoken), speaker_of(later.unspoken), "lost");
    if (first.speakers.empty())
      return put("speaker", first.unspoken, later.spoken, speaker_of(first.unspoken), speaker_of(later.spoken),
                 "gained");
    Told one, other;
    one.speakers = first.speakers;
    other.speakers = later.speakers;
    if (!share_speaker(one, other))
      put("speaker", first.spoken, later.spoken, speaker_of(first.spoken), speaker_of(later.spoken), "changed");
  }

  static std::string texts_of(const std::vector<Party>& parties) {
    std::vector<std::string> texts;
    for (const Party& party : parties) {
      // "She" stands for the ministry: show what it stands for.
      const bool pronoun = party.text.size() <= 4 && party.name && !party.name->empty();
      texts.push_back(pronoun || party.text.empty() ? party.name.value_or("") : party.text);
    }
    return join(texts, ", ");
  }
  std::string speaker_of(const ClaimPlace& place) const {
    const Claim& one = claim(place);
    const bool narrator = one.source.size() == 1 && one.source.front().name == "narrator";
    if (narrator) return "the outlet itself";
    return one.source.empty() ? "nobody named" : texts_of(one.source);
  }
  std::string accused_of(const ClaimPlace& place) const { return texts_of(claim(place).accused); }
  std::string outcome_of(const ClaimPlace& place) const { return std::string(name_of(claim(place).outcome)); }

  std::span<const Reading> readings_;
  const RepetitionRules& rules_;
  std::vector<Drift> drifts_;
  std::size_t origin_ = 0;
};

}  // namespace

std::vector<Drift> drifts_of(std::span<const Reading> readings, const std::vector<ClaimOrigin>& origins,
                             const std::vector<std::size_t>& order, const RepetitionRules& rules) {
  std::vector<std::size_t> rank(readings.size());
  for (std::size_t i = 0; i < order.size(); ++i) rank[order[i]] = i;
  std::vector<Drift> drifts;
  Comparer comparer(readings, rules);
  for (std::size_t i = 0; i < origins.size(); ++i) {
    if (origins[i].documents < 2) continue;
    for (Drift& drift : comparer.of(origins[i], i, rank)) drifts.push_back(std::move(drift));
  }
  return drifts;
}

}  // namespace whence
