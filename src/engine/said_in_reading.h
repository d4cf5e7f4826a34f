// What a document says of actors and states, as a case's statements: shown beside the answer, never weighed.
#pragma once

#include <map>
#include <string>

#include "engine/case_words.h"
#include "model/case.h"
#include "model/reading.h"

namespace whence {

// How states stand in statements: by their codes, in an exercise as S1, S2, ... in the order in which they are named.
class StandIns {
 public:
  explicit StandIns(bool exercise) : exercise_(exercise) {}
  std::string in(const std::string& state);

 private:
  bool exercise_;
  std::map<std::string, std::string> names_;
};

// Accusations and answers to them, each as its speaker's words, then the sentences that name an actor whom none of them
// names, then those that hold something back; none of what the document tells of the background. At most 40 statements
// a case. An answer names the accusation that it answers, where the case has one.
void add_statements(const Reading& reading, const CaseWords& words, StandIns& stand, Case& incident);

}  // namespace whence
