#include "engine/indicator_lists.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "reading/indicators/public_suffix.h"
#include "reading/indicators/refang.h"
#include "sightings/indicator_key.h"

namespace whence {
namespace {

constexpr std::size_t most_oddities = 5;  // shown of a list; all are counted

Result<ListType> list_type(const Table& table, std::size_t row, std::size_t kinds) {
  ListType type;
  for (const std::string_view word : table.list(row, kinds)) {
    ListType::Part part;
    const auto found = std::find(indicator_kind_names.begin(), indicator_kind_names.end(), word);
    if (word == "-") {
      part.used = false;
    } else if (found != indicator_kind_names.end()) {
      part.kind = static_cast<IndicatorKind>(found - indicator_kind_names.begin());
    } else if (word != "any") {
      return Error{Code::malformed, fmt::format("sightings/indicator-types: '{}' has the kind '{}'; write {}, any or -",
                                                table.text(row, 0), word, fmt::join(indicator_kind_names, ", "))};
    }
    type.parts.push_back(part);
  }
  return type;
}

Result<ListWords> list_words(const Data& data) {
  ListWords words;
  WHENCE_TRY(const Table types, data.table("sightings/indicator-types"));
  WHENCE_TRY(const std::size_t kinds, types.column("kinds"));
  for (std::size_t row = 0; row < types.rows(); ++row) {
    WHENCE_TRY(ListType type, list_type(types, row, kinds));
    words.types.emplace(types.text(row, 0), std::move(type));
  }
  WHENCE_TRY(const Table columns, data.table("sightings/list-columns"));
  WHENCE_TRY(const std::size_t meaning, columns.column("meaning"));
  for (std::size_t row = 0; row < columns.rows(); ++row)
    words.columns.emplace(columns.text(row, 0), columns.text(row, meaning));
  return words;
}

}  // namespace

Result<IndicatorLists> IndicatorLists::open(const Data& data) {
  IndicatorLists lists;
  WHENCE_TRY(lists.lexicon_, IndicatorLexicon::load(data));
  WHENCE_TRY(lists.words_, list_words(data));
  return lists;
}

std::optional<IndicatorKey> IndicatorLists::key_of(std::string_view value, std::optional<IndicatorKind> kind) const {
  std::string plain(trim(value));
  if (plain.find_first_of("[({\\") != std::string::npos) {
    Refanged word;
    word.assign(plain, {0, static_cast<std::uint32_t>(plain.size())}, &lexicon_.forms);
    plain = std::string(word.plain());
  }
  if (const std::size_t colon = plain.find("://"); colon != std::string::npos) {
    const std::string_view scheme = look_up(lexicon_.schemes, lower(plain.substr(0, colon)));
    if (!scheme.empty()) plain.replace(0, colon, scheme);
  }
  const auto foreign = [](char c) { return (c & 0x80) != 0; };
  if (std::any_of(plain.begin(), plain.end(), foreign) && plain.find('/') == std::string::npos)
    plain = lower_host(plain);
  auto key = kind ? indicator_key(plain, *kind) : indicator_key(plain);
  if (key && !kind && key->kind == IndicatorKind::domain) {
    const std::string ending = key->text.substr(key->text.rfind('.') + 1);
    const auto known = lexicon_.endings.find(ending);
    const bool special = known != lexicon_.endings.end() && known->second.leaning == EndingLeaning::special;
    if (!special && ending != "onion" && !is_top_level(ending)) return std::nullopt;
  }
  return key;
}

Result<ListSummary> IndicatorLists::read(const std::string& path, const MatchRequest& request, const Take& take) const {
  ListSummary summary;
  summary.name = path == "-" ? "standard input" : path;
  WHENCE_TRY(ByteStream stream, open_input(request, path));
  std::optional<Error> refused;
  const auto odd = [&](std::uint64_t line, std::string_view what) {
    ++summary.unusable;
    if (summary.oddities.size() < most_oddities)
      summary.oddities.push_back({fmt::format("{}:{}", summary.name, line), std::string(what)});
  };
  const auto shape = read_indicator_list(
      [&](char* into, std::size_t size) { return refused ? 0 : stream.read(into, size); }, words_, request.list,
      request.limits,
      [&](const ListedValue& value) {
        const auto key = key_of(value.value, value.kind);
        if (!key)
          return odd(value.line, fmt::format("'{}' is no {}", visible(value.value.substr(0, 80)),
                                             value.kind ? name_of(*value.kind) : "indicator"));
        const auto fresh = take(*key, static_cast<std::uint32_t>(std::min<std::uint64_t>(value.line, UINT32_MAX)));
        if (!fresh) {
          refused = fresh.error();
        } else {
          ++(*fresh ? summary.taken : summary.known);
        }
      },
      odd);
  if (refused) return *refused;
  if (!shape) return Error{shape.error().code, fmt::format("{}: {}", summary.name, shape.error().message)};
  summary.shape = *shape;
  if (stream.problem()) summary.problem = stream.problem()->message;
  return summary;
}

}  // namespace whence
