#include "reading/cases.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "base/file.h"
#include "base/table.h"
#include "base/text.h"
#include "format/document.h"
#include "reading/shipped.h"
#include "relations/relations.h"

using namespace whence;

namespace {

const std::string folder = std::string(WHENCE_TESTS) + "/reading/cases";

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string() : value;
}

// As `whence read` reads it, relations within the document included.
Reading read(const SentenceCase& one) {
  static const Boilerplate boilerplate = boilerplate_from(shipped_data().table("reading/boilerplate").value()).value();
  Document document = read_document(one.text, one.name + ".txt", Limits{}, boilerplate).value();
  document.published = one.published;
  if (one.headline) document.title = one.text;
  Reading reading = shipped_reader().read(std::move(document));
  relate_claims(reading);
  return reading;
}

// "acts.txt", ..., "articles/held/01.txt", sorted.
std::vector<std::string> case_files() {
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() == ".txt") files.push_back(std::filesystem::relative(entry.path(), folder).string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::vector<SentenceCase> all_cases() {
  std::vector<SentenceCase> all;
  for (const std::string& file : case_files()) {
    const auto text = read_file(folder + "/" + file, Limits{});
    REQUIRE(text);
    auto read = read_cases(*text, file);
    if (!read) FAIL(read.error().message);
    for (SentenceCase& one : read.value()) all.push_back(std::move(one));
  }
  return all;
}

// Articles are counted by folder, other files by themselves.
std::string row_of(const SentenceCase& one) {
  return one.file.starts_with("articles/") ? one.file.substr(0, 13) : one.file;
}
bool held_back(const SentenceCase& one) { return one.file.starts_with("articles/held/"); }

struct Tally {
  std::size_t cases = 0, passed = 0, claims = 0, claims_found = 0, checks = 0, checks_held = 0;
  void add(const CaseResult& result) {
    ++cases;
    if (result.passed()) ++passed;
    claims += result.claims;
    claims_found += result.claims_found;
    checks += result.checks;
    checks_held += result.checks_held;
  }
};

struct Board {
  std::map<std::string, Tally> files;
  std::map<std::string, Tally> phenomena;                         // "acts.txt accuse", "phenomena.txt p16/no"
  std::map<std::string, std::map<std::string, std::size_t>> why;  // act wanted -> key that differs -> how often
  std::map<std::string, std::size_t> kinds;                       // of misses, held ones included
  std::string misses;
};

std::string phenomenon(const SentenceCase& one) {
  const auto parts = split(one.name, '/');
  std::string name(parts.front());
  if (parts.size() > 1 && name.size() == 3 && name.front() == 'p') name += parts[1].starts_with("no") ? " no" : " yes";
  return row_of(one) + " " + (one.file.starts_with("articles/") ? "articles" : name);
}

void record_why(const CaseMiss& miss, Board& board) {
  const auto act = miss.text.find("act=");
  if (miss.kind != CaseMiss::Kind::claim || act == std::string::npos) return;
  const std::string rest = miss.text.substr(act + 4);
  auto& keys = board.why[rest.substr(0, rest.find_first_of(" |\n"))];
  for (const Difference& one : miss.nearest) ++keys[one.key];
}

Board judged(const std::vector<SentenceCase>& cases, const std::string& filter) {
  Board board;
  for (const SentenceCase& one : cases) {
    if (!filter.empty() && one.file.find(filter) == std::string::npos && one.name.find(filter) == std::string::npos)
      continue;
    const CaseResult result = compare(one, read(one));
    board.files[row_of(one)].add(result);
    board.phenomena[phenomenon(one)].add(result);
    for (const CaseMiss& miss : result.misses) ++board.kinds[std::string(name_of(miss.kind))];
    if (held_back(one)) continue;
    for (const CaseMiss& miss : result.misses) record_why(miss, board);
    if (result.passed()) continue;
    board.misses += fmt::format("{}:{} {}\n  {}\n", one.file, one.line, one.name, one.text);
    for (const CaseMiss& miss : result.misses) board.misses += fmt::format("  {}: {}\n", name_of(miss.kind), miss.text);
    board.misses += "\n";
  }
  return board;
}

struct Floor {
  std::size_t cases = 0, claims = 0;
};

std::map<std::string, Floor> read_floors() {
  const auto text = read_file(folder + "/floors.tsv", Limits{});
  REQUIRE(text);
  const auto written = read_table(*text, "floors.tsv");
  if (!written) FAIL(written.error().message);
  std::map<std::string, Floor> floors;
  for (std::size_t i = 0; i + 2 < written->cells.size(); i += 3) {
    floors[std::string(written->cells[i])] = {std::stoul(std::string(written->cells[i + 1])),
                                              std::stoul(std::string(written->cells[i + 2]))};
  }
  return floors;
}

// Never lowers one.
void raise_floors(std::map<std::string, Floor> floors, const Board& board) {
  std::string text =
      "# What each file of sentences passes at least. A floor may only rise: WHENCE_BLESS=1 reading_cases_test.\n"
      "#fields\tfile:text\tcases:integer\tclaims:integer\n";
  for (const auto& [file, tally] : board.files) {
    const Floor& old = floors[file];
    text +=
        fmt::format("{}\t{}\t{}\n", file, std::max(old.cases, tally.passed), std::max(old.claims, tally.claims_found));
  }
  REQUIRE(write_file(folder + "/floors.tsv", text));
}

void show(const std::string& name, const Tally& tally) {
  fmt::print("{:<36} cases {:>4}/{:<4}  claims {:>4}/{:<4}  checks {:>4}/{:<4}\n", name, tally.passed, tally.cases,
             tally.claims_found, tally.claims, tally.checks_held, tally.checks);
}

void show(const Board& board) {
  for (const auto& [name, tally] : board.phenomena) show("  " + name, tally);
  Tally all;
  for (const auto& [name, tally] : board.files) {
    show(name, tally);
    all.cases += tally.cases, all.passed += tally.passed, all.claims += tally.claims,
        all.claims_found += tally.claims_found;
    all.checks += tally.checks, all.checks_held += tally.checks_held;
  }
  show("all", all);
  fmt::print("misses:");
  for (const auto& [kind, count] : board.kinds) fmt::print(" {} {}", kind, count);
  fmt::print("\nkeys that differ in the nearest claim, by act wanted (claim: nothing was read):\n");
  for (const auto& [act, keys] : board.why) {
    std::vector<std::pair<std::size_t, std::string>> order;
    for (const auto& [key, count] : keys) order.emplace_back(count, key);
    std::sort(order.rbegin(), order.rend());
    fmt::print("  {:<20}", act);
    for (const auto& [count, key] : order) fmt::print(" {} {}", key, count);
    fmt::print("\n");
  }
}

}  // namespace

