#include "format/report_weigh.h"

#include <algorithm>
#include <cstdio>

#include "base/text.h"
#include "format/assertion_view.h"
#include "format/layout.h"
#include "format/markup.h"
#include "format/weigh_view.h"

namespace whence {
namespace {

constexpr std::string_view no_answer = "No answer found in what we hold.";
constexpr std::size_t brief_rows = 6;

std::string full_stop(std::string words) {
  words = clean(words);
  if (!words.empty() && words.back() != '.') words += '.';
  if (!words.empty() && is_lower(words[0])) words[0] = static_cast<char>(words[0] - 'a' + 'A');
  return words;
}

std::string upper_first(std::string words) {
  words = full_stop(std::move(words));
  if (!words.empty()) words.pop_back();
  return words;
}

class Report {
 public:
  Report(const Answer& answer, const PageTexts& texts, const ReportOptions& options)
      : answer_(as_shown(answer)),
        incident_(answer_.incident),
        texts_(texts),
        options_(options),
        view_(view_of(answer_)) {}

  std::string html() const {
    Markup body = heading() + the_answer() + known() + might() + said() + collect() + changed() + said_or_not() +
                  pair(assessed() + method() + checks()) + sources();
    if (!options_.brief) body += annex();
    if (options_.annex) body = annex() + sources();
    const Marking marking{.exercise = incident_.exercise,
                          .tlp = options_.tlp.empty() ? incident_.tlp : options_.tlp,
                          .draft = draft(),
                          .brief = options_.brief};
    return html_page(title(), marking, body);
  }

 private:
  std::string title() const {
    const std::string name = clean(incident_.victim.name);
    return "Who was behind the incident" + (name.empty() ? "" : " at " + name) + "?";
  }

  std::string draft() const {
    const std::string author = options_.prepared_by.empty() ? incident_.prepared_by : options_.prepared_by;
    // Only a signature over the case as it stands lifts the mark; a name on the command line does not.
    const std::string& second = incident_.second_reader;
    Case read = incident_;
    read.prepared_by = author;
    if (!is_draft(read)) return "";
    std::string words = "DRAFT " + std::to_string(incident_.draft) + " · ";
    words += author.empty() ? "not reviewed by a person" : "prepared by " + author;
    return words + " · second reader: " + (second.empty() ? "none yet" : second);
  }

  std::vector<std::string> list(std::string_view name) const { return sentences(texts_, "weigh", name, view_.holds); }
  std::string paragraph(std::string_view name) const { return join(list(name), " "); }

  Markup heading() const {
    std::vector<std::string> parts;
    for (const std::string& part : {clean(incident_.victim.sector), clean(incident_.victim.country)}) {
      if (!part.empty()) parts.push_back(part);
    }
    if (incident_.window) {
      const std::string window = to_string(*incident_.window);
      const auto slash = window.find('/');
      parts.push_back(slash == std::string::npos ? window
                                                 : window.substr(0, slash) + " to " + window.substr(slash + 1));
    }
    std::string basis = join(parts, " · ");
    basis += (basis.empty() ? "" : " · ") + counted(view_.here, "item", "items") + " from " +
             counted(view_.origins, "origin", "origins");
    if (!options_.as_of.empty()) basis += " · as of " + options_.as_of;
    return element("h1", "", text(title())) + element("p", "basis", text(basis));
  }

  Markup the_answer() const {
    Markup content = element("p", "answer", text(paragraph("answer")));
    if (!answer_.confidence.word.empty()) {
      content +=
          element("p", "answer", text("Our confidence in this judgement is " + clean(answer_.confidence.word) + "."));
    }
    return section("Answer", content);
  }

  Markup known() const {
    std::vector<std::vector<Markup>> rows;
    for (const std::string& each : incident_.known) {
      const auto bar = each.rfind('|');
      const std::string how = bar == std::string::npos ? "" : std::string(trim(std::string_view(each).substr(bar + 1)));
      rows.push_back({text(shortened(clean(std::string_view(each).substr(0, bar)), quotation_limit)),
                      text(how.empty() ? "not stated" : shortened(clean(how), 60))});
      if (options_.brief && rows.size() == brief_rows) break;
    }
    if (rows.empty()) return {};
    return section("What we know", table("open", {"", "how"}, {}, rows));
  }

