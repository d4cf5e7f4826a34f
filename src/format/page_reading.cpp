#include "format/page_reading.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "format/languages.h"
#include "format/reading_view.h"

namespace whence {
namespace {

constexpr std::size_t margin = 4;           // " A  "
constexpr std::size_t firmly_columns = 14;  // "almost certain"
constexpr std::size_t where_columns = 8;    // "s11 s12"

std::string upper(std::string text) {
  for (char& c : text) c = is_lower(c) ? static_cast<char>(c - 'a' + 'A') : c;
  return text;
}

std::string stated(std::string_view what, const std::string& value) {
  return std::string(what) + ": " + (value.empty() ? "not stated" : value);
}

PageBlock heading_block(const Reading& reading, const ReadingView& view, const PageOptions& options) {
  const Document& document = reading.document;
  const auto read =
      static_cast<std::size_t>(std::count_if(reading.sentences.begin(), reading.sentences.end(),
                                             [](const Sentence& sentence) { return !sentence.boilerplate; }));
  PageBlock block{.heading = "", .rows = {}, .separate = false, .keep = true};
  const auto put = [&](const std::string& text) { block.rows.push_back(wrapped(text, options.columns)); };
  if (reading.exercise) put("EXERCISE: invented incident. No finding about any real actor follows from it.");
  std::string origin = stated("outlet", view.source) + " · " + stated("date", view.published);
  if (view.source.empty() && view.published.empty()) origin = "outlet, author and date: not stated";
  put(shortened(clean(document.name), 40) + " · " + with_thousands(document.bytes) + " bytes · " +
      counted(read, "sentence", "sentences") + " · " + language_name(reading.language) + " · " + origin);
  put(counted(reading.claims.size(), "claim", "claims") + ", " + counted(view.voice.size(), "remark", "remarks") +
      " in the outlet's own voice." +
      (view.second_hand == 0
           ? ""
           : " " + with_thousands(view.second_hand) + " at second hand: reported here, not made here."));
  if (const std::string note = unread_note(reading); !note.empty()) put(note);
  put("This page says what the text says. It does not say who did it.");
  return block;
}

std::vector<std::string> row_lines(const Saying& row, bool show_letter, const PageOptions& options) {
  const std::size_t right = firmly_columns + 1 + where_columns + 1;
  const std::size_t room = options.columns - margin - right - 1;
  std::string text = row.text;
  if (!row.notes.empty()) text += ". " + row.notes;
  if (!row.covers.empty()) text += (row.notes.empty() ? ". " : " ") + std::string("Covers ") + row.covers + ".";
  std::vector<std::string> lines = wrapped(text, room);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string first = i == 0 && show_letter ? " " + padded(row.letter, 3) : std::string(margin, ' ');
    if (i > 0) {
      lines[i] = first + lines[i];
      continue;
    }
    lines[i] = first + padded(lines[i], room + 2) + padded(row.firmly, firmly_columns) + " " +
               padded(row.where, where_columns);
  }
  return lines;
}

std::string table_heading(std::string_view title, const PageOptions& options) {
  const std::size_t right = firmly_columns + 1 + where_columns + 1;
  return padded(title, options.columns - right + 1) + padded("how firmly", firmly_columns) + " where";
}

PageBlock sayings_block(std::string_view title, const std::vector<Saying>& rows, const PageOptions& options) {
  PageBlock block{.heading = table_heading(title, options), .rows = {}};
  std::string last;
  std::string covers;
  for (Saying row : rows) {
    if (row.covers == covers) row.covers.clear();  // the same as in the row above
    if (!row.covers.empty()) covers = row.covers;
    block.rows.push_back(row_lines(row, row.letter != last, options));
    last = row.letter;
  }
  return block;
}

PageBlock answered_block(const ReadingView& view, const PageOptions& options) {
  PageBlock block = sayings_block("WHAT IS ANSWERED", view.answered, options);
  std::vector<std::string> silent;
  for (const MatterView& matter : view.matters) {
    if (!matter.alleged.empty() && matter.answered.empty() && matter.letter != "*") silent.push_back(matter.letter);
  }
  if (view.answered.empty()) {
    block.rows.push_back({" *  no answer found in what we hold"});
  } else if (!silent.empty()) {
    block.rows.push_back(hanging("    ", listed(silent) + ": no answer found in what we hold", options.columns));
  }
  return block;
}

PageBlock followed_block(const ReadingView& view, const PageOptions& options) {
  PageBlock block{.heading = "WHAT FOLLOWED", .rows = {}, .minor = true};
  for (const Saying& row : view.followed) {
    const std::string notes = row.notes.empty() ? "" : ". " + row.notes;
    block.rows.push_back(hanging(" ·  ", row.text + notes + " " + row.where, options.columns));
  }
  return block;
}

// Joins what fits a glance; everything with --all.
std::string in_a_row(std::vector<std::string> parts, std::size_t most, const PageOptions& options) {
  if (!options.all && parts.size() > most) {
    const std::size_t more = parts.size() - most;
    parts.resize(most);
    parts.push_back(std::to_string(more) + " more: --all");
  }
  return join(parts, " · ");
}

PageBlock voice_block(const ReadingView& view, const PageOptions& options) {
  PageBlock block{.heading = "THE OUTLET'S OWN VOICE (its stance; never evidence)", .rows = {}};
  for (const std::string kind : {"leans to the denial", "leans to the accusers", "judges", "caveat", "remark"}) {
    std::vector<std::string> parts;
    for (const Remark& remark : view.voice) {
      if (remark.kind == kind) parts.push_back(shortened(remark.text, 72) + " " + remark.where);
    }
    if (parts.empty()) continue;
    const std::string first = "  " + padded(kind, 24);
    block.rows.push_back(hanging(first, in_a_row(std::move(parts), 3, options), options.columns));
  }
  return block;
}

// What parties did to one another that is no cyber operation; shown with --all.
PageBlock public_acts_block(const Reading& reading, const PageOptions& options) {
  PageBlock block{.heading = "TOLD BESIDE THE CLAIMS (public acts, not cyber operations)", .rows = {}};
  const auto names = [](const std::vector<Party>& parties) {
    std::vector<std::string> texts;
    for (const Party& party : parties) {
      const std::string text = shortened(clean(party.text), 40);
      if (std::find(texts.begin(), texts.end(), text) == texts.end()) texts.push_back(text);
    }
    return texts.empty() ? std::string("not said") : join(texts, ", ");
  };
  for (const PublicAct& act : reading.public_acts) {
    const std::string cue = shortened(clean(text_of(reading.document.text, act.cue)), 40);
    const std::string line = names(act.source) + " " + (act.negated ? "(not) " : "") + "\"" + cue +
                             "\": " + names(act.target) + "  s" + std::to_string(act.sentence);
    block.rows.push_back(hanging("  " + padded(name_of(act.kind), 13), line, options.columns));
  }
  return block;
}

PageBlock unsaid_block(const Reading& reading, const PageOptions& options) {
  PageBlock block{.heading = "NOT IN THIS TEXT, though easily read into it", .rows = {}};
  std::vector<std::string> parts;
  for (const Unsaid& unsaid : reading.not_in_text) parts.push_back(shortened(clean(unsaid.what), quotation_limit));
  if (!parts.empty()) block.rows.push_back(hanging("  ", in_a_row(std::move(parts), 8, options), options.columns));
  return block;
}

std::string ledger_heading(const ReadingView& view, std::size_t size) {
  const auto count = [&](std::string_view kind) {
    return static_cast<std::size_t>(
        std::count_if(view.ledger.begin(), view.ledger.end(), [&](const LedgerRow& row) { return row.kind == kind; }));
  };
  std::vector<std::string> parts;
  for (const std::string kind : {"differs", "firmer", "weaker", "adds", "same"}) {
    if (count(kind) > 0) parts.push_back(std::to_string(count(kind)) + " " + kind);
  }
  const std::string sample = size == 0 ? "" : "; a sample of " + with_thousands(size);
  return "AGAINST THE LEDGER (by speaker, victim and group" + sample + ")   " + join(parts, ", ");
}

PageBlock ledger_block(const Reading& reading, const ReadingView& view, const PageOptions& options) {
  PageBlock block{.heading = shortened(ledger_heading(view, reading.ledger_size), options.columns), .rows = {}};
  constexpr std::size_t right = 17;  // "L083  unverified"
  const std::size_t room = options.columns - margin - 9 - right - 1;
  for (const LedgerRow& row : view.ledger) {
    const bool rival = row.kind == "differs" || row.kind == "weaker" || row.kind == "firmer";
    const std::string text = rival && !row.here.empty() ? "here: " + row.here + "; on record: " + row.there
                             : row.there.empty()        ? row.here
                                                        : "on record: " + row.there;
    std::vector<std::string> lines = wrapped(text, room);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const std::string kind = row.kind == "differs" ? upper(row.kind) : row.kind;
      const std::string first = i == 0 ? " " + padded(row.letter, 3) + padded(kind, 9) : std::string(margin + 9, ' ');
      const std::string last = i == 0 ? padded(row.id, 5) + " " + padded(row.status, 11) : "";
      std::string line = first;
      line += padded(lines[i], room + 1);
      line += last;
      lines[i] = std::move(line);
    }
    block.rows.push_back(std::move(lines));
  }
  return block;
}

