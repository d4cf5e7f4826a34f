// What the ledger's rows are read to say of who stands behind whom.
#include "engine/links.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>

#include <doctest/doctest.h>
#include <unistd.h>

#include "attribution/background.h"
#include "attribution/links/ladder.h"
#include "base/pack.h"
#include "base/text.h"
#include "knowledge/knowledge.h"
#include "knowledge/ledger.h"
#include "lexicon/parameters.h"
#include "shipped.h"

using namespace whence;
using doctest::Approx;

namespace {

const Priors& shipped_priors() {
  static const Priors priors = [] {
    auto loaded = load_priors(shipped(), "default");
    REQUIRE_MESSAGE(loaded, loaded.error().message);
    return std::move(loaded).value();
  }();
  return priors;
}

const std::vector<LinkClaim>& shipped_links() {
  static const std::vector<LinkClaim> links = [] {
    auto read = ledger_links(shipped(), shipped_priors(), settings(shipped_priors().parameters).value());
    REQUIRE_MESSAGE(read, read.error().message);
    return std::move(read).value();
  }();
  return links;
}

Day day(int year, unsigned month, unsigned date) {
  return std::chrono::sys_days(std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(date));
}

LinkSettings as_of(Day today) {
  LinkSettings result;
  result.as_of = today;
  return result;
}

// What was said up to a day, as of that day.
std::vector<Parent> on(Level level, const char* child, Day today) {
  std::vector<LinkClaim> until = shipped_links();
  std::erase_if(until, [&](const LinkClaim& claim) { return claim.date && *claim.date > today; });
  const LinkSettings now = as_of(today);
  const Ladder ladder(until, now, shipped_priors().responsibility, {});
  return parents_on(ladder.paths(child), level, ladder);
}

double share_of(const std::vector<Parent>& all, std::string_view id) {
  for (const Parent& parent : all) {
    if (parent.id == id) return parent.share;
  }
  return 0.0;
}

std::set<std::string> rows_on(const char* child) {
  std::set<std::string> ids;
  for (const LinkClaim& claim : shipped_links()) {
    if (claim.child == child) ids.insert(claim.id);
  }
  return ids;
}

using Names = std::map<std::string, std::vector<std::string>, std::less<>>;

void add_names(const char* table_name, Names& names) {
  const auto table = shipped().table(table_name);
  REQUIRE(table);
  const std::size_t id = table->column("id").value();
  const std::size_t forms = table->column("names").value();
  for (std::size_t row = 0; row < table->rows(); ++row) {
    auto& all = names[std::string(table->text(row, id))];
    for (const std::string_view form : table->list(row, forms)) all.emplace_back(form);
    const std::string_view own = table->text(row, id);  // "CN-MPS" is written MPS
    if (own.size() > 3 && own[2] == '-') all.emplace_back(own.substr(3));
  }
}

// A group's name without the last word that tells no group from another.
std::string short_form(std::string_view name) {
  const auto generic = shipped().table("names/generic").value();
  const auto space = name.rfind(' ');
  if (space == std::string_view::npos) return std::string(name);
  for (std::size_t row = 0; row < generic.rows(); ++row) {
    if (generic.text(row, 0) == lower(name.substr(space + 1))) return std::string(name.substr(0, space));
  }
  return std::string(name);
}

bool any_in(const std::vector<std::string>& names, const std::string& text) {
  return std::any_of(names.begin(), names.end(),
                     [&](const std::string& name) { return lower(text).find(lower(name)) != std::string::npos; });
}

// The tables that links are made of, in a folder of their own, with one text of the claims changed.
std::string edited(std::string_view from, std::string_view to) {
  const std::string folder = std::filesystem::temp_directory_path() / ("whence-links-" + std::to_string(getpid()));
  const auto files = pack_files(WHENCE_SOURCE "/data");
  REQUIRE(files);
  for (const PackFile& file : *files) {
    const bool wanted = file.name.starts_with("links/") || file.name.starts_with("priors/") ||
                        file.name.starts_with("ledger/") || file.name.starts_with("gazetteer/");
    if (!wanted) continue;
    std::string bytes = file.bytes;
    if (file.name.starts_with("links/claims")) {
      const auto at = bytes.find(from);
      REQUIRE(at != std::string::npos);
      bytes.replace(at, from.size(), to);
    }
    const std::filesystem::path path = std::filesystem::path(folder) / file.name;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << bytes;
  }
  return folder;
}

}  // namespace

TEST_CASE("every link that is read out of a ledger row is between parties whom that row names") {
  const auto known = Knowledge::load(shipped());
  REQUIRE(known);
  Names names;
  add_names("gazetteer/companies", names);
  add_names("gazetteer/organs", names);
  for (const ActorName& name : known->names()) names[std::string(name.actor)].emplace_back(name.name);
  for (const Group& group : known->groups()) names[std::string(group.id)].push_back(short_form(group.name));
  const auto ledger = load_ledger(shipped());
  REQUIRE(ledger);
  std::map<std::string, const LedgerEntry*> rows;
  for (const LedgerEntry& entry : *ledger) rows[entry.id] = &entry;
  std::size_t tried = 0;
  for (const LinkClaim& claim : shipped_links()) {
    CAPTURE(claim.id);
    CAPTURE(claim.child);
    CAPTURE(claim.parent);
    const LedgerEntry& row = *rows.at(claim.id);
    const std::string text = row.named_groups + " | " + row.named_organisation;
    if (!claim.child.starts_with("J-")) CHECK(any_in(names[claim.child], text));
    if (claim.level == Level::operator_) CHECK(any_in(names[claim.parent], text));
    if (claim.level == Level::organisation && claim.parent != own_account) {
      CHECK(any_in(names[claim.parent], text));
    }
    if (claim.level == Level::sponsor) {
      CHECK(std::find(row.accused_states.begin(), row.accused_states.end(), claim.parent) != row.accused_states.end());
    }
    ++tried;
  }
  CHECK(tried > 90);
}

