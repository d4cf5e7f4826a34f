// Words by which a text tells who did something and who was hit: data/reading/role-words.tsv.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "lexicon/data.h"
#include "reading/sentences/syntax.h"

namespace whence {

enum class RoleWord {
  attacker,    // does it: "hackers", "threat actor"
  collective,  // does it, by a name that needs its capital: "Anonymous"
  gang,        // may do it: "group", "officers"
  side,        // part of a state, doer or hit: "government"
  deed,        // what is done: "attack"; the country before it did it
  mishap,      // what happened: "leak"; the country before it was hit
  thing,       // what is hit: "website", "ministry"
  folk,        // people who do it or are hit: "journalists"
  tie,         // before a country that is behind it: "linked to"
  against,     // before a country that is hit: "targeting"
  because,     // before a country that is only the reason: "in response to"
  speech,      // before or behind who speaks: "according to"
  telling,     // what is only said: "accusation"; a country behind it speaks or is spoken of
  firm,        // who analyses: "security company"
  blamed,      // behind who is said to have done it: "is suspected of"
  suffix,      // in "X-linked": tied to X
  seat,        // in "X-based", "based in X": at home in X
  tongue,      // in "X-speaking"
  favour,      // in "pro-X"
  foe          // in "anti-X"
};

class RoleLexicon {
 public:
  static Result<RoleLexicon> load(const Data& data);

  struct Match {
    RoleWord kind = RoleWord::thing;
    int weight = 0;         // 1-9: how surely
    std::size_t words = 0;  // of the phrase
  };
  // The longest phrase that begins at word `at`.
  std::optional<Match> at(const std::vector<Word>& words, std::size_t at) const;
  // The phrase that this one word is.
  std::optional<Match> word(std::string_view lower) const;
  // Whether a small word is of a kind of data/reading/role-joints.tsv: "widening", "negating".
  bool joint(std::string_view lower, std::string_view kind) const;
  // The same of a word's beginning: "hack" in "hackteam".
  bool joint_stem(std::string_view lower, std::string_view kind) const;
  // The state of a demonym or a name in one word written small ("swedish", "china"); empty if it is none.
  std::string_view small_name(std::string_view lower) const;
  // The state that a part of a group's own name stands for ("Pak" in "PakGhosts"); empty if none.
  std::string_view name_part(std::string_view word) const;

 private:
  struct Entry {
    std::vector<std::string> rest;
    Match match;
  };
  std::unordered_map<std::string, std::vector<Entry>> by_first_;  // longest first
  std::unordered_map<std::string, std::vector<std::string>> joints_;
  std::unordered_map<std::string, std::string> small_names_, name_parts_;
};

}  // namespace whence
