// Tables to Knowledge. Every string_view points into the pack; only numbers and short lists are made here.
#include <algorithm>
#include <array>
#include <string>
#include <tuple>
#include <unordered_map>

#include <fmt/format.h>

#include "knowledge/knowledge.h"

namespace whence {

// A table and the places of the columns that we want from it, in the order wanted.
template <std::size_t N>
struct Columns {
  Table table;
  std::array<std::size_t, N> at{};

  std::size_t rows() const { return table.rows(); }
  std::string_view text(std::size_t row, std::size_t column) const { return table.text(row, at[column]); }
  std::vector<std::string_view> list(std::size_t row, std::size_t column) const { return table.list(row, at[column]); }
  std::optional<Date> date(std::size_t row, std::size_t column) const { return table.date(row, at[column]); }
  Error error(std::size_t row, std::string_view what) const {
    return {Code::malformed,
            fmt::format("data/{}.tsv: row {}: {}; build the tables anew", table.name(), row + 1, what)};
  }
};

template <std::size_t N>
Result<Columns<N>> columns(const Data& data, std::string_view name, const std::array<std::string_view, N>& wanted) {
  Columns<N> result;
  WHENCE_TRY(result.table, data.table(name));
  for (std::size_t i = 0; i < N; ++i) {
    WHENCE_TRY(result.at[i], result.table.column(wanted[i]));
  }
  return result;
}

class KnowledgeLoader {
 public:
  explicit KnowledgeLoader(const Data& data) : data_(data) { result_.data_ = data; }

  Result<Knowledge> load() {
    using Step = Result<void> (KnowledgeLoader::*)();
    constexpr std::array<Step, 10> steps = {&KnowledgeLoader::facts,         &KnowledgeLoader::references,
                                            &KnowledgeLoader::groups,        &KnowledgeLoader::techniques,
                                            &KnowledgeLoader::software,      &KnowledgeLoader::campaigns,
                                            &KnowledgeLoader::reserve,       &KnowledgeLoader::group_uses,
                                            &KnowledgeLoader::software_uses, &KnowledgeLoader::actors};
    for (const Step step : steps) {
      if (const auto done = (this->*step)(); !done) return done.error();
    }
    return std::move(result_);
  }

 private:
  static constexpr std::array<std::string_view, 3> use_columns = {"source", "target", "references"};

  Result<void> facts() {
    WHENCE_TRY(const auto table, columns<2>(data_, "kb/version", {"key", "value"}));
    for (std::size_t row = 0; row < table.rows(); ++row)
      result_.facts_.emplace_back(table.text(row, 0), table.text(row, 1));
    return {};
  }

  Result<void> references() {
    WHENCE_TRY(const auto table, columns<5>(data_, "kb/references", {"key", "name", "url", "date", "dating"}));
    result_.references_.reserve(table.rows());
    reference_places_.reserve(table.rows());
    for (std::size_t row = 0; row < table.rows(); ++row) {
      const auto dating = dating_named(table.text(row, 4));
      if (!dating) return table.error(row, "no such dating");
      Reference reference{table.text(row, 0), table.text(row, 1), table.text(row, 2), std::nullopt, *dating};
      if (const auto date = table.date(row, 3)) reference.date = date->first;
      reference_places_.emplace(reference.key, static_cast<ReferenceIndex>(row));
      result_.references_.push_back(reference);
    }
    return {};
  }

  Result<void> groups() {
    WHENCE_TRY(const auto table, columns<3>(data_, "kb/groups", {"id", "name", "uuid"}));
    for (std::size_t row = 0; row < table.rows(); ++row) {
      result_.groups_.push_back({table.text(row, 0), table.text(row, 1), table.text(row, 2)});
    }
    return sorted(result_.groups_, "kb/groups");
  }

  Result<void> techniques() {
    WHENCE_TRY(const auto table, columns<5>(data_, "kb/techniques", {"id", "name", "parent", "tactics", "uuid"}));
    for (std::size_t row = 0; row < table.rows(); ++row) {
      Item item;
      item.id = table.text(row, 0);
      item.name = table.text(row, 1);
      item.tactics = table.list(row, 3);
      item.uuid = table.text(row, 4);
      result_.items_.push_back(std::move(item));
    }
    result_.techniques_ = result_.items_.size();
    if (const auto good = sorted(result_.items_, "kb/techniques"); !good) return good.error();
    for (std::size_t row = 0; row < table.rows(); ++row) {
      if (table.text(row, 2).empty()) continue;
      result_.items_[row].parent = result_.item(table.text(row, 2));
      if (!result_.items_[row].parent) return table.error(row, "its parent is not there");
    }
    return {};
  }

