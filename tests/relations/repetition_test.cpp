#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "base/file.h"
#include "engine/read.h"
#include "engine/shelf.h"
#include "relations/families.h"
#include "relations/shingles.h"

using namespace whence;
using namespace whence::test;

namespace {

const std::string folder = std::string(WHENCE_TESTS) + "/relations/families";

const Data& data() {
  static const Data loaded = [] {
    const char* named = std::getenv("WHENCE_DATA");
    auto opened = named == nullptr ? Data::open_embedded() : Data::open_directory(named);
    if (!opened) FAIL(opened.error().message);
    return std::move(opened).value();
  }();
  return loaded;
}

const ReadingDesk& desk() {
  static const ReadingDesk opened = ReadingDesk::open(data()).value();
  return opened;
}

std::vector<Reading> readings_of(const Family& family) {
  std::vector<Reading> readings;
  for (const FamilyDocument& one : family.documents) {
    Provenance stated;
    if (!one.outlet.empty()) stated.source = one.outlet;
    stated.published = parse_date(one.date);
    readings.push_back(desk().read(one.text, one.letter + ".txt", stated, Limits{}).value());
  }
  return readings;
}

std::map<std::string, Counts> run(const std::string& half, std::string& misses) {
  std::map<std::string, Counts> total;
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder + "/" + half)) {
    files.push_back(entry.path().string());
  }
  std::sort(files.begin(), files.end());
  for (const std::string& file : files) {
    const auto text = read_file(file, Limits{});
    REQUIRE(text);
    const auto family = read_family(*text, std::filesystem::path(file).filename().string());
    if (!family) FAIL(family.error().message);
    std::vector<Reading> readings = readings_of(*family);
    const Repetition repetition = repetition_among(readings, data()).value();
    const FamilyResult result = compare(*family, readings, repetition);
    for (const auto& [what, counts] : result.counts) total[what] += counts;
    if (!result.misses.empty()) misses += family->name + "\n" + result.misses;
  }
  return total;
}

double precision(const Counts& counts) {
  return counts.found == 0 ? 1 : static_cast<double>(counts.right) / static_cast<double>(counts.found);
}
double recall(const Counts& counts) {
  return counts.wanted == 0 ? 1 : static_cast<double>(counts.right) / static_cast<double>(counts.wanted);
}

void print_counts(const std::string& half, const std::map<std::string, Counts>& counts) {
  for (const auto& [what, one] : counts) {
    fmt::print("families/{:<5} {:<23} precision {:.3f} ({}/{})  recall {:.3f} ({}/{})\n", half, what, precision(one),
               one.right, one.found, recall(one), one.right, one.wanted);
  }
}

// As many articles as asked for, in families of ten that tell one statement each.
std::vector<Reading> feed(std::size_t articles) {
  std::vector<Reading> readings;
  for (std::size_t i = 0; i < articles; ++i) {
    const std::string text = fmt::format(
        "Xalia on Monday accused Xebros of breaking into the network of Kor{0} Ferries in Port Ul{0}.\n\n"
        "Ten ships of the line Am{0} waited off cape Ot{0} until the pilots of Er{0} led them past Ne{0} rock.\n\n"
        "Xebros denied any part in the attack on Kor{0} Ferries and asked for evidence.\n",
        1000 + i / 10);
    Provenance stated;
    stated.published = parse_date(fmt::format("20{:02}-03-01", 10 + i / 10 % 80));
    readings.push_back(desk().read(text, fmt::format("{}.txt", i), stated, Limits{}).value());
  }
  return readings;
}

}  // namespace