  // Rule E 5: the leader never stands here without its range and without the row of nobody we know.
  Markup might() const {
    std::vector<std::vector<Markup>> rows;
    for (const ShareRow& row : view_.shares) {
      Markup name = text(row.unknown ? "A group in no public catalogue" : row.name);
      if (!row.id.empty()) name += text(" ") + element("span", "from", text(" " + row.id));
      rows.push_back({name, range_bar(row.low, row.p, row.high),
                      text(percent(row.low) + " to " + percent(row.high) + " %"),
                      text(row.words.empty() ? "bounds only" : row.words)});
    }
    if (rows.empty()) return {};
    return section(
        "Who it might be",
        table("might open", {"who", "figure", "span", "words"}, {}, rows) +
            element(
                "p", "note",
                text("A cluster is a set of activity, not an organisation and not a state. Companies draw the lines "
                     "between groups differently; names are theirs. " +
                     paragraph("range"))));
  }

  Markup statement(const Statement& one) const {
    const std::string source = one.ledger.empty() ? one.id.text : one.id.text + ", " + one.ledger;
    std::string words = upper_first(one.speaker);
    if (!one.date.empty()) words += ", " + clean(one.date);
    words += ": " + quotation(one.text) + ".";
    if (!one.names.empty()) words += " Names " + clean(one.names) + ".";
    return element("p", "", text(words + " ") + element("span", "from", text("[" + source + "]")));
  }

  // Accusation and answer, side by side.
  static std::vector<Markup> asserted(const Assertion& each) {
    const std::string ids = sources_text(each);
    const Markup from = ids.empty() ? Markup() : element("span", "from", text("[" + ids + "]"));
    std::string link = upper_first(each.by) + ": ";
    link += each.child.empty() ? "the group works for " : clean(each.child) + " works for ";
    if (each.level == Level::operator_) link = upper_first(each.by) + ": the group works through ";
    Assertion bare = each;
    bare.child.clear();
    link = shortened(link + assertion_text(bare), quotation_limit);
    const std::string words = each.answered.empty() ? each.answer : each.answered;
    return {element("p", "", text(link + ". ") + from),
            each.answer.empty() ? element("p", "soft", text(no_answer))
                                : element("p", "", text(shortened(full_stop(words), quotation_limit) + " ") + from)};
  }

  // In words only: no figure stands above the cluster in a report.
  Markup annex_ladder() const {
    std::vector<std::vector<Markup>> rows;
    for (const Assertion& each : merged(answer_.assertions)) {
      rows.push_back({text(name_of(each.level)), text(assertion_text(each)), text(asserted_by(each)),
                      text(answer_text(each)), text(sources_text(each))});
    }
    std::vector<std::string> parts;
    for (const StatePart& part : answer_.parts) {
      const std::string told = part_text(part);
      parts.push_back("If " + clean(part.name) + " stands behind it, its part is " +
                      (told.empty() ? "told by no statement" : "told as: " + told) + ".");
    }
    for (const RoleNote& note : answer_.roles) {
      std::vector<std::string> ids;
      for (const EvidenceId& id : note.items) ids.push_back(clean(id.text));
      parts.push_back(upper_first(std::string(role_label(note.role))) + ": " + id_list(ids) + ", " + clean(note.text) +
                      ".");
    }
    Markup content = bullets("", parts);
    if (!rows.empty()) {
      content = table("small", {"", "", "", "", "ids"},
                      {text("Level"), text("Whom"), text("Asserted by"), text("Answered"), text("")}, rows) +
                content;
    }
    return section("What is said above the cluster: statements, no findings", content);
  }

  Markup said() const {
    std::vector<const Statement*> left;
    std::vector<const Statement*> right;
    for (const Statement& each : incident_.statements) (each.answer ? right : left).push_back(&each);
    std::vector<std::vector<Markup>> rows;
    const auto soft = [](std::string_view words) { return element("p", "soft", text(words)); };
    for (std::size_t i = 0; i < std::max(left.size(), right.size()); ++i) {
      const bool accuses = i < left.size() && !left[i]->names.empty();
      rows.push_back({i < left.size() ? statement(*left[i]) : soft("No accusation found in what we hold."),
                      i < right.size() ? statement(*right[i]) : soft(accuses ? no_answer : "It accuses nobody.")});
    }
    for (const Assertion& each : merged(answer_.assertions)) rows.push_back(asserted(each));
    if (options_.brief && rows.size() > brief_rows) rows.resize(brief_rows);
    if (rows.empty()) return {};
    Markup content = table("two", {"side", "side"}, {text("What is said"), text("What is answered")}, rows);
    for (const std::string& sentence : list("reminder")) content += element("p", "note", text(sentence));
    return element("section", "", content);
  }

