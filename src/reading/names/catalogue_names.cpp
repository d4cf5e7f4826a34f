#include "reading/names/catalogue_names.h"

#include <algorithm>
#include <utility>

#include "base/text.h"

namespace whence {
namespace {

constexpr std::size_t shortest = 3;  // shorter names are words more often than not

bool capital_or_digit(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return is_upper(c) || is_digit(c); });
}

}  // namespace

struct CatalogueNames::Draft {
  std::vector<Entry> entries;
  std::vector<std::string> phrases;

  void add(std::string_view phrase, Entry entry) {
    if (phrase.size() < shortest || !capital_or_digit(phrase)) return;
    phrases.emplace_back(phrase);
    entries.push_back(std::move(entry));
  }

  static Draft of(const Knowledge& knowledge) {
    Draft draft;
    for (const Group& group : knowledge.groups())
      draft.add(group.name, {std::string(group.id), std::string(group.name), ""});
    for (const ActorName& alias : knowledge.names()) {
      const auto group = knowledge.group(alias.actor);
      const std::string_view name = group ? knowledge.groups()[*group].name : alias.name;
      draft.add(alias.name, {std::string(alias.actor), std::string(name), ""});
    }
    for (const Item& item : knowledge.items()) {
      if (item.kind == ItemKind::software)
        draft.add(item.name, {std::string(item.id), std::string(item.name), std::string(item.name)});
    }
    return draft;
  }
};

CatalogueNames::CatalogueNames(const Knowledge& knowledge) : CatalogueNames(Draft::of(knowledge)) {}
CatalogueNames::CatalogueNames(Draft draft) : entries_(std::move(draft.entries)), finder_(draft.phrases) {}

void CatalogueNames::find(std::string_view text, Span where, std::vector<NameMention>& actors,
                          std::vector<NameMention>& software) const {
  const std::string_view sentence = text_of(text, where);
  std::uint32_t reached = 0;
  const std::vector<PhraseMatch> matches = finder_.find(sentence);
  for (std::size_t first = 0; first < matches.size();) {
    // The longest of those that begin here; among equals the first on record.
    const PhraseMatch* best = nullptr;
    std::size_t last = first;
    for (; last < matches.size() && matches[last].span.begin == matches[first].span.begin; ++last) {
      const std::string_view found = text_of(sentence, matches[last].span);
      const std::string& written = entries_[matches[last].phrase].written;
      const bool good = written.empty() ? capital_or_digit(found) : found == written;
      if (good && (best == nullptr || matches[last].span.end > best->span.end)) best = &matches[last];
    }
    first = last;
    if (best == nullptr || best->span.begin < reached) continue;
    reached = best->span.end;
    const Entry& entry = entries_[best->phrase];
    const Span span{where.begin + best->span.begin, where.begin + best->span.end};
    (entry.written.empty() ? actors : software)
        .push_back({std::string(text_of(text, span)), span, entry.id, entry.name});
  }
}

}  // namespace whence
