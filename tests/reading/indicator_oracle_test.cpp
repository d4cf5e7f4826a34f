// The fast reader against slow obvious ones, on random text.
#include <algorithm>
#include <filesystem>
#include <random>
#include <tuple>

#include <doctest/doctest.h>

#include "base/file.h"
#include "base/text.h"
#include "reading/indicators/characters.h"
#include "reading/indicators/indicator_word.h"
#include "reading/indicators/indicators.h"

using namespace whence;

namespace {

using Found = std::tuple<std::string, std::string, std::uint32_t, std::uint32_t, bool, std::string>;

std::vector<Found> tuples(const std::vector<IndicatorMention>& mentions) {
  std::vector<Found> result;
  for (const auto& mention : mentions) {
    result.emplace_back(mention.type, mention.value, mention.span.begin, mention.span.end, mention.defanged,
                        mention.note);
  }
  return result;
}

const IndicatorLexicon& lexicon() {
  static const IndicatorLexicon loaded = IndicatorLexicon::load(Data::open_embedded().value()).value();
  return loaded;
}

// Texts of the corpus and the pieces that make words hard, in any order.
std::vector<std::string> pieces() {
  std::vector<std::string> result = {
      ".",     "[.]",     "(dot)", " [.] ", "@",   "[at]",      ":",    "://",      "[:]//",  "/",  "\\",  "\\\\",
      "C:\\",  "%a%\\",   " ",     "\n",    "-",   "_",         "(",    ")",        "1",      "10", "255", "256",
      "com",   "example", "zip",   "The",   "AS1", "CVE-2024-", "hxxp", "www",      "a",      "f0", "::",  "2001:db8",
      "/etc/", "HKLM\\",  "é",     "中",    "\"",  "<",         ">",    "version ", "commit "};
  for (const auto& file : std::filesystem::directory_iterator(WHENCE_TESTS "/reading/indicators")) {
    const std::string bytes = read_file(file.path().string(), Limits{}).value();
    for (const std::string_view line : lines(bytes)) {
      const auto fields = split(line, '\t');
      if (fields[0] == "want") result.emplace_back(fields[3]);
      if (fields[0] == "text") result.emplace_back(fields[1]);
    }
  }
  std::sort(result.begin(), result.end());
  return result;
}

std::string random_text(std::mt19937& random, const std::vector<std::string>& from, std::size_t size) {
  std::string text;
  while (text.size() < size) {
    std::string piece = from[random() % from.size()];
    if (random() % 4 == 0) {
      // A cut piece, never within a letter.
      std::size_t cut = random() % (piece.size() + 1);
      while (cut < piece.size() && (static_cast<unsigned char>(piece[cut]) & 0xC0U) == 0x80U) ++cut;
      piece.resize(cut);
    }
    text += piece;
    if (random() % 3 == 0) text += ' ';
  }
  return text;
}

// Every word is read, trigger or not.
std::vector<IndicatorMention> read_all_words(std::string_view text) {
  WordReader reader(text, lexicon(), {});
  std::size_t at = 0;
  while (at < text.size()) {
    if (is_delimiter(text[at])) {
      ++at;
      continue;
    }
    at = reader.read(defanged_word(text, at, at, lexicon().forms));
  }
  return reader.take();
}

bool name_byte(char c) { return is_alpha(c) || is_digit(c) || c == '.' || c == '-' || c == '_'; }

// The longest run of digits and full stops from `begin` that is an address by the letter of the definition.
std::size_t slow_ipv4(const std::string& text, std::size_t begin) {
  for (std::size_t size = 7; size <= 15 && begin + size <= text.size(); ++size) {
    const auto octets = split(std::string_view(text).substr(begin, size), '.');
    bool good = octets.size() == 4;
    for (const std::string_view octet : octets) {
      const std::string digits(octet);
      good = good && !digits.empty() && digits.size() <= 3 && std::all_of(digits.begin(), digits.end(), is_digit) &&
             std::to_string(std::stoi(digits)) == digits && std::stoi(digits) <= 255;
    }
    std::size_t after = begin + size;
    if (good && after < text.size() && is_digit(text[after])) continue;
    while (after < text.size() && (text[after] == '.' || text[after] == '_' || text[after] == '-')) ++after;
    if (good && (after == text.size() || !name_byte(text[after]))) return size;
  }
  return 0;
}

std::vector<std::size_t> triggers(std::string_view text, VectorPath path) {
  std::vector<std::size_t> found;
  Triggers pass(text, path);
  for (std::size_t at = pass.next(0); at < text.size(); at = pass.next(at + 1)) found.push_back(at);
  return found;
}

}  // namespace

