#include "engine/workspace_file.h"

#include <charconv>
#include <cstdlib>
#include <cstring>

namespace whence {

std::string workspace_file(const std::optional<std::string>& named) {
  if (named) return *named;
  const char* set = std::getenv("WHENCE_WORKSPACE");
  return set != nullptr && *set != '\0' ? set : "whence.db";
}

Time time_now() {
  if (const char* fixed = std::getenv("SOURCE_DATE_EPOCH"); fixed != nullptr) {
    std::int64_t seconds = 0;
    const char* end = fixed + std::strlen(fixed);
    const auto [rest, problem] = std::from_chars(fixed, end, seconds);
    constexpr std::int64_t last = 253'402'300'799;  // of the year 9999
    if (problem == std::errc() && rest == end && seconds >= 0 && seconds <= last)
      return Time(std::chrono::seconds(seconds));
  }
  return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

}  // namespace whence
