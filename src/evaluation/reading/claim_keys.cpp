#include "evaluation/reading/claim_keys.h"

#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

#include "base/text.h"

namespace whence {
namespace {

using Parties = std::vector<Party> Claim::*;

struct PartyKey {
  std::string_view key;
  Parties field;
};
constexpr std::array<PartyKey, 9> party_keys{{{"source", &Claim::source},
                                              {"via", &Claim::via},
                                              {"actor", &Claim::actor},
                                              {"accused", &Claim::accused},
                                              {"group", &Claim::group},
                                              {"sponsor", &Claim::sponsor},
                                              {"victim", &Claim::victim},
                                              {"through", &Claim::through},
                                              {"target", &Claim::target}}};
constexpr std::array<std::string_view, 26> all_keys{
    "act",     "source",  "via",     "actor", "accused", "group",    "sponsor", "victim", "victim_state",
    "through", "target",  "purpose", "count", "grounds", "matter",   "status",  "when",   "from",
    "to",      "outcome", "denied",  "hedge", "word",    "strength", "rung",    "cue"};

const std::vector<Party>* party_field(std::string_view key, const Claim& claim) {
  for (const PartyKey& known : party_keys) {
    if (known.key == key) return &(claim.*known.field);
  }
  return nullptr;
}

// Whoever did what the text's own voice mentions stands for its source.
bool by_mention(std::string_view key, const Claim& claim) {
  return key == "source" && !claim.actor.empty() && claim.source.size() == 1 && is_narrator(claim.source.front());
}

std::set<std::string> victim_states(const Claim& claim) {
  std::set<std::string> states;
  for (const Party& victim : claim.victim) {
    if (victim.state) states.insert(*victim.state);
  }
  return states;
}

// The one value of a field that is no list; empty where there is none.
std::string single_value(std::string_view key, const Claim& claim, std::string_view text) {
  if (key == "cue") return std::string(text_of(text, claim.cue));
  if (key == "purpose") return claim.purpose ? claim.purpose->text : "";
  if (key == "count") return claim.count.value_or("");
  if (key == "matter") return claim.matter;
  if (key == "status") return std::string(name_of(claim.status));
  if (key == "when") return claim.when ? claim.when->text : "";
  if (key == "from")
    return claim.when && claim.when->interval.from ? to_string(Date{claim.when->interval.from->first, Precision::day})
                                                   : "";
  if (key == "to")
    return claim.when && claim.when->interval.to ? to_string(Date{last_day(*claim.when->interval.to), Precision::day})
                                                 : "";
  if (key == "outcome") return std::string(name_of(claim.outcome));
  if (key == "denied") return claim.denied ? "yes" : "no";
  if (key == "hedge") return std::string(name_of(claim.hedge.kind));
  if (key == "word") return claim.hedge.word;
  if (key == "strength") return claim.strength.value_or("");
  if (key == "rung") return claim.rung ? std::to_string(*claim.rung) : "";
  if (key == "sentence") return std::to_string(claim.sentence);
  return {};
}

// Free text is compared by its words, names of closed sets as they stand.
bool by_words(std::string_view key) {
  return key == "purpose" || key == "count" || key == "when" || key == "word" || key == "strength" || key == "cue";
}

bool party_matches(const WantedValue& value, const Party& party) {
  if (value.code == "narrator") return is_narrator(party);
  if (value.code == "unnamed") return is_nobody(party);
  if (value.code.starts_with("person:")) {
    if (nationality(party) != std::string_view(value.code).substr(7)) return false;
  } else if (!value.code.empty() && party.state != value.code) {
    // "APT28": a name without quotation marks.
    const bool name = value.code.size() != 2 &&
                      (same_words(value.code, party.text) || same_words(value.code, party.name.value_or("")));
    if (!name) return false;
  }
  if (value.words.empty()) return true;
  return same_words(value.words, party.text) || (party.name && same_words(value.words, *party.name));
}

bool empty_parties(const std::vector<Party>& parties) { return std::all_of(parties.begin(), parties.end(), is_nobody); }

bool parties_equal(const std::vector<WantedValue>& values, const std::vector<Party>& parties) {
  const std::string& first = values.front().code;
  if (first == "-" || first == "unnamed") return empty_parties(parties);
  const auto matched = [&](const Party& party) {
    return std::any_of(values.begin(), values.end(),
                       [&](const WantedValue& value) { return party_matches(value, party); });
  };
  const auto found = [&](const WantedValue& value) {
    return std::any_of(parties.begin(), parties.end(), [&](const Party& party) { return party_matches(value, party); });
  };
  return std::all_of(values.begin(), values.end(), found) && std::all_of(parties.begin(), parties.end(), matched);
}

bool single_matches(std::string_view key, const WantedValue& value, const std::string& got) {
  if (value.code == "-" && value.words.empty()) return got.empty();
  const std::string& wanted = value.words.empty() ? value.code : value.words;
  return by_words(key) ? same_words(wanted, got) : wanted == got;
}

}  // namespace

std::span<const std::string_view> claim_keys() { return all_keys; }

bool is_claim_key(std::string_view key) {
  return key == "sentence" || std::find(all_keys.begin(), all_keys.end(), key) != all_keys.end();
}

std::string key_value(std::string_view key, const Claim& claim, std::string_view text) {
  if (key == "act") return std::string(name_of(claim.act));
  if (const std::vector<Party>* parties = party_field(key, claim)) return to_wanted(*parties);
  std::vector<std::string> parts;
  if (key == "victim_state") {
    for (const std::string& state : victim_states(claim)) parts.push_back(state);
  } else if (key == "grounds") {
    for (const Quote& quote : claim.grounds) parts.push_back(fmt::format("\"{}\"", quote.text));
  } else if (const std::string value = single_value(key, claim, text); !value.empty()) {
    parts.push_back(by_words(key) ? fmt::format("\"{}\"", value) : value);
  }
  return parts.empty() ? "-" : join(parts, ",");
}

bool key_holds(std::string_view key, const WantedValue& value, const Claim& claim, std::string_view text) {
  if (const std::vector<Party>* parties = party_field(key, claim)) {
    if (value.code == "-") return empty_parties(*parties);
    if (value.code == "unnamed" && parties->empty()) return true;
    const auto matches = [&](const Party& party) { return party_matches(value, party); };
    return std::any_of(parties->begin(), parties->end(), matches) ||
           (by_mention(key, claim) && std::any_of(claim.actor.begin(), claim.actor.end(), matches));
  }
  if (key == "victim_state") return victim_states(claim).contains(value.code);
  if (key == "grounds") {
    return std::any_of(claim.grounds.begin(), claim.grounds.end(),
                       [&](const Quote& quote) { return same_words(value.words, quote.text); });
  }
  return single_matches(key, value, single_value(key, claim, text));
}

bool key_equals(std::string_view key, const std::vector<WantedValue>& values, const Claim& claim,
                std::string_view text) {
  if (const std::vector<Party>* parties = party_field(key, claim)) {
    return parties_equal(values, *parties) || (by_mention(key, claim) && parties_equal(values, claim.actor));
  }
  if (key == "victim_state") {
    const std::set<std::string> states = victim_states(claim);
    if (values.front().code == "-") return states.empty();
    std::set<std::string> wanted;
    for (const WantedValue& value : values) wanted.insert(value.code);
    return states == wanted;
  }
  return std::all_of(values.begin(), values.end(),
                     [&](const WantedValue& value) { return key_holds(key, value, claim, text); });
}

bool act_matches(std::string_view wanted, bool group_asked, const Claim& claim) {
  const std::optional<Act> act = act_named(wanted);
  if (!act) return false;
  const std::string_view read = scoring_class(claim.act, !claim.group.empty());
  // A wanted attribution names its group, or is one whatever the group is called.
  if (*act == Act::attribute && !group_asked)
    return read == "attribute" || claim.act == Act::attribute || read == "accuse";
  return scoring_class(*act, group_asked) == read;
}

}  // namespace whence
