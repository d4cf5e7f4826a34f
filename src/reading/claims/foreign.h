// Cues in Chinese and Russian: who answers or accuses, found by words alone. No grammar: what such a claim says beside
// act, source, accused and target is left empty, and its rule is "cue-only:LANGUAGE/ACT".
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "lexicon/data.h"
#include "model/claim.h"

namespace whence {

class ForeignCues {
 public:
  // Reads reading/foreign-cues and gazetteer/states_zh, organs_zh, states_ru, organs_ru.
  static Result<ForeignCues> load(const Data& data);

  // Claims of the sentence at `where`, in text order, without ids and relations. `number` is the sentence's, from 1.
  std::vector<Claim> read(std::string_view text, Span where, std::size_t number, std::string_view language) const;

 private:
  enum class Place { none, before, after };
  struct Form {
    std::string text, state, name;
    bool stem = false;  // a case ending may follow
  };
  // "отказа* … коммент*": parts in order within one clause; a star stands for a case ending or the rest of a word.
  struct Cue {
    std::string text;                                 // as the table writes it
    std::vector<std::pair<std::string, bool>> parts;  // and whether a star follows
    std::optional<Act> act;  // absent for a noun ("的指控"): it takes its place, and nothing is read from it
    bool needs_topic = false;
    Place source = Place::before, other = Place::none;
  };
  struct CuePlace {
    Span whole, first;  // of all parts; of the first, beside which the parties stand
  };
  struct Words {
    std::vector<Form> forms;                                    // longest first
    std::vector<Cue> cues;                                      // longest first
    std::vector<std::string> topics, answers, negations, says;  // says: ", считают в посольстве"
  };
  struct Mention {
    std::size_t begin = 0, end = 0;
    const Form* form = nullptr;
  };

  Result<void> add_names(const Data& data, std::string_view language);
  Result<void> add_cues(const Data& data);
  std::vector<Mention> mentions(std::string_view sentence, const Words& words) const;
  std::optional<Claim> claim(std::string_view text, Span where, const Words& words, const Cue& cue,
                             const CuePlace& place, const std::vector<Mention>& found) const;
  static const Mention* speaker(const Cue& cue, const CuePlace& place, const Words& words, std::string_view sentence,
                                const std::vector<Mention>& found);
  static Party party(std::string_view text, Span where, const Mention& one);
  static std::optional<CuePlace> place_of(const Cue& cue, std::string_view sentence, std::size_t from);
  const Words& words(std::string_view language) const { return language == "zh" ? zh_ : ru_; }
  Words& words(std::string_view language) { return language == "zh" ? zh_ : ru_; }

  Words zh_, ru_;
};

}  // namespace whence
