#include "format/json_sighting.h"

#include <fmt/format.h>

#include "base/text.h"

namespace whence {
namespace {

// A log's bytes are copied far more often than anything else is written, so they go into the line without a tree.
void append_text(std::string& line, std::string_view text) {
  line += '"';
  while (!text.empty()) {
    const std::size_t good = utf8_error(text);
    for (const char c : text.substr(0, good)) {
      if (c == '"' || c == '\\') {
        line += '\\';
        line += c;
      } else if (static_cast<unsigned char>(c) < 0x20U) {
        fmt::format_to(std::back_inserter(line), "\\u{:04x}", static_cast<unsigned>(static_cast<unsigned char>(c)));
      } else {
        line += c;
      }
    }
    if (good == text.size()) break;
    line += "\xEF\xBF\xBD";
    text.remove_prefix(good + 1);
  }
  line += '"';
}

}  // namespace

void append_sighting(std::string& lines, const Sighting& sighting, std::string_view log, std::string_view list) {
  lines += R"({"indicator":)";
  append_text(lines, sighting.indicator);
  fmt::format_to(std::back_inserter(lines), R"(,"type":"{}","value":)", name_of(sighting.kind));
  append_text(lines, sighting.seen);
  lines += R"(,"file":)";
  append_text(lines, log);
  fmt::format_to(std::back_inserter(lines), R"(,"line":{},"offset":{},"field":null,"time":null,"list":)", sighting.line,
                 sighting.offset);
  append_text(lines, list);
  fmt::format_to(std::back_inserter(lines), R"(,"list_line":{},"benign":)", sighting.list_line);
  if (sighting.benign.empty()) {
    lines += "null";
  } else {
    append_text(lines, sighting.benign);
  }
  lines += R"(,"context":)";
  append_text(lines, sighting.text);
  lines += "}\n";
}

}  // namespace whence
