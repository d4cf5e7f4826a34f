#include "engine/kb_build.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/text.h"
#include "format/gzip.h"

namespace whence {
namespace {

namespace fs = std::filesystem;

constexpr Limits catalogue_limits{.bytes = std::size_t{1} << 30U, .depth = 64, .entries = 1'000'000};

struct Found {
  std::string path, version;
};

// Numbers within versions are compared as numbers: 9.0 is older than 18.1.
bool older(std::string_view a, std::string_view b) {
  const auto parts_a = split(a, '.'), parts_b = split(b, '.');
  return std::lexicographical_compare(
      parts_a.begin(), parts_a.end(), parts_b.begin(), parts_b.end(),
      [](std::string_view x, std::string_view y) { return x.size() != y.size() ? x.size() < y.size() : x < y; });
}

Result<Found> newest(const std::string& folder, std::string_view stem) {
  std::optional<Found> best;
  std::error_code problem;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, problem)) {
    std::string name = entry.path().filename().string();
    if (!name.starts_with(stem)) continue;
    std::string_view version = std::string_view(name).substr(stem.size());
    if (version.ends_with(".gz")) version.remove_suffix(3);
    if (!version.ends_with(".json")) continue;
    version.remove_suffix(5);
    if (!best || older(best->version, version)) best = Found{entry.path().string(), std::string(version)};
  }
  if (best) return *best;
  return Error{
      Code::not_found,
      fmt::format("{}: holds no {}*.json or .json.gz; name the folder of catalogues with --upstream", folder, stem)};
}

Result<std::string> read_unpacked(const std::string& path) {
  WHENCE_TRY(std::string bytes, read_file(path, catalogue_limits));
  if (!is_gzip(bytes)) return bytes;
  return gunzip(bytes, path, catalogue_limits);
}

}  // namespace

Result<KbTables> build_knowledge(const std::string& upstream, const Data& data) {
  WHENCE_TRY(const KbRules rules, kb_rules(data));
  KbInput input;
  WHENCE_TRY(const Found attack, newest(upstream + "/attack", "enterprise-attack-"));
  WHENCE_TRY(const Found galaxy, newest(upstream + "/misp-galaxy", "threat-actor"));
  WHENCE_TRY(const std::string attack_json, read_unpacked(attack.path));
  WHENCE_TRY(const std::string galaxy_json, read_unpacked(galaxy.path));
  WHENCE_TRY(input.attack, read_attack(attack_json, attack.path, catalogue_limits));
  WHENCE_TRY(input.galaxy, read_galaxy(galaxy_json, galaxy.path, catalogue_limits));
  input.attack_version = attack.version;
  input.attack_sha256 = sha256(attack_json);
  input.galaxy_sha256 = sha256(galaxy_json);
  KbTables tables = kb_tables(input, rules);
  tables.oddities.insert(tables.oddities.begin(), input.galaxy.oddities.begin(), input.galaxy.oddities.end());
  tables.oddities.insert(tables.oddities.begin(), input.attack.oddities.begin(), input.attack.oddities.end());
  return tables;
}

Result<void> write_tables(const KbTables& tables, const std::string& folder) {
  std::error_code problem;
  fs::create_directories(folder, problem);
  if (problem) return Error{Code::io, fmt::format("{}: cannot be made: {}", folder, problem.message())};
  for (const PackFile& file : tables.files) {
    if (const auto written = write_file(folder + "/" + file.name, file.bytes); !written) return written.error();
  }
  return {};
}

}  // namespace whence
