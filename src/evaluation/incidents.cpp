#include "evaluation/incidents.h"

#include <algorithm>
#include <map>
#include <tuple>

#include <fmt/format.h>

namespace whence {
namespace {

Day first_of_month(Day day) {
  const std::chrono::year_month_day date(day);
  return std::chrono::sys_days(date.year() / date.month() / 1);
}

std::vector<Incident> pairs(const Knowledge& known) {
  std::map<std::pair<GroupIndex, ReferenceIndex>, std::vector<ItemIndex>> items;
  for (const GroupUse& use : known.group_uses()) {
    if (use.campaign) continue;
    for (const ReferenceIndex reference : use.references) items[{use.group, reference}].push_back(use.item);
  }
  std::vector<Incident> incidents;
  for (auto& [key, of_pair] : items) {
    std::sort(of_pair.begin(), of_pair.end());
    of_pair.erase(std::unique(of_pair.begin(), of_pair.end()), of_pair.end());
    if (of_pair.size() < least_items) continue;
    Incident incident;
    incident.group = key.first;
    incident.report = key.second;
    incident.items = std::move(of_pair);
    if (const auto& date = known.references()[incident.report].date) {
      incident.day = *date;
      incident.year = static_cast<int>(std::chrono::year_month_day(*date).year());
    }
    incidents.push_back(std::move(incident));
  }
  return incidents;
}

bool has(const Catalogue& counts, GroupIndex group) {
  return std::any_of(counts.clusters.begin(), counts.clusters.end(),
                     [&](const CataloguedCluster& cluster) { return cluster.group == group; });
}

}  // namespace

std::vector<Incident> chronological_incidents(const Knowledge& known) {
  std::vector<Incident> all = pairs(known);
  std::erase_if(all, [&](const Incident& incident) {
    const Dating dating = known.references()[incident.report].dating;
    return dating != Dating::day && dating != Dating::month;
  });
  std::sort(all.begin(), all.end(), [](const Incident& a, const Incident& b) {
    return std::tie(a.day, a.group, a.report) < std::tie(b.day, b.group, b.report);
  });
  std::vector<Incident> incidents;
  std::optional<Day> last;
  Catalogue counts;
  for (Incident& incident : all) {
    incident.cut.before = first_of_month(incident.day) - std::chrono::days(30);
    if (last != incident.cut.before) counts = catalogue(known, incident.cut);
    last = incident.cut.before;
    if (counts.clusters.size() < least_candidates) continue;
    incident.known = has(counts, incident.group);
    incidents.push_back(std::move(incident));
  }
  return incidents;
}

std::vector<Incident> left_out_incidents(const Knowledge& known) {
  std::vector<Incident> incidents = pairs(known);
  for (Incident& incident : incidents) {
    incident.cut.without = incident.report;
    incident.known = has(catalogue(known, incident.cut), incident.group);
  }
  return incidents;
}

Incident only(Incident incident, const Knowledge& known, ItemKind kind) {
  std::erase_if(incident.items, [&](ItemIndex item) { return known.items()[item].kind != kind; });
  return incident;
}

Case case_of(const Incident& incident, const Knowledge& known) {
  Case result;
  result.name = fmt::format("{} {}", known.groups()[incident.group].id, known.references()[incident.report].key);
  result.file = "evaluation";
  for (const ItemIndex index : incident.items) {
    const Item& item = known.items()[index];
    Evidence evidence;
    evidence.id = {fmt::format("e{}", result.evidence.size() + 1)};
    evidence.kind = item.kind == ItemKind::technique ? EvidenceKind::technique : EvidenceKind::software;
    evidence.value = item.id;
    evidence.item = item.id;
    evidence.name = item.name;
    evidence.origin = "report";
    evidence.grade = {'B', '2'};
    result.evidence.push_back(std::move(evidence));
  }
  return result;
}

}  // namespace whence
