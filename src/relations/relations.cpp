#include "relations/relations.h"

#include <algorithm>
#include <compare>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

namespace whence {
namespace {

// Sorted, each once; views into the claims, of which a relation changes none.
using States = std::vector<std::string_view>;

void add_states(const std::vector<Party>& parties, States& states) {
  constexpr std::string_view origin = "nationality: ";
  for (const Party& party : parties) {
    if (party.state) states.push_back(*party.state);
    // "nationality: CN" is of a state without being it; enough to be answered by it.
    if (party.name && party.name->starts_with(origin))
      states.push_back(std::string_view(*party.name).substr(origin.size()));
  }
  std::sort(states.begin(), states.end());
  states.erase(std::unique(states.begin(), states.end()), states.end());
}

States states_of(const std::vector<Party>& parties) {
  States states;
  add_states(parties, states);
  return states;
}

bool meet(const States& a, const States& b) {
  return std::any_of(a.begin(), a.end(),
                     [&](std::string_view state) { return std::binary_search(b.begin(), b.end(), state); });
}

// Whom a claim speaks against: accused states, the states of organs, those a purpose is to serve.
States against(const Claim& claim) {
  States states = states_of(claim.accused);
  add_states(claim.sponsor, states);
  if (claim.purpose) add_states(claim.purpose->beneficiary, states);
  return states;
}

bool alleges(const Claim& claim) {
  return (is_accusation(claim.act) || claim.act == Act::describe || claim.act == Act::counter_accuse) &&
         !claim.denied && claim.actor.empty();
}

// An accusation with no victim, group or sponsor of its own: "China conducted cyber attacks".
bool general(const Claim& claim) {
  const auto has_state = [](const Party& party) { return party.state.has_value(); };  // no nationality
  return claim.act == Act::accuse && claim.group.empty() && claim.sponsor.empty() &&
         std::any_of(claim.accused.begin(), claim.accused.end(), has_state) &&
         std::none_of(claim.victim.begin(), claim.victim.end(), has_state);
}

// What is asked of a claim again and again while others are tied to it.
struct Facts {
  bool alleges = false, general = false;
  States source, accused, against;
  std::size_t told_again = 0;  // the next general claim with these sources and accused; none: past the end
};

std::vector<Facts> facts_of(const std::vector<Claim>& claims) {
  std::vector<Facts> facts(claims.size());
  std::map<std::pair<States, States>, std::size_t> next;
  for (std::size_t i = claims.size(); i-- > 0;) {
    Facts& one = facts[i];
    one.alleges = alleges(claims[i]);
    one.general = general(claims[i]);
    one.source = states_of(claims[i].source);
    one.accused = states_of(claims[i].accused);
    one.against = against(claims[i]);
    one.told_again = claims.size();
    if (!one.alleges || !one.general) continue;
    const auto [again, first] = next.try_emplace({one.accused, one.source}, i);
    if (!first) one.told_again = std::exchange(again->second, i);
  }
  return facts;
}

// Speakers of no state are the same only by name.
bool same_names(const std::vector<Party>& some, const std::vector<Party>& others) {
  return std::equal(some.begin(), some.end(), others.begin(), others.end(), [](const Party& one, const Party& other) {
    return one.name && other.name ? one.name == other.name : one.text == other.text;
  });
}

class Relator {
 public:
  explicit Relator(Reading& reading)
      : reading_(reading), facts_(facts_of(reading.claims)), blamed_(reading.claims.size()) {}

  void run() {
    for (std::size_t i = 0; i < reading_.claims.size(); ++i) relate(i);
    for (Matter& matter : reading_.matters) {
      const std::set<Accusation> accusations = accusations_in(matter);
      std::erase_if(matter.answers, [&](std::size_t answer) { return !bears_on(answer, accusations); });
    }
  }

 private:
  // How far back a claim is tied to others: documents tell one story, and the work stays linear in their length.
  static constexpr std::size_t reach = 300;
  static std::size_t earliest(std::size_t index) { return index > reach ? index - reach : 0; }

