#include "format/json_objects.h"

#include <random>
#include <vector>

#include <doctest/doctest.h>

using namespace whence;

namespace {

struct Split {
  std::vector<std::string> objects;
  std::string rest, problem;
  bool operator==(const Split&) const = default;
};

Split split_in(const std::string& text, const std::vector<std::size_t>& cuts, const Limits& limits = {}) {
  Split split;
  JsonObjects reader("objects", "t", limits, [&](std::string_view object) -> Result<void> {
    split.objects.emplace_back(object);
    return {};
  });
  std::size_t from = 0;
  const auto feed = [&](std::size_t to) {
    const auto fed = reader.feed(std::string_view(text).substr(from, to - from));
    from = to;
    if (!fed) split.problem = fed.error().message;
    return static_cast<bool>(fed);
  };
  for (const std::size_t cut : cuts) {
    if (!feed(cut)) return split;
  }
  if (!feed(text.size())) return split;
  const auto rest = reader.finish();
  rest ? split.rest = *rest : split.problem = rest.error().message;
  return split;
}

}  // namespace

TEST_CASE("the objects of a list are those between its brackets, whatever strings hold") {
  struct Row {
    const char* text;
    std::vector<std::string> objects;
    const char* rest;
  };
  const Row rows[] = {
      {R"({"type":"bundle","objects":[{"a":"]}\"{"},{"b":[{"objects":[1]}]}],"id":"x"})",
       {R"({"a":"]}\"{"})", R"({"b":[{"objects":[1]}]})"},
       R"({"type":"bundle","objects":[],"id":"x"})"},
      {R"([{"a":1} , {"b":"\\"}])", {R"({"a":1})", R"({"b":"\\"})"}, "[]"},
      {R"({"objects":[]})", {}, R"({"objects":[]})"},
      {R"({"x":{"objects":[{"no":1}]},"y":"objects","objects":[{"yes":1}]})",
       {R"({"yes":1})"},
       R"({"x":{"objects":[{"no":1}]},"y":"objects","objects":[]})"},
  };
  for (const Row& row : rows) {
    const Split split = split_in(row.text, {});
    CHECK(split.problem == "");
    CHECK(split.objects == row.objects);
    CHECK(split.rest == row.rest);
  }
}

TEST_CASE("where the pieces are cut does not matter") {
  const std::string text =
      R"({"k":"\\\"[","objects":[ {"a":"\\"},{"b":{"c":["]","}"]}} ,{"d":"\"\\\""}],"more":[{"e":1}]})";
  const Split whole = split_in(text, {});
  REQUIRE(whole.problem == "");
  REQUIRE(whole.objects.size() == 3);
  for (std::size_t a = 0; a <= text.size(); ++a) {
    for (std::size_t b = a; b <= text.size(); ++b) CHECK(split_in(text, {a, b}) == whole);
  }
  std::vector<std::size_t> every;
  for (std::size_t i = 1; i < text.size(); ++i) every.push_back(i);
  CHECK(split_in(text, every) == whole);
}

TEST_CASE("a file that is cut off, mixed or too deep is an error in one line") {
  const char* const texts[] = {
      R"({"objects":[{"a":1})",
      R"({"objects":[{"a":1},)",
      R"({"objects":[{"a":1} {"b":1}]})",
      R"({"objects":[1]})",
      R"({"objects":[{"a":1},]})",
      R"({"objects":[,{"a":1}]})",
      R"({"objects":[{"a":"1)",
      R"({"type":"bundle"})",
      R"("objects")",
      R"({"objects":[{"a":1}]}})",
      "",
  };
  for (const char* text : texts) {
    const Split split = split_in(text, {});
    CHECK_MESSAGE(!split.problem.empty(), text);
    CHECK(split.problem.find('\n') == std::string::npos);
  }
  CHECK(split_in(R"({"objects":[{"a":)" + std::string(400, '[') + std::string(400, ']') + "}]}", {}).problem != "");
  CHECK(split_in(R"({"objects":[{"a":")" + std::string(400, 'x') + "\"}]}", {}, Limits{.bytes = 100}).problem != "");
}
