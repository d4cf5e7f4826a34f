// Trained weights as what ships: few, a byte each, as text.
#pragma once

#include <string>
#include <vector>

#include "evaluation/reading/technique_training.h"
#include "reading/techniques/technique_model.h"

namespace whence {

// Each feature's median weight over all classes is taken from all of them (the shares do not change by that), then
// weights below `least` in size are dropped and the others written in 127 steps, finer for small ones.
TechniqueLayer layer_of(const DenseWeights& learnt, std::size_t classes, float least);

// What parse_technique_model() reads. `about`: lines for the head, without "# ".
std::string written_model(const TechniqueModel& model, const std::vector<std::string>& about);

}  // namespace whence
