#include "sightings/log_blocks.h"

#include <algorithm>
#include <cstring>

namespace whence {
namespace {

// A long line is cut where no indicator can be: behind white space or a quotation mark, if there is one near its end.
std::size_t cut_of(std::string_view bytes) {
  constexpr std::size_t near = 8192;
  const std::size_t from = bytes.size() - std::min(bytes.size(), near);
  std::size_t place = bytes.substr(from).find_last_of(" \t\"");
  if (place == std::string_view::npos) place = bytes.substr(from).find_last_of(",;|=<>&");
  return place == std::string_view::npos ? bytes.size() : from + place + 1;
}

}  // namespace

bool LogBlocks::next(LogBlock& block) {
  block.room.resize(block_ + 2 * LogScan::padding);
  char* const into = block.room.data() + LogScan::padding;
  std::memcpy(into, carried_.data(), carried_.size());
  std::size_t size = carried_.size();
  carried_.clear();
  while (!ended_ && size < block_) {
    const std::size_t count = block_ - size < 4 ? 0 : read_(into + size, block_ - size);
    if (count == 0 && block_ - size >= 4) ended_ = true;
    if (count == 0) break;
    size += count;
  }
  if (size == 0) return false;
  const std::string_view bytes(into, size);
  std::size_t end = size;
  if (!ended_) {
    const std::size_t last = bytes.rfind('\n');
    end = last != std::string_view::npos ? last + 1 : cut_of(bytes);
  }
  carried_.assign(bytes.substr(end));
  block.size = end;
  block.offset = offset_;
  block.begins_inside = inside_;
  offset_ += end;
  inside_ = bytes[end - 1] != '\n';
  // What is behind the block must be readable; nothing there may look like a part of it.
  std::memset(into + end, '\n', LogScan::padding);
  return true;
}

}  // namespace whence
