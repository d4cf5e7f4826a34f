// The page to brief from after reading a document: one self-contained HTML file. It asks for nothing from anywhere,
// runs no script, prints to A4 and states at every row whose words it shows.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "format/page_texts.h"
#include "model/reading.h"

namespace whence {

// How often one state accused another in public, by year.
struct AccusationSeries {
  std::string accuser, accused;  // names
  int first_year = 0;
  std::vector<std::size_t> years;
};

struct ReportOptions {
  bool brief = false;                         // one A4 page: the annex of claims is left out
  bool annex = false;                         // the annex alone
  std::string tlp;                            // "CLEAR", "AMBER+STRICT"; empty: not marked
  std::string prepared_by;                    // a person; empty: nobody yet
  std::string second_reader;                  // a second person who has read it; without one the page is a draft
  std::string as_of;                          // when it was made, as the caller wants it written; empty: left out
  std::string program;                        // "whence 0.1.0"
  std::string data;                           // version of the knowledge, "18.1-a"
  std::vector<AccusationSeries> series = {};  // of the public record, between those whom a document names
};

std::string report_reading(const Reading& reading, const PageTexts& texts, const ReportOptions& options);

}  // namespace whence
