// Any text can be read: spans lie in the text on whole characters, indices exist, the page shows no hidden character.
#include <cstddef>
#include <cstdint>
#include <string>

#include "engine/page_data.h"
#include "engine/read.h"
#include "format/page_reading.h"

using namespace whence;

namespace {

void check_span(const Reading& reading, const Span& span) {
  const std::string& text = reading.document.text;
  WHENCE_CHECK(span.begin <= span.end && span.end <= text.size());
  const auto inside = [&](std::size_t at) {
    return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80;
  };
  WHENCE_CHECK(!inside(span.begin) && !inside(span.end));
}

void check_parties(const Reading& reading, const std::vector<Party>& parties) {
  for (const Party& party : parties) {
    if (party.span) check_span(reading, *party.span);
    WHENCE_CHECK(!party.state || party.state->size() >= 2);
  }
}

void check_claim(const Reading& reading, const Claim& claim) {
  check_span(reading, claim.span);
  check_span(reading, claim.cue);
  WHENCE_CHECK(claim.span.begin <= claim.cue.begin && claim.cue.end <= claim.span.end);
  WHENCE_CHECK(claim.sentence >= 1 && claim.sentence <= reading.sentences.size());
  for (const auto* parties : {&claim.source, &claim.via, &claim.actor, &claim.accused, &claim.group, &claim.sponsor,
                              &claim.victim, &claim.through, &claim.target})
    check_parties(reading, *parties);
  for (const ClaimRelation& relation : claim.relations) WHENCE_CHECK(relation.claim < reading.claims.size());
  if (claim.hedge.span) check_span(reading, *claim.hedge.span);
  for (const Evaluation& evaluation : claim.evaluation) check_span(reading, evaluation.span);
}

// A control character, or one that turns the direction of writing, has no place on a page.
void check_shown(const std::string& page) {
  for (const char c : page) WHENCE_CHECK(c == '\n' || (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F));
  for (const char* hidden : {"\xE2\x80\xAE", "\xE2\x80\xAD", "\xE2\x80\xAA", "\xE2\x81\xA6", "\xE2\x80\x8B"})
    WHENCE_CHECK(page.find(hidden) == std::string::npos);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  static const Data data = Data::open_embedded().value();
  static const ReadingDesk desk = ReadingDesk::open(data).value();
  static const PageTexts texts = page_texts_of(data).value();
  const auto reading = desk.read(std::string(reinterpret_cast<const char*>(bytes), size), "article.txt", {}, Limits{});
  if (!reading) return 0;
  for (const Claim& claim : reading->claims) check_claim(*reading, claim);
  for (const PublicAct& act : reading->public_acts) {
    check_span(*reading, act.span);
    check_span(*reading, act.cue);
    check_parties(*reading, act.source);
    check_parties(*reading, act.target);
  }
  for (const Matter& matter : reading->matters) {
    for (const std::size_t claim : matter.claims) WHENCE_CHECK(claim < reading->claims.size());
    for (const std::size_t claim : matter.answers) WHENCE_CHECK(claim < reading->claims.size());
  }
  PageOptions options;
  options.all = true;
  check_shown(page_reading(*reading, texts, options));
  return 0;
}
