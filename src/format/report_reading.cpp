#include "format/report_reading.h"

#include <algorithm>
#include <set>
#include <utility>

#include "base/text.h"
#include "format/languages.h"
#include "format/layout.h"
#include "format/markup.h"
#include "format/reading_view.h"
#include "format/report_dyads.h"

namespace whence {
namespace {

constexpr std::string_view no_answer = "No answer found in what we hold.";
constexpr std::string_view no_accusation = "No accusation found in what we hold.";
constexpr std::size_t brief_matters = 6;  // rows of a page that must fit one sheet
constexpr std::size_t brief_sayings = 2;  // of one side of one matter; the same number for both
constexpr std::size_t brief_general = 4;  // likewise, of what is said in general
constexpr std::size_t brief_sentences = 5;

class Report {
 public:
  Report(const Reading& reading, const PageTexts& texts, const ReportOptions& options)
      : reading_(reading), texts_(texts), options_(options), view_(view_of(reading, texts)) {}

  std::string html() const {
    Markup body = heading() + in_short() + matters() + solid() + said_or_not() + pair(outlet() + not_assessed()) +
                  sources() + footer();
    if (!options_.brief) body += annex();
    if (options_.annex) body = annex() + footer();
    Marking marking{.exercise = reading_.exercise, .tlp = options_.tlp, .draft = draft(), .brief = options_.brief};
    return html_page(title(), marking, body);
  }

 private:
  std::string title() const {
    if (view_.accused.empty()) return "Who says what, and how solid";
    return "Accusations against " + view_.accused + ": who says what, and how solid";
  }

  std::string draft() const {
    if (options_.prepared_by.empty()) return "DRAFT, not reviewed by a person";
    if (options_.second_reader.empty())
      return "DRAFT · prepared by " + options_.prepared_by + " · second reader: none yet";
    return "";
  }

  std::string outlet_name() const { return view_.source.empty() ? "outlet not stated" : view_.source; }

  Markup heading() const {
    std::string basis =
        "Based on 1 document [1], " + (view_.published.empty() ? "undated" : "dated " + view_.published);
    if (!reading_.ledger.empty()) {
      basis += ", and " + counted(reading_.ledger.size(), "entry", "entries") + " of the public ledger [L…]";
    }
    const std::string note = unread_note(reading_);
    const Markup unread = note.empty() ? Markup() : element("p", "basis", text(note));
    return element("h1", "", text(title())) + element("p", "basis", text(basis + ".")) + unread;
  }

  // Lists that come from rules are cut only where a page must fit one sheet, and then say so.
  std::vector<std::string> list(std::string_view name) const {
    std::vector<std::string> result = sentences(texts_, "reading", name, view_.holds);
    if (options_.brief && result.size() > brief_sentences) {
      const std::size_t more = result.size() - brief_sentences + 1;
      result.resize(brief_sentences - 1);
      result.push_back("… and " + std::to_string(more) + " more in the full report");
    }
    return result;
  }

  Markup in_short() const {
    Markup items;
    for (const std::string& sentence : list("in-short")) items += element("li", "", text(sentence));
    return section("In short", element("ol", "", items));
  }

  Markup saying(const Saying& row) const {
    const bool review = reading_.claims[row.claim].act == Act::offer_evidence;
    Markup line = text(row.text + ".");
    if (!row.notes.empty()) line += text(" ") + element("span", review ? "review" : "soft", text(" " + row.notes));
    std::string from = "[1 " + row.where + "]";
    if (row.firmly != "flat") from = row.firmly + " " + from;
    return element("p", "", line + text(" ") + element("span", "from", text(from)));
  }

  std::vector<const LedgerEntry*> entries(const std::string& letter) const {
    std::set<std::string> wanted;
    for (const LedgerNote& note : reading_.against_ledger) {
      if (note.matter == letter || (letter == "*" && note.matter.size() != 1)) wanted.insert(note.there);
    }
    std::vector<const LedgerEntry*> result;
    for (const LedgerEntry& entry : reading_.ledger) {
      if (wanted.contains(entry.id)) result.push_back(&entry);
    }
    return result;
  }

  static std::string entry_label(const LedgerEntry& entry, bool verified) {
    return "[" + clean(entry.id) + (verified ? "]" : ", unverified]");
  }

  static Markup entry_accusation(const LedgerEntry& entry) {
    std::string words = "On record: " + clean(entry.accusers);
    for (const std::string& part : {entry.instrument, entry.named_groups, entry.victims}) {
      const std::string each = clean(part);
      if (!each.empty() && each[0] != '-') words += "; " + each;
    }
    return element("p", "",
                   text(shortened(words, quotation_limit) + ". ") +
                       element("span", "from", text(entry_label(entry, entry.verified))));
  }

  static Markup entry_answer(const LedgerEntry& entry) {
    const std::string speaker = clean(entry.denial_speaker);
    if (speaker.empty() || speaker[0] == '-') return {};
    const std::string words = "On record: " + speaker + "; " + clean(entry.denial_form);
    return element("p", "",
                   text(shortened(words, quotation_limit) + ". ") +
                       element("span", "from", text(entry_label(entry, entry.denial_status == "verified"))));
  }

