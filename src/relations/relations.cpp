#include "relations/relations.h"

#include <algorithm>
#include <set>
#include <string>

namespace whence {
namespace {

using States = std::set<std::string>;

States states_of(const std::vector<Party>& parties) {
  States states;
  for (const Party& party : parties) {
    if (party.state) states.insert(*party.state);
    // "nationality: CN" is of a state without being it; enough to be answered by it.
    if (party.name && party.name->starts_with("nationality: ")) states.insert(party.name->substr(13));
  }
  return states;
}

// States in so many words, no nationalities.
States named_states(const std::vector<Party>& parties) {
  States states;
  for (const Party& party : parties) {
    if (party.state) states.insert(*party.state);
  }
  return states;
}

bool meet(const States& a, const States& b) {
  return std::any_of(a.begin(), a.end(), [&](const std::string& state) { return b.contains(state); });
}

// Whom a claim speaks against: accused states, the states of organs, those a purpose is to serve.
States against(const Claim& claim) {
  States states = states_of(claim.accused);
  states.merge(states_of(claim.sponsor));
  if (claim.purpose) states.merge(states_of(claim.purpose->beneficiary));
  return states;
}

bool alleges(const Claim& claim) {
  return (is_accusation(claim.act) || claim.act == Act::describe || claim.act == Act::counter_accuse) &&
         !claim.denied && claim.actor.empty();
}

// An accusation with no victim, group or sponsor of its own: "China conducted cyber attacks".
bool general(const Claim& claim) {
  return claim.act == Act::accuse && claim.group.empty() && claim.sponsor.empty() &&
         !named_states(claim.accused).empty() &&
         std::all_of(claim.victim.begin(), claim.victim.end(), [](const Party& victim) { return !victim.state; });
}

class Relator {
 public:
  explicit Relator(Reading& reading) : reading_(reading) {}

  void run() {
    for (std::size_t i = 0; i < reading_.claims.size(); ++i) relate(i);
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
    if (alleges(one)) relate_accusation(index);
  }

  // A denial bears on every allegation against the one who denies; those in its own words ("the claims made by ...")
  // may stand behind it, others stand before it.
  void relate_denial(std::size_t index) {
    const States who = states_of(claim(index).source);
    for (std::size_t i = earliest(index); i < std::min(reading_.claims.size(), index + reach); ++i) {
      if (i == index || !alleges(claim(i))) continue;
      const bool before = i < index || claim(i).sentence == claim(index).sentence || index == 0;
      if ((before || headline(index)) && meet(against_or_group(i), who)) add(index, RelationKind::denial_of, i);
    }
    for (std::size_t i = earliest(index); i < index; ++i) {
      if (is_denial(claim(i).act) && claim(i).source.size() == claim(index).source.size() &&
          states_of(claim(i).source) == who && (!who.empty() || same_names(claim(i).source, claim(index).source))) {
        add(index, RelationKind::repeats, i);
        return;
      }
    }
  }

  // The lead may deny what the body then tells.
  bool headline(std::size_t index) const { return claim(index).sentence == 1; }

  // A group without a state of its own is answered by the state that the same accusers accuse in the text.
  States against_or_group(std::size_t index) const {
    States states = against(claim(index));
    if (!states.empty() || claim(index).group.empty()) return states;
    const std::size_t end = std::min(reading_.claims.size(), index + reach);
    for (std::size_t k = earliest(index); k < end; ++k) {
      const Claim& other = claim(k);
      if (general(other) && meet(states_of(other.source), states_of(claim(index).source)))
        states.merge(states_of(other.accused));
    }
    return states;
  }

  void relate_counter(std::size_t index) {
    const States who = states_of(claim(index).source);
    for (std::size_t i = earliest(index); i < index; ++i) {
      if (alleges(claim(i)) && general(claim(i)) && meet(against(claim(i)), who))
        add(index, RelationKind::counter_claim_to, i);
    }
  }

  void relate_previous(std::size_t index, RelationKind kind) {
    for (std::size_t i = index; i-- > earliest(index);) {
      if (alleges(claim(i)) || claim(i).act == Act::disclose_victimhood) {
        add(index, kind, i);
        return;
      }
    }
  }

  void relate_response(std::size_t index) {
    const States aim = states_of(claim(index).target);
    for (std::size_t i = earliest(index); i < index; ++i) {
      if (alleges(claim(i)) && (meet(against_or_group(i), aim))) add(index, RelationKind::responds_to, i);
    }
  }

  // A description or an attribution of an event told just before elaborates it.
  void relate_detail(std::size_t index) {
    for (std::size_t i = index; i-- > earliest(index);) {
      const Claim& other = claim(i);
      if (claim(index).sentence - other.sentence > 1) return;
      const bool same_matter = other.matter == claim(index).matter && claim(index).matter != "general";
      const bool told = other.act == Act::disclose_victimhood || alleges(other);
      if (told && same_matter && meet(states_of(other.source), states_of(claim(index).source)) &&
          other.act != Act::link_sponsor) {
        add(index, RelationKind::elaborates, i);
        return;
      }
    }
  }

  void relate_accusation(std::size_t index) {
    const Claim& one = claim(index);
    const States who = states_of(one.source);
    for (std::size_t i = earliest(index); i < index; ++i) {
      const Claim& other = claim(i);
      if (!alleges(other) || !general(other)) continue;
      if (general(one)) {
        if (states_of(other.accused) == states_of(one.accused) && meet(states_of(other.source), who)) {
          add(index, RelationKind::repeats, i);
          return;
        }
        continue;
      }
      const bool hearsay = !one.source.empty() && one.source.front().kind == PartyKind::unnamed;
      if (meet(states_of(other.source), who) || (hearsay && meet(against(one), against(other)))) {
        if (later_general(index, i)) continue;
        add(index, RelationKind::supports, i);
      }
    }
  }

  // Of a general accusation told twice, details support the last telling.
  bool later_general(std::size_t index, std::size_t i) const {
    for (std::size_t k = i + 1; k < index; ++k) {
      if (alleges(claim(k)) && general(claim(k)) && states_of(claim(k).accused) == states_of(claim(i).accused) &&
          states_of(claim(k).source) == states_of(claim(i).source)) {
        return true;
      }
    }
    return false;
  }

  Reading& reading_;
};

}  // namespace

void relate_claims(Reading& reading) { Relator(reading).run(); }

}  // namespace whence
