// How easily an item could have been planted, and at what cost: its class in data/priors/fakeability.tsv.
// docs/model.md 2.8.
#pragma once

#include <cstddef>
#include <string_view>

#include "knowledge/knowledge.h"
#include "model/priors.h"

namespace whence {

// A class that nobody fakes where there is no such row.
const Fakeability& fakeability_named(const Priors& priors, std::string_view id);

// The class of software: its row in software-classes.tsv, or what its catalogue entry suggests. `holders`: clusters on
// record with it.
std::string_view software_class(const Priors& priors, const Item& item, std::size_t holders);

}  // namespace whence
