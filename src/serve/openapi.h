// The description of the API as OpenAPI 3.1 has it, written from the table that the router goes by.
#pragma once

#include <string_view>

#include "base/json.h"

namespace whence {

Json openapi(std::string_view program);

}  // namespace whence
