#include "engine/catalogue_file.h"

#include <algorithm>
#include <filesystem>
#include <optional>

#include <fmt/format.h>

#include "base/file.h"
#include "base/text.h"
#include "format/gzip.h"

namespace whence {
namespace {

namespace fs = std::filesystem;

// Numbers within versions are compared as numbers: 9.0 is older than 18.1.
bool older(std::string_view a, std::string_view b) {
  const auto parts_a = split(a, '.'), parts_b = split(b, '.');
  return std::lexicographical_compare(
      parts_a.begin(), parts_a.end(), parts_b.begin(), parts_b.end(),
      [](std::string_view x, std::string_view y) { return x.size() != y.size() ? x.size() < y.size() : x < y; });
}

}  // namespace

Result<CatalogueFile> newest_catalogue(const std::string& folder, std::string_view stem) {
  std::optional<CatalogueFile> best;
  std::error_code problem;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, problem)) {
    std::string name = entry.path().filename().string();
    if (!name.starts_with(stem)) continue;
    std::string_view version = std::string_view(name).substr(stem.size());
    if (version.ends_with(".gz")) version.remove_suffix(3);
    if (!version.ends_with(".json")) continue;
    version.remove_suffix(5);
    if (!best || older(best->version, version)) best = CatalogueFile{entry.path().string(), std::string(version)};
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

Result<std::string> read_catalogue(const CatalogueFile& catalogue) { return read_unpacked(catalogue.path); }

}  // namespace whence
