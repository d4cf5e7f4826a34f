#include "format/json_repetition.h"

#include <cstdint>

#include "base/json_lists.h"
#include "format/json_reading.h"

namespace whence {
namespace {

Json object(Json::Object members) { return Json(std::move(members)); }
Json number(std::size_t value) { return Json(static_cast<std::int64_t>(value)); }

class Writer {
 public:
  Writer(const std::vector<Reading>& readings, const Repetition& repetition)
      : readings_(readings), repetition_(repetition) {}

  Json all() const {
    Json documents = Json::array();
    for (const Reading& reading : readings_) documents.push(json_reading(reading));
    return object({{"documents", std::move(documents)},
                   {"origins", json_list(repetition_.origins, [this](const ClaimOrigin& one) { return origin(one); })},
                   {"matters", json_list(repetition_.matters, [this](const SharedMatter& one) { return matter(one); })},
                   {"drift", json_list(repetition_.drifts, [this](const Drift& one) { return drift(one); })},
                   {"copies", json_list(repetition_.copies,
                                        [this](const DocumentCopy& copy) {
                                          return object({{"document", document(copy.document)},
                                                         {"of", document(copy.of)},
                                                         {"share", copy.share}});
                                        })},
                   {"not_read", json_list(repetition_.unread, [this](const UnreadDocument& one) {
                      return object({{"document", document(one.document)},
                                     {"language", one.language.empty() ? Json() : Json(one.language)},
                                     {"cues_only", one.in_part}});
                    })}});
  }

 private:
  Json document(std::size_t index) const { return Json(readings_.at(index).document.id.text); }
  Json claim(const ClaimPlace& place) const {
    return Json(readings_.at(place.document).claims.at(place.claim).id.text);
  }

  Json origin(const ClaimOrigin& one) const {
    const ClaimPlace& first = one.occurrences.front().place;
    return object({{"id", one.id},
                   {"act", name_of(readings_.at(first.document).claims.at(first.claim).act)},
                   {"speakers", json_list(one.speakers, [](const std::string& speaker) { return Json(speaker); })},
                   {"documents", number(one.documents)},
                   {"claims", json_list(one.occurrences, [this](const Occurrence& each) { return claim(each.place); })},
                   {"tellings", json_list(one.occurrences, [this](const Occurrence& each) {
                      return object({{"claim", claim(each.place)},
                                     {"document", document(each.place.document)},
                                     {"how", name_of(each.telling)},
                                     {"share", each.telling == Telling::same_words ? Json(each.share) : Json()},
                                     {"says_statement", each.says_statement}});
                    })}});
  }

  Json matter(const SharedMatter& one) const {
    const auto ids = [this](const std::vector<std::size_t>& origins) {
      return json_list(origins, [this](std::size_t index) { return Json(repetition_.origins.at(index).id); });
    };
    return object({{"summary", one.summary},
                   {"independent", number(one.independent)},
                   {"letters", json_list(one.letters,
                                         [this](const auto& each) {
                                           return object({{"document", document(each.first)}, {"letter", each.second}});
                                         })},
                   {"origins", ids(one.origins)},
                   {"answers", ids(one.answers)}});
  }

  Json drift(const Drift& one) const {
    return object({{"field", one.field},
                   {"origin", repetition_.origins.at(one.origin).id},
                   {"from", claim(one.from)},
                   {"to", claim(one.to)},
                   {"before", one.before},
                   {"after", one.after},
                   {"direction", one.direction.empty() ? Json() : Json(one.direction)}});
  }

  const std::vector<Reading>& readings_;
  const Repetition& repetition_;
};

}  // namespace

Json json_readings(const std::vector<Reading>& readings, const Repetition& repetition) {
  if (readings.size() == 1) return json_reading(readings[0]);
  return Writer(readings, repetition).all();
}

}  // namespace whence
