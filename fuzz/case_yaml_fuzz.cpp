#include <cstddef>
#include <cstdint>
#include <string>

#include "base/text.h"
#include "format/case_list.h"
#include "format/case_yaml.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace whence;
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  const auto is_line = [](const std::string& message) {
    return !message.empty() && message.find('\n') == std::string::npos;
  };
  const auto checked = check_case(bytes, "a.yaml", {"GB", "NZ"}, {});
  if (!checked) {
    WHENCE_CHECK(is_line(checked.error().message));
  } else {
    for (const std::string& problem : checked->problems) {
      WHENCE_CHECK(is_line(problem) && problem.starts_with("a.yaml:") && utf8_error(problem) == problem.size());
    }
    for (const Evidence& item : checked->incident.evidence) WHENCE_CHECK(!item.id.empty() && item.line > 0);
  }
  const auto list = read_case_list(bytes, "a.txt", {});
  WHENCE_CHECK(list ? !list->evidence.empty() : is_line(list.error().message));
  case_form(bytes, "-");
  return 0;
}