  Result<void> software() {
    WHENCE_TRY(const auto table, columns<5>(data_, "kb/software", {"id", "name", "kind", "names", "uuid"}));
    std::vector<Item> software;
    for (std::size_t row = 0; row < table.rows(); ++row) {
      Item item;
      item.kind = ItemKind::software;
      item.id = table.text(row, 0);
      item.name = table.text(row, 1);
      item.software_kind = table.text(row, 2);
      item.names = table.list(row, 3);
      item.uuid = table.text(row, 4);
      software.push_back(std::move(item));
    }
    if (const auto good = sorted(software, "kb/software"); !good) return good.error();
    std::move(software.begin(), software.end(), std::back_inserter(result_.items_));
    item_places_.reserve(result_.items_.size());
    for (std::size_t i = 0; i < result_.items_.size(); ++i) {
      item_places_.emplace(result_.items_[i].id, static_cast<ItemIndex>(i));
    }
    return {};
  }

  Result<void> campaigns() {
    WHENCE_TRY(const auto table, columns<6>(data_, "kb/campaigns", {"id", "name", "names", "first", "last", "groups"}));
    for (std::size_t row = 0; row < table.rows(); ++row) {
      Campaign campaign{table.text(row, 0), table.text(row, 1), table.list(row, 2),
                        table.date(row, 3), table.date(row, 4), {}};
      for (const std::string_view id : table.list(row, 5)) {
        const auto group = result_.group(id);
        if (!group) return table.error(row, "it is attributed to a group that is not there");
        campaign.groups.push_back(*group);
      }
      result_.campaigns_.push_back(std::move(campaign));
    }
    return sorted(result_.campaigns_, "kb/campaigns");
  }

  // The spans of uses and names point into one list, which therefore must not move while it grows. A campaign's
  // references are listed once for the campaign and once for every group it is attributed to.
  Result<void> reserve() {
    std::size_t most = 0;
    std::size_t groups = 0;
    for (const Campaign& campaign : result_.campaigns_) groups = std::max(groups, campaign.groups.size());
    for (const std::string_view name : {"kb/group_uses", "kb/campaign_uses", "kb/software_uses", "kb/actor_names"}) {
      WHENCE_TRY(const auto table, columns<1>(data_, name, {"references"}));
      const std::size_t times = name == "kb/campaign_uses" ? groups + 1 : 1;
      for (std::size_t row = 0; row < table.rows(); ++row) most += times * (table.text(row, 0).size() / 2 + 1);
    }
    result_.reference_lists_.reserve(most);
    return {};
  }

  std::optional<ItemIndex> item(std::string_view id) const {
    const auto found = item_places_.find(id);
    if (found == item_places_.end()) return std::nullopt;
    return found->second;
  }

  // The references named in a cell, appended to the one list.
  std::optional<std::span<const ReferenceIndex>> listed(std::string_view cell) {
    std::vector<ReferenceIndex>& lists = result_.reference_lists_;
    const std::size_t begin = lists.size();
    while (!cell.empty()) {
      const auto end = cell.find('|');
      const auto found = reference_places_.find(cell.substr(0, end));
      if (found == reference_places_.end()) return std::nullopt;
      lists.push_back(found->second);
      cell.remove_prefix(end == std::string_view::npos ? cell.size() : end + 1);
    }
    WHENCE_CHECK(lists.size() <= lists.capacity());
    return std::span<const ReferenceIndex>(lists).subspan(begin);
  }

  Result<void> group_uses() {
    WHENCE_TRY(const auto table, columns(data_, "kb/group_uses", use_columns));
    std::vector<GroupUse>& uses = result_.group_uses_;
    uses.reserve(table.rows() + 1000);
    std::string_view source;  // rows are sorted by source, mostly: look each up once
    std::optional<GroupIndex> group;
    for (std::size_t row = 0; row < table.rows(); ++row) {
      if (table.text(row, 2).empty()) continue;  // an edge without a reference supports nothing
      if (table.text(row, 0) != source) {
        source = table.text(row, 0);
        group = result_.group(source);
      }
      const auto used = item(table.text(row, 1));
      const auto references = listed(table.text(row, 2));
      if (!group || !used || !references) return table.error(row, "names a group, item or reference that is not there");
      uses.push_back({*group, *used, *references, false});
    }
    if (const auto done = campaign_uses(); !done) return done.error();
    std::sort(uses.begin(), uses.end(), [](const GroupUse& a, const GroupUse& b) {
      return std::tie(a.group, a.item, a.campaign) < std::tie(b.group, b.item, b.campaign);
    });
    return {};
  }

  struct CampaignUse {
    GroupIndex group;
    ItemIndex item;
    ReferenceIndex reference;
    auto operator<=>(const CampaignUse&) const = default;
  };

  Result<void> campaign_uses() {
    WHENCE_TRY(const auto table, columns(data_, "kb/campaign_uses", use_columns));
    std::vector<CampaignUse> found;
    const Campaign* campaign = nullptr;
    for (std::size_t row = 0; row < table.rows(); ++row) {
      if (campaign == nullptr || campaign->id != table.text(row, 0)) campaign = campaign_named(table.text(row, 0));
      const auto used = item(table.text(row, 1));
      const auto references = listed(table.text(row, 2));
      if (campaign == nullptr || !used || !references)
        return table.error(row, "names a campaign, item or reference that is not there");
      for (const GroupIndex group : campaign->groups) {
        for (const ReferenceIndex reference : *references) found.push_back({group, *used, reference});
      }
    }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    add_campaign_uses(found);
    return {};
  }

