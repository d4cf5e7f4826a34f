#include "relations/repetition.h"

#include <algorithm>
#include <numeric>

#include "base/hash.h"
#include "relations/origins.h"
#include "relations/shingles.h"

namespace whence {
namespace {

std::vector<std::size_t> in_time(std::span<const Reading> readings) {
  std::vector<std::size_t> order(readings.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    const auto &one = readings[a].document.published, &other = readings[b].document.published;
    if (!one || !other) return one.has_value() && !other.has_value();
    return one->first < other->first;
  });
  return order;
}

}  // namespace

std::vector<DocumentCopy> document_copies(std::span<const Reading> readings, const std::vector<std::size_t>& order,
                                          const RepetitionRules& rules) {
  std::vector<std::vector<std::uint64_t>> runs;
  for (const std::size_t document : order) {
    const Reading& reading = readings[document];
    std::string text;
    for (const Sentence& sentence : reading.sentences) {
      if (sentence.boilerplate) continue;
      text += text_of(reading.document.text, sentence.span);
      text += '\n';
    }
    runs.push_back(shingles(text, rules.document_run));
  }
  std::vector<DocumentCopy> copies;
  for (const Likeness& likeness : near_copies(runs, rules.document_share, 4 * rules.least_runs)) {
    const bool known = !copies.empty() && copies.back().document == order[likeness.item];
    if (!known) copies.push_back({order[likeness.item], order[likeness.of], likeness.share});
  }
  return copies;
}

Repetition repetition_of(std::span<Reading> readings, const RepetitionRules& rules) {
  Repetition repetition;
  repetition.documents = readings.size();
  repetition.order = in_time(readings);
  repetition.copies = document_copies(readings, repetition.order, rules);
  repetition.origins = origins_of(readings, repetition.order, repetition.copies, rules);
  for (ClaimOrigin& origin : repetition.origins) {
    const ClaimPlace& first = origin.occurrences.front().place;
    origin.id = "o" + sha256(readings[first.document].claims[first.claim].id.text).substr(0, 12);
    for (const Occurrence& telling : origin.occurrences) {
      readings[telling.place.document].claims[telling.place.claim].origin = origin.id;
    }
    repetition.claims += origin.occurrences.size();
  }
  repetition.drifts = drifts_of(readings, repetition.origins, repetition.order, rules);
  repetition.matters = shared_matters(readings, repetition.origins, repetition.order, rules);
  for (std::size_t i = 0; i < readings.size(); ++i) {
    if (readings[i].understood == Understood::fully) continue;
    repetition.unread.push_back({i, readings[i].language, readings[i].understood == Understood::cues});
  }
  return repetition;
}

}  // namespace whence
