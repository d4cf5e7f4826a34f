// Small word tables of data/reading/: hedges, evaluations, claim nouns, words of computers and networks, words of time.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/result.h"
#include "lexicon/data.h"
#include "model/claim.h"
#include "reading/sentences/syntax.h"

namespace whence {

struct HedgePhrase {
  std::vector<std::string> words;
  Hedge kind = Hedge::likely;
};

class WordTables {
 public:
  static Result<WordTables> load(const Data& data);

  // The longest hedge that begins at word `at`: its kind and number of words; 0 words if there is none.
  std::pair<Hedge, std::size_t> hedge_at(const std::vector<Word>& words, std::size_t at) const;
  // "denial", "accusers" or empty.
  std::string_view leaning(std::string_view lower) const;
  bool is(std::string_view lower, std::string_view kind) const;  // of data/reading/cues.tsv
  // Whether a phrase of cues.tsv of that kind stands in words [first, last).
  bool phrase_in(const std::vector<Word>& words, std::size_t first, std::size_t last, std::string_view kind) const;
  // 0 none, 1 weak, 2 strong.
  int cyber(std::string_view lower) const;
  const std::unordered_set<std::string_view>& claim_nouns() const { return claim_nouns_; }
  // Every word that cues.tsv lists under a kind.
  std::unordered_set<std::string> words_of_kind(std::string_view kind) const;
  const StopWords& stop_words() const { return stop_words_; }

 private:
  Data data_;
  std::unordered_map<std::string, std::vector<HedgePhrase>> hedges_;  // by first word, longest first
  struct Cue {
    std::vector<std::string_view> words;
    std::string_view kind;
  };
  std::unordered_map<std::string_view, std::vector<Cue>> phrases_;  // of several words, by the first
  std::unordered_map<std::string_view, std::string_view> leanings_;
  std::unordered_map<std::string_view, std::vector<std::string_view>> cues_;
  std::unordered_map<std::string_view, int> cyber_;
  std::unordered_set<std::string_view> claim_nouns_;
  StopWords stop_words_;
};

}  // namespace whence
