#include "format/weigh_view.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <map>
#include <set>

#include "base/text.h"
#include "format/layout.h"

namespace whence {
namespace {

constexpr std::size_t most_known_rows = 2;  // where the answer does not say how many to show
constexpr double little = 0.25;             // nats: below it an item speaks for nobody in particular
constexpr double common = 0.75;             // nats: techniques below it are one row
constexpr std::string_view nobody = "not in the catalogue";

ShareRow row_of(const Share& share) {
  return {.name = share.hypothesis.actor ? clean(share.hypothesis.name) : std::string(nobody),
          .id = clean(share.hypothesis.actor.value_or("")),
          .p = share.probability.value(),
          .low = share.low.value(),
          .high = share.high.value(),
          .words = clean(share.words),
          .unknown = !share.hypothesis.actor.has_value()};
}

// Bounds for actors that were not computed together: in every run the shares sum to one.
ShareRow bounded_others(const std::vector<ShareRow>& shown, const std::vector<const Share*>& rest) {
  ShareRow row;
  row.name = counted(rest.size(), "other", "others together");
  row.others = true;
  double least = 0.0;
  double most = 0.0;
  for (const Share* share : rest) {
    row.p += share->probability.value();
    row.low = std::max(row.low, share->low.value());
    row.high += share->high.value();
  }
  for (const ShareRow& each : shown) {
    least += each.low;
    most += each.high;
  }
  row.low = std::min(std::max(row.low, 1.0 - most), row.p);
  row.high = std::max(std::min(row.high, 1.0 - least), row.p);
  return row;
}

void add_shares(const Answer& answer, WeighView& view) {
  const Posterior* cluster = posterior_of(answer, Level::cluster);
  if (cluster == nullptr) return;
  const std::size_t most = cluster->others ? cluster->shown : most_known_rows;
  std::vector<const Share*> rest;
  std::size_t known = 0;
  for (const Share& share : cluster->shares) {
    ShareRow row = row_of(share);
    if (row.unknown) {
      view.unknown = row;
    } else if (known++ >= most) {
      rest.push_back(&share);
      continue;
    }
    view.shares.push_back(row);
  }
  if (const Share* leader = leader_of(answer)) {
    view.leader = row_of(*leader);
  }
  if (cluster->others) {
    ShareRow row = row_of(*cluster->others);
    row.name = clean(cluster->others->hypothesis.name);
    row.id.clear();
    row.unknown = false;
    row.others = true;
    view.shares.push_back(row);
  } else if (!rest.empty()) {
    view.shares.push_back(bounded_others(view.shares, rest));
  }
}

std::string item_text(const Evidence& item, const std::string& note) {
  std::string text = clean(item.name.empty() ? item.value : item.name);
  if (!item.via.empty()) text += ", " + clean(item.via);
  if (!note.empty()) text += ", " + clean(note);
  return text;
}

std::string grade_text(const Grade& grade) { return {grade.reliability, grade.credibility}; }

const Evidence* item_named(const Case& incident, const EvidenceId& id) {
  for (const Evidence& item : incident.evidence) {
    if (item.id == id) return &item;
  }
  return nullptr;
}

// What an item that bears on no cluster bears on.
std::string note_of(const Answer& answer, const EvidenceId& id) {
  std::vector<std::string> notes;
  for (const Bearing& bearing : answer.bearings) {
    if (bearing.evidence == id && !bearing.note.empty()) notes.push_back(bearing.note);
  }
  return join(notes, "; ");
}

void add_common(const Case& incident, const std::vector<const Reason*>& reasons, WeighView& view) {
  if (reasons.empty()) return;
  std::vector<std::string> ids;
  std::set<std::string> grades;
  double nats = 0.0;
  for (const Reason* reason : reasons) {
    ids.push_back(clean(reason->evidence.text));
    grades.insert(grade_text(item_named(incident, reason->evidence)->grade));
    nats += reason->weight.nats;
  }
  view.speaks_for.push_back({id_list(ids), counted(ids.size(), "common technique", "common techniques"),
                             grades.size() == 1 ? *grades.begin() : "", nats});
}

void add_reasons(const Answer& answer, WeighView& view) {
  const Share* leader = leader_of(answer);
  std::vector<Reason> reasons = leader == nullptr ? std::vector<Reason>{} : leader->reasons;
  std::stable_sort(reasons.begin(), reasons.end(),
                   [](const Reason& a, const Reason& b) { return a.weight > b.weight; });
  std::vector<const Reason*> commons;
  std::set<std::string> told;
  for (const Reason& reason : reasons) {
    const Evidence* item = item_named(answer.incident, reason.evidence);
    if (item == nullptr) continue;
    told.insert(reason.evidence.text);
    const double size = std::abs(reason.weight.nats);
    if (item->kind == EvidenceKind::technique && size < common) {
      commons.push_back(&reason);
      continue;
    }
    ReasonRow row{clean(reason.evidence.text), item_text(*item, reason.note), grade_text(item->grade),
                  reason.weight.nats};
    (size < little ? view.neutral : view.speaks_for).push_back(std::move(row));
  }
  add_common(answer.incident, commons, view);
  std::stable_sort(view.speaks_for.begin(), view.speaks_for.end(),
                   [](const ReasonRow& a, const ReasonRow& b) { return a.nats > b.nats; });
  for (const Evidence& item : answer.incident.evidence) {
    if (item.not_used.empty() && item.kind != EvidenceKind::testimony && !told.contains(item.id.text)) {
      view.neutral.push_back(
          {clean(item.id.text), item_text(item, note_of(answer, item.id)), grade_text(item.grade), 0.0});
    }
  }
}

void add_items(const Case& incident, WeighView& view) {
  std::set<std::string> origins;
  for (const Evidence& item : incident.evidence) {
    ++view.items;
    if (of_this_incident(item)) {
      ++view.here;
      if (!item.origin.empty()) origins.insert(item.origin);
    }
    view.checked += item.checked ? 1U : 0U;
    if (!item.checked) view.unchecked.push_back(clean(item.id.text));
    if (!item.not_used.empty()) {
      const std::string line =
          item.line == 0 ? "" : " (" + clean(incident.file) + ":" + std::to_string(item.line) + ")";
      view.not_used.push_back(clean(item.id.text) + " " + shortened(clean(item.value), 40) + ": " +
                              clean(item.not_used) + line);
    }
  }
  view.origins = origins.size();
}

// Of each level above the cluster whose leader hangs on few parts: the statements or items to doubt.
void flip_rules(const Answer& answer, Bindings& holds) {
  for (const FlipAbove& flip : answer.flips_above) {
    if (flip.sets.empty()) continue;
    std::vector<std::string> parts, options;
    for (const FlipPart& part : flip.sets.front()) {
      const bool few = !part.statements.empty() && part.statements.size() <= 3 && part.statements.front().size() <= 8;
      options.push_back(clean(part.statements.size() == 1 && few ? part.statements.front() : part.id));
      const std::string by = few ? join(part.statements, " ") : part.id;
      parts.push_back(part.statements.empty() ? clean(part.id) : "what " + clean(by) + " says");
    }
    holds["hangs-above"].push_back({{"level", std::string(rung_name(flip.leader.level))},
                                    {"name", clean(flip.leader.name)},
                                    {"ids", join(parts, " and ")},
                                    {"leads", clean(flip.then.name)},
                                    {"share", "~" + hundredths(flip.then_share.value())},
                                    {"option", join(options, ",")}});
  }
}

void skill_rules(const Skill& skill, Bindings& holds) {
  if (skill.band_n > 0) {
    holds["skill-band"].push_back({{"low", hundredths(skill.band_low)},
                                   {"high", hundredths(skill.band_high)},
                                   {"n", with_thousands(skill.band_n)},
                                   {"right", with_thousands(skill.band_right)}});
  }
  if (skill.novel_n > 0) {
    holds["skill-novel"].push_back(
        {{"n", with_thousands(skill.novel_n)}, {"wrong", with_thousands(skill.novel_wrong)}});
  }
  if (skill.n > 0) {
    holds["skill-first"].push_back(
        {{"n", with_thousands(skill.n)},
         {"right", with_thousands(static_cast<std::size_t>(std::lround(skill.top1 * static_cast<double>(skill.n))))}});
  } else {
    holds["skill-unknown"].push_back({});
  }
}

void statement_rules(const Case& incident, Bindings& holds) {
  const auto& all = incident.statements;
  const bool answered = std::any_of(all.begin(), all.end(), [](const Statement& each) { return each.answer; });
  const bool accused =
      std::any_of(all.begin(), all.end(), [](const Statement& each) { return !each.answer && !each.names.empty(); });
  if (answered) holds["answers"].push_back({});
  if (accused) holds["accusations"].push_back({});
  if (accused && !answered) holds["no-answers"].push_back({});
}

Bindings rules_of(const Answer& answer, const WeighView& view) {
  Bindings holds;
  const Slots slots{{"name", view.leader.name},
                    {"percent", percent(view.leader.p)},
                    {"victim", clean(answer.incident.victim.name)},
                    {"items", with_thousands(view.items)},
                    {"unchecked", id_list(view.unchecked)},
                    {"n", with_thousands(view.unchecked.size())}};
  holds["always"].push_back({});
  const bool of_catalogue = std::any_of(answer.priors.begin(), answer.priors.end(),
                                        [](const PriorRun& run) { return run.name == "catalogue"; });
  holds[of_catalogue ? "catalogue-prior" : "no-catalogue-prior"].push_back({});
  if (answer.incident.exercise) holds["exercise"].push_back(slots);
  if (view.leader.name.empty()) {
    holds["no-match"].push_back(slots);
  } else {
    holds[answer.headline.established ? "established" : "not-established"].push_back(slots);
    if (!answer.headline.established) {
      holds[view.unknown.p > view.leader.p ? "unknown-leads" : "match-leads"].push_back(slots);
    }
    if (!answer.flip.sets.empty() && view.leader.p > view.unknown.p) {  // else nothing needs to be undone
      Slots flip = slots;
      std::vector<std::string> ids;
      for (const EvidenceId& id : answer.flip.sets.front()) ids.push_back(clean(id.text));
      std::sort(ids.begin(), ids.end(), [](const std::string& a, const std::string& b) {
        return a.size() != b.size() ? a.size() < b.size() : a < b;  // e4 before e10
      });
      flip["ids"] = id_list(ids);
      flip["size"] = with_thousands(answer.flip.size);
      flip["leads"] = clean(answer.flip.then_leads);
      flip["share"] = hundredths(answer.flip.then_share.value());
      flip["option"] = join(ids, ",");
      const bool same = answer.flip.then_leads == leader_of(answer)->hypothesis.name;  // but below one half
      const bool none = flip["leads"].empty() || flip["leads"] == nobody;
      const std::string one = answer.flip.size == 1 ? "one-item-carries" : "some-items-carry";
      holds[one].push_back(flip);
      holds[one + (same ? "-partly" : "-all")].push_back(flip);
      holds[same ? "weaker-instead" : none ? "unknown-instead" : "other-instead"].push_back(flip);
    }
  }
  if (!view.unchecked.empty()) holds["unchecked"].push_back(slots);
  flip_rules(answer, holds);
  skill_rules(answer.skill, holds);
  statement_rules(answer.incident, holds);
  return holds;
}

}  // namespace

std::string_view rung_name(Level level) { return level == Level::sponsor ? "state" : name_of(level); }

bool worth_showing(const Collect& step) { return step.bits >= 0.005; }

bool is_draft(const Case& incident) {
  const bool checked = std::all_of(incident.evidence.begin(), incident.evidence.end(),
                                   [](const Evidence& item) { return item.checked; });
  return incident.prepared_by.empty() || incident.second_reader.empty() || !checked;
}

const Posterior* posterior_of(const Answer& answer, Level level) {
  for (const Posterior& posterior : answer.levels) {
    if (posterior.level == level && !posterior.shares.empty()) return &posterior;
  }
  return nullptr;
}

const Share* unknown_of(const Posterior& posterior) {
  for (const Share& share : posterior.shares) {
    if (!share.hypothesis.actor) return &share;
  }
  return nullptr;
}

const Share* leader_of(const Answer& answer) {
  const Posterior* cluster = posterior_of(answer, Level::cluster);
  if (cluster == nullptr) return nullptr;
  const Share* first = nullptr;
  for (const Share& share : cluster->shares) {
    if (!share.hypothesis.actor) continue;
    if (first == nullptr) first = &share;
    if (answer.headline.id && share.hypothesis.actor == answer.headline.id) return &share;
  }
  return first;
}

std::string hundredths(double p) {
  if (p > 0.0 && p < 0.005) return "<.01";
  if (p < 1.0 && p > 0.995) return ">.99";
  char buffer[16];
  std::snprintf(buffer, sizeof buffer, "%.2f", p);
  const std::string text = buffer;
  return text[0] == '0' ? text.substr(1) : text;
}

std::string percent(double p) {
  if (p > 0.0 && p < 0.005) return "<1";
  if (p < 1.0 && p > 0.995) return ">99";
  return std::to_string(std::lround(p * 100.0));
}

std::string id_list(const std::vector<std::string>& ids) {
  const auto number = [](const std::string& id) -> std::optional<unsigned long> {
    if (id.size() < 2 || id.size() > 9 || id[0] != 'e') return std::nullopt;
    if (!std::all_of(id.begin() + 1, id.end(), is_digit)) return std::nullopt;
    return std::stoul(id.substr(1));
  };
  std::vector<std::string> sorted = ids;
  std::stable_sort(sorted.begin(), sorted.end(), [&](const std::string& a, const std::string& b) {
    return number(a).value_or(0) < number(b).value_or(0);
  });
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < sorted.size();) {
    std::size_t j = i;
    while (j + 1 < sorted.size() && number(sorted[j]) && number(sorted[j + 1]) == *number(sorted[j]) + 1) ++j;
    parts.push_back(j > i + 1 ? sorted[i] + "-" + sorted[j].substr(1) : sorted[i]);
    i = j > i + 1 ? j + 1 : i + 1;
  }
  return join(parts, " ");
}

std::string victim_line(const Case& incident) {
  std::string text = clean(incident.victim.name);
  if (text.empty()) text = clean(incident.victim.sector);
  if (!incident.victim.country.empty()) text += (text.empty() ? "" : ", ") + clean(incident.victim.country);
  return text.empty() ? "not stated" : text;
}

WeighView view_of(const Answer& answer) {
  WeighView view;
  add_shares(answer, view);
  add_reasons(answer, view);
  add_items(answer.incident, view);
  view.draft = is_draft(answer.incident);
  view.holds = rules_of(answer, view);
  return view;
}

}  // namespace whence