  // One side of one matter. Both sides go through here, with the same limits.
  Markup side(const std::vector<Saying>& rows, const std::vector<Markup>& recorded, std::string_view none) const {
    Markup result;
    const bool general = !rows.empty() && rows[0].letter == "*";
    const std::size_t most = !options_.brief ? rows.size() : general ? brief_general : brief_sayings;
    for (std::size_t i = 0; i < std::min(rows.size(), most); ++i) result += saying(rows[i]);
    for (const Markup& each : recorded) result += each;
    if (rows.size() > most)
      result += element("p", "soft", text("… and " + std::to_string(rows.size() - most) + " more in the full report"));
    if (result.empty()) result = element("p", "soft", text(none));
    return result;
  }

  Markup matters() const {
    std::vector<std::vector<Markup>> rows;
    for (const MatterView& matter : view_.matters) {
      if (options_.brief && rows.size() == brief_matters) break;
      std::vector<Markup> accusations;
      std::vector<Markup> answers;
      for (const LedgerEntry* entry : entries(matter.letter)) {
        accusations.push_back(entry_accusation(*entry));
        answers.push_back(entry_answer(*entry));
      }
      answers.push_back(covered(matter));
      const std::string summary = matter.letter == "*" ? "In general" : shortened(capitalised(matter.summary), 60);
      const Markup name =
          (matter.letter == "*" ? Markup() : element("span", "letter", text(matter.letter))) + text(summary);
      rows.push_back(
          {name, side(matter.alleged, accusations, no_accusation), side(own_answers(matter), answers, no_answer)});
    }
    if (rows.empty()) return {};
    Markup content =
        table("sides", {"matter", "side", "side"}, {text("Matter"), text("Accusation"), text("Answer")}, rows);
    if (rows.size() < view_.matters.size()) {
      content += element(
          "p", "note",
          text("… and " + std::to_string(view_.matters.size() - rows.size()) + " more matters in the full report."));
    }
    for (const std::string& sentence : list("reminder")) content += element("p", "note", text(sentence));
    return section("What is alleged and what is answered", content);
  }

  // An answer to several matters stands once, in the last row; the others point to it.
  static std::vector<Saying> own_answers(const MatterView& matter) {
    std::vector<Saying> result;
    for (const Saying& row : matter.answered) {
      if (row.letter == matter.letter) result.push_back(row);
    }
    return result;
  }
  static Markup covered(const MatterView& matter) {
    std::vector<std::string> where;
    for (const Saying& row : matter.answered) {
      if (row.letter != matter.letter && std::find(where.begin(), where.end(), row.where) == where.end()) {
        where.push_back(row.where);
      }
    }
    if (where.empty()) return {};
    return element("p", "",
                   text("Covered by what is answered in general, below. ") +
                       element("span", "from", text("[1 " + join(where, " ") + "]")));
  }

  Markup solid() const {
    const std::size_t traces = reading_.indicators.size() + reading_.techniques.size();
    const std::string technical =
        traces == 0 ? "none"
                    : counted(traces, "trace in the text, tied to no matter", "traces in the text, tied to no matter");
    using Solidity = std::vector<std::string>;
    std::vector<std::pair<std::vector<std::string>, Solidity>> kinds;  // letters of the matters that are alike
    for (const MatterView& matter : view_.matters) {
      if (matter.alleged.empty() || (matter.letter == "*" && view_.matters.size() > 1)) continue;
      const Solidity each{matter.whose_finding.empty() ? "not stated" : matter.whose_finding, technical,
                          std::to_string(matter.origins),
                          matter.disputed_by.empty() ? "nobody, in what we hold" : matter.disputed_by};
      const auto alike =
          std::find_if(kinds.begin(), kinds.end(), [&](const auto& kind) { return kind.second == each; });
      const std::string letter = matter.letter == "*" ? "–" : matter.letter;
      if (alike != kinds.end()) {
        alike->first.push_back(letter);
      } else {
        kinds.push_back({{letter}, each});
      }
    }
    std::vector<std::vector<Markup>> rows;
    for (const auto& [letters, each] : kinds) {
      rows.push_back({text(join(letters, " ")), text(each[0]), text(each[1]), text(each[2]), text(each[3])});
    }
    if (rows.empty()) return {};
    return section("How solid is each",
                   table("solid open", {"letters", "", "", "", ""},
                         {text(""), text("Whose own finding"), text("Technical data in what we hold"),
                          text("Independent origins"), text("Disputed in detail by")},
                         rows));
  }

  Markup said_or_not() const {
    const Markup safe = bullets("plain", list("safe"));
    const Markup unsupported = bullets("plain", list("unsupported"));
    if (safe.empty() && unsupported.empty()) return {};
    return element("section", "",
                   table("two open", {"side", "side"}, {text("Safe to say"), text("Not supported by what we hold")},
                         {{safe, unsupported}}));
  }

