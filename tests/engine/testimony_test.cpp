// The conditions of docs/model.md 3.2, taken from the ledger by one rule for every speaker.
#include "engine/testimony.h"

#include <filesystem>
#include <fstream>
#include <set>

#include <doctest/doctest.h>
#include <unistd.h>

#include "base/pack.h"
#include "knowledge/ledger.h"
#include "lexicon/parameters.h"

using namespace whence;

namespace {

struct Opened {
  Priors priors;
  SpeakerRecord record;
  std::vector<LedgerEntry> ledger;
};

Opened opened(const std::string& folder) {
  const auto data = Data::open_directory(folder);
  REQUIRE_MESSAGE(data, data.error().message);
  auto priors = load_priors(*data, "default");
  REQUIRE_MESSAGE(priors, priors.error().message);
  auto record = SpeakerRecord::open(*data, *priors, settings(priors->parameters).value());
  REQUIRE_MESSAGE(record, record.error().message);
  return {std::move(priors).value(), std::move(record).value(), load_ledger(*data).value()};
}

const Opened& shipped() {
  static const Opened value = opened(WHENCE_SOURCE "/data");
  return value;
}

Standing standing(const char* row, const char* speaker, const char* accused = "") {
  const LedgerEntry* entry = shipped().record.entry(row);
  REQUIRE(entry != nullptr);
  return shipped().record.standing(*entry, speaker, accused);
}

// Every cell, and every member of a list, that is one of two codes becomes the other.
std::string swapped(const std::string& bytes, const std::string& a, const std::string& b) {
  std::string result, word;
  const auto flush = [&] {
    result += word == a ? b : word == b ? a : word;
    word.clear();
  };
  for (const char c : bytes) {
    if (c == '\t' || c == '|' || c == '\n') {
      flush();
      result += c;
    } else {
      word += c;
    }
  }
  flush();
  return result;
}

std::string swapped_folder(const std::string& a, const std::string& b) {
  const std::string folder = std::filesystem::temp_directory_path() / ("whence-speakers-" + std::to_string(getpid()));
  const std::set<std::string> wanted{"ledger/public-attributions", "links/standing",   "links/reversals",
                                     "priors/conflicts",           "priors/alliances", "gazetteer/blocs"};
  const auto files = pack_files(WHENCE_SOURCE "/data");
  REQUIRE(files);
  for (const PackFile& file : *files) {
    if (!file.name.starts_with("links/") && !file.name.starts_with("priors/") && !file.name.starts_with("ledger/") &&
        !file.name.starts_with("gazetteer/"))
      continue;
    const std::filesystem::path path = std::filesystem::path(folder) / file.name;
    std::filesystem::create_directories(path.parent_path());
    const std::string name = std::filesystem::path(file.name).replace_extension().string();
    std::ofstream(path, std::ios::binary) << (wanted.contains(name) ? swapped(file.bytes, a, b) : file.bytes);
  }
  return folder;
}

bool same(const Standing& x, const Standing& y) {
  return x.rung == y.rung && x.knows == y.knows && x.shows == y.shows && x.at_war == y.at_war &&
         x.answers == y.answers && x.taken_back == y.taken_back && x.not_taken_back == y.not_taken_back;
}

}  // namespace

TEST_CASE("whoever was hit or found out knows most, allies of theirs less, bystanders least") {
  CHECK(standing("L001", "EE").knows == Knows::own);
  CHECK(standing("L136", "KP").knows == Knows::own);
  CHECK(standing("L029", "JP").knows == Knows::shared);
  CHECK(standing("L107", "WS").knows == Knows::bystander);
  CHECK(standing("L062", "company:Pangu Lab").knows == Knows::own);
}

TEST_CASE("what a statement lays open follows from its kind, whoever makes it") {
  CHECK(standing("L067", "CN").shows == Shows::checkable);
  CHECK(standing("L127", "PL").shows == Shows::checkable);
  CHECK(standing("L043", "US").shows == Shows::technical);
  CHECK(standing("L111", "CN").shows == Shows::technical);
  CHECK(standing("L085", "NZ").shows == Shows::nothing);
  CHECK(standing("L030", "VE").shows == Shows::nothing);
  CHECK(standing("L159", "company:The Times").shows == Shows::nothing);
}

TEST_CASE("war counts for both sides alike, and only while it lasts") {
  CHECK(standing("L011", "UA", "RU").at_war);
  CHECK(standing("L158", "RU", "UA").at_war);
  CHECK_FALSE(standing("L158", "RU", "US").at_war);
  CHECK_FALSE(standing("L032", "GE", "RU").at_war);
}

TEST_CASE("an accuser that was itself accused in the two weeks before answers, one that was not does not") {
  CHECK(standing("L136", "KP").answers);  // accused on 19 December 2014
  CHECK_FALSE(standing("L008", "US").answers);
  CHECK(standing("L009", "US").answers);  // accused on 27 December 2014
}

TEST_CASE("claims taken back are counted against their speaker") {
  CHECK(standing("L092", "EE").taken_back == 1);
  CHECK(standing("L057", "UA").taken_back == 1);
  CHECK(standing("L057", "UA").not_taken_back > 1);
  CHECK(standing("L087", "DE").taken_back == 0);
}

TEST_CASE("two states that change places in every table change places in what their words are worth") {
  struct Pair {
    const char *a, *b;
  };
  for (const Pair& pair : {Pair{"CN", "US"}, Pair{"RU", "UA"}, Pair{"IR", "IL"}}) {
    const Opened other = opened(swapped_folder(pair.a, pair.b));
    const auto mirror = [&](const std::string& who) {
      return std::string(who == pair.a ? pair.b : who == pair.b ? pair.a : who);
    };
    std::size_t compared = 0;
    for (const LedgerEntry& entry : shipped().ledger) {
      for (const std::string& speaker : entry.accuser_states) {
        for (const std::string& accused : entry.accused_states) {
          CAPTURE(entry.id);
          CAPTURE(speaker);
          const LedgerEntry* there = other.record.entry(entry.id);
          REQUIRE(there != nullptr);
          CHECK(same(shipped().record.standing(entry, speaker, accused),
                     other.record.standing(*there, mirror(speaker), mirror(accused))));
          ++compared;
        }
      }
    }
    CHECK(compared > 200);
  }
}
