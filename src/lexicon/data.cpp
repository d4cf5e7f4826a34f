#include "lexicon/data.h"

#include <cstdlib>
#include <filesystem>

#include <fmt/format.h>

#include "base/file.h"

extern "C" const char whence_pack_begin[];
extern "C" const char whence_pack_end[];

namespace whence {
namespace {

namespace fs = std::filesystem;

std::optional<std::string> environment(const char* name) {
  const char* value = std::getenv(name);
  if (value == nullptr || *value == '\0') return std::nullopt;
  return std::string(value);
}

std::optional<std::string> home_folder(const char* variable, const char* below_home) {
  if (auto folder = environment(variable)) return *folder + "/whence";
  if (auto home = environment("HOME")) return *home + below_home + "/whence";
  return std::nullopt;
}

}  // namespace

std::optional<std::string> data_folder(const std::optional<std::string>& directory) {
  if (directory) return directory;
  if (auto named = environment("WHENCE_DATA")) return named;
  auto own = home_folder("XDG_DATA_HOME", "/.local/share");
  std::error_code problem;
  if (own && fs::exists(*own + "/kb", problem)) return own;
  return std::nullopt;
}

Result<Data> Data::open(const std::optional<std::string>& directory) {
  const auto folder = data_folder(directory);
  return folder ? open_directory(*folder) : open_embedded();
}

Result<Data> Data::open_embedded() {
  Data data;
  const std::string_view bytes(whence_pack_begin, static_cast<std::size_t>(whence_pack_end - whence_pack_begin));
  WHENCE_TRY(data.pack_, Pack::open(bytes, "embedded data"));
  data.origin_ = "embedded";
  return data;
}

Result<Data> Data::open_directory(const std::string& directory) {
  WHENCE_TRY(const std::vector<PackFile> files, pack_files(directory));
  if (files.empty()) return Error{Code::not_found, fmt::format("{}: holds no .tsv or .txt data files", directory)};
  Data data;
  data.origin_ = directory;
  const auto cache = home_folder("XDG_CACHE_HOME", "/.cache");
  const std::string image = cache ? fmt::format("{}/{}.pack", *cache, pack_identity(files)) : std::string();
  if (!image.empty()) {
    if (auto cached = read_file(image, Limits{.bytes = std::size_t{1} << 31U})) {
      auto bytes = std::make_shared<const std::string>(std::move(cached).value());
      if (auto pack = Pack::open(*bytes, image); pack && pack->hash() == pack_identity(files)) {
        data.pack_ = std::move(pack).value();
        data.owned_ = std::move(bytes);
        return data;
      }
    }
  }
  WHENCE_TRY(std::string compiled, compile_pack(files));
  data.owned_ = std::make_shared<const std::string>(std::move(compiled));
  WHENCE_TRY(data.pack_, Pack::open(*data.owned_, directory));
  if (!image.empty()) {
    std::error_code problem;
    fs::create_directories(*cache, problem);
    // A cache that cannot be written costs time, not correctness.
    static_cast<void>(static_cast<bool>(write_file(image, *data.owned_)));
  }
  return data;
}

}  // namespace whence
