// The labelled corpus of tests/reading/indicators/: every indicator with its exact bytes, and look-alikes.
#include "reading/indicators/indicators.h"

#include <filesystem>
#include <map>

#include <doctest/doctest.h>

#include "base/file.h"
#include "base/text.h"

using namespace whence;

namespace {

struct Example {
  std::string text;
  std::vector<IndicatorMention> wanted;
  std::size_t lookalikes = 0;
};

std::string with_tabs(std::string_view text) {
  constexpr std::string_view sign = "\u2409";
  std::string result(text);
  for (std::size_t at = 0; (at = result.find(sign, at)) != std::string::npos;) result.replace(at, sign.size(), "\t");
  return result;
}

void add_line(Example& example, std::string_view line) {
  const auto fields = split(line, '\t');
  REQUIRE(fields.size() >= 2);
  if (fields[0] == "text") {
    if (!example.text.empty()) example.text += '\n';
    example.text += with_tabs(fields[1]);
  } else if (fields[0] == "alike") {
    ++example.lookalikes;
  } else {
    REQUIRE(fields.size() >= 4);
    const std::size_t from = example.wanted.empty() ? 0 : example.wanted.back().span.end;
    const std::size_t at = example.text.find(fields[3], from);
    REQUIRE_MESSAGE(at != std::string::npos, example.text);
    const Span span{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + fields[3].size())};
    example.wanted.push_back({std::string(fields[1]), std::string(fields[2]), std::string(fields[3]), span, false,
                              fields.size() > 4 ? std::string(fields[4]) : std::string()});
  }
}

std::vector<Example> corpus() {
  std::vector<Example> examples;
  for (const auto& file : std::filesystem::directory_iterator(WHENCE_TESTS "/reading/indicators")) {
    const auto bytes = read_file(file.path().string(), Limits{});
    REQUIRE(bytes);
    bool open = false;
    for (const std::string_view line : lines(*bytes)) {
      if (line.starts_with('#') || line.empty()) {
        open = false;
        continue;
      }
      if (!open) examples.emplace_back();
      open = true;
      add_line(examples.back(), line);
    }
  }
  return examples;
}

const IndicatorLexicon& lexicon() {
  static const IndicatorLexicon loaded = [] {
    auto result = IndicatorLexicon::load(Data::open_embedded().value());
    REQUIRE_MESSAGE(result, (result ? "" : result.error().message));
    return std::move(result).value();
  }();
  return loaded;
}

bool same(const IndicatorMention& a, const IndicatorMention& b) {
  return a.type == b.type && a.value == b.value && a.span == b.span && a.note == b.note;
}

std::string shown(const IndicatorMention& mention) {
  return mention.type + " '" + mention.value + "' at " + std::to_string(mention.span.begin) + "-" +
         std::to_string(mention.span.end) + " (" + mention.note + ")";
}

struct Score {
  std::size_t right = 0, wanted = 0, found = 0;
};

}  // namespace

TEST_CASE("the labelled corpus is read with recall and precision of at least 999 in 1,000") {
  std::map<std::string, Score> scores;
  Score all;
  std::size_t lookalikes = 0;
  for (const Example& example : corpus()) {
    lookalikes += example.lookalikes;
    const auto found = indicators(example.text, lexicon());
    for (const auto& mention : example.wanted) {
      ++scores[mention.type].wanted;
      bool right = false;
      for (const auto& other : found) right = right || same(mention, other);
      scores[mention.type].right += right ? 1U : 0U;
      if (!right) MESSAGE("missed " << shown(mention) << " in: " << example.text);
    }
    for (const auto& mention : found) {
      ++scores[mention.type].found;
      CHECK(mention.text == text_of(example.text, mention.span));
      bool wanted = false;
      for (const auto& other : example.wanted) wanted = wanted || same(mention, other);
      if (!wanted) MESSAGE("unwanted " << shown(mention) << " in: " << example.text);
    }
  }
  for (const auto& [type, score] : scores) {
    MESSAGE(type << ": " << score.right << " right of " << score.wanted << " wanted, " << score.found << " found");
    all.right += score.right;
    all.wanted += score.wanted;
    all.found += score.found;
  }
  const double recall = static_cast<double>(all.right) / static_cast<double>(all.wanted);
  const double precision = static_cast<double>(all.right) / static_cast<double>(all.found);
  MESSAGE("indicators " << all.wanted << ", look-alikes " << lookalikes << ", recall " << recall << ", precision "
                        << precision);
  CHECK(all.wanted >= 400);
  CHECK(lookalikes >= 200);
  CHECK(recall >= 0.999);
  CHECK(precision >= 0.999);
}

