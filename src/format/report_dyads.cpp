#include "format/report_dyads.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "format/dyad_texts.h"
#include "format/layout.h"

namespace whence {
namespace {

constexpr std::string_view no_answer = "No answer found in what we hold.";

std::string name_of(const std::string& code, const PartyNames& names) {
  const auto found = names.find(code);
  return clean(found == names.end() ? code : found->second);
}

int year_of(Date date) { return static_cast<int>(std::chrono::year_month_day(date.first).year()); }

class Report {
 public:
  Report(const DyadView& view, const PartyNames& names, const ReportOptions& options)
      : view_(view), names_(names), options_(options) {}

  std::string html() const {
    Markup body = heading();
    if (!view_.pair) body += every_pair();
    for (const Dyad& dyad : view_.dyads) {
      if (view_.pair) body += direction(dyad);
    }
    if (view_.dyads.empty()) body += element("p", "soft", text("Nothing in this ledger."));
    body += footer();
    const std::string draft = options_.prepared_by.empty() ? "DRAFT, not reviewed by a person" : "";
    // The page may hold real acts too, so that the banner of an invented incident would say too much.
    return html_page(title(), {.exercise = false, .tlp = options_.tlp, .draft = draft, .brief = false}, body);
  }

 private:
  std::string title() const {
    if (!view_.pair) return "Accusations between states, and what was answered";
    return fmt::format("{} and {}: accusations and answers", name_of(view_.a, names_), name_of(view_.b, names_));
  }

  Markup heading() const {
    const std::string from = counted(view_.rows, "act", "acts") + " of the public record and " +
                             counted(view_.claims, "claim", "claims") + " of documents";
    Markup banner;
    if (view_.exercise)
      banner = element("p", "exercise",
                       element("strong", "", text("EXERCISE")) + text(" Some of these incidents are invented."));
    return banner + element("h1", "", text(title())) +
           element("p", "basis",
                   text(fmt::format("{} to {}. Out of {}. All counts are of this ledger, a sample of accusations made "
                                    "in public; not of what was done. A change in what is published looks the same "
                                    "as a change in what is done.",
                                    to_string(view_.from), to_string(view_.to), from)));
  }

  Markup direction(const Dyad& dyad) const {
    const std::string label = name_of(dyad.accuser, names_) + " accuses " + name_of(dyad.accused, names_);
    if (dyad.events.empty())
      return section(label, element("p", "soft",
                                    text("No accusation of this ledger. Tension: " + tension_text(dyad, view_) + ".")));
    std::vector<std::vector<Markup>> figures;
    const auto add = [&](std::string_view what, const std::string& words) {
      figures.push_back({text(what), text(words)});
    };
    add("Rate", change_text(dyad, view_));
    add("Surprise", surprise_text(dyad));
    add("Answers", answers_text(dyad));
    add("Tension", tension_text(dyad, view_));
    Markup content = series_figure(series_of(dyad, view_.from, names_));
    content += table("open small", {"matter", ""}, {}, figures);
    return section(label, content) + section(label + ": each statement, newest first", statements(dyad)) +
           section(label + ": firsts", firsts(dyad));
  }

  // Both columns have the same class and limit.
  Markup statements(const Dyad& dyad) const {
    std::vector<std::vector<Markup>> rows;
    for (auto act = dyad.acts.rbegin(); act != dyad.acts.rend(); ++act) {
      std::string said = clean(act->speaker);
      if (!act->victims.empty()) said += "; victims: " + clean(act->victims);
      Markup answers;
      for (const DyadReply& reply : act->replies) {
        const std::string words = (reply.by.empty() ? "" : clean(reply.by) + ": ") + clean(reply.text);
        const std::string mark =
            reply.kind + (reply.date ? " · " + to_string(*reply.date) : "") + (reply.verified ? "" : " · unverified");
        answers +=
            element("p", "", text(shortened(words, quotation_limit) + " ") + element("span", "from", text(mark)));
      }
      if (answers.empty()) answers = element("p", "soft", text(no_answer));
      rows.push_back({text(to_string(act->date)),
                      element("p", "",
                              text(shortened(said, quotation_limit) + " ") +
                                  element("span", "from", text(act->id + " · " + act->weight_of))),
                      answers});
    }
    return table("sides small", {"matter", "side", "side"}, {text("When"), text("Accusation"), text("Answer")}, rows);
  }

  static Markup firsts(const Dyad& dyad) {
    std::vector<std::string> rows;
    for (auto first = dyad.firsts.rbegin(); first != dyad.firsts.rend(); ++first)
      rows.push_back(to_string(dyad.acts[first->act].date) + " " + first_text(dyad, *first) + ".");
    return element("div", "small", bullets("plain", rows));
  }

  Markup every_pair() const {
    std::vector<std::vector<Markup>> rows;
    for (const Dyad& dyad : view_.dyads) {
      const bool shown = dyad.change && dyad.change->factor >= view_.weak;
      rows.push_back(
          {text(name_of(dyad.accuser, names_) + " accuses " + name_of(dyad.accused, names_)),
           text(std::to_string(dyad.events.size())), series_bars(by_year(dyad.months)),
           text(shown ? to_string(dyad.change->date) + ", factor " + factor_text(dyad.change->factor) : "none shown"),
           text(fmt::format("{:.2f}", dyad.tension.total()))});
    }
    const std::string caption = fmt::format(
        "Accusations a year, {} to {}, of this ledger; joint statements counted once. Each row has its "
        "own height.",
        year_of(view_.from), year_of(view_.to));
    return section("Every pair", table("small", {"", "number", "figure", "", "number"},
                                       {text("Accuser and accused"), text("Accusations"), text("By year"),
                                        text("Change of rate"), text("Tension")},
                                       rows) +
                                     element("p", "note", text(caption)));
  }

  Markup footer() const {
    std::vector<std::string> parts;
    for (const std::string& part : {options_.program, "data " + clean(view_.data).substr(0, 12), options_.as_of}) {
      if (!part.empty()) parts.push_back(part);
    }
    return element("footer", "", text(join(parts, " · ") + " · formulae: docs/relations.md · same data, same page"));
  }

  const DyadView& view_;
  const PartyNames& names_;
  const ReportOptions& options_;
};

}  // namespace

AccusationSeries series_of(const Dyad& dyad, Date from, const PartyNames& names) {
  AccusationSeries series;
  series.accuser = name_of(dyad.accuser, names);
  series.accused = name_of(dyad.accused, names);
  series.first_year = year_of(from);
  series.years = by_year(dyad.months);
  return series;
}

Markup series_figure(const AccusationSeries& series) {
  if (series.years.empty()) return {};
  std::size_t total = 0;
  for (const std::size_t count : series.years) total += count;
  const std::size_t most = *std::max_element(series.years.begin(), series.years.end());
  const int last = series.first_year + static_cast<int>(series.years.size()) - 1;
  const std::string caption = fmt::format(
      "{} accusing {}: {} of this ledger, by year, {} to {}; at most {} in a year. Statements made in "
      "public are counted, not what was done.",
      series.accuser, series.accused, accusations(total), series.first_year, last, most);
  return element("figure", "", series_bars(series.years) + element("figcaption", "note", text(caption)));
}

std::string report_dyads(const DyadView& view, const PartyNames& names, const ReportOptions& options) {
  return Report(view, names, options).html();
}

}  // namespace whence