  // Two campaigns of one group that show the same item are one use with the references of both.
  void add_campaign_uses(const std::vector<CampaignUse>& found) {
    std::vector<ReferenceIndex>& lists = result_.reference_lists_;
    for (std::size_t i = 0; i < found.size();) {
      const CampaignUse first = found[i];
      const std::size_t begin = lists.size();
      for (; i < found.size() && found[i].group == first.group && found[i].item == first.item; ++i) {
        lists.push_back(found[i].reference);
      }
      WHENCE_CHECK(lists.size() <= lists.capacity());
      result_.group_uses_.push_back(
          {first.group, first.item, std::span<const ReferenceIndex>(lists).subspan(begin), true});
    }
  }

  const Campaign* campaign_named(std::string_view id) const {
    for (const Campaign& campaign : result_.campaigns_) {
      if (campaign.id == id) return &campaign;
    }
    return nullptr;
  }

  Result<void> software_uses() {
    WHENCE_TRY(const auto table, columns(data_, "kb/software_uses", use_columns));
    result_.software_uses_.reserve(table.rows());
    for (std::size_t row = 0; row < table.rows(); ++row) {
      if (table.text(row, 2).empty()) continue;
      const auto software = item(table.text(row, 0));
      const auto technique = item(table.text(row, 1));
      const auto references = listed(table.text(row, 2));
      if (!software || !technique || !references)
        return table.error(row, "names an item or reference that is not there");
      result_.software_uses_.push_back({*software, *technique, *references});
    }
    std::vector<SoftwareUse>& uses = result_.software_uses_;
    const auto before = [](const SoftwareUse& a, const SoftwareUse& b) {
      return std::tie(a.software, a.technique) < std::tie(b.software, b.technique);
    };
    if (!std::is_sorted(uses.begin(), uses.end(), before)) std::sort(uses.begin(), uses.end(), before);
    return {};
  }

  Result<void> actors() {
    WHENCE_TRY(const auto names, columns<7>(data_, "kb/actor_names",
                                            {"name", "actor", "vendor", "how", "source", "references", "rivals"}));
    for (std::size_t row = 0; row < names.rows(); ++row) {
      const auto references = listed(names.text(row, 5));
      if (!references) return names.error(row, "names a reference that is not there");
      result_.names_.push_back({names.text(row, 0), names.text(row, 1), names.text(row, 2), names.text(row, 3),
                                names.text(row, 4), *references, names.list(row, 6)});
    }
    WHENCE_TRY(const auto clusters, columns<2>(data_, "kb/clusters", {"id", "name"}));
    for (std::size_t row = 0; row < clusters.rows(); ++row) {
      result_.clusters_.push_back({clusters.text(row, 0), clusters.text(row, 1)});
    }
    if (const auto good = sorted(result_.clusters_, "kb/clusters"); !good) return good.error();
    WHENCE_TRY(const auto relations,
               columns<7>(data_, "kb/relations", {"a", "b", "relation", "source", "basis", "names", "likelihood"}));
    for (std::size_t row = 0; row < relations.rows(); ++row) {
      result_.relations_.push_back({relations.text(row, 0), relations.text(row, 1), relations.text(row, 2),
                                    relations.text(row, 3), relations.list(row, 4), relations.list(row, 5),
                                    relations.text(row, 6)});
    }
    return labels();
  }

  Result<void> labels() {
    WHENCE_TRY(const auto states, columns<4>(data_, "kb/labels", {"actor", "state", "kind", "source"}));
    for (std::size_t row = 0; row < states.rows(); ++row) {
      result_.labels_.push_back({states.text(row, 0), states.text(row, 1), states.text(row, 2), states.text(row, 3)});
    }
    WHENCE_TRY(const auto victims, columns<3>(data_, "kb/victims", {"actor", "state", "words"}));
    for (std::size_t row = 0; row < victims.rows(); ++row) {
      result_.victims_.push_back({victims.text(row, 0), victims.text(row, 1), victims.text(row, 2)});
    }
    WHENCE_TRY(const auto sectors, columns<2>(data_, "kb/sectors", {"actor", "sector"}));
    for (std::size_t row = 0; row < sectors.rows(); ++row) {
      result_.sectors_.push_back({sectors.text(row, 0), sectors.text(row, 1)});
    }
    return {};
  }

  // Records are found by halving: the tables must be sorted, each id once.
  template <class Record>
  Result<void> sorted(const std::vector<Record>& records, std::string_view name) const {
    for (std::size_t i = 1; i < records.size(); ++i) {
      if (records[i - 1].id < records[i].id) continue;
      return Error{Code::malformed, fmt::format("data/{}.tsv: '{}' follows '{}': sort the rows by id, each id once",
                                                name, records[i].id, records[i - 1].id)};
    }
    return {};
  }

  const Data& data_;
  Knowledge result_;
  std::unordered_map<std::string_view, ReferenceIndex> reference_places_;
  std::unordered_map<std::string_view, ItemIndex> item_places_;
};

Result<Knowledge> Knowledge::load(const Data& data) { return KnowledgeLoader(data).load(); }

}  // namespace whence