void name_mentions(std::vector<std::string>& parts, std::string_view what, const std::vector<NameMention>& names) {
  std::vector<std::string> once;
  for (const NameMention& mention : names) {
    const std::string name = shortened(clean(mention.text), 30);
    const std::string shown =
        mention.id.empty() ? name + " (in no catalogue we hold)" : name + " (" + clean(mention.id) + ")";
    if (std::find(once.begin(), once.end(), shown) == once.end()) once.push_back(shown);
  }
  if (once.empty()) return;
  const std::size_t more = once.size() > 6 ? once.size() - 6 : 0;
  once.resize(once.size() - more);
  parts.push_back(std::string(what) + " " + join(once, ", ") +
                  (more > 0 ? " and " + std::to_string(more) + " more" : ""));
}

// Each technique once: by an id in the text if there is one, else by the surest prose.
void technique_mentions(std::vector<std::string>& parts, const std::vector<TechniqueMention>& mentions) {
  constexpr std::size_t most = 6;
  std::vector<TechniqueMention> once;
  for (const TechniqueMention& mention : mentions) {
    const auto same = std::find_if(once.begin(), once.end(), [&](const auto& other) { return other.id == mention.id; });
    if (same == once.end()) {
      once.push_back(mention);
    } else if (!same->explicit_id && (mention.explicit_id || mention.confidence > same->confidence)) {
      *same = mention;
    }
  }
  if (once.empty()) return;
  std::vector<std::string> shown;
  for (const TechniqueMention& mention : once) {
    if (shown.size() == most) break;
    shown.push_back(clean(mention.id) +
                    (mention.explicit_id ? "" : fmt::format(" (from prose, {:.2f})", mention.confidence)));
  }
  parts.push_back("techniques: " + join(shown, ", ") +
                  (once.size() > most ? fmt::format(" and {} more", once.size() - most) : ""));
}

