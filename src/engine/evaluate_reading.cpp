#include "engine/evaluate_reading.h"

#include <cstdlib>
#include <filesystem>

#include <fmt/format.h>

#include "base/file.h"
#include "base/json.h"
#include "base/text.h"
#include "engine/read.h"
#include "evaluation/reading/seed.h"
#include "format/gzip.h"

namespace whence {
namespace {

namespace fs = std::filesystem;

Result<std::string> unpacked(const std::string& path) {
  WHENCE_TRY(std::string bytes, read_file(path, Limits{}));
  if (!is_gzip(bytes)) return bytes;
  return gunzip(bytes, path, Limits{});
}

void add(ReadingFigures& all, SetScore score, const std::string& set) {
  for (EvaluationRow& row : score.rows) all.rows.push_back(std::move(row));
  if (!score.misses.empty()) all.misses += fmt::format("== {}\n{}\n", set, score.misses);
  for (std::string& note : score.notes) all.notes.push_back(set + ": " + std::move(note));
}

Result<SetScore> score_article(const NamedSet& set, std::string_view bytes, const Data& data, const ReadCall& read) {
  WHENCE_TRY(const Json gold, parse_json(bytes, set.file, Limits{}));
  const std::string article(gold["document"].text());
  if (article.empty())
    return Error{Code::malformed, fmt::format("{}: no key 'document' that names the article beside it", set.file)};
  WHENCE_TRY(const std::string text, read_file((fs::path(set.file).parent_path() / article).string(), Limits{}));
  WHENCE_TRY(const Table traps, data.table("evaluation/traps"));
  auto score = score_seed(gold, text, set.name, traps, read);
  if (!score) return Error{score.error().code, fmt::format("{}: {}", set.file, score.error().message)};
  return score;
}

Result<SetScore> score_set(const NamedSet& set, const Data& data, const ReadCall& read) {
  WHENCE_TRY(const std::string bytes, unpacked(set.file));
  const std::string_view text = trim(bytes);
  if (text.starts_with("{")) return score_article(set, text, data, read);
  return Error{Code::unsupported, fmt::format("{}: is in none of the formats of a gold set", set.file)};
}

Result<void> score_gold(ReadingFigures& all, const ReadingSets& sets, const Data& data, const ReadCall& read) {
  const NamedSet known[] = {{"seed", "seed/gold.json"}};
  for (const NamedSet& set : known) {
    const std::string path = sets.gold ? (fs::path(*sets.gold) / set.file).string() : "";
    if (path.empty() || !fs::exists(path)) {
      const std::string why = path.empty() ? "no gold folder; name one with --gold DIR or WHENCE_GOLD" : "no " + path;
      all.skipped.push_back(set.name + ": " + why);
      continue;
    }
    WHENCE_TRY(SetScore score, score_set({set.name, path}, data, read));
    add(all, std::move(score), set.name);
  }
  return {};
}

}  // namespace

std::optional<std::string> gold_folder(const std::optional<std::string>& named) {
  if (named) return named;
  const char* value = std::getenv("WHENCE_GOLD");
  if (value == nullptr || *value == '\0') return std::nullopt;
  return std::string(value);
}

Result<ReadingFigures> evaluate_reading(const Data& data, const ReadingSets& sets) {
  WHENCE_TRY(const ReadingDesk reader, ReadingDesk::open(data));
  const ReadCall read = [&](std::string text, const std::string& name) {
    return reader.read(std::move(text), name, {}, Limits{});
  };
  ReadingFigures all;
  if (auto done = score_gold(all, sets, data, read); !done) return done.error();
  for (const NamedSet& set : sets.own) {
    WHENCE_TRY(SetScore score, score_set(set, data, read));
    add(all, std::move(score), set.name);
  }
  WHENCE_TRY(const Table bars, data.table("evaluation/bars"));
  if (auto done = set_bars(all.rows, bars); !done) return done.error();
  return all;
}

}  // namespace whence
