#include "knowledge/knowledge.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <set>
#include <string>
#include <utility>

#include <doctest/doctest.h>

#include "knowledge/ledger.h"

using namespace whence;

namespace {

const Data& embedded() {
  static const Data data = Data::open_embedded().value();
  return data;
}

const Knowledge& known() {
  static const Knowledge knowledge = Knowledge::load(embedded()).value();
  return knowledge;
}

// Rows of a table of edges, by the first letter of what is used; with references or with all.
std::size_t edges(std::string_view table, char kind, bool with_reference) {
  const Table rows = embedded().table(table).value();
  std::size_t count = 0;
  for (std::size_t row = 0; row < rows.rows(); ++row) {
    const bool counts = rows.text(row, 1).front() == kind && (!with_reference || !rows.text(row, 2).empty());
    if (counts) ++count;
  }
  return count;
}

}  // namespace

TEST_CASE("the shipped knowledge is ATT&CK 18.1 and the galaxy's threat actors, complete") {
  CHECK(known().version() == "18.1-a");
  CHECK(known().fact("attack.version") == "18.1");
  CHECK(known().groups().size() == 172);
  CHECK(known().clusters().size() == 1041);
  CHECK(known().campaigns().size() == 52);
  std::map<std::string_view, std::size_t> kinds;
  for (const Item& item : known().items()) ++kinds[item.kind == ItemKind::technique ? "technique" : item.software_kind];
  CHECK(kinds == std::map<std::string_view, std::size_t>{{"technique", 691}, {"malware", 693}, {"tool", 91}});
  CHECK(edges("kb/group_uses", 'T', false) == 4362);
  CHECK(edges("kb/group_uses", 'S', false) == 1104);
}

TEST_CASE("edges without a reference are in the tables and not in the profiles") {
  const auto own = std::count_if(known().group_uses().begin(), known().group_uses().end(),
                                 [](const GroupUse& use) { return !use.campaign; });
  CHECK(static_cast<std::size_t>(own) == edges("kb/group_uses", 'T', true) + edges("kb/group_uses", 'S', true));
  CHECK(own == 5461);
  CHECK(known().software_uses().size() == 10622);
  for (const GroupUse& use : known().group_uses()) CHECK_FALSE(use.references.empty());
}

TEST_CASE("the reports on groups' own edges and their dates are those of the check values") {
  std::map<std::pair<GroupIndex, ReferenceIndex>, std::size_t> pairs;
  std::set<ReferenceIndex> cited;
  for (const GroupUse& use : known().group_uses()) {
    if (use.campaign) continue;
    for (const ReferenceIndex reference : use.references) {
      ++pairs[{use.group, reference}];
      cited.insert(reference);
    }
  }
  CHECK(std::count_if(pairs.begin(), pairs.end(), [](const auto& pair) { return pair.second >= 3; }) == 672);
  CHECK(cited.size() == 959);
  std::map<Dating, std::size_t> datings;
  for (const ReferenceIndex reference : cited) ++datings[known().references()[reference].dating];
  CHECK(datings ==
        std::map<Dating, std::size_t>{
            {Dating::day, 849}, {Dating::month, 69}, {Dating::year, 14}, {Dating::retrieved, 26}, {Dating::none, 1}});
}

TEST_CASE("records are in the order that the header promises and are found by id") {
  const auto& uses = known().group_uses();
  CHECK(std::is_sorted(uses.begin(), uses.end(), [](const GroupUse& a, const GroupUse& b) {
    return std::tie(a.group, a.item, a.campaign) < std::tie(b.group, b.item, b.campaign);
  }));
  for (std::size_t i = 0; i < known().items().size(); ++i) CHECK(known().item(known().items()[i].id) == i);
  for (std::size_t i = 0; i < known().groups().size(); ++i) CHECK(known().group(known().groups()[i].id) == i);
  CHECK_FALSE(known().group("G9999"));
  CHECK_FALSE(known().item("T9999"));
  const auto sub = known().item("T1566.002");
  REQUIRE(sub);
  CHECK(known().items()[*known().items()[*sub].parent].id == "T1566");
}

