// What an item of a case file states besides its value: the keys that only some kinds of evidence have.
#pragma once

#include <array>
#include <functional>
#include <set>
#include <string>
#include <string_view>

#include "format/case_yaml.h"
#include "format/yaml_fields.h"
#include "model/case.h"

namespace whence {

inline constexpr std::array<std::string_view, 12> particular_keys = {"by_hour", "days",     "active",    "quiet",
                                                                     "medium",  "likeness", "countries", "sectors",
                                                                     "cluster", "shared",   "clients",   "holders"};

// Reads one such key into the item; any other key is passed over. Problems go to `fields`.
void read_particular(YamlFields& fields, const YamlEntry& entry, Particulars& more);

// What only the whole item shows: keys of another kind, hours that are no offset, days told twice, codes of no state.
void check_particulars(YamlFields& fields, const Yaml& item, const Evidence& evidence, bool exercise,
                       const CountryCodes& countries);

}  // namespace whence
