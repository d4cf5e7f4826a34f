// When two citations mean the same report, and when it was published. The rules of docs/evaluation.md.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/date.h"

namespace whence {

using ReferenceIndex = std::uint32_t;  // into Knowledge::references()

// How a reference's date was found: written to the day or month, by year only, by its "Retrieved" date, or not at all.
enum class Dating : std::uint8_t { day, month, year, retrieved, none };

struct Dated {
  std::optional<Day> date;  // absent exactly if dating is none
  Dating dating = Dating::none;
  bool operator==(const Dated&) const = default;
};

// The address in lower case without scheme, "www.", the prefix of a web archive and trailing slashes; without an
// address the citation's name.
std::string reference_identity(std::string_view url, std::string_view name);

// The day of "(2021, June 7)"; "(2021, June)" is its 28th; "(2021)" is 28 December; else "Retrieved June 9, 2021".
Dated publication_date(std::string_view citation);
// The earlier of two dates of one report; on the same day the less precise one. Any date is better than none.
Dated earlier(const Dated& a, const Dated& b);

std::string_view name_of(Dating dating);
std::optional<Dating> dating_named(std::string_view name);

// How names are compared: letters (case ignored) and digits only; bytes beyond ASCII as they are.
std::string name_key(std::string_view name);

}  // namespace whence
