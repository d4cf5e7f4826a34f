#include "reading/claims/dates.h"

#include <doctest/doctest.h>

#include "base/text.h"

using namespace whence;

namespace {

// "FROM/TO", an absent end as "..", of an expression whose words after "|" stand behind it.
std::string told(std::string_view text, const char* published) {
  std::vector<std::string> words, behind;
  bool inside = true;
  for (const std::string_view word : split(text, ' ')) {
    if (word == "|") {
      inside = false;
    } else {
      (inside ? words : behind).emplace_back(word);
    }
  }
  const std::optional<Date> day = published == nullptr ? std::nullopt : parse_date(published);
  const Interval interval = interval_of(words, behind, day);
  const auto end = [](const std::optional<Date>& date) { return date ? to_string(*date) : std::string(".."); };
  return end(interval.from) + "/" + end(interval.to);
}

}  // namespace

TEST_CASE("expressions of time are intervals, counted from the day of publication") {
  struct Row {
    const char* text;
    const char* wanted;
  };
  const Row rows[] = {{"in 2021", "2021/2021"},
                      {"in 2021 and 2023", "2021/2023"},
                      {"between january and march 2025", "2025-01/2025-03"},
                      {"between january and march", "2026-01/2026-03"},
                      {"between november and february", "2025-11/2026-02"},
                      {"between november and february 2025", "2024-11/2025-02"},
                      {"in march", "2026-03/2026-03"},
                      {"in november", "2025-11/2025-11"},
                      {"in march | last year", "2025-03/2025-03"},
                      {"in march last year", "2025-03/2025-03"},
                      {"in march of this year", "2026-03/2026-03"},
                      {"3 march", "2026-03-03/2026-03-03"},
                      {"may 20", "2025-05-20/2025-05-20"},
                      {"december 20", "2025-12-20/2025-12-20"},
                      {"on 3 march 2025", "2025-03-03/2025-03-03"},
                      {"on march 3rd , 2025", "2025-03-03/2025-03-03"},
                      {"31 february 2025", "2025-02/2025-02"},
                      {"since 2021", "2021/.."},
                      {"since march", "2026-03/.."},
                      {"until 2024", "../2024"},
                      {"in the summer | of 2025", "2025/2025"},
                      {"the summer of 2025", "2025/2025"},
                      {"last year", "2025/2025"},
                      {"this year", "2026/2026"},
                      {"last month", "2026-04/2026-04"},
                      {"earlier this month", "2026-05/2026-05"},
                      {"last week", "2026-05-04/2026-05-10"},
                      {"earlier this week", "2026-05-11/2026-05-13"},
                      {"two weeks ago", "2026-04-26/2026-05-02"},
                      {"three days ago", "2026-05-10/2026-05-10"},
                      {"two years ago", "2024/2024"},
                      {"five months ago", "2025-12/2025-12"},
                      {"over the past three months", "2026-02/2026-05-13"},
                      {"the last two years", "2024/2026-05-13"},
                      {"yesterday", "2026-05-12/2026-05-12"},
                      {"today", "2026-05-13/2026-05-13"},
                      {"on friday", "2026-05-08/2026-05-08"},
                      {"on wednesday", "2026-05-13/2026-05-13"},
                      {"last wednesday", "2026-05-06/2026-05-06"},
                      {"for two days", "../.."},
                      {"over many years", "../.."},
                      {"ahead of an election", "../.."}};
  for (const Row& row : rows) CHECK_MESSAGE(told(row.text, "2026-05-13") == row.wanted, row.text);
}

TEST_CASE("without a date of publication relative expressions stay open, and a vague one gives no days") {
  CHECK(told("last year", nullptr) == "../..");
  CHECK(told("in march", nullptr) == "../..");
  CHECK(told("in march 2024", nullptr) == "2024-03/2024-03");
  CHECK(told("last year", "2026") == "2025/2025");
  CHECK(told("yesterday", "2026-05") == "../..");
  CHECK(told("last month", "2026-05") == "2026-04/2026-04");
  CHECK(told("last month", "2026") == "../..");
  CHECK(told("in march", "2026") == "../..");
}