TEST_CASE("every way of writing an address safely gives the address, its exact bytes, and that it was defanged") {
  const std::vector<std::string> stops = {"[.]",     "(.)", "{.}", "[dot]", "(dot)", "{dot}", " [.] ",
                                          " (dot) ", "[.",  ".]",  "\\.",   "[DOT]", "(Dot)", " [dot] "};
  const std::vector<std::string> signs = {"[at]", "(at)", "{at}", "[@]", "(@)", "[AT]", " [at] "};
  const std::vector<std::string> schemes = {"hxxp://", "hXXp://", "http[:]//", "http[://]", "hxxp[:]//", "h**p://"};
  const auto alone = [](const std::string& text, const char* type, const std::string& value) {
    const auto found = indicators("Seen: " + text + " in May.", lexicon());
    INFO(text);
    REQUIRE(found.size() == 1);
    CHECK(found[0].type == type);
    CHECK(found[0].value == value);
    CHECK(found[0].text == text);
    CHECK(found[0].defanged);
  };
  for (const std::string& stop : stops) {
    alone("lantern-reef" + stop + "com", "domain", "lantern-reef.com");
    if (stop.find('\\') == std::string::npos)
      alone("news.lantern-reef" + stop + "co.uk", "domain", "news.lantern-reef.co.uk");
    const std::string quad = "203.0.113" + stop + "7";
    alone(quad, "ipv4", "203.0.113.7");
    for (const std::string& sign : signs)
      alone("press" + sign + "lantern-reef" + stop + "org", "email", "press@lantern-reef.org");
    for (const std::string& scheme : schemes) {
      const std::string wanted = "http://lantern-reef.net/a/gate.php";
      alone(scheme + "lantern-reef" + stop + "net/a/gate.php", "url", wanted);
    }
  }
}

TEST_CASE("a text that ends in the middle of an indicator gives what lies in it") {
  const std::string texts[] = {R"(\\?\C:\Windows\evil.dll)",
                               R"(\\server\share\a.exe)",
                               R"(HKLM:\\Software\Run)",
                               "%AppData%\\x.exe",
                               "$env:temp\\x.exe",
                               "hxxps[:]//user@[2001:db8::1]:8080/a?b=(c)",
                               "press [at] lantern-reef [.] co.uk",
                               "10.0.0.0/8 AS64500 CVE-2024-12345",
                               "/var/tmp/<user>/evil[.]sh",
                               "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"};
  for (const std::string& text : texts) {
    for (std::size_t size = 0; size <= text.size(); ++size) {
      const std::string cut = text.substr(0, size);
      INFO(cut);
      for (const IndicatorMention& found : indicators(cut, lexicon())) {
        CHECK(found.span.end <= cut.size());
        CHECK(found.text == text_of(cut, found.span));
      }
    }
  }
}

TEST_CASE("the article's own links are told apart from addresses of other sites") {
  IndicatorOptions options;
  options.own_url = "https://www.daily-lantern.co.uk/2026/05/story.html";
  const struct {
    std::string text, note;
  } rows[] = {{"https://www.daily-lantern.co.uk/about", "article link"},
              {"https://static.daily-lantern.co.uk/a.png", "article link"},
              {"daily-lantern.co.uk", "article link"},
              {"editor@daily-lantern.co.uk", "article link"},
              {"https://daily-lantern.co.uk.evil-reef.com/login", ""},
              {"https://not-daily-lantern.co.uk/", ""},
              {"https://other.co.uk/", ""},
              {"192.168.1.7", "private"},
              {"198.51.100.3", "documentation"},
              {"files.example.org", "documentation"}};
  for (const auto& row : rows) {
    const auto found = indicators("Seen: " + row.text + " today.", lexicon(), options);
    INFO(row.text);
    REQUIRE(found.size() == 1);
    CHECK(found[0].note == row.note);
  }
}
