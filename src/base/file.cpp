#include "base/file.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>
#include <utility>

#include <unistd.h>

#include "base/text.h"

namespace whence {
namespace {

struct Close {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, Close>;

Error io_error(const std::string& path, std::string_view what) {
  return {Code::io, path + ": " + std::string(what) + ": " + std::strerror(errno)};
}

Result<std::string> read_stream(std::FILE* stream, const std::string& path, const Limits& limits) {
  std::string bytes;
  char buffer[65536];
  while (true) {
    const std::size_t count = std::fread(buffer, 1, sizeof buffer, stream);
    bytes.append(buffer, count);
    if (bytes.size() > limits.bytes) {
      return Error{Code::limit, path + ": larger than the limit of " + std::to_string(limits.bytes) +
                                    " bytes; split it or raise --max-bytes"};
    }
    if (count < sizeof buffer) {
      if (std::ferror(stream) != 0) return io_error(path, "cannot be read");
      return bytes;
    }
  }
}

}  // namespace

Result<std::string> read_file(const std::string& path, const Limits& limits) {
  if (path == "-") return read_stream(stdin, "standard input", limits);
  std::error_code problem;
  const auto status = std::filesystem::status(path, problem);
  if (!std::filesystem::exists(status)) return Error{Code::not_found, path + ": no such file; check the path"};
  if (std::filesystem::is_directory(status)) {
    return Error{Code::unsupported, path + ": is a directory; name the files in it"};
  }
  const File file(std::fopen(path.c_str(), "rb"));
  if (!file) return io_error(path, "cannot be opened");
  return read_stream(file.get(), path, limits);
}

Result<LineSource> LineSource::open(const std::string& path) {
  if (path == "-") return LineSource(stdin, "standard input");
  std::error_code problem;
  if (std::filesystem::is_directory(path, problem))
    return Error{Code::unsupported, path + ": is a directory; name the files in it"};
  std::FILE* file = std::fopen(path.c_str(), "rb");
  if (file == nullptr) return io_error(path, "cannot be opened");
  return LineSource(file, path);
}

LineSource::LineSource(LineSource&& other) noexcept
    : file_(std::exchange(other.file_, nullptr)), path_(std::move(other.path_)), number_(other.number_) {}

LineSource::~LineSource() {
  if (file_ != nullptr && file_ != stdin) std::fclose(file_);
}

Result<bool> LineSource::next(std::string& line, const Limits& limits) {
  line.clear();
  ++number_;
  int c = EOF;
  while ((c = ::getc_unlocked(file_)) != EOF && c != '\n') {
    if (line.size() >= limits.bytes) {
      return Error{Code::limit, path_ + ":" + std::to_string(number_) + ": a line longer than the limit of " +
                                    std::to_string(limits.bytes) + " bytes; split it or raise --max-bytes"};
    }
    line += static_cast<char>(c);
  }
  if (c == EOF && std::ferror(file_) != 0) return io_error(path_, "cannot be read");
  if (!line.empty() && line.back() == '\r') line.pop_back();
  return c != EOF || !line.empty();
}

std::string safe_file_name(std::string_view called, std::string_view instead) {
  constexpr std::size_t longest = 80;
  std::string safe;
  for (const char c : called) safe += is_alpha(c) || is_digit(c) || c == '-' || c == '_' ? c : '-';
  safe = safe.substr(std::min(safe.find_first_not_of('-'), safe.size()), longest);
  return safe.empty() ? std::string(instead) : safe;
}

Result<void> write_file(const std::string& path, std::string_view bytes) {
  const std::string fresh = path + ".new" + std::to_string(::getpid());
  {
    const File file(std::fopen(fresh.c_str(), "wb"));
    if (!file) return io_error(path, "cannot be written");
    if (std::fwrite(bytes.data(), 1, bytes.size(), file.get()) != bytes.size() || std::fflush(file.get()) != 0) {
      const Error error = io_error(path, "cannot be written");
      std::remove(fresh.c_str());
      return error;
    }
  }
  if (std::rename(fresh.c_str(), path.c_str()) != 0) {
    const Error error = io_error(path, "cannot be written");
    std::remove(fresh.c_str());
    return error;
  }
  return {};
}

}  // namespace whence
