#include "format/page_texts.h"

#include <algorithm>
#include <iterator>
#include <optional>

#include "base/text.h"

namespace whence {
namespace {

// Fills `{slot}`s of a piece without brackets; absent if one is empty.
std::optional<std::string> filled_piece(std::string_view piece, const Slots& slots) {
  std::string result;
  bool whole = true;
  while (!piece.empty()) {
    const auto open = piece.find('{');
    result += piece.substr(0, open);
    if (open == std::string_view::npos) break;
    const auto close = piece.find('}', open);
    if (close == std::string_view::npos) {
      result += piece.substr(open);
      break;
    }
    const auto slot = slots.find(piece.substr(open + 1, close - open - 1));
    if (slot == slots.end() || slot->second.empty()) {
      whole = false;
    } else {
      result += slot->second;
    }
    piece.remove_prefix(close + 1);
  }
  if (!whole) return std::nullopt;
  return result;
}

std::string filled_loose(std::string_view piece, Slots slots) {
  for (std::size_t at = piece.find('{'); at != std::string_view::npos; at = piece.find('{', at + 1)) {
    const auto close = piece.find('}', at);
    if (close == std::string_view::npos) break;
    auto& value = slots[std::string(piece.substr(at + 1, close - at - 1))];
    if (value.empty()) value = " ";
  }
  return filled_piece(piece, slots).value_or("");
}

bool balanced(std::string_view pattern) {
  int square = 0;
  int curly = 0;
  for (const char c : pattern) {
    square += c == '[' ? 1 : c == ']' ? -1 : 0;
    curly += c == '{' ? 1 : c == '}' ? -1 : 0;
    if (square < 0 || square > 1 || curly < 0 || curly > 1) return false;
  }
  return square == 0 && curly == 0;
}

Error bad_row(const Table& table, std::size_t row, const std::string& what) {
  return Error{Code::malformed,
               "data/" + std::string(table.name()) + ".tsv: record " + std::to_string(row + 1) + ": " + what};
}

// Every rule that reading_rules.cpp, reading_view.cpp and weigh_view.cpp can find to hold. A sentence that waits for
// another one would never be shown.
constexpr std::string_view reading_rules[] = {"accusation",
                                              "accusation-without-names",
                                              "always",
                                              "charge-without-group",
                                              "charged",
                                              "denial",
                                              "denied",
                                              "differs",
                                              "each-accusation",
                                              "each-accusation-denied",
                                              "each-accusation-unanswered",
                                              "evidence-to-review",
                                              "matter-without-answer",
                                              "matters-of-one-origin",
                                              "nationality",
                                              "no-accusation",
                                              "no-denial",
                                              "no-technical-evidence",
                                              "not-in-text",
                                              "one-accuser-one-matter",
                                              "one-accuser-several-matters",
                                              "one-matter-of-one-origin",
                                              "outcome",
                                              "outlet-leans",
                                              "several-accusers-in-general",
                                              "several-accusers-one-matter",
                                              "several-accusers-several-matters",
                                              "some-differ",
                                              "status",
                                              "technical-evidence",
                                              "through",
                                              "via"};
constexpr std::string_view weigh_rules[] = {"accusations",
                                            "always",
                                            "answers",
                                            "catalogue-prior",
                                            "established",
                                            "exercise",
                                            "hangs-above",
                                            "match-leads",
                                            "no-answers",
                                            "no-catalogue-prior",
                                            "no-match",
                                            "not-established",
                                            "one-item-carries",
                                            "one-item-carries-all",
                                            "one-item-carries-partly",
                                            "other-instead",
                                            "skill-band",
                                            "skill-first",
                                            "skill-novel",
                                            "skill-unknown",
                                            "some-items-carry",
                                            "some-items-carry-all",
                                            "some-items-carry-partly",
                                            "unchecked",
                                            "unknown-instead",
                                            "unknown-leads",
                                            "weaker-instead"};

bool is_rule(std::string_view page, std::string_view rule) {
  if (page == "reading")
    return std::find(std::begin(reading_rules), std::end(reading_rules), rule) != std::end(reading_rules);
  if (page == "weigh") return std::find(std::begin(weigh_rules), std::end(weigh_rules), rule) != std::end(weigh_rules);
  return false;
}

Result<std::map<Act, ActTexts>> act_patterns(const Table& table) {
  WHENCE_TRY(const std::size_t act, table.column("act"));
  WHENCE_TRY(const std::size_t text, table.column("text"));
  WHENCE_TRY(const std::size_t undone, table.column("not"));
  std::map<Act, ActTexts> result;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const auto known = act_named(table.text(row, act));
    if (!known) return bad_row(table, row, "no act '" + std::string(table.text(row, act)) + "'");
    if (!balanced(table.text(row, text)) || !balanced(table.text(row, undone)))
      return bad_row(table, row, "brackets do not match");
    result[*known] = {std::string(table.text(row, text)), std::string(table.text(row, undone))};
  }
  for (int i = 0; i <= static_cast<int>(Act::comment); ++i) {
    const Act each = static_cast<Act>(i);
    if (!result.contains(each)) {
      return Error{Code::malformed, "data/" + std::string(table.name()) + ".tsv: no row for the act '" +
                                        std::string(name_of(each)) + "'; add one"};
    }
  }
  return result;
}

}  // namespace

