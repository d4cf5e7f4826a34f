// Techniques that sentences describe without naming an id.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "lexicon/data.h"
#include "model/reading.h"
#include "reading/techniques/technique_model.h"

namespace whence {

class ProseTechniques {
 public:
  // Keeps nothing of `data` and `knowledge`. not_found where the data hold no weights.
  static Result<ProseTechniques> load(const Data& data, const Knowledge& knowledge);

  // At most one for each sentence, spanning it, in their order; none where the confidence is below the model's
  // threshold or the technique is no longer on record. Sentences beyond 2,000 bytes are tables or worse and are passed
  // over.
  std::vector<TechniqueMention> read(std::string_view text, std::span<const Span> sentences) const;

  const TechniqueModel& model() const { return model_; }
  const NameSet& names() const { return names_; }

 private:
  TechniqueModel model_;
  NameSet names_;
  std::vector<bool> on_record_;  // by class
};

}  // namespace whence
