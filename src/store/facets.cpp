#include "store/facets.h"

#include <algorithm>

#include "base/text.h"

namespace whence {
namespace {

class Collector {
 public:
  void add(const char* kind, std::string_view value) {
    std::string folded = facet_value(value);
    if (!folded.empty()) facets_.emplace_back(kind, std::move(folded));
  }
  void states(const char* kind, const std::vector<Party>& parties) {
    for (const Party& party : parties) {
      if (party.state) add(kind, *party.state);
    }
  }
  void names(const char* kind, const std::vector<Party>& parties) {
    for (const Party& party : parties) {
      if (party.id) add(kind, *party.id);
      add(kind, party.name ? *party.name : party.text);
    }
  }
  // Who speaks of whom: the question most asked, of which neither half alone is rare.
  void pairs(const std::vector<Party>& sources, const std::vector<Party>& accused, const std::vector<Party>& sponsors) {
    for (const Party& source : sources) {
      for (const auto* parties : {&accused, &sponsors}) {
        for (const Party& other : *parties) {
          if (source.state && other.state) add("dyad", *source.state + ">" + *other.state);
        }
      }
    }
  }
  void organs(const std::vector<Party>& parties) {
    for (const Party& party : parties) {
      if (party.kind == PartyKind::organ) add("organ", party.name ? *party.name : party.text);
    }
  }
  std::vector<Facet> sorted() {
    std::sort(facets_.begin(), facets_.end());
    facets_.erase(std::unique(facets_.begin(), facets_.end()), facets_.end());
    return std::move(facets_);
  }

 private:
  std::vector<Facet> facets_;
};

void append_names(std::string& words, const std::vector<Party>& parties) {
  for (const Party& party : parties) {
    if (party.name) words += " " + *party.name;
    if (party.id) words += " " + *party.id;
    if (!party.text.empty()) words += " " + party.text;
  }
}

}  // namespace

std::string facet_value(std::string_view name) { return lower(squeeze(name)); }

std::vector<Facet> facets_of(const Claim& claim, const Document& document) {
  Collector found;
  found.add("all", "claim");
  found.states("accuser", claim.source);
  found.names("speaker", claim.source);
  found.states("accused", claim.accused);
  found.states("accused", claim.sponsor);
  found.names("group", claim.group);
  for (const Party& party : claim.accused) {
    if (party.kind == PartyKind::group) found.names("group", {party});
  }
  for (const auto* parties : {&claim.accused, &claim.sponsor, &claim.source}) found.organs(*parties);
  found.states("victim", claim.victim);
  found.names("victim", claim.victim);
  for (const Party& party : claim.victim) {
    if (party.sector) found.add("sector", *party.sector);
  }
  found.add("act", name_of(claim.act));
  for (int rung = 0; claim.rung && rung <= *claim.rung; ++rung) found.add("rung", std::to_string(rung));
  found.add("hedge", name_of(claim.hedge.kind));
  if (claim.status != Status::none) found.add("status", name_of(claim.status));
  if (claim.denied) found.add("denied", "yes");
  found.pairs(claim.source, claim.accused, claim.sponsor);
  if (document.source) found.add("outlet", *document.source);
  return found.sorted();
}

std::string words_of(const Claim& claim, const Reading& reading) {
  std::string words;
  if (claim.sentence >= 1 && claim.sentence <= reading.sentences.size())
    words = text_of(reading.document.text, reading.sentences[claim.sentence - 1].span);
  for (const auto* parties :
       {&claim.source, &claim.accused, &claim.group, &claim.sponsor, &claim.victim, &claim.target})
    append_names(words, *parties);
  return words;
}

}  // namespace whence
