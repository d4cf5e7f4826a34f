#include "engine/case_diff.h"

#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>

#include "base/text.h"
#include "engine/engine.h"
#include "engine/weigh_desk.h"

namespace whence {
namespace {

constexpr double least_shown = 0.005;

std::string described(const Evidence& item) {
  std::string text = std::string(name_of(item.kind)) + " " + item.value;
  if (!item.origin.empty()) text += ", " + item.origin;
  return text + fmt::format(", {}{}", item.grade.reliability, item.grade.credibility);
}

// What is different, field by field; empty for nothing.
std::string difference(const Evidence& a, const Evidence& b) {
  std::vector<std::string> parts;
  const auto field = [&](const char* name, const std::string& before, const std::string& after) {
    if (before != after)
      parts.push_back(
          fmt::format("{} {} became {}", name, before.empty() ? "nothing" : before, after.empty() ? "nothing" : after));
  };
  field("value", a.value, b.value);
  field("origin", a.origin, b.origin);
  field("grade", {a.grade.reliability, a.grade.credibility}, {b.grade.reliability, b.grade.credibility});
  field("role", std::string(name_of(a.role)), std::string(name_of(b.role)));
  field("via", a.via, b.via);
  field("seen", a.seen ? to_string(*a.seen) : "", b.seen ? to_string(*b.seen) : "");
  field("use", a.not_used.empty() ? "used" : a.not_used, b.not_used.empty() ? "used" : b.not_used);
  if (a.checked != b.checked) parts.push_back(b.checked ? "checked by a person" : "unchecked again");
  return join(parts, "; ");
}

const Evidence* item_of(const Case& incident, const EvidenceId& id) {
  const auto found = std::find_if(incident.evidence.begin(), incident.evidence.end(),
                                  [&](const Evidence& item) { return item.id == id; });
  return found == incident.evidence.end() ? nullptr : &*found;
}

std::string effect_of(const Evidence& item) {
  return item.not_used.empty() ? "" : "moves nothing: not used, " + item.not_used;
}

void compare_items(const Case& before, const Case& after, CaseDiff& diff) {
  for (const Evidence& item : after.evidence) {
    const Evidence* old = item_of(before, item.id);
    if (old == nullptr) {
      diff.changes.push_back({item.id.text, "+", described(item), effect_of(item)});
      continue;
    }
    const std::string what = difference(*old, item);
    if (what.empty()) continue;
    const bool mark_only = what == "checked by a person" || what == "unchecked again";
    diff.changes.push_back(
        {item.id.text, "~", what, mark_only ? "moves nothing: only the mark changed" : effect_of(item)});
  }
  for (const Evidence& item : before.evidence) {
    if (item_of(after, item.id) == nullptr)
      diff.changes.push_back({item.id.text, "-", described(item), effect_of(item)});
  }
}

// A statement, accusation or answer, is testimony: it stands beside the answer and moves no figure either way.
void compare_statements(const Case& before, const Case& after, CaseDiff& diff) {
  const std::string effect = "moves nothing: a statement is shown, not weighed, whoever makes it";
  const auto in = [](const Case& incident, const Statement& one) {
    return std::any_of(incident.statements.begin(), incident.statements.end(), [&](const Statement& other) {
      return other.speaker == one.speaker && other.text == one.text && other.date == one.date;
    });
  };
  for (const Statement& one : after.statements) {
    if (!in(before, one)) diff.changes.push_back({one.id.text, "+", one.speaker + ": " + one.text, effect});
  }
  for (const Statement& one : before.statements) {
    if (!in(after, one)) diff.changes.push_back({one.id.text, "-", one.speaker + ": " + one.text, effect});
  }
}

const Posterior* clusters_of(const Answer& answer) {
  const auto found = std::find_if(answer.levels.begin(), answer.levels.end(),
                                  [](const Posterior& one) { return one.level == Level::cluster; });
  return found == answer.levels.end() ? nullptr : &*found;
}

using Shares = std::map<std::string, const Share*>;

Shares shares_of(const Answer& answer) {
  Shares shares;
  if (const Posterior* posterior = clusters_of(answer)) {
    for (const Share& share : posterior->shares) shares.emplace(share.hypothesis.actor.value_or(""), &share);
  }
  return shares;
}

std::vector<std::string> reasons_between(const Share* before, const Share* after, const Case& items) {
  std::map<std::string, std::pair<double, double>> weights;
  if (before != nullptr) {
    for (const Reason& reason : before->reasons) weights[reason.evidence.text].first += reason.weight.nats;
  }
  if (after != nullptr) {
    for (const Reason& reason : after->reasons) weights[reason.evidence.text].second += reason.weight.nats;
  }
  std::vector<std::pair<double, std::string>> moved;
  for (const auto& [id, pair] : weights) {
    const double change = pair.second - pair.first;
    if (std::abs(change) < 0.05) continue;
    const Evidence* item = item_of(items, {id});
    moved.emplace_back(-std::abs(change),
                       fmt::format("{}{}: {:+.1f} nats, before {:+.1f}", id, item == nullptr ? "" : " " + item->value,
                                   pair.second, pair.first));
  }
  std::sort(moved.begin(), moved.end());
  std::vector<std::string> reasons;
  for (std::size_t i = 0; i < std::min<std::size_t>(4, moved.size()); ++i) reasons.push_back(moved[i].second);
  return reasons;
}

void compare_shares(const Answer& before, const Answer& after, CaseDiff& diff) {
  const Shares old = shares_of(before), fresh = shares_of(after);
  const auto find = [](const Shares& shares, const std::string& key) -> const Share* {
    const auto found = shares.find(key);
    return found == shares.end() ? nullptr : found->second;
  };
  std::map<std::string, const Share*> all = fresh;
  all.insert(old.begin(), old.end());
  for (const auto& [key, any] : all) {
    const Share *a = find(old, key), *b = find(fresh, key);
    ShareChange change;
    change.name = any->hypothesis.name;
    if (a != nullptr) {
      change.before = a->probability.value();
      change.before_low = a->low.value();
      change.before_high = a->high.value();
    }
    if (b != nullptr) {
      change.after = b->probability.value();
      change.after_low = b->low.value();
      change.after_high = b->high.value();
    }
    if (key.empty()) {
      diff.unknown_before = change.before;
      diff.unknown_after = change.after;
    }
    const double most =
        std::max({std::abs(change.after - change.before), std::abs(change.after_low - change.before_low),
                  std::abs(change.after_high - change.before_high)});
    if (most < least_shown) continue;
    change.reasons = reasons_between(a, b, after.incident);
    diff.shares.push_back(std::move(change));
  }
  std::stable_sort(diff.shares.begin(), diff.shares.end(), [](const ShareChange& a, const ShareChange& b) {
    return std::max(a.before, a.after) > std::max(b.before, b.after);
  });
}

std::string headline_of(const Answer& answer) {
  if (answer.headline.established) return answer.headline.name;
  return "not established" + (answer.headline.name.empty() ? "" : "; closest match " + answer.headline.name);
}

}  // namespace

Result<CaseDiff> case_diff(const Data& data, const Case& before, const Case& after, const std::string& parameters) {
  WHENCE_TRY(const WeighDesk desk, WeighDesk::open(data, parameters));
  WHENCE_TRY(const Answer old, desk.weigh(before, {}));
  WHENCE_TRY(const Answer fresh, desk.weigh(after, {}));
  CaseDiff diff;
  diff.data = versions_of(data).attack.value_or(std::string(data.hash()).substr(0, 12));
  diff.exercise = before.exercise || after.exercise;
  compare_items(old.incident, fresh.incident, diff);
  compare_statements(before, after, diff);
  compare_shares(old, fresh, diff);
  diff.headline_before = headline_of(old);
  diff.headline_after = headline_of(fresh);
  return diff;
}

}  // namespace whence
