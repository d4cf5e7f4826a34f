#include "relations/families.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "relations/told.h"

namespace whence::test {
namespace {

std::string_view word_of(Speech saying) {
  switch (saying) {
    case Speech::allegation:
      return "allegation";
    case Speech::tie:
      return "tie";
    case Speech::charge:
      return "charge";
    case Speech::victim:
      return "victim";
    case Speech::outcome:
      return "outcome";
    case Speech::denial:
      return "denial";
    case Speech::other:
      return "other";
  }
  return "";
}

bool labelled(std::string_view saying) { return saying == "allegation" || saying == "charge" || saying == "denial"; }

std::string text_of(const Family& family, const Place& place) {
  return fmt::format("{}:{}", family.documents[place.first].letter, place.second);
}

class FamilyReader {
 public:
  explicit FamilyReader(std::string file) : file_(std::move(file)) { family_.name = file_; }

  Result<Family> read(std::string_view text) {
    for (const std::string_view line : lines(text)) {
      ++line_;
      if (line.starts_with("#") || trim(line).empty()) continue;
      if (line.starts_with("== ")) {
        open(line.substr(3));
      } else if (labels_) {
        if (!label(line)) return Error{Code::malformed, fmt::format("{}:{}: '{}' is no label", file_, line_, line)};
      } else if (!family_.documents.empty()) {
        family_.documents.back().text += std::string(line) + "\n\n";  // a paragraph each: a headline has no full stop
      }
    }
    return std::move(family_);
  }

 private:
  void open(std::string_view rest) {
    labels_ = trim(rest) == "labels";
    if (labels_) return;
    const auto parts = split(rest, '|');
    const auto part = [&](std::size_t i) {
      const std::string value(i < parts.size() ? trim(parts[i]) : "-");
      return value == "-" ? "" : value;
    };
    family_.documents.push_back({part(0), part(1), part(2), ""});
  }

  bool place(std::string_view word, Place& place) const {
    const auto colon = word.find(':');
    if (colon == std::string_view::npos) return false;
    return document(word.substr(0, colon), place.first) && number(word.substr(colon + 1), place.second);
  }
  bool document(std::string_view letter, std::size_t& index) const {
    for (index = 0; index < family_.documents.size(); ++index) {
      if (family_.documents[index].letter == letter) return true;
    }
    return false;
  }
  static bool number(std::string_view digits, std::size_t& value) {
    value = 0;
    for (const char c : digits) {
      if (!is_digit(c)) return false;
      value = value * 10 + static_cast<std::size_t>(c - '0');
    }
    return !digits.empty();
  }

  bool label(std::string_view line) {
    std::vector<std::string_view> words;
    for (const std::string_view word : split(line, ' ')) {
      if (!word.empty()) words.push_back(word);
    }
    if (words.size() < 3) return false;
    if (words[0] == "copy") {
      std::size_t copy = 0, of = 0;
      if (!document(words[1], copy) || !document(words[2], of)) return false;
      return family_.copies.insert({copy, of}).second;
    }
    if (words[0] == "independent") {
      Place at;
      std::size_t count = 0;
      if (!place(words[1], at) || !number(words[2], count)) return false;
      family_.independent.push_back({at, count});
      return true;
    }
    std::vector<Place> places;
    for (std::size_t i = 2; i < words.size(); ++i) {
      if (!place(words[i], places.emplace_back())) return false;
    }
    if (words[0] == "origin") family_.origins[std::string(words[1])].push_back({places.begin(), places.end()});
    if (words[0] == "drift" && places.size() == 2)
      return family_.drifts[std::string(words[1])].insert({places[0], places[1]}).second;
    return words[0] == "origin";
  }

