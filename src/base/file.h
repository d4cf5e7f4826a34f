#pragma once

#include <cstddef>
#include <cstdio>
#include <string>
#include <string_view>
#include <utility>

#include "base/limits.h"
#include "base/result.h"

namespace whence {

// The whole file; "-" is standard input. Errors name the path: missing, a directory, unreadable, larger than
// limits.bytes.
Result<std::string> read_file(const std::string& path, const Limits& limits);

// The lines of a file one after the other, however long the file: only one line is held. "-" is standard input.
class LineSource {
 public:
  static Result<LineSource> open(const std::string& path);
  LineSource(LineSource&& other) noexcept;
  LineSource& operator=(LineSource&&) = delete;
  LineSource(const LineSource&) = delete;
  ~LineSource();
  // The next line without its end; false at the end of the file. Errors: unreadable, a line longer than limits.bytes.
  Result<bool> next(std::string& line, const Limits& limits);
  std::size_t number() const { return number_; }  // of the line last read, from 1

 private:
  LineSource(std::FILE* file, std::string path) : file_(file), path_(std::move(path)) {}
  std::FILE* file_;
  std::string path_;
  std::size_t number_ = 0;
};

// A file's name made from what somebody calls a thing: letters, digits, '-' and '_', at most 80; nothing that leads out
// of a folder. `instead` where nothing is left.
std::string safe_file_name(std::string_view called, std::string_view instead);

// Writes to a new file beside `path` and renames it, so that a reader never sees half a file.
Result<void> write_file(const std::string& path, std::string_view bytes);

}  // namespace whence
