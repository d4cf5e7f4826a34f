// JSON Schema of what goes in and out: the part of it that src/serve/assets/schemas.json uses. Requests are checked
// against it before a handler sees them, answers in the tests.
#pragma once

#include <string>
#include <string_view>

#include "base/json.h"

namespace whence {

// {"Name": schema, ...} as the program carries it.
const Json& schemas();

// What does not fit, with its place ("/items/3/id: no text"); empty if all does. A name that there is not is a fault.
std::string schema_fault(std::string_view schema, const Json& value);
// Against a schema that is no name.
std::string schema_fault(const Json& schema, const Json& value);

}  // namespace whence
