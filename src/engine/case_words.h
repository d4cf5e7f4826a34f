// Words by which a case made of a document keeps what no reader turns into an item. Rows of
// data/reading/case-words.tsv.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lexicon/data.h"
#include "model/oddity.h"
#include "model/reading.h"

namespace whence {

class CaseWords {
 public:
  static Result<CaseWords> load(const Data& data);

  // "We do not have sufficient evidence to link ...": `sentence` holds something back or denies a link.
  bool withholds(std::string_view sentence) const;
  // Sentences of this incident that tell of what a case has a place for and no reader fills: working hours, languages,
  // the window. Each with its place ("s12") and what it tells of, in text order.
  std::vector<Oddity> not_taken(const Reading& reading) const;

 private:
  struct Row {
    std::string phrase, kind;
  };
  bool tells(std::string_view sentence, std::string_view kind) const;

  std::vector<Row> rows_;
  std::vector<std::string> kinds_;  // that are not taken, in the order of the table
};

}  // namespace whence
