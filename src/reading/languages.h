// In which language a text is written: by script, small words and rare letters. A table of our own and no library: the
// question is only what to read and what to count as not read, a table can be checked and changed row by row, and
// whoever disputes a count can see why.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "lexicon/data.h"

namespace whence {

class Languages {
 public:
  static Result<Languages> load(const Data& data);  // reading/languages

  // ISO 639-1. Empty where too little tells: a line of names, figures or code.
  std::string_view of(std::string_view text) const;
  // Of a sentence in a document in `around`: that, unless the sentence says otherwise clearly.
  std::string_view of_sentence(std::string_view sentence, std::string_view around) const;

 private:
  struct Row {
    std::string code;
    int script = 0;  // ICU's number; kana is Hiragana
    bool fallback = false;
  };
  struct Score {
    int script = 0;
    std::size_t words = 0;
    std::vector<double> of_row;
  };
  struct Weigher;

  Score score(std::string_view text) const;
  // The best row of the script; rows_.size() for none.
  std::size_t best(const Score& score) const;
  std::size_t row_of(std::string_view code) const;

  std::vector<Row> rows_;
  std::unordered_map<std::string, std::vector<std::uint16_t>> words_;  // rows that list a word
  std::unordered_map<char32_t, std::vector<std::uint16_t>> letters_;   // rows that list a letter
  std::unordered_map<int, std::vector<std::uint16_t>> scripts_;        // rows of a script
};

}  // namespace whence
