// The examples that frames carry: does each read as its frame declares?
#pragma once

#include <string>
#include <vector>

#include "evaluation/reading/score.h"
#include "reading/frames/frames.h"

namespace whence {

struct ExampleProblem {
  std::string where;  // "frames/accuse.txt:11"
  std::string what;   // one line
  std::string frame;  // "accuse/1"
};

struct ExampleCheck {
  std::size_t examples = 0;
  std::vector<ExampleProblem> problems;  // in the frames' order
};

// yes: some claim is what is wanted; denied: such a claim that says it was not done; no: no claim, unless of matter
// "other". Errors: an example whose wanted keys are not the language of evaluation/reading/wanted.h.
Result<ExampleCheck> check_examples(const std::vector<Frame>& frames, const ReadCall& read);

}  // namespace whence
