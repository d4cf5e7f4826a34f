// Any texts can be read together: every claim has one origin, indices exist, the page shows no hidden character.
// Documents stand between lines "==".
#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "base/text.h"
#include "engine/page_data.h"
#include "engine/shelf.h"
#include "format/json_repetition.h"
#include "format/page_repetition.h"

using namespace whence;

namespace {

void check_place(const std::vector<Reading>& readings, const ClaimPlace& place) {
  WHENCE_CHECK(place.document < readings.size() && place.claim < readings[place.document].claims.size());
}

void check_repetition(const std::vector<Reading>& readings, const Repetition& repetition) {
  std::set<ClaimPlace> placed;
  for (const ClaimOrigin& origin : repetition.origins) {
    WHENCE_CHECK(!origin.occurrences.empty() && origin.documents >= 1);
    for (const Occurrence& telling : origin.occurrences) {
      check_place(readings, telling.place);
      WHENCE_CHECK(placed.insert(telling.place).second);
    }
  }
  std::size_t claims = 0;
  for (const Reading& reading : readings) claims += reading.claims.size();
  WHENCE_CHECK(placed.size() == claims && repetition.claims == claims);
  for (const Drift& drift : repetition.drifts) {
    check_place(readings, drift.from);
    check_place(readings, drift.to);
    WHENCE_CHECK(drift.from.document != drift.to.document && drift.origin < repetition.origins.size());
  }
  for (const DocumentCopy& copy : repetition.copies)
    WHENCE_CHECK(copy.document != copy.of && copy.document < readings.size() && copy.share <= 1.0);
  for (const SharedMatter& matter : repetition.matters) WHENCE_CHECK(!matter.letters.empty());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  static const Data data = Data::open_embedded().value();
  static const ReadingDesk desk = ReadingDesk::open(data).value();
  static const PageTexts texts = page_texts_of(data).value();
  constexpr std::size_t most = 40;
  std::vector<Reading> readings;
  std::string document;
  const auto flush = [&] {
    auto reading = desk.read(document, "article.txt", {}, Limits{});
    if (reading && readings.size() < most) readings.push_back(std::move(reading).value());
    document.clear();
  };
  for (const std::string_view line : lines(std::string_view(reinterpret_cast<const char*>(bytes), size))) {
    if (line == "==") {
      flush();
    } else {
      document += std::string(line) + "\n\n";
    }
  }
  flush();
  if (readings.empty()) return 0;
  const Repetition repetition = repetition_among(readings, data).value();
  check_repetition(readings, repetition);
  WHENCE_CHECK(!to_text(json_readings(readings, repetition)).empty());
  PageOptions options;
  options.all = true;
  for (const char c : page_repetition(readings, repetition, texts, options))
    WHENCE_CHECK(c == '\n' || (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F));
  return 0;
}
