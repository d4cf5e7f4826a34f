#include <algorithm>

#include "serve/http.h"

namespace whence {
namespace {

constexpr std::size_t most_digits = 8;  // 4 GB in one chunk
constexpr std::size_t most_extension = 256;

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace

// "1a;name=value" and its carriage return.
ChunkReader::State ChunkReader::size_byte(char c) {
  if (const int digit = hex_value(c); digit >= 0 && !in_extension_) {
    if (++digits_ > most_digits) return State::malformed;
    left_ = left_ * 16 + static_cast<std::uint64_t>(digit);
    return State::more;
  }
  if (c == '\r' && digits_ > 0) {
    part_ = Part::size_end;
    return State::more;
  }
  in_extension_ = in_extension_ || c == ';' || c == ' ' || c == '\t';
  const bool fits = in_extension_ && digits_ > 0 && c != '\n' && ++extension_ <= most_extension;
  return fits ? State::more : State::malformed;
}

// Fields behind the last chunk are passed over up to an empty line.
ChunkReader::State ChunkReader::trailer_byte(char c, const HttpLimits& limits) {
  if (++trailer_ > limits.trailer) return State::malformed;
  if (after_return_) {
    if (c != '\n') return State::malformed;
    after_return_ = false;
    if (line_ == 0) {
      part_ = Part::done;
      return State::done;
    }
    line_ = 0;
  } else if (c == '\r') {
    after_return_ = true;
  } else if (c == '\n') {
    return State::malformed;
  } else {
    ++line_;
  }
  return State::more;
}

ChunkReader::State ChunkReader::feed(std::string_view bytes, std::size_t& used, std::string& body, std::uint64_t most,
                                     const HttpLimits& limits) {
  used = 0;
  while (used < bytes.size()) {
    State state = State::more;
    const char c = bytes[used];
    switch (part_) {
      case Part::size:
        state = size_byte(c);
        break;
      case Part::size_end:
        if (c != '\n') return State::malformed;
        if (left_ > most || body.size() > most - left_) return State::too_large;
        part_ = left_ == 0 ? Part::trailer : Part::data;
        digits_ = extension_ = 0;
        in_extension_ = false;
        break;
      case Part::data: {
        const std::size_t take = std::min<std::size_t>(left_, bytes.size() - used);
        body.append(bytes.substr(used, take));
        left_ -= take;
        used += take;
        if (left_ == 0) part_ = Part::data_end;
        continue;
      }
      case Part::data_end:
      case Part::data_end_2:
        if (c != (part_ == Part::data_end ? '\r' : '\n')) return State::malformed;
        part_ = part_ == Part::data_end ? Part::data_end_2 : Part::size;
        break;
      case Part::trailer:
        state = trailer_byte(c, limits);
        break;
      case Part::done:
        return State::done;
    }
    ++used;
    if (state != State::more) return state;
  }
  return part_ == Part::done ? State::done : State::more;
}

}  // namespace whence
