#include "engine/actor.h"

#include <algorithm>
#include <set>
#include <string>

#include <doctest/doctest.h>

#include "base/json.h"
#include "base/text.h"
#include "engine/kb_show.h"
#include "engine/page_data.h"
#include "format/json_actor.h"
#include "format/page_actor.h"

using namespace whence;

namespace {

const Data& data() {
  static const Data embedded = Data::open_embedded().value();
  return embedded;
}

std::set<std::string> ids_for(const std::string& name) {
  const auto answer = actor(data(), name);
  std::set<std::string> ids;
  if (!answer) return ids;
  for (const ActorEntry& entry : answer->entries) ids.insert(entry.actor.catalogue + ":" + entry.actor.name);
  return ids;
}

}  // namespace

TEST_CASE("a name finds every entry that bears it, in any spelling, and no entry that only shares another name") {
  struct Row {
    std::string asked;
    std::set<std::string> wanted;
  };
  const Row rows[] = {
      {"APT31", {"attack:ZIRCONIUM", "misp:APT31"}},
      {"apt 31", {"attack:ZIRCONIUM", "misp:APT31"}},
      {"G0128", {"attack:ZIRCONIUM"}},
      {"HURRICANE PANDA", {"misp:HURRICANE PANDA"}},
      {"APT40", {"attack:Leviathan", "misp:APT40"}},
      {"Andariel", {"attack:Andariel", "misp:Silent Chollima", "misp:Lazarus Group"}},
      {"Winnti", {"attack:Winnti Group", "misp:APT41"}},
      {"Lazarus", {"attack:Lazarus Group", "misp:Lazarus Group"}},
      {"White Bear", {"attack:Turla", "misp:White Bear"}},
      {"UNC2452", {"attack:APT29", "misp:UNC2452"}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.asked);
    const auto found = ids_for(row.asked);
    CHECK(std::includes(found.begin(), found.end(), row.wanted.begin(), row.wanted.end()));
    CHECK(found.size() <= row.wanted.size() + 1);
  }
}