PageBlock found_block(const Reading& reading, const PageOptions& options) {
  PageBlock block{.heading = "ALSO FOUND", .rows = {}, .minor = true};
  std::vector<std::string> parts;
  name_mentions(parts, "groups:", reading.actors);
  name_mentions(parts, "software:", reading.software);
  technique_mentions(parts, reading.techniques);
  if (!reading.indicators.empty()) parts.push_back(counted(reading.indicators.size(), "indicator", "indicators"));
  if (!reading.oddities.empty())
    parts.push_back(counted(reading.oddities.size(), "oddity", "oddities") +
                    ", first: " + shortened(clean(reading.oddities[0].where + ": " + reading.oddities[0].what), 80));
  for (const std::string& part : parts) block.rows.push_back(hanging("  ", part, options.columns));
  return block;
}

PageBlock hints_block(const Reading& reading, const ReadingView& view) {
  const std::string name = reading.document.name == "-" ? "FILE" : shortened(clean(reading.document.name), 24);
  PageBlock block{.heading = "", .rows = {}, .keep = true};
  const std::string letter = !view.matters.empty() && view.matters[0].letter != "*" ? view.matters[0].letter : "1";
  if (!reading.claims.empty()) block.rows.push_back({"why: whence read " + name + " --explain " + letter});
  block.rows.push_back({"page: whence report " + name + " -o brief.html      everything: --all, --json"});
  return block;
}

}  // namespace

std::string page_reading(const Reading& reading, const PageTexts& texts, const PageOptions& options) {
  const ReadingView view = view_of(reading, texts);
  std::vector<PageBlock> blocks{heading_block(reading, view, options)};
  const auto add = [&](PageBlock block) {
    if (!block.rows.empty()) blocks.push_back(std::move(block));
  };
  if (view.alleged.empty()) {
    add({.heading = "WHAT IS ALLEGED", .rows = {{" *  no accusation found in what we hold"}}});
  } else {
    add(sayings_block("WHAT IS ALLEGED", view.alleged, options));
  }
  if (!view.alleged.empty() || !view.answered.empty()) add(answered_block(view, options));
  add(followed_block(view, options));
  add(voice_block(view, options));
  if (options.all) add(public_acts_block(reading, options));
  add(unsaid_block(reading, options));
  add(ledger_block(reading, view, options));
  add(found_block(reading, options));
  add(hints_block(reading, view));
  return page_of(std::move(blocks), options);
}

}  // namespace whence
