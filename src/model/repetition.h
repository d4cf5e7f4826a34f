// What several documents say together: which claims go back to one statement, who merely repeats it, and what changed
// on the way. Indices count from 0 and point into the list of readings that was compared.
#pragma once

#include <compare>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace whence {

struct ClaimPlace {
  std::size_t document = 0, claim = 0;  // claim: index into Reading::claims of that document
  auto operator<=>(const ClaimPlace&) const = default;
};

// Why a claim counts as a telling of its origin.
enum class Telling {
  first,           // the earliest that we hold; who said it first of all may be elsewhere
  same_words,      // the sentence is nearly the same text
  same_statement,  // same speaker, act and object within the window
  cites,           // its sentence names the speaker of the origin as where it has it from
  unattributed     // the outlet says the same in its own voice
};
std::string_view name_of(Telling telling);

struct Occurrence {
  ClaimPlace place;
  Telling telling = Telling::first;
  double share = 0;             // of words in common with the telling it copies; same_words only
  bool says_statement = false;  // "said in a statement"
};

struct ClaimOrigin {
  std::string id;                       // "o" and a hash of the first telling's claim
  std::vector<std::string> speakers;    // keys: a state's code, "name:lantern reef"; empty: nobody named
  std::vector<Occurrence> occurrences;  // in order of time, the first telling first
  std::size_t documents = 0;            // in how many it is told
};

// Something that two tellings of one origin say differently.
struct Drift {
  std::string field;  // hedge, distance, speaker, outcome, accused
  std::size_t origin = 0;
  ClaimPlace from, to;        // the earlier and the later telling
  std::string before, after;  // their words
  std::string direction;      // hedge: firmer, softer; speaker: lost, gained, changed; else empty
};

struct DocumentCopy {
  std::size_t document = 0, of = 0;
  double share = 0;  // of the shorter text's runs of words that the other has too, 0-1
};

// One incident over all documents.
struct SharedMatter {
  std::string summary;
  std::vector<std::pair<std::size_t, std::string>> letters;  // document and its letter for the matter; may be empty
  std::vector<ClaimPlace> claims;             // about it, also those that their documents file under none
  std::vector<std::size_t> origins, answers;  // indices into Repetition::origins
  std::size_t independent = 0;                // speakers behind the allegations, each counted once
};

struct UnreadDocument {
  std::size_t document = 0;
  std::string language;  // ISO 639-1, empty if not told
  bool in_part = false;  // cue words only
};

struct Repetition {
  std::size_t documents = 0, claims = 0;
  std::vector<std::size_t> order;    // documents in order of time; undated ones last, as given
  std::vector<ClaimOrigin> origins;  // in order of their first telling
  std::vector<Drift> drifts;
  std::vector<DocumentCopy> copies;  // each document at most once, with the earliest that it copies most
  std::vector<SharedMatter> matters;
  std::vector<UnreadDocument> unread;  // counted beside every total that they might change
};

}  // namespace whence
