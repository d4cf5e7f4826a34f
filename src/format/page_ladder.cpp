#include "format/page_ladder.h"

#include <algorithm>

#include "base/text.h"
#include "format/assertion_view.h"
#include "format/weigh_view.h"

namespace whence {
namespace {

constexpr std::size_t label_columns = 16;
constexpr std::size_t name_columns = 30;
constexpr double least_shown = 0.02;  // of a firm or a body
constexpr double least_state = 0.05;
constexpr double least_at_all = 0.005;
constexpr std::size_t most_rows = 3;  // of one rung; more with --all

std::string marked(double p) { return "~" + hundredths(p); }

std::string range_of(const Share& share) { return marked(share.low.value()) + " - " + marked(share.high.value()); }

class LadderPage {
 public:
  LadderPage(const Answer& answer, const PageOptions& options) : answer_(answer), options_(options) {}

  PageBlock block() {
    block_.rows.push_back({std::string(1 + label_columns, ' ') + padded("named", name_columns) +
                           "share range         nobody asserted by"});
    rung(Level::operator_, "operator");
    rung(Level::organisation, "organisation");
    if (answer_.columns.empty()) {
      add(" " + padded("state", label_columns), "not assessed: no item bears on it");
    } else {
      for (const Column& each : answer_.columns) column(each, &each == &answer_.columns.front());
    }
    parts();
    roles();
    return std::move(block_);
  }

 private:
  void add(const std::string& first, const std::string& text) {
    block_.rows.push_back(hanging(first, text, options_.columns));
  }

  // One figure: never without mark, range, the share of nobody we know, and who asserts it.
  void figure(const std::string& first, std::size_t names, const Share& share, const Share* unknown,
              const std::string& basis) {
    const std::string nobody = unknown == nullptr ? "?" : marked(unknown->probability.value());
    add(first + padded(fitting(clean(share.hypothesis.name), names - 1), names - 1) + " " +
            padded(marked(share.probability.value()), 6) + padded(range_of(share), 14) + padded(nobody, 7),
        basis);
  }

  // A long name keeps what stands in brackets at its end: "Main Intelligence… (GRU)".
  static std::string fitting(const std::string& name, std::size_t columns) {
    const auto open = name.rfind(" (");
    if (display_width(name) <= columns || open == std::string::npos || name.back() != ')') return name;
    const std::string end = name.substr(open);
    return display_width(end) + 4 > columns ? name
                                            : shortened(name.substr(0, open), columns - display_width(end)) + end;
  }

  std::vector<const Share*> shown(const Posterior& posterior, double least) const {
    std::vector<const Share*> result;
    for (const Share& share : posterior.shares) {
      if (!share.hypothesis.actor) continue;
      const bool wanted = share.probability.value() >= (options_.all ? least_at_all : least);
      if (wanted && (options_.all || result.size() < most_rows)) result.push_back(&share);
    }
    return result;
  }

  bool asserted(Level level) const {
    return std::any_of(answer_.assertions.begin(), answer_.assertions.end(),
                       [&](const Assertion& each) { return each.level == level; });
  }

  void rung(Level level, std::string_view label) {
    const std::string first = " " + padded(label, label_columns);
    const Posterior* posterior = posterior_of(answer_, level);
    const std::string none = asserted(level) ? "no figure: see what is said, below"
                                             : "not assessed: no item bears on it and nobody asserts one";
    if (posterior == nullptr) return add(first, none);
    const std::vector<const Share*> rows = shown(*posterior, least_shown);
    std::string before;
    for (const Share* share : rows) {
      const std::string by = who_asserts(*share);
      if (by.empty()) return add(first, "withheld: who asserts the link is not recorded");
      figure(share == rows.front() ? first : std::string(1 + label_columns, ' '), name_columns, *share,
             unknown_of(*posterior), by == before ? "likewise" : by);
      before = by;
    }
    if (rows.empty()) add(first, none);
  }

  static std::string who_asserts(const Share& share) {
    constexpr std::string_view lead = "as asserted ";
    std::string text = clean(share.words);
    if (text.starts_with(lead)) text.erase(0, lead.size());
    return text.starts_with("by ") ? text.substr(3) : text;
  }

  void column(const Column& column, bool first) {
    const std::string name = " " + padded(first ? "state" : "", 6) + padded(clean(column.name), 24) + " ";
    if (column.sponsor.shares.empty()) {
      return add(name, "not assessed: " + (column.basis.empty() ? "no item bears on it" : clean(column.basis)));
    }
    if (column.basis.empty()) return add(name, "withheld: who asserts the link is not recorded");
    const std::vector<const Share*> states = shown(column.sponsor, least_state);
    if (states.empty()) return add(name, "nobody we know · " + clean(column.basis));
    for (std::size_t i = 0; i < states.size(); ++i) {
      figure(i == 0 ? name : std::string(name.size(), ' '), 1 + label_columns + name_columns - name.size(), *states[i],
             unknown_of(column.sponsor), i == 0 ? clean(column.basis) : "likewise");
    }
  }

