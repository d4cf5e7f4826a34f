#include "engine/kb_build.h"

#include <cstdlib>
#include <set>
#include <string>

#include <doctest/doctest.h>

#include "base/file.h"
#include "engine/kb_relations.h"

using namespace whence;

namespace {

AttackCatalogue two_groups() {
  AttackCatalogue attack;
  attack.objects.push_back(
      {AttackKind::group, "G0001", "uuid-1", "Red Fox", {{"Red Fox", {}}, {"FOX-1", {}}}, {}, "", "", "", {}});
  attack.objects.push_back({AttackKind::group, "G0002", "uuid-2", "Grey Owl", {{"Grey Owl", {}}}, {}, "", "", "", {}});
  attack.former.push_back({"G0003", "Old Owl", "G0002"});
  return attack;
}

GalaxyActor cluster(std::string uuid, std::vector<std::string> names) {
  GalaxyActor actor;
  actor.uuid = std::move(uuid);
  actor.name = names.front();
  for (std::string& name : names) actor.names.push_back({std::move(name), "", ""});
  return actor;
}

const KbRelation* relation_between(const std::vector<KbRelation>& all, std::string_view a, std::string_view b) {
  for (const KbRelation& relation : all) {
    if (relation.a == a && relation.b == b) return &relation;
  }
  return nullptr;
}

}  // namespace

TEST_CASE("the committed tables are what kb build makes from the catalogues") {
  const char* upstream = std::getenv("WHENCE_UPSTREAM");
  if (upstream == nullptr) {
    MESSAGE("skipped: WHENCE_UPSTREAM does not name the folder of catalogues");
    return;
  }
  const auto data = Data::open_directory(WHENCE_SOURCE "/data");
  REQUIRE(data);
  const auto built = build_knowledge(upstream, data.value());
  REQUIRE_MESSAGE(built, (built ? "" : built.error().message));
  CHECK(built->files.size() == 15);
  for (const PackFile& file : built->files) {
    CAPTURE(file.name);
    const auto committed = read_file(std::string(WHENCE_SOURCE "/data/kb/") + file.name, Limits{});
    REQUIRE(committed);
    const bool same = committed.value() == file.bytes;  // kept apart: a failure should not print the table
    CHECK(same);
  }
}

TEST_CASE("clusters are related to groups by id, link or shared name, and relations are not passed on") {
  Galaxy galaxy;
  galaxy.clusters = {cluster("a", {"Fox One", "G0001"}), cluster("b", {"red-fox", "Silver"}), cluster("c", {"Silver"}),
                     cluster("d", {"Some Owl", "G0003"}), cluster("e", {"Other", "fox 1"})};
  galaxy.clusters[2].relations.push_back({"a", "similar", "likely"});
  galaxy.clusters[2].relations.push_back({"uuid-2", "similar", "almost-certain"});
  const auto relations = kb_relations(two_groups(), galaxy);
  struct Row {
    std::string a, b, relation, source, strongest;
  };
  const Row rows[] = {
      {"G0001", "misp:a", "equal", "misp", "id"},      {"G0001", "misp:b", "similar", "names", "main-name"},
      {"G0001", "misp:e", "similar", "names", "name"}, {"G0002", "misp:c", "similar", "misp", "link"},
      {"G0002", "misp:d", "equal", "misp", "id"},      {"G0002", "G0003", "formerly", "attack", ""},
      {"misp:c", "misp:a", "similar", "misp", "link"}};
  for (const Row& row : rows) {
    CAPTURE(row.a);
    CAPTURE(row.b);
    const KbRelation* found = relation_between(relations, row.a, row.b);
    REQUIRE(found != nullptr);
    CHECK(found->relation == row.relation);
    CHECK(found->source == row.source);
    CHECK((found->basis.empty() ? "" : found->basis.front()) == row.strongest);
  }
  CHECK(relations.size() == std::size(rows));  // in particular: G0001 and c share nothing but b's and a's company
}

TEST_CASE("a folder without catalogues is refused with what is missing") {
  const auto built = build_knowledge("/nonexistent", Data::open_embedded().value());
  REQUIRE_FALSE(built);
  CHECK(built.error().message.find("/nonexistent/attack: holds no enterprise-attack-*.json") == 0);
}
