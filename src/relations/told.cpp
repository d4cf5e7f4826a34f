#include "relations/told.h"

#include <algorithm>

#include "base/text.h"
#include "model/claim_time.h"
#include "relations/shingles.h"

namespace whence {
namespace {

constexpr std::string_view nationality = "nationality: ";

template <class T>
bool meet(const std::set<T>& a, const std::set<T>& b) {
  return std::any_of(a.begin(), a.end(), [&](const T& one) { return b.contains(one); });
}

// "Its embassy" names nobody by itself, "Interior Minister Mara Oldan" does: a capital after the first word.
bool has_proper_name(std::string_view text) {
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (text[i - 1] == ' ' && is_upper(text[i])) return true;
  }
  return false;
}

void add_state(std::set<std::string>& states, bool& itself, const Party& party) {
  if (party.state) {
    states.insert(*party.state);
    itself = true;
  } else if (party.name && party.name->starts_with(nationality)) {
    states.insert(party.name->substr(nationality.size()));
  }
}

void add_victim(std::set<std::string>& words, const Party& party, const RepetitionRules& rules) {
  for (const std::string& word : folded_words(party.text)) {
    const auto concept_of = rules.victim.find(word);
    if (concept_of != rules.victim.end()) words.insert("~" + concept_of->second);
    if (word.size() >= 4 && !rules.generic.contains(word)) words.insert(word);
  }
}

// "Their election authority and parliament": one of each.
bool own_of_each(const Party& victim, const RepetitionRules& rules) {
  const std::vector<std::string> words = folded_words(victim.text);
  return !words.empty() && rules.own_of_each.contains(words.front());
}

std::optional<Day> first_day(const Interval& interval) {
  return interval.from ? std::optional<Day>(interval.from->first) : std::nullopt;
}
std::optional<Day> final_day(const Interval& interval) {
  return interval.to ? std::optional<Day>(last_day(*interval.to)) : std::nullopt;
}

// What a phrase calls somebody: the capitalised words at its end where they are two or more ("the security company
// Halden Research"), else all of it.
std::string_view proper_part(std::string_view text) {
  std::size_t begin = text.size(), words = 0;
  for (std::size_t end = text.size(); end > 0;) {
    const std::size_t space = text.rfind(' ', end - 1);
    const std::size_t first = space == std::string_view::npos ? 0 : space + 1;
    if (first == end || !is_upper(text[first])) break;
    begin = first;
    ++words;
    end = space == std::string_view::npos ? 0 : space;
  }
  return words >= 2 ? text.substr(begin) : text;
}

// A kind of body in place of a name: "research", "port".
bool only_kind(const Party& party) {
  return party.kind == PartyKind::unnamed && party.name &&
         std::none_of(party.name->begin(), party.name->end(), is_upper);
}

}  // namespace

Speech speech_of(Act act) {
  switch (act) {
    case Act::accuse:
    case Act::attribute:
    case Act::counter_accuse:
      return Speech::allegation;
    case Act::link_sponsor:
    case Act::describe:
      return Speech::tie;
    case Act::charge:
      return Speech::charge;
    case Act::disclose_victimhood:
    case Act::assert_victimhood:
      return Speech::victim;
    case Act::assess_outcome:
      return Speech::outcome;
    case Act::deny:
    case Act::reject:
    case Act::dismiss:
      return Speech::denial;
    case Act::sanction:
    case Act::advise:
    case Act::decline_to_name:
    case Act::no_comment:
    case Act::call_for:
    case Act::offer_evidence:
    case Act::offer_alternative:
    case Act::threaten:
    case Act::expel:
    case Act::revise:
    case Act::comment:
      return Speech::other;
  }
  return Speech::other;
}