  const Claim& claim(std::size_t index) const { return reading_.claims[index]; }
  void add(std::size_t from, RelationKind kind, std::size_t to) {
    reading_.claims[from].relations.push_back({kind, to});
  }

  void relate(std::size_t index) {
    const Claim& one = claim(index);
    if (is_denial(one.act)) return relate_denial(index);
    if (one.act == Act::assert_victimhood || one.act == Act::counter_accuse) return relate_counter(index);
    if (one.act == Act::assess_outcome) return relate_previous(index, RelationKind::qualifies);
    if (one.act == Act::call_for || one.act == Act::sanction || one.act == Act::expel || one.act == Act::threaten)
      return relate_response(index);
    if (one.act == Act::describe || one.act == Act::link_sponsor) relate_detail(index);
    if (one.act == Act::attribute) relate_detail(index);
    if (facts_[index].alleges) relate_accusation(index);
  }

  // A denial bears on every allegation against the one who denies; those in its own words ("the claims made by ...")
  // may stand behind it, others stand before it.
  void relate_denial(std::size_t index) {
    const States& who = facts_[index].source;
    for (std::size_t i = earliest(index); i < std::min(reading_.claims.size(), index + reach); ++i) {
      if (i == index || !facts_[i].alleges) continue;
      const bool before = i < index || claim(i).sentence == claim(index).sentence || index == 0;
      if ((before || headline(index)) && meet(against_or_group(i), who) && !past_domestic(index, i, who))
        add(index, RelationKind::denial_of, i);
    }
    for (std::size_t i = earliest(index); i < index; ++i) {
      if (is_denial(claim(i).act) && claim(i).source.size() == claim(index).source.size() && facts_[i].source == who &&
          (!who.empty() || same_names(claim(i).source, claim(index).source))) {
        add(index, RelationKind::repeats, i);
        return;
      }
    }
  }

  // The lead may deny what the body then tells.
  bool headline(std::size_t index) const { return claim(index).sentence == 1; }

  // "Xebros accuses Xalia of hosting hackers. Xalia denies that.": what Xalia's opposition, or a person of no state,
  // said of it further up is not what it answers.
  bool past_domestic(std::size_t denial, std::size_t accusation, const States& who) const {
    const auto beside = [&](std::size_t i) { return i < denial && claim(denial).sentence - claim(i).sentence <= 1; };
    const auto domestic = [&](std::size_t i) {
      const States& speakers = facts_[i].source;
      return std::includes(who.begin(), who.end(), speakers.begin(), speakers.end());
    };
    if (beside(accusation) || !domestic(accusation)) return false;
    for (std::size_t i = denial; i-- > earliest(denial) && beside(i);) {
      if (facts_[i].alleges && !domestic(i) && meet(facts_[i].against, who)) return true;
    }
    return false;
  }

  // Who accuses whom in a matter; a group or company answers for itself, by name.
  struct Accusation {
    States source, blamed;
    std::vector<std::string_view> names;
    auto operator<=>(const Accusation&) const = default;
  };

  // Each once, and no more than a claim is tied to.
  std::set<Accusation> accusations_in(const Matter& matter) {
    std::set<Accusation> all;
    for (const std::size_t i : matter.claims) {
      if (all.size() == reach) break;
      Accusation one{facts_[i].source, against_here_or_elsewhere(i), {}};
      for (const auto* parties : {&claim(i).accused, &claim(i).group}) {
        for (const Party& party : *parties) add_names(party, one.names);
      }
      all.insert(std::move(one));
    }
    return all;
  }

  static void add_names(const Party& party, std::vector<std::string_view>& names) {
    names.push_back(party.text);
    if (party.name) names.push_back(*party.name);
  }

  // An answer belongs to a matter in which the one who answers is accused, by somebody else.
  bool bears_on(std::size_t answer, const std::set<Accusation>& accusations) const {
    const States& who = facts_[answer].source;
    std::vector<std::string_view> names;
    for (const Party& speaker : claim(answer).source) add_names(speaker, names);
    return std::any_of(accusations.begin(), accusations.end(), [&](const Accusation& one) {
      return !meet(one.source, who) &&
             (meet(one.blamed, who) ||
              std::find_first_of(one.names.begin(), one.names.end(), names.begin(), names.end()) != one.names.end());
    });
  }