TEST_CASE("software is found by id, name or alias, and not by a name that two pieces share") {
  struct Row {
    std::string name, wanted;
  };
  for (const Row& row :
       {Row{"s0002", "S0002"}, Row{"mimikatz", "S0002"}, Row{"BADFLICK", "S0642"}, Row{"no such thing", ""}}) {
    CAPTURE(row.name);
    const auto found = known().software_named(row.name);
    CHECK((found ? std::string(known().items()[*found].id) : "") == row.wanted);
  }
  std::map<std::string, std::set<ItemIndex>> bearers;
  for (ItemIndex i = 0; i < known().items().size(); ++i) {
    const Item& item = known().items()[i];
    if (item.kind != ItemKind::software) continue;
    bearers[std::string(item.name)].insert(i);
    for (const auto name : item.names) bearers[std::string(name)].insert(i);
  }
  std::size_t shared = 0;
  for (const auto& [name, items] : bearers) {
    if (items.size() < 2) continue;
    ++shared;
    CHECK_FALSE(known().software_named(name));
  }
  CHECK(shared > 0);
}

TEST_CASE("the two catalogues stay apart: every relation between them says its grounds") {
  std::set<std::string_view> related, several;
  std::map<std::string_view, std::size_t> clusters_of;
  for (const ActorRelation& relation : known().relations()) {
    if (!relation.a.starts_with('G') || !relation.b.starts_with("misp:")) continue;
    CHECK_FALSE(relation.basis.empty());
    const bool by_name = std::any_of(relation.basis.begin(), relation.basis.end(),
                                     [](std::string_view basis) { return basis == "name" || basis == "main-name"; });
    CHECK(by_name == !relation.names.empty());
    if (by_name && ++clusters_of[relation.a] == 2) several.insert(relation.a);
    if (by_name) related.insert(relation.a);
  }
  CHECK(172 - related.size() == 15);  // groups that share no name with any cluster
  CHECK(several.size() == 27);        // groups that share names with more than one
}

TEST_CASE("a group's label names the cluster it comes from, and that cluster has it") {
  std::size_t labelled = 0;
  for (GroupIndex group = 0; group < known().groups().size(); ++group) {
    const auto label = known().label(group);
    if (!label) continue;
    ++labelled;
    const bool of_cluster =
        std::any_of(known().labels().begin(), known().labels().end(), [&](const SponsorLabel& other) {
          return other.actor == label->source && other.state == label->state && other.kind == label->kind;
        });
    CHECK(of_cluster);
  }
  CHECK(labelled == 115);
}

TEST_CASE("rivals bear the same name in the same catalogue") {
  std::size_t contested = 0;
  for (const ActorName& name : known().names()) {
    if (name.rivals.empty()) continue;
    ++contested;
    for (const std::string_view rival : name.rivals) {
      CHECK(rival != name.actor);
      const bool bears = std::any_of(known().names().begin(), known().names().end(), [&](const ActorName& other) {
        return other.actor == rival && other.source == name.source && name_key(other.name) == name_key(name.name);
      });
      CHECK(bears);
    }
  }
  CHECK(contested > 0);
}

TEST_CASE("the starter ledger is loaded whole") {
  const auto entries = load_ledger(embedded());
  REQUIRE(entries);
  CHECK(entries->size() == 170);
  CHECK(std::all_of(entries->begin(), entries->end(), [](const LedgerEntry& entry) { return entry.verified; }));
  std::map<std::string, std::size_t> replies;
  std::map<int, std::size_t> rungs;
  std::size_t unnamed = 0;
  for (const LedgerEntry& entry : *entries) {
    ++replies[entry.denial_status];
    ++rungs[entry.rung];
    if (entry.accused_states.empty()) ++unnamed;
    CHECK_FALSE(entry.accuser_states.empty());
  }
  CHECK(replies == std::map<std::string, std::size_t>{{"verified", 112}, {"none", 47}, {"unverified", 11}});
  CHECK(rungs == std::map<int, std::size_t>{{0, 18}, {1, 29}, {2, 35}, {3, 41}, {4, 20}, {5, 27}});
  CHECK(unnamed == 18);
}
