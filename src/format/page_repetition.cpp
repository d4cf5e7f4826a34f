#include "format/page_repetition.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "base/text.h"
#include "format/languages.h"
#include "format/reading_view.h"

namespace whence {
namespace {

constexpr std::size_t margin = 4;
constexpr std::size_t firmly_columns = 14;
constexpr std::size_t where_columns = 9;  // "[12] s34"

enum class Part { alleged, answered, followed };

// How pages word one claim.
struct Row {
  Part part = Part::alleged;
  Saying saying;
};

class Page {
 public:
  Page(const std::vector<Reading>& readings, const Repetition& repetition, const PageTexts& texts,
       const PageOptions& options)
      : readings_(readings), repetition_(repetition), texts_(texts), options_(options) {
    for (const Reading& reading : readings) rows_.push_back(rows_of(view_of(reading, texts)));
    for (std::size_t i = 0; i < repetition.order.size(); ++i) number_[repetition.order[i]] = i + 1;
    for (std::size_t matter = 0; matter < repetition.matters.size(); ++matter) {
      for (const auto* origins : {&repetition.matters[matter].origins, &repetition.matters[matter].answers}) {
        for (const std::size_t origin : *origins) matters_of_[origin].insert(matter + 1);
      }
    }
  }

  std::string text() {
    std::vector<PageBlock> blocks{heading(), documents()};
    for (PageBlock block : {matters(), origins(Part::alleged, "WHAT IS ALLEGED, by origin"),
                            origins(Part::answered, "WHAT IS ANSWERED, by origin"), drift(),
                            origins(Part::followed, "WHAT FOLLOWED, by origin"), hints()}) {
      if (!block.rows.empty()) blocks.push_back(std::move(block));
    }
    return page_of(std::move(blocks), options_);
  }

 private:
  static std::map<std::size_t, Row> rows_of(const ReadingView& view) {
    std::map<std::size_t, Row> rows;
    const auto add = [&](const std::vector<Saying>& sayings, Part part) {
      for (const Saying& saying : sayings) rows.emplace(saying.claim, Row{part, saying});
    };
    add(view.alleged, Part::alleged);
    add(view.answered, Part::answered);
    add(view.followed, Part::followed);
    return rows;
  }

  const Row* row(const ClaimPlace& place) const {
    const auto found = rows_[place.document].find(place.claim);
    return found == rows_[place.document].end() ? nullptr : &found->second;
  }

  std::string label(std::size_t document) const { return "[" + std::to_string(number_.at(document)) + "]"; }
  std::string where(const ClaimPlace& place) const {
    return label(place.document) + " s" + std::to_string(readings_[place.document].claims[place.claim].sentence);
  }

  PageBlock heading() const {
    PageBlock block{.heading = "", .rows = {}, .separate = false, .keep = true};
    const auto put = [&](const std::string& line) { block.rows.push_back(wrapped(line, options_.columns)); };
    if (std::any_of(readings_.begin(), readings_.end(), [](const Reading& reading) { return reading.exercise; }))
      put("EXERCISE: invented incident. No finding about any real actor follows from it.");
    std::size_t told_twice = 0;
    for (const ClaimOrigin& origin : repetition_.origins) told_twice += origin.documents > 1 ? 1 : 0;
    put(counted(readings_.size(), "document", "documents") + " · " + counted(repetition_.claims, "claim", "claims") +
        " that go back to " + counted(repetition_.origins.size(), "statement", "statements") + ", " +
        with_thousands(told_twice) + " of them told in several documents · not read: " +
        with_thousands(static_cast<std::size_t>(std::count_if(repetition_.unread.begin(), repetition_.unread.end(),
                                                              [](const auto& one) { return !one.in_part; }))));
    for (const UnreadDocument& one : repetition_.unread) {
      put((one.in_part ? "READ BY CUE WORDS ONLY " : "NOT READ ") + label(one.document) + " " +
          shortened(clean(readings_[one.document].document.name), 40) + " (" + language_name(one.language) +
          "): it may change every total on this page.");
    }
    put("This page says what the texts say. It does not say who did it.");
    return block;
  }