  // Where a claim says "hackers" and names no state: whomever its accusers accuse in the text, so that no answer is
  // lost.
  States against_here_or_elsewhere(std::size_t index) const {
    States states = facts_[index].against;
    if (!states.empty()) return states;
    const std::size_t end = std::min(reading_.claims.size(), index + reach);
    for (std::size_t k = earliest(index); k < end; ++k) {
      if (!facts_[k].alleges || !meet(facts_[k].source, facts_[index].source)) continue;
      states.insert(states.end(), facts_[k].against.begin(), facts_[k].against.end());
    }
    std::sort(states.begin(), states.end());
    states.erase(std::unique(states.begin(), states.end()), states.end());
    return states;
  }

  const States& against_or_group(std::size_t index) {
    return claim(index).group.empty() ? facts_[index].against : blamed(index);
  }

  // What names no state, or only a group, is answered by the state that the same accusers accuse in the text.
  const States& blamed(std::size_t index) {
    if (!facts_[index].against.empty()) return facts_[index].against;
    if (blamed_[index]) return *blamed_[index];
    States& states = blamed_[index].emplace();
    const std::size_t end = std::min(reading_.claims.size(), index + reach);
    for (std::size_t k = earliest(index); k < end; ++k) {
      if (facts_[k].general && meet(facts_[k].source, facts_[index].source)) add_states(claim(k).accused, states);
    }
    return states;
  }

  void relate_counter(std::size_t index) {
    for (std::size_t i = earliest(index); i < index; ++i) {
      if (facts_[i].alleges && facts_[i].general && meet(facts_[i].against, facts_[index].source))
        add(index, RelationKind::counter_claim_to, i);
    }
  }

  void relate_previous(std::size_t index, RelationKind kind) {
    for (std::size_t i = index; i-- > earliest(index);) {
      if (facts_[i].alleges || claim(i).act == Act::disclose_victimhood) {
        add(index, kind, i);
        return;
      }
    }
  }

  void relate_response(std::size_t index) {
    const States aim = states_of(claim(index).target);
    for (std::size_t i = earliest(index); i < index; ++i) {
      if (facts_[i].alleges && meet(against_or_group(i), aim)) add(index, RelationKind::responds_to, i);
    }
  }

  // A description or an attribution of an event told just before elaborates it.
  void relate_detail(std::size_t index) {
    for (std::size_t i = index; i-- > earliest(index);) {
      const Claim& other = claim(i);
      if (claim(index).sentence - other.sentence > 1) return;
      const bool same_matter = other.matter == claim(index).matter && claim(index).matter != "general";
      const bool told = other.act == Act::disclose_victimhood || facts_[i].alleges;
      if (told && same_matter && meet(facts_[i].source, facts_[index].source) && other.act != Act::link_sponsor) {
        add(index, RelationKind::elaborates, i);
        return;
      }
    }
  }

  void relate_accusation(std::size_t index) {
    const Claim& one = claim(index);
    const Facts& facts = facts_[index];
    const bool hearsay = !one.source.empty() && one.source.front().kind == PartyKind::unnamed;
    for (std::size_t i = earliest(index); i < index; ++i) {
      const Facts& other = facts_[i];
      if (!other.alleges || !other.general) continue;
      if (facts.general) {
        if (other.accused == facts.accused && meet(other.source, facts.source)) {
          add(index, RelationKind::repeats, i);
          return;
        }
        continue;
      }
      // Of a general accusation told twice, details support the last telling.
      if (other.told_again < index) continue;
      if (meet(other.source, facts.source) || (hearsay && meet(facts.against, other.against)))
        add(index, RelationKind::supports, i);
    }
  }

  Reading& reading_;
  std::vector<Facts> facts_;                   // by claim
  std::vector<std::optional<States>> blamed_;  // what blamed() said of a claim
};

}  // namespace

void relate_claims(Reading& reading) { Relator(reading).run(); }

}  // namespace whence
