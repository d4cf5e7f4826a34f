#include "engine/kb_build.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/text.h"
#include "engine/catalogue_file.h"

namespace whence {
namespace {

namespace fs = std::filesystem;

}  // namespace

Result<KbTables> build_knowledge(const std::string& upstream, const Data& data) {
  WHENCE_TRY(const KbRules rules, kb_rules(data));
  KbInput input;
  WHENCE_TRY(const CatalogueFile attack, newest_catalogue(upstream + "/attack", "enterprise-attack-"));
  WHENCE_TRY(const CatalogueFile galaxy, newest_catalogue(upstream + "/misp-galaxy", "threat-actor"));
  WHENCE_TRY(const std::string attack_json, read_catalogue(attack));
  WHENCE_TRY(const std::string galaxy_json, read_catalogue(galaxy));
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