  PageBlock documents() const {
    PageBlock block{.heading = "DOCUMENTS, in order of time", .rows = {}, .minor = true};
    for (const std::size_t index : repetition_.order) {
      const Document& document = readings_[index].document;
      std::string text = shortened(clean(document.name), 40);
      text += " · " + (document.published ? to_string(*document.published) : std::string("date not stated"));
      if (document.source) text += " · " + shortened(clean(*document.source), 40);
      text += " · " + counted(readings_[index].claims.size(), "claim", "claims");
      for (const DocumentCopy& copy : repetition_.copies) {
        if (copy.document != index) continue;
        text += " · " + std::to_string(std::lround(copy.share * 100)) + " % of its text as in " + label(copy.of);
      }
      block.rows.push_back(hanging(" " + padded(label(index), 5), text, options_.columns));
    }
    return block;
  }

  std::string speakers_of(const SharedMatter& matter) const {
    std::vector<std::string> speakers;
    for (const std::size_t index : matter.origins) {
      for (const Occurrence& telling : repetition_.origins[index].occurrences) {
        const Claim& claim = readings_[telling.place.document].claims[telling.place.claim];
        const bool alleges = is_accusation(claim.act) && claim.act != Act::link_sponsor;
        if (telling.telling != Telling::first || !alleges || is_narrator(claim)) continue;
        for (const Party& party : claim.source) {
          const auto state = party.state ? texts_.short_names.find(*party.state) : texts_.short_names.end();
          const std::string own = party.kind == PartyKind::state || party.kind == PartyKind::organ
                                      ? clean(party.name.value_or(party.text))
                                      : party_name(party, texts_);
          speakers.push_back(state != texts_.short_names.end() ? state->second : own);
        }
      }
    }
    return listed(speakers);
  }

  PageBlock matters() const {
    constexpr std::size_t right = 22;
    PageBlock block{.heading = padded("MATTERS OVER ALL DOCUMENTS", options_.columns - right) + "independent origins",
                    .rows = {}};
    for (std::size_t i = 0; i < repetition_.matters.size(); ++i) {
      const SharedMatter& matter = repetition_.matters[i];
      std::vector<std::string> places;
      std::set<std::size_t> filed;
      for (const auto& [document, letter] : matter.letters) {
        filed.insert(document);
        places.push_back(label(document) + " " + letter);
      }
      for (const ClaimPlace& place : matter.claims) {
        if (filed.insert(place.document).second) places.push_back(label(place.document));
      }
      std::string text = shortened(clean(matter.summary), 60) + " · in " + join(places, ", ");
      if (matter.answers.empty()) text += " · no answer found in what we hold";
      const std::string count = std::to_string(matter.independent);
      const std::string speakers = speakers_of(matter);
      std::vector<std::string> lines =
          hanging(" " + padded(std::to_string(i + 1), 3), text, options_.columns - right - 2);
      std::string behind = count;
      behind += ": ";
      behind += speakers;
      const std::vector<std::string> last = wrapped(matter.independent == 0 ? "0: nobody named" : behind, right);
      const std::size_t height = std::max(lines.size(), last.size());
      lines.resize(height);
      for (std::size_t k = 0; k < last.size(); ++k) lines[k] = padded(lines[k], options_.columns - right) + last[k];
      block.rows.push_back(std::move(lines));
    }
    return block;
  }

  // The telling to show, with its row; the earliest that pages word.
  const Occurrence* shown(const ClaimOrigin& origin) const {
    for (const bool opener : {true, false}) {
      for (const Occurrence& telling : origin.occurrences) {
        if (opener && telling.telling != Telling::first) continue;
        if (row(telling.place) != nullptr) return &telling;
      }
    }
    return nullptr;
  }

  std::string letter_of(std::size_t origin) const {
    const auto known = matters_of_.find(origin);
    if (known == matters_of_.end() || known->second.size() != 1) return "*";
    return std::to_string(*known->second.begin());
  }

