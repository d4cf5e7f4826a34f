#include "engine/actor_uses.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>

namespace whence {
namespace {

// When the report was published, as far as it says so; the day on which somebody retrieved it says nothing of that.
std::optional<Date> published(const Reference& reference) {
  if (!reference.date) return std::nullopt;
  const std::chrono::year_month_day day(*reference.date);
  switch (reference.dating) {
    case Dating::day:
      return Date{*reference.date, Precision::day};
    case Dating::month:
      return Date{day.year() / day.month() / 1, Precision::month};
    case Dating::year:
      return Date{day.year() / 1 / 1, Precision::year};
    case Dating::retrieved:
    case Dating::none:
      return std::nullopt;
  }
  return std::nullopt;
}

bool before(const std::optional<Date>& a, const std::optional<Date>& b) {
  if (!a || !b) return !a && b;
  return a->first < b->first;
}

struct Support {
  std::set<ReferenceIndex> references;
  bool own = false;
};

ItemUse use_of(const Knowledge& knowledge, const Item& item, const Support& support) {
  ItemUse use{std::string(item.id),
              std::string(item.name),
              std::string(item.software_kind),
              support.references.size(),
              support.own,
              std::nullopt};
  if (item.kind == ItemKind::technique) use.kind = "technique";
  for (const ReferenceIndex reference : support.references) {
    const auto date = published(knowledge.references()[reference]);
    if (before(use.latest, date)) use.latest = date;
  }
  return use;
}

void sort_by_reports(std::vector<ItemUse>& uses) {
  std::stable_sort(uses.begin(), uses.end(), [](const ItemUse& a, const ItemUse& b) {
    if (a.reports != b.reports) return a.reports > b.reports;
    return before(b.latest, a.latest);
  });
}

}  // namespace

void add_uses(const Knowledge& knowledge, GroupIndex group, ActorEntry& entry) {
  std::map<ItemIndex, Support> supports;
  std::set<ReferenceIndex> own;
  for (const GroupUse& use : knowledge.group_uses()) {
    if (use.group != group) continue;
    Support& support = supports[use.item];
    support.references.insert(use.references.begin(), use.references.end());
    if (use.campaign) continue;
    support.own = true;
    own.insert(use.references.begin(), use.references.end());
  }
  for (const auto& [index, support] : supports) {
    const Item& item = knowledge.items()[index];
    (item.kind == ItemKind::technique ? entry.techniques : entry.software).push_back(use_of(knowledge, item, support));
  }
  sort_by_reports(entry.software);
  sort_by_reports(entry.techniques);
  entry.reports = own.size();
  for (const ReferenceIndex index : own) {
    const Reference& reference = knowledge.references()[index];
    const auto date = published(reference);
    if (!date || (entry.latest && !before(entry.latest->date, date))) continue;
    entry.latest = ReportRef{std::string(reference.key), std::string(reference.name), std::string(reference.url), date};
  }
  for (const Campaign& campaign : knowledge.campaigns()) {
    if (std::find(campaign.groups.begin(), campaign.groups.end(), group) == campaign.groups.end()) continue;
    entry.campaigns.push_back({std::string(campaign.id), std::string(campaign.name), campaign.first, campaign.last});
  }
}

}  // namespace whence
