#include "knowledge/reference.h"

#include <string>

#include <doctest/doctest.h>

using namespace whence;

namespace {

std::string written(const Dated& dated) {
  if (!dated.date) return std::string(name_of(dated.dating));
  return to_string(Date{*dated.date, Precision::day}) + " " + std::string(name_of(dated.dating));
}

}  // namespace

TEST_CASE("a citation's date is its day, else its month's 28th, else 28 December, else when it was retrieved") {
  struct Row {
    std::string citation, wanted;
  };
  const Row rows[] = {
      {"Roe, J. (2021, June 7). A Title (2019). Retrieved September 29, 2021.", "2021-06-07 day"},
      {"Roe, J. (2015, May). A Title. Retrieved April 10, 2019.", "2015-05-28 month"},
      {"Roe, J. (2014). A Title. Retrieved March 24, 2016.", "2014-12-28 year"},
      {"Roe, J. (n.d.). A Title. Retrieved July 18, 2016.", "2016-07-18 retrieved"},
      {"Roe, J. (2021, February 30). A Title. Retrieved: March 1, 2021.", "2021-03-01 retrieved"},
      {"Roe 2019, August 27 A Title Retrieved. 2019/11/19", "none"},
      {"Retrieved Retrieved on May 2, 2020", "2020-05-02 retrieved"},
      {"A Title (2014) of (2013, March 2)", "2013-03-02 day"},
      {"(", "none"},
      {"", "none"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.citation);
    CHECK(written(publication_date(row.citation)) == row.wanted);
  }
}

TEST_CASE("of two dates of one report the earlier counts, then the less precise, and a date beats none") {
  const Dated day = publication_date("(2021, June 7)"), year = publication_date("(2020)"), none{};
  CHECK(earlier(day, year) == year);
  CHECK(earlier(none, day) == day);
  CHECK(earlier(day, none) == day);
  CHECK(earlier(none, none) == none);
  const Dated month = publication_date("(2021, March)"), same_day = publication_date("(2021, March 28)");
  CHECK(earlier(month, same_day) == month);
  CHECK(earlier(same_day, month) == month);
}

TEST_CASE("addresses that differ in scheme, www, archive, letters' case or final slash are one report") {
  for (const std::string url :
       {"https://www.Site.example/Report/", "http://site.example/report", " https://site.example/report// ",
        "https://web.archive.org/web/20210101000000/https://www.site.example/report",
        "web.archive.org/web/2021if_/http://site.example/report"}) {
    CAPTURE(url);
    CHECK(reference_identity(url, "Name") == "site.example/report");
  }
  CHECK(reference_identity("", "Name 2021") == "Name 2021");
  CHECK(reference_identity("https://web.archive.org/web/", "Name") == "web.archive.org/web");
}

TEST_CASE("names are compared by letters and digits") {
  CHECK(name_key("APT 31") == name_key("apt-31"));
  CHECK(name_key("NoName057(16)") == "noname05716");
  CHECK(name_key("Sofacy") != name_key("Sofacy Group"));
}