  std::string file_;
  Family family_;
  std::size_t line_ = 0;
  bool labels_ = false;
};

Pair ordered(Place a, Place b) { return a < b ? Pair{a, b} : Pair{b, a}; }

using Pairs = std::set<std::pair<std::string, Pair>>;

void add_pairs(const std::set<Place>& places, const std::string& saying, Pairs& pairs) {
  for (const Place& a : places) {
    for (const Place& b : places) {
      if (a.first < b.first) pairs.insert({saying, ordered(a, b)});
    }
  }
}

Place place_of(const std::vector<Reading>& readings, const ClaimPlace& place) {
  return {place.document, readings[place.document].claims[place.claim].sentence};
}

Pairs pairs_found(const std::vector<Reading>& readings, const Repetition& repetition) {
  Pairs pairs;
  for (const ClaimOrigin& origin : repetition.origins) {
    const ClaimPlace& first = origin.occurrences.front().place;
    const std::string saying(word_of(speech_of(readings[first.document].claims[first.claim].act)));
    if (!labelled(saying)) continue;
    std::set<Place> places;
    for (const Occurrence& telling : origin.occurrences) places.insert(place_of(readings, telling.place));
    add_pairs(places, saying, pairs);
  }
  return pairs;
}

template <class Set, class Show>
Counts score(const Set& wanted, const Set& found, const std::string& what, Show show, std::string& misses) {
  Counts counts{wanted.size(), found.size(), 0};
  for (const auto& one : wanted) {
    if (found.contains(one)) {
      ++counts.right;
    } else {
      misses += "  missed " + what + " " + show(one) + "\n";
    }
  }
  for (const auto& one : found) {
    if (!wanted.contains(one)) misses += "  wrong " + what + " " + show(one) + "\n";
  }
  return counts;
}

}  // namespace

void Counts::operator+=(const Counts& other) {
  wanted += other.wanted;
  found += other.found;
  right += other.right;
}

Result<Family> read_family(std::string_view text, const std::string& file) { return FamilyReader(file).read(text); }

FamilyResult compare(const Family& family, const std::vector<Reading>& readings, const Repetition& repetition) {
  FamilyResult result;
  const auto show_pair = [&](const std::pair<std::string, Pair>& one) {
    return one.first + " " + text_of(family, one.second.first) + " " + text_of(family, one.second.second);
  };
  Pairs wanted;
  for (const auto& [saying, sets] : family.origins) {
    if (!labelled(saying)) continue;
    for (const auto& places : sets) add_pairs(places, saying, wanted);
  }
  // What the reader gives no claim for cannot be tied: recall among what it does read is counted apart.
  std::set<std::pair<std::string, Place>> read;
  for (const ClaimOrigin& origin : repetition.origins) {
    for (const Occurrence& telling : origin.occurrences) {
      const Act act = readings[telling.place.document].claims[telling.place.claim].act;
      read.insert({std::string(word_of(speech_of(act))), place_of(readings, telling.place)});
    }
  }
  Pairs readable;
  for (const auto& one : wanted) {
    if (read.contains({one.first, one.second.first}) && read.contains({one.first, one.second.second}))
      readable.insert(one);
  }
  std::string ignored;
  result.counts["origins of claims read"] = score(readable, pairs_found(readings, repetition), "", show_pair, ignored);
  result.counts["origins"] = score(wanted, pairs_found(readings, repetition), "origin", show_pair, result.misses);

  // A drift is found where the field and the later document are right: which sentence carries it may differ.
  std::set<std::pair<std::string, std::pair<std::size_t, std::size_t>>> drifts_wanted, drifts_found;
  for (const auto& [field, pairs] : family.drifts) {
    for (const Pair& pair : pairs) drifts_wanted.insert({field, {pair.first.first, pair.second.first}});
  }
  for (const Drift& drift : repetition.drifts) {
    const Act act = readings[drift.from.document].claims[drift.from.claim].act;
    if (drift.field != "distance" && labelled(word_of(speech_of(act))))
      drifts_found.insert({drift.field, {drift.from.document, drift.to.document}});
  }
  const auto show_drift = [&](const auto& one) {
    return one.first + " " + family.documents[one.second.first].letter + " " +
           family.documents[one.second.second].letter;
  };
  result.counts["drift"] = score(drifts_wanted, drifts_found, "drift", show_drift, result.misses);

  std::set<std::pair<std::size_t, std::size_t>> copies;
  for (const DocumentCopy& copy : repetition.copies) copies.insert({copy.document, copy.of});
  const auto show_copy = [&](const auto& one) {
    return family.documents[one.first].letter + " " + family.documents[one.second].letter;
  };
  result.counts["copies"] = score(family.copies, copies, "copy", show_copy, result.misses);

  Counts& independent = result.counts["independent"];
  for (const auto& [place, count] : family.independent) {
    ++independent.wanted;
    for (const SharedMatter& matter : repetition.matters) {
      const bool here = std::any_of(matter.origins.begin(), matter.origins.end(), [&, at = place](std::size_t index) {
        return std::any_of(repetition.origins[index].occurrences.begin(), repetition.origins[index].occurrences.end(),
                           [&](const Occurrence& telling) { return place_of(readings, telling.place) == at; });
      });
      if (!here) continue;
      ++independent.found;
      if (matter.independent == count) ++independent.right;
      if (matter.independent != count) {
        result.misses +=
            fmt::format("  independent at {}: {}, wanted {}\n", text_of(family, place), matter.independent, count);
      }
      break;
    }
  }
  return result;
}

}  // namespace whence::test
