// Indicators lie in the text in order, hold the words they claim, and are the same on every path of the trigger pass.
#include <cstdint>
#include <string_view>

#include "reading/indicators/indicators.h"

using namespace whence;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  static const IndicatorLexicon lexicon = IndicatorLexicon::load(Data::open_embedded().value()).value();
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  const auto found = indicators(text, lexicon);
  IndicatorOptions options;
  options.path = size % 2 == 0 ? VectorPath::portable : VectorPath::avx2;
  const auto again = indicators(text, lexicon, options);
  WHENCE_CHECK(found.size() == again.size());
  std::uint32_t end = 0;
  for (std::size_t i = 0; i < found.size(); ++i) {
    WHENCE_CHECK(found[i].span == again[i].span && found[i].value == again[i].value);
    WHENCE_CHECK(found[i].span.begin >= end && found[i].span.end <= size);
    WHENCE_CHECK(found[i].text == text_of(text, found[i].span) && !found[i].value.empty());
    end = found[i].span.end;
  }
  return 0;
}
