#include "format/page_weigh_document.h"

#include <algorithm>

#include "base/text.h"
#include "format/weigh_view.h"

namespace whence {
namespace {

constexpr std::size_t few = 6;

// The first few unless all are wanted, and how many more there are.
void cut(PageBlock& block, std::size_t all, const PageOptions& options) {
  if (options.all || all <= few) return;
  block.rows.push_back({" … " + std::to_string(all - few) + " more: --all"});
}

// One line, the sentence cut to fit, unless everything is wanted.
std::vector<std::string> row(const std::string& id, const std::string& text, const std::string& sentence,
                             const PageOptions& options) {
  const std::string first = " " + padded(clean(id), 4) + " ";
  const std::size_t taken = display_width(first + text) + 2;  // its quotation marks
  const std::size_t left = options.columns > taken + 20 ? options.columns - taken : 20;
  const std::string words = options.all ? clean(sentence) : shortened(clean(sentence), left);
  return hanging(first, text + quotation(words), options.columns);
}

std::string how_read(const Evidence& item) {
  if (item.checked) return "checked";
  if (item.kind != EvidenceKind::technique) return "unchecked";
  return item.quote.find(item.value) == std::string::npos ? "unchecked, read from prose" : "unchecked, id in the text";
}

}  // namespace

bool is_document(const Case& incident) {
  return !incident.evidence.empty() &&
         std::all_of(incident.evidence.begin(), incident.evidence.end(),
                     [](const Evidence& item) { return item.document && item.span && item.line == 0; });
}

PageBlock taken_block(const Answer& answer, const PageOptions& options) {
  PageBlock block{.heading = "TAKEN FROM THE DOCUMENT, one origin", .rows = {}, .keep = true};
  const Case& incident = answer.incident;
  if (!is_document(incident)) return block;
  std::vector<const Evidence*> used;
  for (const Evidence& item : incident.evidence) {
    if (item.not_used.empty()) used.push_back(&item);
  }
  for (std::size_t i = 0; i < used.size() && (options.all || i < few); ++i) {
    const Evidence& item = *used[i];
    const std::string name = clean(item.name.empty() ? item.value : item.name);
    block.rows.push_back(row(item.id.text, name + " (" + how_read(item) + "): ", item.quote, options));
  }
  cut(block, used.size(), options);
  return block;
}

PageBlock told_block(const Answer& answer, const PageOptions& options) {
  PageBlock block{.heading = "SAID IN THE DOCUMENT  (somebody's word: shown, never weighed)", .rows = {}, .keep = true};
  const Case& incident = answer.incident;
  if (!is_document(incident)) return block;
  for (std::size_t i = 0; i < incident.statements.size() && (options.all || i < few); ++i) {
    const Statement& each = incident.statements[i];
    std::string text = clean(each.speaker) + (each.answer ? " answers" : "");
    if (!each.answers.empty()) text += " " + clean(each.answers);
    block.rows.push_back(row(each.id.text, text + ": ", each.text, options));
  }
  cut(block, incident.statements.size(), options);
  return block;
}

}  // namespace whence