TEST_CASE("territory, a withheld state, a mapping by third parties and another's finding give no link") {
  std::set<std::string> rows;
  for (const LinkClaim& claim : shipped_links()) rows.insert(claim.id);
  for (const char* row :
       {"L019", "L029", "L054", "L066", "L086", "L097", "L107", "L126", "L135", "L143", "L152", "L167"}) {
    CAPTURE(row);
    CHECK_FALSE(rows.contains(row));
  }
}

TEST_CASE("where a firm sits says nothing of whom it works for") {
  for (const LinkClaim& claim : shipped_links()) {
    if (claim.level == Level::operator_) CHECK(claim.state.empty());
  }
}

// Estonia, 2007: a minister names a state in May; in September another cannot say so.
TEST_CASE("an accusation that is taken back leaves nothing") {
  CHECK(share_of(on(Level::sponsor, "J-EE2007", day(2007, 5, 31)), "RU") > .7);
  CHECK(on(Level::sponsor, "J-EE2007", day(2007, 9, 6)).empty());
  CHECK(on(Level::sponsor, "J-EE2007", day(2024, 1, 1)).empty());
}

// Ukraine, January 2022: one state by a first view, another a day later; allied services name a unit in 2024.
TEST_CASE("a government that names another state a day later no longer stands for the first") {
  const auto first = on(Level::sponsor, "J-WHISPER", day(2022, 1, 15));
  CHECK(share_of(first, "BY") > 0.0);
  CHECK(share_of(first, "RU") == 0.0);
  const auto next = on(Level::sponsor, "J-WHISPER", day(2022, 1, 16));
  CHECK(share_of(next, "BY") == 0.0);
  CHECK(share_of(next, "RU") > .7);
  CHECK(on(Level::organisation, "J-WHISPER", day(2022, 1, 16)).empty());
  const auto later = on(Level::organisation, "J-WHISPER", day(2024, 9, 5));
  CHECK(share_of(later, "RU-GRU") > .7);
  CHECK(share_of(on(Level::sponsor, "J-WHISPER", day(2024, 9, 5)), "BY") == 0.0);
}

TEST_CASE("a contractor of two ministries that also works for itself is put under none of them") {
  const auto bodies = on(Level::organisation, "C-I-SOON", day(2025, 3, 5));
  CHECK(share_of(bodies, "CN-MPS") == Approx(share_of(bodies, "CN-MSS")));
  CHECK(share_of(bodies, "CN-MPS") > .1);
  CHECK(share_of(bodies, "CN-MPS") < .5);
  CHECK(share_of(bodies, own_account) > .1);
}

TEST_CASE("three firms that supply two bodies: one state, no firm and no body above one half") {
  const Day today = day(2025, 9, 1);
  for (const Level level : {Level::operator_, Level::organisation}) {
    for (const Parent& parent : on(level, "G1045", today)) CHECK(parent.share < .5);
  }
  CHECK(on(Level::operator_, "G1045", today).size() == 3);
  CHECK(on(Level::organisation, "G1045", today).size() == 2);
  CHECK(share_of(on(Level::sponsor, "G1045", today), "CN") > .8);
}

TEST_CASE("a group and a firm named in one row are not linked unless the row says so") {
  for (const LinkClaim& claim : shipped_links()) {
    if (claim.child == "G0027") CHECK(claim.parent != "C-I-SOON");
  }
  CHECK(rows_on("G0034") == std::set<std::string>{"L032", "L038", "L043", "L115"});
}

TEST_CASE("a company's word is no government's, and a listing of the Union names no state") {
  for (const LinkClaim& claim : shipped_links()) {
    CHECK(claim.official == !claim.source.starts_with("company:"));
    if (claim.id == "L037" || claim.id == "L039") CHECK(claim.level == Level::operator_);
  }
}

TEST_CASE("a line that its row does not bear is refused by name") {
  struct Row {
    const char* from;
    const char* to;
    const char* message;
  };
  for (const Row& row :
       {Row{"L046\tG0016\torganisation\tRU-SVR", "L046\tG0016\torganisation\tUS-NSA", "does not accuse US"},
        Row{"L046\tG0016\torganisation\tRU-SVR", "L046\tG0016\torganisation\tRU-NOBODY", "no organisation"},
        Row{"L046\tG0016", "L999\tG0016", "no such row"},
        Row{"\tGB\tasserts\tone of the six", "\tFR\tasserts\tone of the six", "none of the row's accusers"},
        Row{"\talmost certain\t\tasserts\tpart of", "\tsurely\t\tasserts\tpart of", "no such word"}}) {
    CAPTURE(row.to);
    const auto data = Data::open_directory(edited(row.from, row.to));
    REQUIRE(data);
    const auto links = ledger_links(*data, shipped_priors(), settings(shipped_priors().parameters).value());
    REQUIRE_FALSE(links);
    CHECK(links.error().message.find(row.message) != std::string::npos);
    CHECK(links.error().message.find("data/links/claims.tsv") != std::string::npos);
  }
}
