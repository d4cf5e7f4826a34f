// "For the first time X names Y": as a tuple of bounds (rung, whose victim, sector, alone or with others, a group
// named) the statement is true or false of this ledger. The widest scopes that hold are those from which no bound can
// be taken away; the narrowest has every bound of the act.
#include <algorithm>
#include <bit>

#include "relations/dyads.h"

namespace whence {
namespace {

bool contains(const std::vector<std::string>& values, const std::string& value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

enum class Victim { unstated, own, others };

Victim victim_of(const DyadAct& act, const std::string& accuser) {
  if (act.victim_states.empty()) return Victim::unstated;
  return contains(act.victim_states, accuser) ? Victim::own : Victim::others;
}

struct Bound {
  std::string words;
  std::vector<bool> holds;  // by earlier act
};

bool share_sector(const DyadAct& a, const DyadAct& b) {
  return std::any_of(a.sectors.begin(), a.sectors.end(),
                     [&](const std::string& sector) { return contains(b.sectors, sector); });
}

std::string all_of(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : " or ") + part;
  return text;
}

std::vector<Bound> bounds_of(const Dyad& dyad, const DyadAct& act, const std::vector<const DyadAct*>& earlier) {
  std::vector<Bound> bounds;
  const auto add = [&](std::string words, auto&& holds) {
    Bound bound{std::move(words), {}};
    for (const DyadAct* one : earlier) bound.holds.push_back(holds(*one));
    bounds.push_back(std::move(bound));
  };
  if (act.rung > 1)
    add("at rung " + std::to_string(act.rung) + " or above", [&](const DyadAct& one) { return one.rung >= act.rung; });
  const Victim victim = victim_of(act, dyad.accuser);
  if (victim != Victim::unstated) {
    add(victim == Victim::own ? "for a victim of its own" : "for a victim elsewhere", [&](const DyadAct& one) {
      // A row that does not say whose the victim was may be such a row: it limits the scope.
      const Victim theirs = victim_of(one, dyad.accuser);
      return theirs == victim || theirs == Victim::unstated;
    });
  }
  if (!act.sectors.empty())
    add("for the sector " + all_of(act.sectors), [&](const DyadAct& one) { return share_sector(act, one); });
  add(act.joint ? "released with others" : "alone", [&](const DyadAct& one) { return one.joint == act.joint; });
  if (act.names_group) add("with a group named", [](const DyadAct& one) { return one.names_group; });
  return bounds;
}

// The earlier acts within all bounds of the set.
std::vector<std::size_t> within(const std::vector<Bound>& bounds, unsigned set, std::size_t acts) {
  std::vector<std::size_t> result;
  for (std::size_t i = 0; i < acts; ++i) {
    bool inside = true;
    for (std::size_t b = 0; b < bounds.size(); ++b) inside = inside && ((set >> b & 1U) == 0 || bounds[b].holds[i]);
    if (inside) result.push_back(i);
  }
  return result;
}

std::vector<std::string> words_of(const std::vector<Bound>& bounds, unsigned set) {
  std::vector<std::string> words;
  for (std::size_t b = 0; b < bounds.size(); ++b) {
    if ((set >> b & 1U) != 0) words.push_back(bounds[b].words);
  }
  return words;
}

std::vector<std::string> ids_of(const std::vector<const DyadAct*>& acts, const std::vector<std::size_t>& which) {
  std::vector<std::string> ids;
  for (const std::size_t i : which) ids.push_back(acts[i]->id);
  return ids;
}

DyadFirst first_of(const Dyad& dyad, std::size_t index, std::size_t event) {
  const DyadAct& act = dyad.acts[index];
  // Parts of one joint action are no earlier acts to each other.
  std::vector<const DyadAct*> earlier;
  for (std::size_t i = 0; i < index; ++i) {
    const DyadAct& one = dyad.acts[i];
    if (one.key != act.key && middle(one.date) < middle(act.date)) earlier.push_back(&one);
  }
  const std::vector<Bound> bounds = bounds_of(dyad, act, earlier);
  DyadFirst first;
  first.act = index;
  first.event = event;
  first.limits = ids_of(earlier, within(bounds, 0, earlier.size()));
  const unsigned every = (1U << bounds.size()) - 1;
  first.narrowest = words_of(bounds, every);
  first.against = ids_of(earlier, within(bounds, every, earlier.size()));
  std::vector<unsigned> sets;
  for (unsigned set = 0; set <= every; ++set) sets.push_back(set);
  std::stable_sort(sets.begin(), sets.end(),
                   [](unsigned a, unsigned b) { return std::popcount(a) < std::popcount(b); });
  std::vector<unsigned> minimal;
  for (const unsigned set : sets) {
    const bool wider = std::any_of(minimal.begin(), minimal.end(), [&](unsigned one) { return (set & one) == one; });
    if (wider || !within(bounds, set, earlier.size()).empty()) continue;
    minimal.push_back(set);
    first.widest.push_back(words_of(bounds, set));
  }
  return first;
}

}  // namespace

void find_firsts(Dyad& dyad) {
  for (std::size_t event = 0; event < dyad.events.size(); ++event) {
    for (const std::size_t act : dyad.events[event].acts) dyad.firsts.push_back(first_of(dyad, act, event));
  }
  std::sort(dyad.firsts.begin(), dyad.firsts.end(),
            [](const DyadFirst& a, const DyadFirst& b) { return a.act < b.act; });
}

}  // namespace whence
