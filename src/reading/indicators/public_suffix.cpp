#include "reading/indicators/public_suffix.h"

#include <algorithm>
#include <memory>

#include <libpsl.h>

#include "base/text.h"

namespace whence {

bool is_top_level(std::string_view label) {
  return psl_is_public_suffix2(psl_builtin(), std::string(label).c_str(), PSL_TYPE_ICANN | PSL_TYPE_NO_STAR_RULE) == 1;
}

bool is_public_suffix(std::string_view name) {
  return psl_is_public_suffix2(psl_builtin(), std::string(name).c_str(), PSL_TYPE_ICANN | PSL_TYPE_NO_STAR_RULE) == 1;
}

std::string registrable_domain(std::string_view name) {
  const std::string host(name);
  const char* found = psl_registrable_domain(psl_builtin(), host.c_str());
  return found != nullptr ? found : host;
}

std::string lower_host(std::string_view name) {
  std::string ascii = lower(name);
  if (std::all_of(ascii.begin(), ascii.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80U; }))
    return ascii;
  char* folded = nullptr;
  if (psl_str_to_utf8lower(ascii.c_str(), "utf-8", nullptr, &folded) != PSL_SUCCESS) return ascii;
  const std::unique_ptr<char, decltype(&psl_free_string)> owned(folded, psl_free_string);
  return std::string(owned.get());
}

}  // namespace whence