std::string filled(std::string_view pattern, const Slots& slots) {
  std::string result;
  while (!pattern.empty()) {
    const auto open = pattern.find('[');
    result += filled_loose(pattern.substr(0, open), slots);
    if (open == std::string_view::npos) break;
    const auto close = std::min(pattern.find(']', open), pattern.size());
    for (const std::string_view choice : split(pattern.substr(open + 1, close - open - 1), '|')) {
      if (const auto text = filled_piece(choice, slots)) {
        result += *text;
        break;
      }
    }
    pattern.remove_prefix(std::min(close + 1, pattern.size()));
  }
  return squeeze(result);
}

std::string_view act_pattern(const PageTexts& texts, const Claim& claim) {
  const auto found = texts.acts.find(claim.act);
  if (found == texts.acts.end()) return "{source}: {said}";
  return claim.denied ? found->second.undone : found->second.done;
}

Result<PageTexts> page_texts(const Table& acts, const Table& lines, const Table& names) {
  PageTexts texts;
  WHENCE_TRY(texts.acts, act_patterns(acts));
  WHENCE_TRY(const std::size_t page, lines.column("page"));
  WHENCE_TRY(const std::size_t list, lines.column("list"));
  WHENCE_TRY(const std::size_t rule, lines.column("rule"));
  WHENCE_TRY(const std::size_t text, lines.column("text"));
  for (std::size_t row = 0; row < lines.rows(); ++row) {
    if (!balanced(lines.text(row, text))) return bad_row(lines, row, "brackets do not match");
    if (!is_rule(lines.text(row, page), lines.text(row, rule))) {
      return bad_row(lines, row,
                     "no page '" + std::string(lines.text(row, page)) + "' with a rule '" +
                         std::string(lines.text(row, rule)) + "'; docs/formats/pages.md lists them");
    }
    texts.lines.push_back({std::string(lines.text(row, page)), std::string(lines.text(row, list)),
                           std::string(lines.text(row, rule)), std::string(lines.text(row, text))});
  }
  WHENCE_TRY(const std::size_t code, names.column("code"));
  WHENCE_TRY(const std::size_t name, names.column("name"));
  for (std::size_t row = 0; row < names.rows(); ++row) {
    texts.short_names[std::string(names.text(row, code))] = names.text(row, name);
  }
  return texts;
}

std::vector<std::string> sentences(const PageTexts& texts, std::string_view page, std::string_view list,
                                   const Bindings& holds) {
  std::vector<std::string> result;
  for (const PageLine& line : texts.lines) {
    if (line.page != page || line.list != list) continue;
    const auto rule = holds.find(line.rule);
    if (rule == holds.end()) continue;
    for (const Slots& slots : rule->second) {
      std::string sentence = filled(line.text, slots);
      if (!sentence.empty() && std::find(result.begin(), result.end(), sentence) == result.end()) {
        result.push_back(std::move(sentence));
      }
    }
  }
  return result;
}

}  // namespace whence
