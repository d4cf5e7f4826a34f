#include "knowledge/knowledge.h"

#include <algorithm>
#include <string>

#include "base/text.h"

namespace whence {
namespace {

bool same_letters(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return to_lower(x) == to_lower(y); });
}

// The place of the record with this id in [begin, end), which is sorted by id.
template <class Record>
std::optional<std::size_t> place(const std::vector<Record>& records, std::size_t begin, std::size_t end,
                                 std::string_view id) {
  const auto first = records.begin() + static_cast<std::ptrdiff_t>(begin);
  const auto last = records.begin() + static_cast<std::ptrdiff_t>(end);
  const auto found = std::lower_bound(first, last, id,
                                      [](const Record& record, std::string_view wanted) { return record.id < wanted; });
  if (found == last || found->id != id) return std::nullopt;
  return static_cast<std::size_t>(found - records.begin());
}

// Strongest grounds first.
std::size_t rank(const ActorRelation& relation) {
  constexpr std::string_view order[] = {"id", "main-name", "name", "link"};
  for (std::size_t i = 0; i < std::size(order); ++i) {
    if (std::find(relation.basis.begin(), relation.basis.end(), order[i]) != relation.basis.end()) return i;
  }
  return std::size(order);
}

}  // namespace

std::string_view Knowledge::fact(std::string_view key) const {
  for (const auto& [name, value] : facts_) {
    if (name == key) return value;
  }
  return {};
}

std::optional<GroupIndex> Knowledge::group(std::string_view id) const {
  const auto found = place(groups_, 0, groups_.size(), id);
  if (!found) return std::nullopt;
  return static_cast<GroupIndex>(*found);
}

std::optional<ItemIndex> Knowledge::item(std::string_view id) const {
  auto found = place(items_, 0, techniques_, id);
  if (!found) found = place(items_, techniques_, items_.size(), id);
  if (!found) return std::nullopt;
  return static_cast<ItemIndex>(*found);
}

std::optional<std::size_t> Knowledge::cluster(std::string_view id) const {
  return place(clusters_, 0, clusters_.size(), id);
}

std::optional<ItemIndex> Knowledge::software_named(std::string_view name) const {
  std::optional<ItemIndex> found;
  for (std::size_t i = techniques_; i < items_.size(); ++i) {
    const Item& item = items_[i];
    if (same_letters(item.id, name)) return static_cast<ItemIndex>(i);
    const auto same = [&](std::string_view other) { return same_letters(other, name); };
    if (!same(item.name) && std::none_of(item.names.begin(), item.names.end(), same)) continue;
    if (found) return std::nullopt;
    found = static_cast<ItemIndex>(i);
  }
  return found;
}

std::optional<SponsorLabel> Knowledge::label(GroupIndex group) const {
  const std::string_view id = groups_[group].id;
  std::optional<SponsorLabel> best;
  const ActorRelation* grounds = nullptr;
  for (const ActorRelation& relation : relations_) {
    if (relation.a != id || relation.basis.empty()) continue;
    const auto label = std::find_if(labels_.begin(), labels_.end(), [&](const SponsorLabel& one) {
      return one.actor == id && one.source == relation.b;
    });
    if (label == labels_.end()) continue;
    const bool better = grounds == nullptr || rank(relation) < rank(*grounds) ||
                        (rank(relation) == rank(*grounds) && relation.names.size() > grounds->names.size());
    if (!better) continue;
    best = *label;
    grounds = &relation;
  }
  return best;
}

}  // namespace whence
