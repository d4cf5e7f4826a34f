#include "base/byte_stream.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"

namespace whence {
namespace {

constexpr std::size_t buffer_size = std::size_t{1} << 17U;
constexpr std::size_t longest_character = 4;
constexpr char32_t replacement = 0xFFFD;

}  // namespace

Result<ByteStream> ByteStream::open(const std::string& path, const StreamLimits& limits) {
  std::FILE* file = stdin;
  if (path != "-") {
    std::error_code problem;
    if (std::filesystem::is_directory(path, problem))
      return Error{Code::unsupported, path + ": is a directory; name the files in it"};
    file = std::fopen(path.c_str(), "rb");
    if (file == nullptr) {
      const bool missing = errno == ENOENT;
      return Error{missing ? Code::not_found : Code::io,
                   fmt::format("{}: cannot be opened: {}", path, std::strerror(errno))};
    }
  }
  ByteStream stream(file, path == "-" ? "standard input" : path, limits);
  stream.look_for_wide();
  return stream;
}

Result<ByteStream> ByteStream::over(std::string_view bytes, const std::string& name, const StreamLimits& limits) {
  // No byte is written through it; an empty buffer is refused by the C library.
  std::FILE* file =
      bytes.empty() ? std::fopen("/dev/null", "rb") : ::fmemopen(const_cast<char*>(bytes.data()), bytes.size(), "rb");
  if (file == nullptr) return Error{Code::io, fmt::format("{}: cannot be opened: {}", name, std::strerror(errno))};
  ByteStream stream(file, name, limits);
  stream.look_for_wide();
  return stream;
}

ByteStream::ByteStream(std::FILE* file, std::string path, const StreamLimits& limits)
    : file_(file), path_(std::move(path)), limits_(limits) {
  std::setvbuf(file_, nullptr, _IONBF, 0);
  buffer_.resize(buffer_size);
  refill();
  if (packed_.starts_with("\x1F\x8B")) {
    packing_ = "gzip";
    unpacker_ = gzip_unpacker();
  } else if (packed_.starts_with("\x28\xB5\x2F\xFD")) {
    packing_ = "zstd";
    unpacker_ = zstd_unpacker();
  } else if (packed_.starts_with(std::string_view("\xFD"
                                                  "7zXZ\0",
                                                  6))) {
    packing_ = "xz";
    unpacker_ = xz_unpacker();
  }
  if (!packing_.empty() && unpacker_ == nullptr) stop(Code::limit, "no memory to unpack it");
}

ByteStream::ByteStream(ByteStream&& other) noexcept
    : file_(std::exchange(other.file_, nullptr)),
      path_(std::move(other.path_)),
      limits_(other.limits_),
      unpacker_(std::move(other.unpacker_)),
      packing_(other.packing_),
      buffer_(std::move(other.buffer_)),  // beyond the size of a short string: its bytes stay where packed_ sees them
      packed_(other.packed_),
      ended_(other.ended_),
      member_open_(other.member_open_),
      wide_(other.wide_),
      begun_(std::move(other.begun_)),
      units_(std::move(other.units_)),
      unit_at_(other.unit_at_),
      in_(other.in_),
      out_(other.out_),
      problem_(std::move(other.problem_)) {}

ByteStream::~ByteStream() {
  if (file_ != nullptr && file_ != stdin) std::fclose(file_);
}

void ByteStream::stop(Code code, std::string_view what) {
  ended_ = true;
  packed_ = {};
  if (!problem_) problem_ = Error{code, fmt::format("{}: {}", path_, what)};
}

// More bytes into packed_, which is empty; false at the end.
bool ByteStream::refill() {
  if (ended_) return false;
  const std::size_t count = std::fread(buffer_.data(), 1, buffer_.size(), file_);
  in_ += count;
  packed_ = std::string_view(buffer_).substr(0, count);
  if (count == 0) {
    if (std::ferror(file_) != 0) stop(Code::io, fmt::format("cannot be read: {}", std::strerror(errno)));
    ended_ = true;
  }
  return count != 0;
}

std::size_t ByteStream::read_plain(char* into, std::size_t size) {
  std::size_t done = 0;
  while (done < size && (!packed_.empty() || refill())) {
    const std::size_t part = std::min(size - done, packed_.size());
    std::memcpy(into + done, packed_.data(), part);
    packed_.remove_prefix(part);
    done += part;
  }
  return done;
}

std::size_t ByteStream::read_packed(char* into, std::size_t size) {
  std::span<char> room(into, size);
  while (!room.empty()) {
    // At the end of the file the unpacker may still hold bytes that did not fit before.
    if (packed_.empty() && !refill() && (!member_open_ || problem_)) break;
    const std::size_t before = room.size(), packed_before = packed_.size();
    member_open_ = true;
    const Unpacker::State state = unpacker_->unpack(packed_, room);
    out_ += before - room.size();
    if (state == Unpacker::State::member_ended) {
      member_open_ = false;
      unpacker_->restart();
    } else if (packed_before == 0 && before == room.size()) {
      stop(Code::malformed,
           fmt::format("byte {}: the {} stream ends in its middle; what came before was read", in_, packing_));
      break;
    } else if (state == Unpacker::State::broken || (before == room.size() && packed_before == packed_.size())) {
      stop(Code::malformed,
           fmt::format("byte {}: not {}, or damaged; what came before was read", in_ - packed_.size(), packing_));
      break;
    }
    if (out_ > limits_.free_bytes && out_ / limits_.ratio > in_) {
      stop(Code::limit, fmt::format("unpacks to more than {} times its size ({} bytes so far): taken for a bomb and "
                                    "left there; raise --max-ratio if it is none",
                                    limits_.ratio, out_));
      break;
    }
  }
  return size - room.size();
}

std::size_t ByteStream::read_unpacked(char* into, std::size_t size) {
  std::size_t done = std::min(size, begun_.size());
  std::memcpy(into, begun_.data(), done);
  begun_.erase(0, done);
  if (done < size)
    done += unpacker_ != nullptr ? read_packed(into + done, size - done) : read_plain(into + done, size - done);
  return done;
}

void ByteStream::look_for_wide() {
  char first[4] = {};
  const std::size_t count = read_unpacked(first, sizeof first);
  const std::string_view seen(first, count);
  if (seen.starts_with("\xFF\xFE")) wide_ = Wide::little;
  if (seen.starts_with("\xFE\xFF")) wide_ = Wide::big;
  const std::size_t mark = wide_ != Wide::none ? 2 : seen.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  begun_.assign(seen.substr(mark));
}

bool ByteStream::next_unit(unsigned& unit) {
  if (unit_at_ + 2 > units_.size()) {
    const std::size_t odd = units_.size() - unit_at_;
    units_.erase(0, unit_at_);
    units_.resize(odd + (buffer_size >> 1U));
    unit_at_ = 0;
    units_.resize(odd + read_unpacked(units_.data() + odd, units_.size() - odd));
    if (units_.size() < 2) return false;
  }
  const auto first = static_cast<unsigned char>(units_[unit_at_]),
             second = static_cast<unsigned char>(units_[unit_at_ + 1]);
  unit = wide_ == Wide::little ? first + second * 256U : first * 256U + second;
  unit_at_ += 2;
  return true;
}

std::size_t ByteStream::read_wide(char* into, std::size_t size) {
  std::string text;
  unsigned unit = 0;
  while (text.size() + longest_character <= size && next_unit(unit)) {
    char32_t code = unit;
    if (unit >= 0xD800U && unit < 0xE000U) {
      unsigned low = 0;
      code = replacement;
      if (unit < 0xDC00U && next_unit(low)) {
        if (low >= 0xDC00U && low < 0xE000U) {
          code = 0x10000U + ((unit - 0xD800U) << 10U) + (low - 0xDC00U);
        } else {
          unit_at_ -= 2;
        }
      }
    }
    append_utf8(text, code);
  }
  return text.copy(into, size);
}

std::size_t ByteStream::read(char* into, std::size_t size) {
  const std::uint64_t before = out_;
  std::size_t done = 0;
  if (wide_ == Wide::none) {
    done = read_unpacked(into, size);
  } else {
    WHENCE_CHECK(size >= longest_character);
    done = read_wide(into, size);
  }
  if (unpacker_ == nullptr) out_ = before + done;
  if (out_ > limits_.bytes) {
    stop(Code::limit, fmt::format("larger than the limit of {} bytes; raise --max-bytes", limits_.bytes));
    return 0;
  }
  return done;
}

}  // namespace whence