TEST_CASE("tellings of one statement, copies and drift are found in the families of articles") {
  std::string misses;
  const auto open = run("open", misses);
  const char* where = std::getenv("WHENCE_MISSES");
  if (where != nullptr) REQUIRE(write_file(where, misses));
  std::string unread;
  const auto held = run("held", unread);
  if (where != nullptr && std::getenv("WHENCE_HELD") != nullptr)
    REQUIRE(write_file(std::string(where) + ".held", unread));
  print_counts("open", open);
  print_counts("held", held);
  CHECK(precision(open.at("origins")) >= 0.95);
  CHECK(recall(open.at("origins")) >= 0.9);
  CHECK(recall(open.at("origins of claims read")) >= 0.95);
  CHECK(precision(open.at("drift")) >= 0.9);
  CHECK(recall(open.at("drift")) >= 0.6);
  CHECK(precision(open.at("copies")) == 1);
  CHECK(recall(open.at("copies")) == 1);
  CHECK(precision(held.at("origins")) >= 0.95);
  CHECK(recall(held.at("origins")) >= 0.75);
  CHECK(precision(held.at("drift")) >= 0.9);
}

TEST_CASE("a statement and its mirror share runs of words but are no tellings of each other") {
  const Family family =
      read_family(
          "== a | 2026-01-01 | -\nXalia accused Xebros of breaking into the mail server of its foreign ministry.\n"
          "== b | 2026-01-01 | -\nXebros accused Xalia of breaking into the mail server of its foreign ministry.\n",
          "mirror")
          .value();
  std::vector<Reading> readings = readings_of(family);
  const Repetition repetition = repetition_among(readings, data()).value();
  REQUIRE(repetition.claims == 2);
  CHECK(repetition.origins.size() == 2);
}

TEST_CASE("every claim has one origin, whatever the order in which documents are given") {
  const auto text = read_file(folder + "/open/01-wire-copies.txt", Limits{});
  Family family = read_family(*text, "wire").value();
  std::vector<Reading> one = readings_of(family);
  const Repetition first = repetition_among(one, data()).value();
  std::reverse(family.documents.begin(), family.documents.end());
  std::vector<Reading> other = readings_of(family);
  const Repetition second = repetition_among(other, data()).value();
  CHECK(first.claims == second.claims);
  CHECK(first.origins.size() == second.origins.size());
  CHECK(first.drifts.size() == second.drifts.size());
  std::size_t told = 0;
  for (const ClaimOrigin& origin : first.origins) told += origin.occurrences.size();
  CHECK(told == first.claims);
  for (const Reading& reading : one) {
    for (const Claim& claim : reading.claims) CHECK(!claim.origin.empty());
  }
}

TEST_CASE("a run of words shared by all is no copy, and near copies agree with counting every pair") {
  const std::vector<std::string> texts{"a b c d e f g h i j", "a b c d e f g x y z", "k l m n o p q r s t",
                                       "a b c d e f g h i k", ""};
  std::vector<std::vector<std::uint64_t>> items;
  for (const std::string& text : texts) items.push_back(shingles(text, 3));
  std::vector<Likeness> wanted;
  for (std::size_t i = 0; i < items.size(); ++i) {
    for (std::size_t k = 0; k < i; ++k) {
      std::size_t common = 0;
      for (const std::uint64_t run : items[i]) {
        if (std::binary_search(items[k].begin(), items[k].end(), run)) ++common;
      }
      const std::size_t shorter = std::min(items[i].size(), items[k].size());
      if (common >= 3 && static_cast<double>(common) >= 0.5 * static_cast<double>(shorter))
        wanted.push_back({i, k, static_cast<double>(common) / static_cast<double>(shorter), common});
    }
  }
  std::vector<Likeness> found = near_copies(items, 0.5, 3);
  CHECK(found.size() == wanted.size());
  for (const Likeness& likeness : wanted) CHECK(std::find(found.begin(), found.end(), likeness) != found.end());
}

TEST_CASE("four times the articles take no more than eight times as long") {
  const auto seconds = [](std::size_t articles) {
    std::vector<Reading> readings = feed(articles);
    const auto begun = std::chrono::steady_clock::now();
    const Repetition repetition = repetition_among(readings, data()).value();
    const double taken = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    CHECK(repetition.copies.size() >= articles * 8 / 10);
    return taken;
  };
  const double few = std::min(seconds(500), seconds(500));
  const double many = seconds(2000);
  MESSAGE(fmt::format("500 articles {:.3f} s, 2,000 articles {:.3f} s", few, many));
  CHECK(many <= 8 * few);
}
