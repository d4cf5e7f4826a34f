// Against the ledger, and what a text does not say: pairs and texts of tests/relations.
#include <algorithm>
#include <cstdlib>
#include <optional>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "base/file.h"
#include "base/text.h"
#include "engine/read.h"

using namespace whence;

namespace {

const ReadingDesk& desk() {
  static const ReadingDesk opened = [] {
    const char* named = std::getenv("WHENCE_DATA");
    const Data data = (named == nullptr ? Data::open_embedded() : Data::open_directory(named)).value();
    return std::move(ReadingDesk::open(data)).value();
  }();
  return opened;
}

std::vector<std::string> words_of(std::string_view line) {
  std::vector<std::string> words;
  for (const std::string_view word : split(line, ' ')) {
    if (!word.empty()) words.emplace_back(word);
  }
  return words;
}

struct Wanted {
  std::string what;
  std::vector<std::string> words;
};
struct TextCase {
  std::string name, text;
  std::optional<Date> published;
  std::vector<Wanted> wanted;
};

// Paragraphs that begin with `opener`; lines after "text " or without a key are text.
std::vector<TextCase> cases_of(const std::string& file, std::string_view opener) {
  const auto text = read_file(std::string(WHENCE_TESTS) + "/relations/" + file, Limits{});
  REQUIRE(text);
  std::vector<TextCase> cases;
  for (const std::string_view line : lines(*text)) {
    if (line.starts_with("#") || line.empty()) continue;
    const std::vector<std::string> words = words_of(line);
    if (words.front() == opener && words.size() == 2) {
      cases.push_back({words[1], "", std::nullopt, {}});
    } else if (words.front() == "published") {
      cases.back().published = parse_date(words[1]);
    } else if (words.front() == "text") {
      cases.back().text = std::string(line.substr(5));
    } else if (words.front() == "wanted" || words.front() == "not" || words.front() == "cites" ||
               words.front() == "no-differs") {
      cases.back().wanted.push_back({words.front(), {words.begin() + 1, words.end()}});
    } else {
      cases.back().text += std::string(line) + "\n";
    }
  }
  return cases;
}

Reading read(const TextCase& one) {
  Provenance stated;
  stated.published = one.published;
  return desk().read(one.text, one.name + ".txt", stated, Limits{}).value();
}

bool cites(const Reading& reading, const std::string& entry) {
  return std::any_of(reading.against_ledger.begin(), reading.against_ledger.end(),
                     [&](const LedgerNote& note) { return note.there == entry; });
}

bool lists(const Reading& reading, const std::vector<std::string>& words) {
  return std::any_of(reading.not_in_text.begin(), reading.not_in_text.end(), [&](const Unsaid& unsaid) {
    return std::all_of(words.begin(), words.end(), [&](const std::string& word) {
      return lower(unsaid.what).find(lower(word)) != std::string::npos;
    });
  });
}

}  // namespace

TEST_CASE("of thirty texts beside the ledger, none is said to differ that only looks alike") {
  std::size_t pairs = 0, false_differs = 0, wanted = 0, found = 0, false_cites = 0;
  for (const TextCase& one : cases_of("ledger-pairs.txt", "pair")) {
    ++pairs;
    const Reading reading = read(one);
    std::size_t differs_wanted = 0;
    for (const Wanted& want : one.wanted) {
      if (want.what == "wanted") {
        ++wanted;
        ++differs_wanted;
        const bool there =
            std::any_of(reading.against_ledger.begin(), reading.against_ledger.end(), [&](const LedgerNote& note) {
              return note.there == want.words[0] && note.kind == want.words[1] && note.field == want.words[2];
            });
        if (there) ++found;
        if (!there) MESSAGE(one.name << ": missed " << want.words[0] << " " << want.words[1]);
      } else if (want.what == "cites") {
        ++wanted;
        if (cites(reading, want.words[0])) ++found;
        if (!cites(reading, want.words[0])) MESSAGE(one.name << ": does not cite " << want.words[0]);
      } else if (want.what == "not" && cites(reading, want.words[0])) {
        ++false_cites;
        MESSAGE(one.name << ": cites " << want.words[0]);
      }
    }
    const auto differs =
        static_cast<std::size_t>(std::count_if(reading.against_ledger.begin(), reading.against_ledger.end(),
                                               [](const LedgerNote& note) { return note.kind == "differs"; }));
    if (differs > differs_wanted) {
      false_differs += differs - differs_wanted;
      MESSAGE(one.name << ": " << differs << " notes that differ");
    }
  }
  fmt::print("ledger pairs: {}; false differs {}; false citations {}; found {} of {}\n", pairs, false_differs,
             false_cites, found, wanted);
  CHECK(pairs >= 30);
  CHECK(false_differs == 0);
  CHECK(false_cites == 0);
  CHECK(found + 2 >= wanted);
}

TEST_CASE("links that readers supply are listed, links that the text makes are not") {
  std::size_t texts = 0, wanted = 0, found = 0, wrong = 0;
  for (const TextCase& one : cases_of("unsaid.txt", "text")) {
    ++texts;
    const Reading reading = read(one);
    for (const Wanted& want : one.wanted) {
      const bool listed = lists(reading, want.words);
      if (want.what == "wanted") {
        ++wanted;
        if (listed) ++found;
        if (!listed) MESSAGE(one.name << ": not listed: " << join(want.words, " "));
      } else if (listed) {
        ++wrong;
        MESSAGE(one.name << ": listed: " << join(want.words, " "));
      }
    }
  }
  fmt::print("not in this text: {} texts; {} of {} links listed; {} listed wrongly\n", texts, found, wanted, wrong);
  CHECK(texts >= 20);
  CHECK(wrong == 0);
  CHECK(10 * found >= 8 * wanted);
}
