#include "evaluation/reading/country_names.h"

#include <algorithm>

#include "base/text.h"

namespace whence {
namespace {

bool is_letter(char c) { return is_alpha(c) || static_cast<unsigned char>(c) >= 0x80; }

}  // namespace

void CountryNames::add_forms(const Table& table, std::size_t row, std::string_view column, bool adjective) {
  const auto at = table.column(column);
  if (!at) return;
  for (const std::string_view form : table.list(row, *at)) {
    forms_.try_emplace(std::string(form), Form{std::string(table.text(row, 0)), adjective});
    longest_ = std::max(longest_, form.size());
  }
}

Result<CountryNames> CountryNames::load(const Table& states, const Table& others) {
  WHENCE_TRY(const std::size_t names, states.column("names"));
  WHENCE_TRY(const std::size_t own_name, others.column("name"));
  WHENCE_TRY(const std::size_t own_code, others.column("code"));
  CountryNames all;
  for (std::size_t row = 0; row < states.rows(); ++row) {
    const std::string code(states.text(row, 0));
    for (const std::string_view name : states.list(row, names)) all.codes_.try_emplace(lower(name), code);
    for (const std::string_view column : {"names", "capital", "capital_names"})
      all.add_forms(states, row, column, false);
    for (const std::string_view column : {"adjectives", "people"}) all.add_forms(states, row, column, true);
  }
  for (std::size_t row = 0; row < others.rows(); ++row) {
    all.codes_.insert_or_assign(lower(others.text(row, own_name)), std::string(others.text(row, own_code)));
  }
  return all;
}

std::string CountryNames::code(std::string_view name) const {
  const auto found = codes_.find(lower(trim(name)));
  return found == codes_.end() ? std::string() : found->second;
}

std::vector<CountryMention> CountryNames::mentions(std::string_view text) const {
  std::vector<CountryMention> found;
  for (std::size_t at = 0; at < text.size();) {
    const bool starts = is_letter(text[at]) && (at == 0 || !is_letter(text[at - 1]));
    std::size_t size = starts ? std::min(longest_, text.size() - at) : 0;
    for (; size > 0; --size) {
      if (at + size < text.size() && is_letter(text[at + size])) continue;
      const auto form = forms_.find(text.substr(at, size));
      if (form == forms_.end()) continue;
      found.push_back({at, at + size, form->second.code, form->second.adjective});
      break;
    }
    at += std::max<std::size_t>(size, 1);
  }
  return found;
}

}  // namespace whence
