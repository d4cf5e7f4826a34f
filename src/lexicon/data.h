// Where the tables of data/ come from. Order: a folder named by the user (--data), WHENCE_DATA, the user's data folder,
// the pack embedded in the program. A folder is compiled once and cached by the hash of its files.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/pack.h"
#include "base/result.h"

namespace whence {

// The folder that open() would read; absent for the embedded pack.
std::optional<std::string> data_folder(const std::optional<std::string>& directory);

// Owns the bytes behind its tables; cheap to copy (the copies share the bytes, which never change).
class Data {
 public:
  static Result<Data> open(const std::optional<std::string>& directory);
  static Result<Data> open_embedded();
  static Result<Data> open_directory(const std::string& directory);

  Result<Table> table(std::string_view name) const { return pack_.table(name); }           // "kb/groups"
  Result<std::string_view> text(std::string_view name) const { return pack_.text(name); }  // "frames/accuse.txt"
  std::vector<std::string_view> names() const { return pack_.names(); }
  std::string_view hash() const { return pack_.hash(); }
  const std::string& origin() const { return origin_; }  // "embedded" or the folder
  std::size_t size() const { return pack_.size(); }

 private:
  Pack pack_;
  std::shared_ptr<const std::string> owned_;  // owners: the copies of this Data; null where the bytes are embedded
  std::string origin_;
};

}  // namespace whence
