#include <doctest/doctest.h>

#include "fixtures.h"
#include "format/json_reading.h"
#include "format/json_weigh.h"
#include "format/page_reading.h"
#include "format/page_weigh.h"
#include "format/report_reading.h"
#include "format/report_weigh.h"

using namespace whence;
using namespace whence::test;

namespace {

ReportOptions options(bool brief) {
  return {.brief = brief,
          .tlp = "CLEAR",
          .prepared_by = "",
          .second_reader = "",
          .as_of = "2026-11-03 15:20 UTC",
          .program = "whence 0.1.0",
          .data = "18.1-a"};
}
ReportOptions case_options(bool brief) {
  return {.brief = brief,
          .tlp = "",
          .prepared_by = "",
          .second_reader = "",
          .as_of = "2026-11-03 15:20 UTC",
          .program = "whence 0.1.0",
          .data = ""};
}

}  // namespace

TEST_CASE("pages of a reading are as reviewed (WHENCE_BLESS=1 rewrites them)") {
  const Reading reading = reading_fixture();
  const PageTexts& texts = page_texts_fixture();
  CHECK(is_golden("reading.txt", page_reading(reading, texts, {})));
  CHECK(is_golden("reading-all.txt", page_reading(reading, texts, {.all = true})));
  CHECK(is_golden("reading-explain.txt", explain_reading(reading, texts, "A", {}).value()));
  CHECK(is_golden("reading.json", to_text(json_reading(reading), 1)));
  CHECK(is_golden("reading.html", report_reading(reading, texts, options(false))));
  CHECK(is_golden("reading-brief.html", report_reading(reading, texts, options(true))));
}

TEST_CASE("pages of an answer are as reviewed (WHENCE_BLESS=1 rewrites them)") {
  const Answer answer = answer_fixture();
  const PageTexts& texts = page_texts_fixture();
  CHECK(is_golden("weigh.txt", page_weigh(answer, texts, {})));
  CHECK(is_golden("weigh.json", to_text(json_weigh(answer), 1)));
  CHECK(is_golden("weigh.html", report_weigh(answer, texts, case_options(false))));
  CHECK(is_golden("weigh-brief.html", report_weigh(answer, texts, case_options(true))));
}