  std::string retold(const ClaimOrigin& origin, const Occurrence& from) const {
    std::map<std::string, std::vector<std::string>> by_kind;
    std::vector<std::string> kinds;
    for (const Occurrence& telling : origin.occurrences) {
      if (telling.place == from.place || telling.place.document == from.place.document) continue;
      std::string kind(name_of(telling.telling));
      if (telling.says_statement && telling.telling == Telling::same_statement) kind += ", as a statement";
      if (!by_kind.contains(kind)) kinds.push_back(kind);
      std::vector<std::string>& places = by_kind[kind];
      const std::string place = where(telling.place);
      if (std::find(places.begin(), places.end(), place) == places.end()) places.push_back(place);
    }
    std::vector<std::string> parts;
    for (const std::string& kind : kinds) {
      std::vector<std::string>& places = by_kind[kind];
      const std::size_t more = !options_.all && places.size() > 8 ? places.size() - 8 : 0;
      places.resize(places.size() - more);
      parts.push_back(kind + " " + join(places, " ") + (more > 0 ? " and " + std::to_string(more) + " more" : ""));
    }
    return join(parts, " · ");
  }

  PageBlock origins(Part part, std::string_view title) const {
    const std::size_t right = firmly_columns + 1 + where_columns;
    PageBlock block{
        .heading = padded(title, options_.columns - right) + padded("how firmly", firmly_columns) + " first",
        .rows = {},
        .minor = part == Part::followed};
    std::vector<std::pair<std::string, std::size_t>> order;  // letter and origin
    for (std::size_t i = 0; i < repetition_.origins.size(); ++i) {
      const Occurrence* telling = shown(repetition_.origins[i]);
      if (telling == nullptr || row(telling->place)->part != part) continue;
      order.emplace_back(letter_of(i), i);
    }
    std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) {
      const auto rank = [](const std::string& letter) { return letter == "*" ? 1'000'000 : std::stoi(letter); };
      return rank(a.first) < rank(b.first);
    });
    std::string last;
    for (const auto& [letter, index] : order) {
      const ClaimOrigin& origin = repetition_.origins[index];
      block.rows.push_back(origin_lines(origin, letter == last ? "" : letter));
      last = letter;
    }
    return block;
  }

  std::vector<std::string> origin_lines(const ClaimOrigin& origin, const std::string& letter) const {
    const Occurrence& telling = *shown(origin);
    const Saying& saying = row(telling.place)->saying;
    const std::size_t right = firmly_columns + 1 + where_columns;
    const std::size_t room = options_.columns - margin - right - 1;
    std::vector<std::string> lines = wrapped(saying.text, room);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const std::string first = i == 0 ? " " + padded(letter, 3) : std::string(margin, ' ');
      lines[i] = i > 0 ? first + lines[i]
                       : first + padded(lines[i], room + 1) + padded(saying.firmly, firmly_columns) + " " +
                             padded(where(telling.place), where_columns);
    }
    if (const std::string again = retold(origin, telling); !again.empty()) {
      for (std::string& line : hanging("    ↳ ", again, options_.columns)) lines.push_back(std::move(line));
    }
    return lines;
  }

  PageBlock drift() const {
    PageBlock block{.heading = "WHAT CHANGED ON THE WAY (drift)", .rows = {}};
    for (const Drift& one : repetition_.drifts) {
      const auto words = [](const std::string& text) { return "\"" + shortened(clean(text), 40) + "\""; };
      std::string text = where(one.from) + " " + words(one.before) + " → " + where(one.to) + " " + words(one.after);
      if (!one.direction.empty()) text += " · " + one.direction;
      block.rows.push_back(hanging(" " + padded(one.field, 9), text, options_.columns));
    }
    return block;
  }

  PageBlock hints() const {
    PageBlock block{.heading = "", .rows = {}, .keep = true};
    block.rows.push_back({"the page of one document: whence read FILE      everything: --all, --json"});
    return block;
  }

  const std::vector<Reading>& readings_;
  const Repetition& repetition_;
  const PageTexts& texts_;
  const PageOptions& options_;
  std::vector<std::map<std::size_t, Row>> rows_;             // by document and claim
  std::map<std::size_t, std::size_t> number_;                // of a document on the page
  std::map<std::size_t, std::set<std::size_t>> matters_of_;  // of an origin, from 1
};

}  // namespace

std::string page_repetition(const std::vector<Reading>& readings, const Repetition& repetition, const PageTexts& texts,
                            const PageOptions& options) {
  return Page(readings, repetition, texts, options).text();
}

}  // namespace whence
