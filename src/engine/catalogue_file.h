// The files of an upstream folder that hold a catalogue.
#pragma once

#include <string>
#include <string_view>

#include "base/limits.h"
#include "base/result.h"

namespace whence {

inline constexpr Limits catalogue_limits{.bytes = std::size_t{1} << 30U, .depth = 64, .entries = 1'000'000};

struct CatalogueFile {
  std::string path, version;
};

// FOLDER/STEM*.json or .json.gz with the highest version, which is what stands between stem and ending.
Result<CatalogueFile> newest_catalogue(const std::string& folder, std::string_view stem);
// Its bytes, unpacked.
Result<std::string> read_catalogue(const CatalogueFile& catalogue);
// A file's bytes, unpacked if it is gzip.
Result<std::string> read_unpacked(const std::string& path);

}  // namespace whence