TEST_CASE("an unknown name is refused with the nearest names") {
  const auto answer = actor(data(), "APT3l");
  REQUIRE_FALSE(answer);
  CHECK(answer.error().code == Code::not_found);
  CHECK(answer.error().message.find("APT31") != std::string::npos);
  CHECK_FALSE(actor(data(), "(?)"));
  CHECK_FALSE(actor(data(), std::string(100'000, 'x')));
}

TEST_CASE("every label of an entry names the cluster that asserts it") {
  for (const std::string name : {"APT40", "Turla", "Sandworm Team", "Andariel"}) {
    const auto answer = actor(data(), name);
    REQUIRE(answer);
    for (const ActorEntry& entry : answer->entries) {
      for (const StateLabel& label : entry.labels) {
        CHECK(label.via.catalogue == "misp");
        const bool tied =
            label.via.id == entry.actor.id ||
            std::any_of(entry.ties.begin(), entry.ties.end(), [&](const ActorTie& tie) {
              const auto by_name = [](const std::string& basis) { return basis != "link"; };
              return tie.other.id == label.via.id && std::any_of(tie.basis.begin(), tie.basis.end(), by_name);
            });
        CHECK(tied);
      }
    }
  }
}

TEST_CASE("ledger acts name the group as a whole word, and say by which name where it is another one") {
  const auto answer = actor(data(), "APT1");
  REQUIRE(answer);
  for (const LedgerMention& mention : answer->ledger) {
    CAPTURE(mention.entry.id);
    CHECK(mention.entry.named_groups.find("APT1") != std::string::npos);
    CHECK(mention.entry.named_groups.find("APT10") == std::string::npos);
  }
  const auto lazarus = actor(data(), "Lazarus Group");
  REQUIRE(lazarus);
  const auto other = std::find_if(lazarus->ledger.begin(), lazarus->ledger.end(),
                                  [](const LedgerMention& mention) { return !mention.bearers.empty(); });
  REQUIRE(other != lazarus->ledger.end());
  CHECK(lower(other->name) != "lazarus group");
}

TEST_CASE("the page keeps its width and length, shows both columns, and hides unverified replies until asked") {
  const auto texts = page_texts_of(data());
  REQUIRE(texts);
  for (const std::string name : {"APT31", "Lazarus Group", "APT28", "HURRICANE PANDA", "Magic Hound"}) {
    CAPTURE(name);
    const auto answer = actor(data(), name);
    REQUIRE(answer);
    const std::string page = page_actor(answer.value(), texts.value(), {});
    for (const std::string_view line : lines(page)) CHECK(display_width(line) <= 100);
    CHECK(lines(page).size() <= 70);
    CHECK(page.find("knowledge 18.1-a") != std::string::npos);
    for (const LedgerMention& mention : answer->ledger) {
      if (mention.entry.denial_status != "unverified" || mention.entry.denial_form.empty()) continue;
      CHECK(page.find("[unverified]") == std::string::npos);
      CHECK(page_actor(answer.value(), texts.value(), {.all = true}).find("[unverified]") != std::string::npos);
    }
  }
}

TEST_CASE("the JSON holds every entry, and an accusation and its reply side by side") {
  const auto answer = actor(data(), "APT40");
  REQUIRE(answer);
  const Json json = json_actor(answer.value());
  CHECK(json["entries"].items().size() == answer->entries.size());
  CHECK(json["knowledge"].text() == "18.1-a");
  CHECK(json["data"].text() == data().hash());
  CHECK(json["ledger"].items().size() == answer->ledger.size());
  for (const Json& act : json["ledger"].items()) {
    CHECK_FALSE(act["accusation"]["speaker"].is_null());
    CHECK(act["reply"].is_object());
    CHECK_FALSE(act["reply"]["status"].is_null());
  }
  CHECK(parse_json(to_text(json), "actor", Limits{}).value() == json);
}

TEST_CASE("kb show counts what the tables hold") {
  const auto summary = knowledge_summary(data());
  REQUIRE(summary);
  CHECK(summary->groups == 172);
  CHECK(summary->group_technique_uses == 4362);
  CHECK(summary->group_software_uses == 1104);
  CHECK(summary->uses_without_reference == 20);
  CHECK(summary->attributed_campaigns == 24);
  CHECK(summary->clusters == 1041);
  CHECK(summary->acts == 170);
  CHECK(summary->versions.attack == "18.1-a");
}

TEST_CASE(
    "a name means a distribution over clusters, for a vendor and a day; it is never passed on from name to name") {
  for (const char* name :
       {"APT31", "APT40", "Andariel", "Winnti", "Lazarus", "White Bear", "UNC2452", "Turla", "APT29"}) {
    CAPTURE(name);
    const auto found = actor(data(), name);
    REQUIRE(found);
    REQUIRE_FALSE(found->meaning.empty());
    for (const NameMeaning& meaning : found->meaning) {
      double sum = meaning.rest;
      std::set<std::string> ids;
      for (const NameShare& share : meaning.shares) {
        sum += share.share;
        CHECK(share.share > 0);
        CHECK(ids.insert(share.cluster.id).second);
        // A bearer, or one step from a bearer.
        const bool near = std::any_of(found->entries.begin(), found->entries.end(), [&](const ActorEntry& entry) {
          return entry.actor.id == share.cluster.id ||
                 std::any_of(entry.ties.begin(), entry.ties.end(),
                             [&](const ActorTie& tie) { return tie.other.id == share.cluster.id; });
        });
        CHECK(near);
      }
      CHECK(sum == doctest::Approx(1.0));
      CHECK(meaning.rest >= 0.1 - 1e-9);
    }
  }
}

TEST_CASE("a name that two entries bear is divided between them; a vendor on record settles whose use it is") {
  const auto both = actor(data(), "Andariel");
  REQUIRE(both);
  const auto misp = std::find_if(both->meaning.begin(), both->meaning.end(),
                                 [](const NameMeaning& meaning) { return meaning.catalogue == "misp"; });
  REQUIRE(misp != both->meaning.end());
  const auto bearers = std::count_if(misp->shares.begin(), misp->shares.end(),
                                     [](const NameShare& share) { return share.why.starts_with("its "); });
  CHECK(bearers >= 2);
  for (const NameShare& share : misp->shares) CHECK(share.share <= 0.45 + 1e-9);
  const auto early = actor(data(), "APT40", {"", parse_date("1999")});
  REQUIRE(early);
  const auto now = actor(data(), "APT40", {"", parse_date("2026")});
  const auto shares = [](const ActorAnswer& answer) {
    std::size_t count = 0;
    for (const NameMeaning& meaning : answer.meaning) count += meaning.shares.size();
    return count;
  };
  CHECK(shares(*early) <= shares(*now));
  const std::string page = squeeze(page_actor(*both, page_texts_of(data()).value(), {.all = true}));
  CHECK(page.find("WHICH CLUSTER IS MEANT") != std::string::npos);
}
