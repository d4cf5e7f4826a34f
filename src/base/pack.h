// Many tables and texts in one block of bytes that is used where it lies: embedded in the program or mapped from a
// file. Opening one reads its directory only.
//
// Layout (little-endian, 8-byte aligned): magic "WHENCE\0\1", content hash (64 hexadecimal digits), count and directory
// of sections sorted by name, one string pool shared by all tables, sections. A table section: number of columns,
// number of rows, column names, cells row by row.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "base/table.h"

namespace whence {

// A file that goes into a pack: "kb/groups.tsv" becomes the table "kb/groups"; any other file is a text under its name.
struct PackFile {
  std::string name;
  std::string bytes;
};

// Every *.tsv and *.txt below the folder, with names relative to it, sorted.
Result<std::vector<PackFile>> pack_files(const std::string& directory);
// SHA-256 over names and bytes of sorted files; the hash that the compiled pack carries.
std::string pack_identity(const std::vector<PackFile>& files);
// Compiles files into the bytes of a pack. The result depends on names and bytes only, not on their order.
Result<std::string> compile_pack(std::vector<PackFile> files);

// A view: valid while its bytes are.
class Pack {
 public:
  Pack() = default;
  // Checks every offset, so that a damaged image is an error and never a wild read.
  static Result<Pack> open(std::string_view bytes, std::string_view name);

  std::string_view hash() const { return hash_; }
  std::size_t size() const { return size_; }
  Result<Table> table(std::string_view name) const;
  Result<std::string_view> text(std::string_view name) const;
  std::vector<std::string_view> names() const;  // tables and texts, sorted

 private:
  std::map<std::string_view, Table> tables_;
  std::map<std::string_view, std::string_view> texts_;
  std::string_view hash_;
  std::size_t size_ = 0;
};

}  // namespace whence
