#include "relations/dyads.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>

namespace whence {
namespace {

constexpr double months_in_year = 12.0, days_in_year = 365.25;

using Pair = std::pair<std::string, std::string>;

void gather_events(Dyad& dyad) {
  std::stable_sort(dyad.acts.begin(), dyad.acts.end(), [](const DyadAct& a, const DyadAct& b) {
    return std::tuple(middle(a.date), a.id) < std::tuple(middle(b.date), b.id);
  });
  std::map<std::string, std::size_t> at;
  for (std::size_t i = 0; i < dyad.acts.size(); ++i) {
    const DyadAct& act = dyad.acts[i];
    const auto [place, fresh] = at.emplace(act.key, dyad.events.size());
    if (fresh) dyad.events.push_back({{}, act.date, 0, 0.0, "", 1.0, 0.0, false});
    DyadEvent& event = dyad.events[place->second];
    event.acts.push_back(i);
    event.rung = std::max(event.rung, act.rung);
    if (act.weight > event.weight) {
      event.weight = act.weight;
      event.weight_of = act.weight_of;
    }
  }
}

std::size_t events_before(const Dyad& dyad, int month) {
  return static_cast<std::size_t>(std::count_if(dyad.events.begin(), dyad.events.end(),
                                                [&](const DyadEvent& event) { return month_of(event.date) < month; }));
}

double years_until(int month, const DyadRules& rules) { return std::max(0, month - rules.begin) / months_in_year; }

DyadChange dated(const RateChange& change, const DyadRules& rules) {
  return {change.factor,
          change.before,
          change.after,
          month_date(rules.begin + static_cast<int>(change.month)),
          month_date(rules.begin + static_cast<int>(change.mean_month)),
          change.n_before,
          change.n_after};
}

int end_of(const Dyad& dyad) { return month_of(dyad.to) + 1; }

void measure(Dyad& dyad, const DyadRules& rules) {
  const int end = end_of(dyad);
  dyad.months.assign(static_cast<std::size_t>(std::max(0, end - rules.begin)), 0);
  std::size_t inside = 0;
  for (const DyadEvent& event : dyad.events) {
    const int month = month_of(event.date);
    if (month < rules.begin || month >= end) continue;
    ++dyad.months[static_cast<std::size_t>(month - rules.begin)];
    ++inside;
  }
  dyad.rate = mean_rate(rules.prior, inside, years_until(end, rules));
  if (inside == 0) return;
  if (const auto change = rate_change(dyad.months, 0, dyad.months.size(), rules.prior, rules.margin))
    dyad.change = dated(*change, rules);
  for (const RateChange& change : rate_changes(dyad.months, rules.prior, rules.margin, rules.factor_sure))
    dyad.changes.push_back(dated(change, rules));
  const int since = end - static_cast<int>(rules.recent);
  const std::size_t before = events_before(dyad, since);
  const double window = static_cast<double>(rules.recent) / months_in_year;
  dyad.recent = events_before(dyad, end) - before;
  dyad.expected = mean_rate(rules.prior, before, years_until(since, rules)) * window;
  dyad.recent_chance = chance_of_at_least(rules.prior, before, years_until(since, rules), dyad.recent, window);
  dyad.recent_bits = surprise_bits(dyad.recent_chance);
}

double faded(double weight, const Date& date, Day now, const DyadRules& rules) {
  const double years = static_cast<double>((now - middle(date)).count()) / days_in_year;
  return years < 0.0 ? 0.0 : weight * std::exp2(-years / rules.half_life);
}

// One answer an event: the heaviest, of equal ones the first.
const DyadReply* answer_to(const Dyad& dyad, const DyadEvent& event) {
  const DyadReply* best = nullptr;
  for (const std::size_t act : event.acts) {
    for (const DyadReply& reply : dyad.acts[act].replies) {
      if (best == nullptr || reply.weight > best->weight) best = &reply;
    }
  }
  return best;
}

void add_tension(std::vector<Dyad>& dyads, const DyadRules& rules) {
  std::map<Pair, std::size_t> at;
  for (std::size_t i = 0; i < dyads.size(); ++i) at[{dyads[i].accuser, dyads[i].accused}] = i;
  for (Dyad& dyad : dyads) {
    const Day now = month_date(end_of(dyad)).first;
    const auto back = at.find({dyad.accused, dyad.accuser});
    for (const DyadEvent& event : dyad.events) {
      dyad.tension.accusations += faded(event.weight, event.date, now, rules);
      const DyadReply* reply = answer_to(dyad, event);
      if (reply == nullptr || back == at.end()) continue;
      dyads[back->second].tension.answers += faded(reply->weight, reply->date.value_or(event.date), now, rules);
    }
  }
}

// Events against the same state by the other accusers of a region, before a month.
std::size_t pooled_before(const std::vector<Dyad>& dyads, const Dyad& dyad, const std::set<std::string>& region,
                          int month) {
  std::size_t n = 0;
  for (const Dyad& other : dyads) {
    if (other.accused == dyad.accused && other.accuser != dyad.accuser && region.contains(other.accuser))
      n += events_before(other, month);
  }
  return n;
}

std::set<std::string> neighbours(const std::vector<Dyad>& dyads, const Dyad& dyad, const DyadRules& rules) {
  std::set<std::string> result;
  const auto own = rules.region.find(dyad.accuser);
  if (own == rules.region.end()) return result;
  for (const Dyad& other : dyads) {
    const auto theirs = rules.region.find(other.accuser);
    if (theirs != rules.region.end() && theirs->second == own->second && other.accuser != dyad.accuser)
      result.insert(other.accuser);
  }
  return result;
}

void add_surprise(std::vector<Dyad>& dyads, const DyadRules& rules) {
  const double window = static_cast<double>(rules.recent) / months_in_year;
  for (Dyad& dyad : dyads) {
    const std::set<std::string> region = neighbours(dyads, dyad, rules);
    for (DyadEvent& event : dyad.events) {
      const int month = month_of(event.date);
      std::size_t n = events_before(dyad, month);
      double years = years_until(month, rules);
      if (n == 0 && !region.empty()) {
        n = pooled_before(dyads, dyad, region, month);
        years *= static_cast<double>(region.size());
        event.pooled = true;
      }
      event.chance = chance_of_at_least(rules.prior, n, years, 1, window);
      event.bits = surprise_bits(event.chance);
    }
  }
}

}  // namespace

std::vector<Dyad> dyads_of(const std::vector<DyadAct>& acts, const DyadRules& rules) {
  std::map<Pair, Dyad> found;
  // An answer must have a place even where whoever gives it has accused nobody in turn: both directions are made.
  const auto direction = [&](const std::string& accuser, const std::string& accused) -> Dyad& {
    const auto [place, fresh] = found.try_emplace({accuser, accused});
    if (fresh) {
      place->second.accuser = accuser;
      place->second.accused = accused;
      place->second.to = month_date(rules.end - 1);
    }
    return place->second;
  };
  for (const DyadAct& act : acts) {
    const Date month = month_date(month_of(act.date));
    for (const std::string& accuser : act.accusers) {
      for (const std::string& accused : act.accused) {
        if (accuser == accused) continue;
        Dyad &dyad = direction(accuser, accused), &back = direction(accused, accuser);
        dyad.acts.push_back(act);
        dyad.to = back.to = std::max(dyad.to, month);
      }
    }
  }
  std::vector<Dyad> dyads;
  for (auto& [pair, dyad] : found) dyads.push_back(std::move(dyad));
  for (Dyad& dyad : dyads) {
    gather_events(dyad);
    measure(dyad, rules);
    find_firsts(dyad);
  }
  add_tension(dyads, rules);
  add_surprise(dyads, rules);
  std::stable_sort(dyads.begin(), dyads.end(),
                   [](const Dyad& a, const Dyad& b) { return a.events.size() > b.events.size(); });
  return dyads;
}

}  // namespace whence
