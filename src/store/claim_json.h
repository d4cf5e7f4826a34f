// Claims and readings as the workspace keeps them: every field, so that what is read back equals what was kept. This is
// not the JSON of `whence read`, which is a promise to others (format/json_reading.h); this one is ours alone.
#pragma once

#include "base/json.h"
#include "model/reading.h"

namespace whence {

Json stored_claim(const Claim& claim);
Claim claim_from(const Json& stored);

Json stored_party(const Party& party);
Party party_from(const Json& stored);

// Everything of a reading but its document and its claims.
Json stored_parts(const Reading& reading);
void take_parts(const Json& stored, Reading& reading);

// Everything of a document that has no column: offsets, boilerplate, oddities.
Json stored_layout(const Document& document);
void take_layout(const Json& stored, Document& document);

Json stored_span(const Span& span);
Span span_from(const Json& stored);

}  // namespace whence
