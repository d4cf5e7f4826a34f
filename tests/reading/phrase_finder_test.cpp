#include "reading/names/phrase_finder.h"

#include <algorithm>
#include <random>

#include <doctest/doctest.h>

#include "reading/indicators/characters.h"
#include "reading/names/catalogue_names.h"
#include "reading/names/word_masks.h"

using namespace whence;

namespace {

// The definition, tried at every byte.
std::vector<PhraseMatch> found_slowly(const std::vector<std::string>& phrases, std::string_view text) {
  std::vector<PhraseMatch> found;
  for (std::size_t begin = 0; begin < text.size(); ++begin) {
    if (begin > 0 && is_alnum(text[begin - 1])) continue;
    if (begin > 1 && name_character(text, begin - 2) == 2) continue;
    for (std::size_t id = 0; id < phrases.size(); ++id) {
      const std::string& phrase = phrases[id];
      const std::size_t end = begin + phrase.size();
      if (phrase.empty() || !is_alnum(phrase[0]) || end > text.size()) continue;
      if (lower(text.substr(begin, phrase.size())) != lower(phrase)) continue;
      if (is_alnum(phrase.back()) && end < text.size() && (is_alnum(text[end]) || name_character(text, end) == 2))
        continue;
      found.push_back(
          {{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}, static_cast<std::uint32_t>(id)});
    }
  }
  std::sort(found.begin(), found.end());
  return found;
}

std::string drawn(std::mt19937& random, const std::vector<std::string>& from, std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += from[random() % from.size()];
  return text;
}

constexpr VectorPath paths[] = {VectorPath::automatic, VectorPath::avx2, VectorPath::portable};

}  // namespace

TEST_CASE("names are found as their definition tried at every byte finds them, on every path") {
  const std::vector<std::string> pieces = {"a",           "B",
                                           "ab",          "AB",
                                           "7",           " ",
                                           " ",           "-",
                                           "  ",          ", ",
                                           "+",           "\xC3\xA9",
                                           "\xD0\xB4",    "\xE4\xB8\xAD",
                                           "Abracadabra", "abracadabrax",
                                           "x",           "\n"};
  for (unsigned seed = 1; seed <= 300; ++seed) {
    INFO("seed " << seed);
    std::mt19937 random(seed);
    std::vector<std::string> phrases;
    for (int i = 0; i < 30; ++i) phrases.push_back(drawn(random, pieces, 1 + random() % 6));
    const std::string text = drawn(random, pieces, 300);
    const auto wanted = found_slowly(phrases, text);
    const PhraseFinder finder(phrases);
    for (const VectorPath path : paths) REQUIRE(finder.find(text, path) == wanted);
  }
}

TEST_CASE("the first and last words of a text are found whatever its length") {
  const PhraseFinder finder(std::vector<std::string>{"sun", "sunflower", "sunflower oil"});
  for (std::size_t gap = 1; gap < 200; ++gap) {
    const std::string text = "Sun" + std::string(gap, ' ') + "SUNFLOWER oil";
    const auto found = finder.find(text);
    REQUIRE(found.size() == 3);
    CHECK((found[0].phrase == 0 && found[1].phrase == 1 && found[2].phrase == 2));
    CHECK(found[2].span.end == text.size());
  }
}

TEST_CASE("a name inside a word is none, and beside Chinese needs no space") {
  const PhraseFinder finder(std::vector<std::string>{"APT28", "Ember", "C++"});
  const struct {
    std::string text;
    std::size_t wanted;
  } rows[] = {{"XAPT28", 0},
              {"APT281", 0},
              {"\xE7\xBB\x84"
               "apt28\xE7\xBB\x87",
               1},
              {"embers", 0},
              {"\xC3\xA9"
               "ember",
               0},
              {"ember\xD0\xB4", 0},
              {"\"Ember\"", 1},
              {"c++11", 1},
              {"", 0},
              {"c+", 0}};
  for (const auto& row : rows) CHECK_MESSAGE(finder.find(row.text).size() == row.wanted, row.text);
}

TEST_CASE("no names, and names without a letter, find nothing") {
  CHECK(PhraseFinder({}).find("anything at all").empty());
  CHECK(PhraseFinder(std::vector<std::string>{"", "  ", "+"}).find(" + anything  at all").empty());
}

TEST_CASE("all ways of finding letters and digits agree on every byte") {
  std::string bytes(64, ' ');
  for (unsigned byte = 0; byte < 256; ++byte) {
    for (std::size_t place = 0; place < 64; place += 7) {
      bytes.assign(64, ' ');
      bytes[place] = static_cast<char>(byte);
      const std::uint64_t wanted = is_alnum(bytes[place]) ? std::uint64_t{1} << place : 0;
      for (const VectorPath path : paths) REQUIRE(alnum_mask(path)(bytes.data()) == wanted);
    }
  }
}

TEST_CASE("groups and malware are named in sentences of other languages") {
  const Knowledge knowledge = Knowledge::load(Data::open_embedded().value()).value();
  const CatalogueNames names(knowledge);
  const std::string text =
      "\xE5\xA4\x96\xE4\xBA\xA4\xE9\x83\xA8: APT28\xE7\xBB\x84\xE7\xBB\x87 (X-Agent, fancy bear, Fancy Bear), net, "
      "ping.";
  std::vector<NameMention> actors, software;
  names.find(text, {0, static_cast<std::uint32_t>(text.size())}, actors, software);
  REQUIRE(actors.size() == 2);
  CHECK((actors[0].text == "APT28" && actors[0].id == "G0007" && text_of(text, actors[0].span) == "APT28"));
  CHECK(actors[1].text == "Fancy Bear");
  for (const NameMention& mention : software) CHECK(mention.text != "net");
}
