// A list says the same however its bytes arrive, and every value it gives has a key or none, never a crash.
#include <algorithm>
#include <cstdint>
#include <string>

#include "format/indicator_list.h"
#include "sightings/indicator_key.h"

using namespace whence;

namespace {

std::string read_in(const std::string& text, std::size_t piece) {
  static const ListWords words{{{"domain", {{{true, IndicatorKind::domain}}}},
                                {"domain|ip", {{{true, IndicatorKind::domain}, {true, IndicatorKind::address}}}},
                                {"domain-name:value", {{{true, IndicatorKind::domain}}}},
                                {"url", {{{true, IndicatorKind::url}}}}},
                               {{"indicator", "value"}, {"type", "type"}, {"domain", "domain"}}};
  std::string told;
  std::size_t at = 0;
  ListOptions options;
  options.longest_line = 4096;
  Limits limits;
  limits.depth = 16;
  const auto shape = read_indicator_list(
      [&](char* into, std::size_t size) {
        const std::size_t part = std::min({size, at == 0 ? std::size_t{4096} : piece, text.size() - at});
        std::copy_n(text.data() + at, part, into);
        at += part;
        return part;
      },
      words, options, limits,
      [&](const ListedValue& value) {
        told += std::to_string(value.line) + " " + std::string(value.value) + "\n";
        if (const auto key = indicator_key(value.value)) {
          const auto again = indicator_key(key->text, key->kind);
          WHENCE_CHECK(again && again->text == key->text);
        }
      },
      [&](std::uint64_t line, std::string_view what) {
        told += std::to_string(line) + " " + std::string(what) + "\n";
      });
  WHENCE_CHECK(static_cast<bool>(shape));
  return told;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(bytes), size);
  WHENCE_CHECK(read_in(text, 1 << 20) == read_in(text, 7));
  return 0;
}
