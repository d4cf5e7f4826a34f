// Names of states, organs, offices, companies, groups, software: the longest phrase of tokens that a table knows.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/result.h"
#include "knowledge/knowledge.h"
#include "lexicon/data.h"
#include "reading/sentences/tokens.h"

namespace whence {

enum class EntityKind {
  state,
  demonym,
  people,
  capital,
  metonym,
  body,
  organ,
  office,
  institution,
  company,
  outlet,
  person_noun,
  sector,
  actor,
  software,
  place,    // lies in a state and never speaks for it
  speaker,  // a holder of a public office
  hidden    // a phrase that only looks like the name inside it: "South China Sea"
};

// What a phrase means, according to one row of one table.
struct Entity {
  EntityKind kind = EntityKind::state;
  std::string state;     // ISO code, empty where none is meant
  std::string id;        // row id in the table or the knowledge pack
  std::string name;      // normal form
  std::string detail;    // kind of office, organ or company; sector
  bool speaks = false;   // what it says is its state's word
  std::string seat{};    // of a body: the state of its head office, or the body it is part of
  std::string sector{};  // of a victim, as sectors.tsv has it; empty where the table tells none
};

// A phrase in the text: tokens [first, last) of one sentence.
struct NamePhrase {
  std::size_t first = 0, last = 0;
  const Entity* entity = nullptr;  // owned by the Names
};

class Names {
 public:
  static Result<Names> load(const Data& data, const Knowledge& knowledge);

  // Longest phrases from the left, none overlapping.
  std::vector<NamePhrase> find(const std::vector<Token>& tokens, std::string_view text) const;
  // The entity that a whole phrase names, or null.
  const Entity* named(std::string_view phrase, EntityKind kind) const;

 private:
  enum class Case { any, capital, exact };
  struct Entry {
    std::vector<std::string> rest;  // tokens after the first, folded
    std::string written;            // for Case::exact
    Case letter_case = Case::capital;
    std::size_t entity = 0;
    bool ordinary = false;  // also an everyday word: counts only behind a word that calls for software
  };

  void add(std::string_view phrase, Case letter_case, std::size_t entity, bool ordinary = false);
  Result<void> add_places(const Data& data);
  bool called_software(const std::vector<Token>& tokens, std::size_t first, std::size_t last) const;
  const Entity* by_pattern(const std::vector<Token>& tokens, std::size_t at, std::size_t& last) const;
  Result<void> add_patterns(const Data& data);
  Result<void> add_states(const Data& data, std::string_view table_name);
  Result<void> add_public_bodies(const Data& data);
  Result<void> add_words(const Data& data);
  void add_catalogue(const Knowledge& knowledge);
  bool matches(const Entry& entry, const std::vector<Token>& tokens, std::size_t at, std::string_view text) const;

  std::vector<Entity> entities_;
  std::unordered_map<std::string, std::vector<Entry>> by_first_;
  std::unordered_set<std::string> software_words_;     // "tool", "malware"
  std::unordered_set<std::string> numbered_, family_;  // "apt" 31; "typhoon" behind a capitalised word
  Entity unknown_actor_;
};

}  // namespace whence