  Markup outlet() const {
    std::vector<Markup> parts;
    std::vector<std::string> words;
    for (const Remark& remark : view_.voice) {
      if (!remark.kind.starts_with("leans") && remark.kind != "judges") continue;
      words.push_back(remark.text + " " + remark.where);
    }
    if (words.empty()) return {};
    return section("The outlet's own voice",
                   element("p", "", text("Its stance, never evidence: " + join(words, " · ") + ".")));
  }

  Markup not_assessed() const {
    return section("Not assessed",
                   element("p", "", text(join(sentences(texts_, "reading", "not-assessed", view_.holds), " "))));
  }

  Markup sources() const {
    const Document& document = reading_.document;
    Markup first = text("[1] " + shortened(clean(document.name), 60) + ", " + outlet_name() + ", sha-256 ") +
                   element("code", "", text(document.sha256)) + text("; s = sentence.");
    if (document.url) first += text(" ") + element("code", "", text(shortened(clean(*document.url), 90)));
    Markup content = element("p", "small", first);
    if (reading_.ledger_size > 0) {
      content += element("p", "small",
                         text("[L] starter ledger: " + with_thousands(reading_.ledger_size) +
                              " public acts, a sample. It counts what was published, not what was done."));
    }
    return section("Sources", content);
  }

  Markup footer() const {
    std::vector<std::string> parts;
    for (const std::string& part :
         {options_.program, options_.data.empty() ? std::string() : "knowledge " + options_.data, options_.as_of,
          std::string("read again with the same data: same page")}) {
      if (!part.empty()) parts.push_back(part);
    }
    return element("footer", "", text(join(parts, " · ")));
  }

  Markup annex() const {
    std::vector<std::vector<Markup>> claims;
    for (std::size_t i = 0; i < reading_.claims.size(); ++i) {
      const Claim& claim = reading_.claims[i];
      const std::string words = claim.span.end <= reading_.document.text.size() && claim.span.begin <= claim.span.end
                                    ? std::string(text_of(reading_.document.text, claim.span))
                                    : "";
      claims.push_back({text(std::to_string(i + 1)), text("s" + std::to_string(claim.sentence)),
                        text(name_of(claim.act)), text(party_names(claim.source, texts_)), text(quotation(words)),
                        element("code", "", text(claim.rule))});
    }
    Markup content =
        section("Every claim, with the rule that read it",
                table("small", {"number", "", "", "", "", ""},
                      {text(""), text("Where"), text("Act"), text("Source"), text("Words"), text("Rule")}, claims));
    content += annex_series() + annex_names() + annex_ledger() + annex_oddities();
    return element("div", "annex", element("h1", "", text("Annex")) + content);
  }

  Markup annex_series() const {
    Markup figures;
    for (const AccusationSeries& series : options_.series) figures += series_figure(series);
    return section("Earlier accusations on the public record between those named here", figures);
  }

  Markup annex_names() const {
    std::vector<std::vector<Markup>> rows;
    const auto add = [&](std::string_view what, const std::string& words, const std::string& id) {
      rows.push_back({text(what), text(shortened(clean(words), quotation_limit)), text(id)});
    };
    for (const NameMention& name : reading_.actors)
      add("group", name.text, name.id.empty() ? "in no catalogue we hold" : name.id);
    for (const NameMention& name : reading_.software)
      add("software", name.text, name.id.empty() ? "in no catalogue we hold" : name.id);
    for (const TechniqueMention& technique : reading_.techniques)
      add("technique", technique.id, technique.explicit_id ? "explicit" : "from prose");
    for (const IndicatorMention& indicator : reading_.indicators) add("indicator", indicator.value, indicator.type);
    if (rows.empty()) return {};
    return section("Names and traces in the text",
                   table("small", {"", "", ""}, {text("Kind"), text("As written"), text("Known as")}, rows));
  }

  Markup annex_ledger() const {
    std::vector<std::vector<Markup>> rows;
    for (const LedgerRow& row : view_.ledger) {
      rows.push_back(
          {text(row.letter), text(row.kind), text(row.here), text(row.there), text(row.id + ", " + row.status)});
    }
    if (rows.empty()) return {};
    return section("Against the ledger",
                   table("small", {"letters", "", "", "", ""},
                         {text(""), text("How"), text("Here"), text("On record"), text("Entry")}, rows));
  }

  Markup annex_oddities() const {
    std::vector<std::string> lines;
    for (const Oddity& oddity : reading_.oddities) lines.push_back(oddity.where + ": " + oddity.what);
    return section("Oddities", bullets("plain small", lines));
  }

  const Reading& reading_;
  const PageTexts& texts_;
  const ReportOptions& options_;
  ReadingView view_;
};

}  // namespace

std::string report_reading(const Reading& reading, const PageTexts& texts, const ReportOptions& options) {
  return Report(reading, texts, options).html();
}

}  // namespace whence
