// Is this run of letters, digits, full stops and hyphens a host? Settled by the public suffix list, the tables and what
// stands beside the run.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "reading/indicators/indicator_lexicon.h"

namespace whence {

// What speaks for or against a domain besides its own form.
struct HostEvidence {
  bool certain = false;      // defanged, or where only a host can stand: after ://, after @
  bool domain_word = false;  // the word before says that a domain follows
  bool called = false;       // an opening parenthesis follows: a function's name
};

struct Host {
  enum class Kind : std::uint8_t { none, ipv4, domain, onion };
  Kind kind = Kind::none;
  std::size_t size = 0;  // of the run's beginning that is the host
  std::string name;      // lower case
  std::string_view note;
};

class HostJudge {
 public:
  explicit HostJudge(const IndicatorLexicon& lexicon) : lexicon_(lexicon) {}

  // Requires: the run begins with a letter or digit. Its end may belong to the sentence: "example.com-based", "it.The".
  Host judge(std::string_view run, const HostEvidence& evidence);

 private:
  struct Labels;
  bool known_ending(std::string_view label);
  bool accept(const Labels& labels, const HostEvidence& evidence, Host& host);
  bool looks_alike(const Labels& labels, std::string_view name, const Ending* ending,
                   const HostEvidence& evidence) const;
  std::string_view note_of(std::string_view name) const;

  const IndicatorLexicon& lexicon_;  // outlives this
  std::vector<std::pair<std::string, bool>>
      top_level_;  // of the public suffix list so far; those asked for often come first
};

}  // namespace whence
