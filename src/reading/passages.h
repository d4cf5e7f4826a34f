// Passages: what tells of this incident, what of background, what of other actors. Only the first feeds a case.
// data/reading/passages.tsv has the headings and the turns of phrase.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "lexicon/data.h"
#include "model/reading.h"

namespace whence {

class Passages {
 public:
  static Result<Passages> load(const Data& data);

  // Sets Sentence::passage. A heading rules the lines up to the next heading. A sentence that names a group is
  // background where it speaks of habit or of earlier years ("has long used", "in 2021" in a text about 2026), and of
  // other actors where no accusation of the text names that group. Linear.
  void settle(Reading& reading) const;

 private:
  struct Phrase {
    std::string words;  // lower case
    Passage passage = Passage::background;
  };
  const Phrase* heading(std::string_view lower) const;
  bool habitual(std::string_view lower) const;

  std::vector<Phrase> headings_;
  std::vector<std::string> turns_;
};

}  // namespace whence
