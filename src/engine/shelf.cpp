#include "engine/shelf.h"

#include <algorithm>
#include <filesystem>

#include <glob.h>

#include "base/file.h"
#include "base/text.h"
#include "relations/repetition.h"

namespace whence {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> files_of_folder(const std::string& path) {
  std::vector<std::string> files;
  std::error_code error;
  for (fs::directory_iterator entry(path, error), end; !error && entry != end; entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    std::error_code unknown;
    if (!name.starts_with('.') && entry->is_regular_file(unknown)) files.push_back(entry->path().string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::vector<std::string> matches_of(const std::string& pattern) {
  glob_t found{};
  std::vector<std::string> files;
  if (::glob(pattern.c_str(), 0, nullptr, &found) == 0) files.assign(found.gl_pathv, found.gl_pathv + found.gl_pathc);
  ::globfree(&found);
  return files;
}

std::vector<std::string> expanded(const std::vector<std::string>& paths, std::vector<std::string>& complaints) {
  std::vector<std::string> files;
  for (const std::string& path : paths) {
    std::error_code error;
    if (path != "-" && fs::is_directory(path, error)) {
      const std::vector<std::string> inside = files_of_folder(path);
      if (inside.empty()) complaints.push_back(path + ": is a directory without files; name files or another one");
      files.insert(files.end(), inside.begin(), inside.end());
    } else if (path.find_first_of("*?[") != std::string::npos && !fs::exists(path, error)) {
      const std::vector<std::string> found = matches_of(path);
      if (found.empty()) complaints.push_back(path + ": no file has such a name; check the pattern");
      files.insert(files.end(), found.begin(), found.end());
    } else {
      files.push_back(path);
    }
  }
  return files;
}

void read_articles(const ReadingDesk& desk, const std::string& file, const Limits& limits, Shelf& shelf) {
  const auto bytes = read_file(file, limits);
  if (!bytes) return shelf.complaints.push_back(bytes.error().message);
  const auto records = lines(*bytes);
  for (std::size_t i = 0; i < records.size(); ++i) {
    if (trim(records[i]).empty()) continue;
    auto reading = desk.read_line(records[i], file + ":" + std::to_string(i + 1), limits);
    if (reading) {
      shelf.readings.push_back(std::move(reading).value());
    } else {
      shelf.complaints.push_back(reading.error().message);
    }
  }
}

bool holds_articles(const std::string& file) {
  const std::string name = lower(file);
  return name.ends_with(".jsonl") || name.ends_with(".ndjson");
}

Result<void> load_words(const Data& data, RepetitionRules& rules) {
  WHENCE_TRY(const Table words, data.table("reading/statement-words"));
  WHENCE_TRY(const std::size_t kind, words.column("kind"));
  WHENCE_TRY(const std::size_t phrase, words.column("phrase"));
  for (std::size_t row = 0; row < words.rows(); ++row) {
    const std::string text(words.text(row, phrase));
    if (words.text(row, kind) == "cites") rules.cites.push_back(text);
    if (words.text(row, kind) == "own-of-each") rules.own_of_each.insert(text);
    if (words.text(row, kind) == "rests") rules.rests.push_back(text);
    if (words.text(row, kind) == "generic") rules.generic.insert(text);
    if (words.text(row, kind) == "company-tail") rules.company_tails.insert(text);
  }
  WHENCE_TRY(const Table strengths, data.table("reading/hedge-strength"));
  WHENCE_TRY(const std::size_t hedge, strengths.column("phrase"));
  WHENCE_TRY(const std::size_t strength, strengths.column("strength"));
  for (std::size_t row = 0; row < strengths.rows(); ++row) {
    rules.strength.emplace(strengths.text(row, hedge), strengths.real(row, strength).value_or(1));
  }
  WHENCE_TRY(const Table victims, data.table("reading/ledger-words"));
  WHENCE_TRY(const std::size_t word, victims.column("word"));
  WHENCE_TRY(const std::size_t of_kind, victims.column("kind"));
  WHENCE_TRY(const std::size_t meaning, victims.column("concept"));
  for (std::size_t row = 0; row < victims.rows(); ++row) {
    if (victims.text(row, of_kind) == "victim")
      rules.victim.emplace(victims.text(row, word), victims.text(row, meaning));
  }
  return {};
}

Result<RepetitionRules> repetition_rules(const Data& data) {
  RepetitionRules rules;
  if (auto loaded = load_words(data, rules); !loaded) return loaded.error();
  WHENCE_TRY(const Table bounds, data.table("reading/repetition"));
  WHENCE_TRY(const std::size_t name, bounds.column("name"));
  WHENCE_TRY(const std::size_t value, bounds.column("value"));
  for (std::size_t row = 0; row < bounds.rows(); ++row) {
    const std::string_view what = bounds.text(row, name);
    const double bound = bounds.real(row, value).value_or(0);
    const auto count = static_cast<std::size_t>(bound);
    if (what == "deed-days") {
      rules.deed_days = static_cast<std::int64_t>(bound);
    } else if (what == "window-days") {
      rules.window_days = static_cast<std::int64_t>(bound);
    } else if (what == "retold-days") {
      rules.retold_days = static_cast<std::int64_t>(bound);
    } else if (what == "incident-days") {
      rules.incident_days = static_cast<std::int64_t>(bound);
    } else if (what == "sentence-share") {
      rules.sentence_share = bound;
    } else if (what == "document-share") {
      rules.document_share = bound;
    } else if (what == "sentence-run") {
      rules.sentence_run = count;
    } else if (what == "document-run") {
      rules.document_run = count;
    } else if (what == "least-runs") {
      rules.least_runs = count;
    } else {
      return Error{Code::malformed, "data/reading/repetition.tsv: no bound '" + std::string(what) + "'"};
    }
  }
  return rules;
}

}  // namespace

Shelf read_shelf(const ReadingDesk& desk, const std::vector<std::string>& paths, const Provenance& stated,
                 const Limits& limits, const ProgressCall& progress) {
  Shelf shelf;
  const std::vector<std::string> files = expanded(paths, shelf.complaints);
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (progress) progress(i, files.size());
    if (holds_articles(files[i])) {
      read_articles(desk, files[i], limits, shelf);
      continue;
    }
    auto reading = desk.read_file(files[i], stated, limits);
    if (reading) {
      shelf.readings.push_back(std::move(reading).value());
    } else {
      shelf.complaints.push_back(reading.error().message);
    }
  }
  return shelf;
}

Result<Repetition> repetition_among(std::vector<Reading>& readings, const Data& data) {
  WHENCE_TRY(const RepetitionRules rules, repetition_rules(data));
  return repetition_of(readings, rules);
}

}  // namespace whence