// WHENCE_CASES=acts runs the files and cases whose name holds "acts"; WHENCE_MISSES=FILE takes what was missed, but for
// articles/held, which nobody is to tune to; WHENCE_BLESS=1 raises the floors to what passes now.
TEST_CASE("no file of sentences falls below what it passed before") {
  const std::string filter = environment("WHENCE_CASES");
  const std::vector<SentenceCase> cases = all_cases();
  CHECK(cases.size() > 900);
  const Board board = judged(cases, filter);
  show(board);
  if (const std::string file = environment("WHENCE_MISSES"); !file.empty()) REQUIRE(write_file(file, board.misses));
  if (!filter.empty()) return;
  std::map<std::string, Floor> floors = read_floors();
  CHECK(floors.size() == board.files.size());
  for (const auto& [file, tally] : board.files) {
    CHECK_MESSAGE(tally.passed >= floors[file].cases, file, ": cases passed");
    CHECK_MESSAGE(tally.claims_found >= floors[file].claims, file, ": claims found");
  }
  if (!environment("WHENCE_BLESS").empty()) raise_floors(std::move(floors), board);
}

TEST_CASE("every name of the invented states of the articles is in the table of exercises") {
  const auto text = read_file(folder + "/articles/states.tsv", Limits{});
  REQUIRE(text);
  const auto forms = read_table(*text, "states.tsv");
  REQUIRE(forms);
  const Table table = shipped_data().table("gazetteer/exercise").value();
  std::map<std::string, std::string> known;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    for (std::size_t column = 0; column < table.columns(); ++column) {
      known[std::string(table.text(row, 0))] += "|" + std::string(table.text(row, column)) + "|";
    }
  }
  const std::size_t width = forms->columns.size();
  for (std::size_t i = 0; i < forms->cells.size(); i += width) {
    for (std::size_t column = 1; column < width; ++column) {
      std::string form(forms->cells[i + column]);
      if (form.starts_with("the ")) form = form.substr(4);
      CHECK_MESSAGE(known[std::string(forms->cells[i])].find("|" + form + "|") != std::string::npos, form);
    }
  }
}

TEST_CASE("a wanted claim is compared key by key, as sets, with quoted words as substrings") {
  Claim claim;
  claim.act = Act::describe;
  Party party;
  party.text = "The Estonian foreign ministry";
  party.kind = PartyKind::organ;
  party.state = "EE";
  claim.source = {party};
  Party hackers;
  hackers.text = "Russian hackers";
  hackers.kind = PartyKind::person;
  hackers.name = "nationality: RU";
  claim.accused = {hackers};
  claim.cue = {4, 8};
  struct Row {
    std::string wanted;
    std::size_t differs;
  };
  const Row rows[] = {{"act=accuse | source=EE", 0},
                      {"act=accuse | source=EE\"foreign ministry\" | accused=person:RU", 0},
                      {"act=accuse | accused=RU", 1},
                      {"act=accuse | source=EE,LV", 1},
                      {"act=attribute | group=\"APT99\"", 2},
                      {"act=deny | victim=- | accused=-", 2},
                      {"act=describe | cue=\"he said it\",told | denied=no", 0},
                      {"source=\"ministry of defence\"", 1}};
  for (const Row& row : rows) {
    const auto wanted = wanted_claim(row.wanted);
    REQUIRE(wanted);
    CHECK_MESSAGE(differences(*wanted, claim, "... said ...").size() == row.differs, row.wanted);
  }
  CHECK_FALSE(wanted_claim("colour=blue"));
  CHECK_FALSE(wanted_claim("source"));
  CHECK(holds(*wanted_claim("source=EE | denied=no"), claim, ""));
  CHECK_FALSE(holds(*wanted_claim("source=EE | accused=RU"), claim, ""));
}