  // A state is never shown without what is told of its part.
  void parts() {
    bool told = false;
    for (const StatePart& part : answer_.parts) {
      std::string text;
      for (const Share& mode : part.basis.empty() ? std::vector<Share>{} : part.modes) {
        const bool open = !mode.hypothesis.actor.has_value();
        if (!open && mode.high.value() < least_shown) continue;
        text += (text.empty() ? "" : " · ") + clean(mode.hypothesis.name) + " " + marked(mode.probability.value()) +
                " (" + range_of(mode) + ")";
      }
      text += part.basis.empty() ? "its part is told by no statement" : " · as " + clean(part.basis);
      block_.rows.push_back(hanging(" " + padded(told ? "" : "responsibility", label_columns),
                                    "if " + clean(part.name) + ": " + text, options_.columns));
      told = true;
    }
    if (!told) add(" " + padded("responsibility", label_columns), "ordered, supported, tolerated, none: not assessed");
  }

  void roles() {
    for (const RoleNote& note : answer_.roles) {
      std::vector<std::string> ids;
      for (const EvidenceId& id : note.items) ids.push_back(clean(id.text));
      add(" " + padded(role_label(note.role), label_columns), id_list(ids) + "  " + clean(note.text));
    }
  }

  const Answer& answer_;
  const PageOptions& options_;
  PageBlock block_{
      .heading = "ABOVE THE CLUSTER  (skill cannot be measured: ~ marks every figure; never quote one alone)",
      .rows = {},
      .keep = true};
};

}  // namespace

namespace {

std::vector<std::string> said_row(const Assertion& each, const PageOptions& options) {
  const std::string sources = sources_text(each);
  return hanging(" " + padded(name_of(each.level), label_columns),
                 assertion_text(each) + ": asserted by " + asserted_by(each) + "; " + answer_text(each) +
                     (sources.empty() ? "" : "  " + sources),
                 options.columns);
}

// By name or id, or by a word of the name of three letters or more: "GRU".
bool is_called(const std::string& name, const std::string& id, std::string_view what) {
  const std::string wanted = lower(what);
  const std::string all = lower(name);
  if (all == wanted || (!id.empty() && lower(id) == wanted)) return true;
  if (wanted.size() < 3) return false;
  const auto inside = [&](std::size_t at) { return at < all.size() && (is_alpha(all[at]) || is_digit(all[at])); };
  for (std::size_t at = all.find(wanted); at != std::string::npos; at = all.find(wanted, at + 1)) {
    if ((at == 0 || !inside(at - 1)) && !inside(at + wanted.size())) return true;
  }
  return false;
}

}  // namespace

std::optional<PageBlock> party_block(const Answer& answer, std::string_view what, const PageOptions& options) {
  PageBlock block{.heading = "", .rows = {}, .keep = true};
  for (const Level level : {Level::operator_, Level::organisation, Level::sponsor}) {
    const Posterior* posterior = posterior_of(answer, level);
    if (posterior == nullptr) continue;
    for (const Share& share : posterior->shares) {
      const auto& id = share.hypothesis.actor;
      if (!id || !is_called(share.hypothesis.name, *id, what) || share.words.empty()) continue;
      const Share* unknown = unknown_of(*posterior);
      block.rows.push_back(hanging("",
                                   clean(share.hypothesis.name) + ", " + std::string(name_of(level)) + ": " +
                                       marked(share.probability.value()) + ", range " + range_of(share) +
                                       "; nobody we know " +
                                       (unknown == nullptr ? "?" : marked(unknown->probability.value())) + "; " +
                                       clean(share.words) + ". Skill cannot be measured: never quote it alone.",
                                   options.columns));
    }
  }
  std::vector<Assertion> naming;
  for (const Assertion& each : answer.assertions) {
    const std::string link = each.id.empty() ? each.link : each.link.substr(0, each.link.find(", a "));
    if (is_called(link, each.id, what) || is_called(each.child, "", what) || is_called(each.state, "", what)) {
      naming.push_back(each);
    }
  }
  for (const Assertion& each : merged(naming)) block.rows.push_back(said_row(each, options));
  for (const Assertion& each : naming) {
    for (const std::string& row : each.weighed) block.rows.push_back(hanging("    ", clean(row), options.columns));
  }
  if (block.rows.empty()) return std::nullopt;
  for (const StatePart& part : answer.parts) {
    if (!is_called(part.name, part.state, what)) continue;
    const std::string told = part_text(part);
    block.rows.push_back(hanging(" " + padded("responsibility", label_columns),
                                 told.empty() ? "its part is told by no statement" : told + ", as " + clean(part.basis),
                                 options.columns));
  }
  return block;
}

PageBlock said_block(const Answer& answer, const PageOptions& options) {
  const std::string group = clean(answer.headline.name);
  PageBlock block{.heading = "SAID OF " + (group.empty() ? std::string("THE CLUSTER") : group) +
                             "  (statements, not findings; accusation and answer)",
                  .rows = {},
                  .minor = true};
  for (const Assertion& each : merged(answer.assertions)) block.rows.push_back(said_row(each, options));
  return block;
}

PageBlock ladder_block(const Answer& answer, const PageOptions& options) { return LadderPage(answer, options).block(); }

}  // namespace whence