  Markup collect() const {
    std::vector<std::vector<Markup>> rows;
    for (const Collect& each : answer_.next) {
      if (!worth_showing(each)) continue;
      if (options_.brief && rows.size() == brief_rows) break;
      rows.push_back({text(shortened(upper_first(each.what), quotation_limit)), text(upper_first(each.effort))});
    }
    if (rows.empty()) return {};
    return section("What would change our mind, and when", table("open", {"", "how"}, {}, rows));
  }

  Markup changed() const {
    std::string words;
    for (const std::string& each : answer_.changes) words += (words.empty() ? "" : " ") + full_stop(each);
    if (words.empty()) return {};
    return section("Changed since the last draft", element("p", "", text(words)));
  }

  Markup said_or_not() const {
    return element("section", "",
                   table("two open", {"side", "side"}, {text("Safe to say"), text("Not supported")},
                         {{bullets("plain", list("safe")), bullets("plain", list("unsupported"))}}));
  }

  Markup assessed() const { return section("Not assessed", element("p", "", text(paragraph("not-assessed")))); }

  Markup method() const { return section("How good is the method", element("p", "", text(paragraph("method")))); }

  Markup checks() const {
    if (view_.unchecked.empty()) return {};
    return section("Open checks", element("p", "",
                                          text(std::to_string(view_.unchecked.size()) + " of " +
                                               counted(view_.items, "item is", "items are") +
                                               " not checked by a person: " + id_list(view_.unchecked) + ".")));
  }

  Markup sources() const {
    std::vector<std::string> parts{
        counted(view_.here, "item", "items") + ", " + counted(view_.origins, "origin", "origins") + ", " +
        counted(incident_.statements.size(), "statement", "statements") + (options_.brief ? "" : ": see the annex")};
    if (!incident_.sha256.empty()) parts.push_back("case " + clean(incident_.sha256).substr(0, 16));
    parts.push_back("knowledge " + clean(answer_.data));
    parts.push_back("model " + clean(answer_.model));
    parts.push_back("words: " + clean(answer_.scale));
    if (!options_.program.empty()) parts.push_back(options_.program);
    parts.push_back("same data, same page");
    return element("footer", "", text(join(parts, " · ")));
  }

  Markup annex() const {
    std::vector<std::vector<Markup>> rows;
    for (const Evidence& item : incident_.evidence) {
      const std::string from = item.document ? *item.document : item.origin;
      std::string state = item.checked ? "checked" : "unchecked";
      if (!item.not_used.empty()) state += "; not used: " + item.not_used;
      rows.push_back({text(item.id.text), text(name_of(item.kind)),
                      text(item.name.empty() ? item.value : item.value + " " + item.name), text(from),
                      text(std::string{item.grade.reliability, item.grade.credibility}), text(state)});
    }
    Markup content = section(
        "Items", table("small", {"ids", "", "", "", "", ""},
                       {text(""), text("Kind"), text("What"), text("From"), text("Grade"), text("State")}, rows));
    content += annex_reasons() + annex_ladder();
    std::vector<std::string> why;
    for (const std::string& each : answer_.headline.why_not) why.push_back(full_stop(each));
    for (const std::string& each : answer_.confidence.reasons) why.push_back(full_stop(each));
    content += section("Why the answer is worded so", bullets("", why));
    std::vector<std::string> open;
    for (const std::string& each : answer_.not_assessed) open.push_back(full_stop(each));
    content += section("Not assessed", bullets("", open));
    return element("div", "annex", element("h1", "", text("Annex")) + content);
  }

  Markup annex_reasons() const {
    std::vector<std::vector<Markup>> rows;
    const auto add = [&](const ReasonRow& row) {
      char buffer[16];
      std::snprintf(buffer, sizeof buffer, "%+.2f", row.nats);
      rows.push_back({text(row.ids), text(row.text), text(row.grade), text(buffer)});
    };
    for (const ReasonRow& row : view_.speaks_for) add(row);
    for (const ReasonRow& row : view_.neutral) add(row);
    if (rows.empty() || view_.leader.name.empty()) return {};
    return section(
        "What each item says for the closest match, " + view_.leader.name + ", against any group (nats)",
        table("small", {"ids", "", "", "number"}, {text(""), text("What"), text("Grade"), text("Weight")}, rows));
  }

  const Answer answer_;
  const Case& incident_;
  const PageTexts& texts_;
  const ReportOptions& options_;
  WeighView view_;
};

}  // namespace

std::string report_weigh(const Answer& answer, const PageTexts& texts, const ReportOptions& options) {
  return Report(answer, texts, options).html();
}

}  // namespace whence
