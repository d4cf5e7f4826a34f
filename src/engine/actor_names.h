// Who in the catalogues bears a name, and which names are near one that nobody bears.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "knowledge/knowledge.h"

namespace whence {

// Ids of entries to how they bear the name: "id", "main name", "name", "former id", ... The first way found counts.
using ActorBearers = std::map<std::string, std::string>;
// `generic`: last words that tell nothing ("Group"), in lower case; a name without them is taken for the same.
ActorBearers bearers_of(const Knowledge& knowledge, std::string_view asked, const std::vector<std::string>& generic);

// Those last words: data/names/generic.tsv.
Result<std::vector<std::string>> generic_words(const Data& data);

// The names most like this one, nearest first; at most `most`.
std::vector<std::string_view> nearest_names(const Knowledge& knowledge, std::string_view name, std::size_t most);

}  // namespace whence