std::string speaker_key(const Party& party, const RepetitionRules& rules) {
  if (party.kind == PartyKind::outlet && party.name == "narrator") return "";
  if (party.state && party.kind != PartyKind::group && party.kind != PartyKind::company) return *party.state;
  const bool named = party.kind != PartyKind::unnamed || has_proper_name(party.text);
  if (!named) return "";
  const bool by_name = party.name && !party.name->empty() && !only_kind(party);
  std::vector<std::string> words = folded_words(by_name ? std::string_view(*party.name) : proper_part(party.text));
  if (!words.empty() && words.front() == "the") words.erase(words.begin());
  while (words.size() > 1 && rules.company_tails.contains(words.back())) words.pop_back();
  return words.empty() ? "" : "name:" + join(words, " ");
}

Told told_of(const Reading& reading, ClaimPlace place, const RepetitionRules& rules) {
  const Claim& claim = reading.claims[place.claim];
  Told statement;
  statement.place = place;
  statement.act = claim.act;
  statement.saying = speech_of(claim.act);
  statement.narrated = claim.source.empty();
  for (const Party& party : claim.source) {
    statement.narrated |= party.text.empty() && !party.state;  // a headline's passive: nobody is named
    statement.narrated |= party.kind == PartyKind::outlet && party.name == "narrator";
    if (std::string key = speaker_key(party, rules); !key.empty()) statement.speakers.insert(std::move(key));
  }
  for (const auto* parties : {&claim.accused, &claim.sponsor, &claim.target}) {
    for (const Party& party : *parties) add_state(statement.accused, statement.accuses_state, party);
  }
  for (const Party& group : claim.group) {
    std::string key = group.id.value_or("");
    if (key.empty()) key = join(folded_words(group.name.value_or(group.text)), "");
    if (!key.empty()) statement.groups.insert(std::move(key));
  }
  statement.headline = claim.sentence >= 1 && claim.sentence <= reading.sentences.size() &&
                       reading.sentences[claim.sentence - 1].headline;
  for (const Party& victim : claim.victim) add_victim(statement.victims, victim, rules);
  const When* deed = deed_time(claim);
  if (deed != nullptr && deed->interval.from && deed->interval.to) statement.when = deed->interval;
  statement.sums_up = claim.source.size() > 1 && claim.victim.size() > 1 && own_of_each(claim.victim.front(), rules);
  if (!claim.matter.empty() && is_upper(claim.matter.front())) statement.letter = claim.matter;
  statement.published = reading.document.published;
  return statement;
}

Fit fit_of(const Told& a, const Told& b, const RepetitionRules& rules) {
  Fit fit;
  const auto field = [&](const std::set<std::string>& one, const std::set<std::string>& other) {
    if (one.empty() || other.empty()) return;
    if (meet(one, other)) {
      ++fit.points;
    } else {
      fit.conflict = true;
    }
  };
  field(a.accused, b.accused);
  field(a.groups, b.groups);
  field(a.victims, b.victims);
  if (deeds_apart(a.when, b.when, rules.deed_days)) fit.conflict = true;
  return fit;
}

bool deeds_apart(const std::optional<Interval>& a, const std::optional<Interval>& b, std::int64_t days) {
  if (!a || !b) return false;
  const auto gap = [&](const Interval& earlier, const Interval& later) {
    const auto end = final_day(earlier), begin = first_day(later);
    return end && begin && (*begin - *end).count() > days;
  };
  return gap(*a, *b) || gap(*b, *a);
}

std::int64_t days_between(const std::optional<Date>& a, const std::optional<Date>& b) {
  if (!a || !b) return 0;
  const auto first = std::max(a->first, b->first);
  const auto last = std::min(last_day(*a), last_day(*b));
  return std::max<std::int64_t>(0, (first - last).count());
}

bool within_window(const Told& a, const Told& b, const RepetitionRules& rules) {
  return days_between(a.published, b.published) <= rules.window_days;
}

bool share_speaker(const Told& a, const Told& b) {
  if (meet(a.speakers, b.speakers)) return true;
  // "Lantern Reef" and "Lantern Reef of Xindra": one name begins the other.
  for (const std::string& one : a.speakers) {
    for (const std::string& other : b.speakers) {
      if (!one.starts_with("name:") || !other.starts_with("name:")) continue;
      if (one.starts_with(other + " ") || other.starts_with(one + " ")) return true;
    }
  }
  return false;
}

}  // namespace whence
