// A few members of many objects, without making values of the rest. For streams of objects.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace whence {

class JsonGlance {
 public:
  JsonGlance();
  ~JsonGlance();
  JsonGlance(JsonGlance&&) noexcept;

  // The named members of the object at the root: text as it stands, "true" or "false"; absent if missing or of another
  // kind. Valid until the next call. Error: no JSON object; the message is the parser's.
  Result<void> look(std::string_view object, std::span<const std::string_view> names,
                    std::vector<std::optional<std::string_view>>& values);

 private:
  struct Parser;
  std::unique_ptr<Parser> parser_;
};

}  // namespace whence
