// The labelled corpus of tests/reading/indicators/: every indicator with its exact bytes, and look-alikes.
#include "reading/indicators.h"

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

TEST_CASE("the labelled corpus is read with recall and precision of at least 99 in 100") {
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
  CHECK(recall >= 0.99);
  CHECK(precision >= 0.99);
}
