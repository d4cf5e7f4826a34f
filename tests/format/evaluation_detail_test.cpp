#include "format/evaluation_detail.h"

#include <vector>

#include <doctest/doctest.h>

using namespace whence;

namespace {

EvaluationRow row(const char* slice, const char* block, const char* metric, double value, std::size_t n) {
  EvaluationRow result;
  result.protocol = "A";
  result.set = "both";
  result.method = "whence";
  result.slice = slice;
  result.block = block;
  result.metric = metric;
  result.value = value;
  result.low = value - .1;
  result.high = value + .1;
  result.n = n;
  return result;
}

const std::vector<EvaluationRow>& rows() {
  static const std::vector<EvaluationRow> value = {row("items", "3-5", "top1", .4, 90),
                                                   row("items", "3-5", "headline_coverage", .1, 90),
                                                   row("low", "0.55", "headline_coverage", .2, 50),
                                                   row("low", "0.55", "headline_wrong", .02, 50),
                                                   row("share", "0.20-0.30", "stated", .25, 40),
                                                   row("share", "0.20-0.30", "right", .5, 40)};
  return value;
}

}  // namespace

TEST_CASE("every measured figure below the tables stands with its n") {
  const std::string page = detail_page(rows());
  for (const char* part : {"0.400 0.30-0.50", "9 of 90", "1 of 50", "0.200 0.10-0.30", "0.20-0.30  "}) {
    INFO(part, "\n", page);
    CHECK(page.find(part) != std::string::npos);
  }
  // The stated share at .25 of 40 places, the true rate at .50, the interval from .40 to .60.
  CHECK(page.find("..........|.....----o----................") != std::string::npos);
  CHECK(detail_page({}).empty());
}

TEST_CASE("the diagram draws each band where it belongs and names its n") {
  const std::string svg = reliability_svg(rows());
  CHECK(svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\""));
  CHECK(svg.find("<circle cx=\"160.0\" cy=\"260.0\"") != std::string::npos);  // 60 + 400 · .25, 60 + 400 · .5
  CHECK(svg.find(">n 40</text>") != std::string::npos);
  CHECK(svg.find("40 past reports") != std::string::npos);
  CHECK(svg.find("href") == std::string::npos);
  CHECK(reliability_svg({}).ends_with("</svg>\n"));
}