TEST_CASE("the processor's own instructions and the portable path give the same triggers and indicators") {
  const auto from = pieces();
  for (unsigned seed = 1; seed <= 60; ++seed) {
    INFO("seed " << seed);
    std::mt19937 random(seed);
    const std::string text = random_text(random, from, 40 * seed);
    std::string bytes(40 * seed, ' ');
    for (char& c : bytes) c = random() % 3 == 0 ? static_cast<char>(random()) : "aA.:/\\[({cvesdoN019z"[random() % 21];
    const auto wanted = triggers(text, VectorPath::portable), wanted_bytes = triggers(bytes, VectorPath::portable);
    IndicatorOptions portable;
    portable.path = VectorPath::portable;
    for (const VectorPath path : {VectorPath::automatic, VectorPath::avx2}) {
      REQUIRE(triggers(text, path) == wanted);
      REQUIRE(triggers(bytes, path) == wanted_bytes);
      IndicatorOptions options;
      options.path = path;
      CHECK(tuples(indicators(text, lexicon(), options)) == tuples(indicators(text, lexicon(), portable)));
    }
  }
}

TEST_CASE("a word ends at the delimiters of the table and holds the classes of its bytes, wherever it lies") {
  for (unsigned byte = 0; byte < 256; ++byte) {
    const char c = static_cast<char>(byte);
    for (std::size_t place = 0; place < 40; ++place) {
      std::string text(40, 'x');
      text[place] = c;
      const std::size_t at = place < 20 ? 39 : 0;
      const IndicatorWord word = defanged_word(text, at, 0, lexicon().forms);
      INFO("byte " << byte << " at " << place);
      const bool ends = is_delimiter(c);
      REQUIRE(word.span.begin == (ends && place < at ? place + 1 : 0));
      REQUIRE(word.span.end == (ends && place >= at ? place : 40));
      constexpr std::uint8_t asked = character_form | character_path;
      REQUIRE(word.classes == (ends ? 0 : character_classes[byte] & asked));
    }
  }
}

TEST_CASE("no word without a trigger holds an indicator") {
  const auto from = pieces();
  for (unsigned seed = 1; seed <= 300; ++seed) {
    std::mt19937 random(seed);
    const std::string text = random_text(random, from, 300);
    INFO("seed " << seed << ": " << text);
    REQUIRE(tuples(indicators(text, lexicon())) == tuples(read_all_words(text)));
  }
}

TEST_CASE("IPv4 addresses agree with their definition tried at every byte") {
  const std::vector<std::string> from = {"1", "2", "25", "255", "0", "9", ".", ".", ".", ".", " ", ",", "_", "a", "f"};
  for (unsigned seed = 1; seed <= 400; ++seed) {
    std::mt19937 random(seed);
    std::string text = "x ";
    for (int i = 0; i < 200; ++i) text += from[random() % from.size()];
    INFO("seed " << seed << ": " << text);
    std::vector<Span> wanted, found;
    for (std::size_t at = 0; at < text.size(); ++at) {
      if (at > 0 && name_byte(text[at - 1])) continue;
      if (const std::size_t size = slow_ipv4(text, at)) {
        wanted.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + size)});
      }
    }
    for (const auto& mention : indicators(text, lexicon())) {
      if (mention.type == "ipv4") found.push_back(mention.span);
    }
    REQUIRE(wanted.size() == found.size());
    CHECK(wanted == found);
  }
}

TEST_CASE("work on hostile text grows no faster than the text") {
  const std::vector<std::string> units = {"a.",
                                          "[.]",
                                          "http://",
                                          "1.2.3.4-",
                                          "1.2.3.4.",
                                          "\\\\",
                                          "@",
                                          "a@a.com,",
                                          "C:\\a ",
                                          "((((",
                                          "::",
                                          "f",
                                          "AS1",
                                          "cve-",
                                          ".",
                                          " [.] a",
                                          "a.com/(",
                                          "a.com/b",
                                          "a.com/b!",
                                          "hxxp[:]//a[.]com",
                                          "http://a.com/(",
                                          "/etc/a",
                                          "%a%\\",
                                          "HKLM\\a ",
                                          "<a>\\",
                                          "[at]",
                                          "a[.]",
                                          "2001:db8::",
                                          "1.2.3.4,",
                                          "xn--a.",
                                          "CVE-2024-12345",
                                          "//",
                                          "https://[::",
                                          "a.b.c.d.e.f-",
                                          "AS64500-",
                                          "0x0",
                                          "/tmp/))))",
                                          "C:\\)))))",
                                          "é.",
                                          "_.-"};
  for (const std::string& unit : units) {
    INFO("unit " << unit);
    std::size_t before = 0;
    for (const std::size_t size : {std::size_t{20'000}, std::size_t{40'000}, std::size_t{80'000}}) {
      std::string text;
      while (text.size() < size) text += unit;
      IndicatorWork work;
      indicators(text, lexicon(), {}, work);
      CHECK(work.bytes <= 8 * text.size());
      if (before > 1000) CHECK(static_cast<double>(work.bytes) <= 2.2 * static_cast<double>(before));
      before = work.bytes;
    }
  }
}

TEST_CASE("a document's own links are told apart") {
  const std::string text = "More at https://www.tern-news.example/a and cdn.tern-news.example; seen: quill.example.";
  IndicatorOptions options;
  options.own_url = "https://tern-news.example/2026/story";
  const auto found = indicators(text, lexicon(), options);
  REQUIRE(found.size() == 3);
  CHECK(found[0].note == "article link");
  CHECK(found[1].note == "article link");
  CHECK(found[2].note == "documentation");
}
