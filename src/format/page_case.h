// What `whence case ...` says on a terminal and as JSON.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/json.h"
#include "format/layout.h"
#include "model/case.h"
#include "model/case_diff.h"

namespace whence {

// The items that nobody has checked (with `all`, every item): where they stand and in which words; then what of the
// documents was not taken, and what to type.
std::string page_case_check(const Case& incident, const PageOptions& options,
                            const std::vector<Oddity>& not_taken = {});
Json json_case_check(const Case& incident);
// One item as it is asked about: its value, where it stands and the words it was read from. Requires: it is there.
std::string page_case_item(const Case& incident, std::string_view id, std::size_t number, std::size_t of,
                           const PageOptions& options);

std::string page_case_diff(const CaseDiff& diff, const PageOptions& options);
Json json_case_diff(const CaseDiff& diff);

// Whether the case is a draft, and why, in one sentence.
std::string draft_words(const Case& incident);

}  // namespace whence
