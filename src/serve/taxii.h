// TAXII 2.1 as bytes: media type, errors, filters, envelopes. docs/taxii.md.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "engine/publish.h"
#include "serve/http.h"
#include "serve/route.h"
#include "store/published.h"

namespace whence {

inline constexpr std::string_view taxii_type = "application/taxii+json;version=2.1";
inline constexpr std::uint64_t taxii_body = 16U << 20U;  // bytes of an envelope that is posted

// Whether an address is one of TAXII's.
bool is_taxii(const Target& target);
// An error of ours as TAXII words it; what is none stays.
HttpResponse in_taxii_words(HttpResponse response);
HttpResponse taxii_response(const Json& json);

// The filters of lists, and what they say of a collection. Error: a value that is none.
std::vector<QueryParameter> taxii_filters();
Result<PublishedQuery> published_query(const Call& call, const Collection& collection);

// A part of a collection; `more`: another follows.
struct PublishedPage {
  std::vector<PublishedObject> objects;
  bool more = false;
};
// {"more", "next", LIST: [...]} with one() of each object, which is JSON; {} where there is none. Objects stand in it
// as they were kept, byte for byte.
HttpResponse taxii_envelope(const PublishedPage& page, std::string_view list,
                            const std::function<std::string(const PublishedObject&)>& one);

}  // namespace whence
