#include "attribution/words.h"

#include "attribution/cases.h"

using namespace whence;

TEST_CASE("words belong to ranges") {
  const Priors priors = shipped_priors("default");
  struct Row {
    const char* scale;
    double low, high, ceiling;
    const char* words;
  };
  const Row rows[] = {{"ICD203", .10, .84, 1.0, "too wide for a word"},
                      {"ICD203", .10, .42, 1.0, "very unlikely to unlikely"},
                      {"ICD203", .01, .24, 1.0, "at most unlikely"},
                      {"ICD203", .04, .31, 1.0, "at most unlikely"},
                      {"ICD203", .82, .90, 1.0, "very likely"},
                      {"ICD203", .82, .90, .8, "likely"},
                      {"ICD203", .96, 1.0, 1.0, "almost certain"},
                      {"ICD203", .20, .20, 1.0, "unlikely"},
                      {"ICD203", .50, .60, 1.0, "roughly even chance to likely"},
                      {"PHIA", .22, .24, 1.0, "highly unlikely"},
                      {"PHIA", .52, .53, 1.0, "realistic possibility"},
                      {"PHIA", .77, .79, 1.0, "likely"}};
  for (const Row& row : rows) {
    const auto scale = scale_named(priors.words, row.scale);
    REQUIRE(scale);
    CHECK(range_words(scale.value(), Probability(row.low), Probability(row.high), {row.ceiling, .45}) == row.words);
  }
  CHECK(scale_named(priors.words, "Sherman").error().message.find("ICD203, PHIA") != std::string::npos);
}
