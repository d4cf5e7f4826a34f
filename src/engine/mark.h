// `whence mark`: what the analyst says of a claim or a document.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "store/verdicts.h"
#include "store/workspace.h"

namespace whence {

struct MarkRequest {
  std::string id;  // of a claim or a document, or the start of it
  std::optional<Judgement> judgement;
  std::vector<std::string> amend;  // "rung=3"
  std::vector<std::string> tag, untag;
  std::string note, tlp, by;
};

struct Marked {
  std::string id, document;  // document: its name
  std::string words;         // of a claim
  std::vector<Verdict> verdicts;
  std::vector<Annotation> annotations;
};

// Keeps what is asked and answers all that has been said of it. Errors: no such thing; a verdict on a document; nobody
// named; an amendment that makes no sense.
Result<Marked> mark(Workspace& workspace, const MarkRequest& request, Time now);

}  // namespace whence
