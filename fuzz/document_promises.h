// What must hold of every Document, whatever it was read from.
#pragma once

#include <string>

#include "base/result.h"
#include "base/text.h"
#include "format/boilerplate.h"
#include "format/offsets.h"
#include "model/document.h"

namespace whence {

inline void check_document(const Document& document) {
  WHENCE_CHECK(utf8_error(document.text) == document.text.size());
  WHENCE_CHECK(!trim(document.text).empty());
  std::uint32_t end = 0;
  for (const OffsetRun& run : document.offsets) {
    WHENCE_CHECK(run.text == end && run.size > 0 && run.size % run.unit == 0);
    end = run.text + run.size;
    WHENCE_CHECK(original_place(document.offsets, end - 1).byte <= document.bytes);
  }
  WHENCE_CHECK(document.offsets.empty() || end == document.text.size());
  end = 0;
  for (const Span& span : document.boilerplate) {
    WHENCE_CHECK(span.begin >= end && span.begin < span.end && span.end <= document.text.size());
    end = span.end;
  }
}

inline void check_error(const Error& error) {
  WHENCE_CHECK(!error.message.empty() && error.message.find('\n') == std::string::npos);
}

inline const Boilerplate& some_boilerplate() {
  static const Boilerplate boilerplate = {{{"leave a reply", BoilerplateMatch::whole, BoilerplateReach::rest},
                                           {"share", BoilerplateMatch::start, BoilerplateReach::line},
                                           {"rights", BoilerplateMatch::part, BoilerplateReach::line}},
                                          {"comments", "related-posts"},
                                          {"cookie"}};
  return boilerplate;
}

}  // namespace whence
