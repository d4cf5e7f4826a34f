#include "store/observation_block.h"

#include <utility>

#include "base/text_hash.h"

namespace whence {
namespace {

// A leaf of the database with pages of 4096 bytes holds a row of 4061; number and length of the row take up to 15.
constexpr std::size_t room = 4040;
constexpr std::size_t hash_size = 6, header = 2 * hash_size;

void append_number(std::string& bytes, std::uint64_t number) {
  for (; number >= 0x80; number >>= 7U) bytes.push_back(static_cast<char>(0x80U | (number & 0x7FU)));
  bytes.push_back(static_cast<char>(number));
}

bool take_number(std::string_view& bytes, std::uint64_t& number) {
  number = 0;
  for (unsigned shift = 0; shift < 64 && !bytes.empty(); shift += 7) {
    const auto byte = static_cast<unsigned char>(bytes.front());
    bytes.remove_prefix(1);
    number |= (std::uint64_t{byte} & 0x7FU) << shift;
    if (byte < 0x80) return true;
  }
  return false;
}

// Small numbers of either sign in few bytes.
std::uint64_t folded(std::int64_t number) {
  return (static_cast<std::uint64_t>(number) << 1U) ^ (number < 0 ? ~std::uint64_t{0} : 0);
}
std::int64_t unfolded(std::uint64_t number) {
  return static_cast<std::int64_t>((number >> 1U) ^ ((number & 1U) != 0 ? ~std::uint64_t{0} : 0));
}

void append_text(std::string& bytes, std::string_view text) {
  append_number(bytes, text.size());
  bytes += text;
}

bool take_text(std::string_view& bytes, std::string_view& text) {
  std::uint64_t size = 0;
  if (!take_number(bytes, size) || size > bytes.size()) return false;
  text = bytes.substr(0, size);
  bytes.remove_prefix(size);
  return true;
}

bool take_text(std::string_view& bytes, std::string& text) {
  std::string_view seen;
  const bool there = take_text(bytes, seen);
  text = seen;
  return there;
}

void append_hash(std::string& bytes, std::uint64_t hash) {
  for (std::size_t i = hash_size; i-- > 0;) bytes.push_back(static_cast<char>(hash >> (8 * i)));
}

std::uint64_t hash_at(std::string_view bytes) {
  std::uint64_t hash = 0;
  for (const char byte : bytes.substr(0, hash_size)) hash = hash << 8U | static_cast<unsigned char>(byte);
  return hash;
}

}  // namespace

std::uint64_t object_hash(std::string_view key) { return text_hash(key) >> (64U - object_hash_bits); }

void append_row(std::string& bytes, const ObservedRow& row) {
  std::string fact;
  append_number(fact, row.relation);
  append_text(fact, row.subject);
  append_text(fact, row.object);
  append_number(fact, folded(row.first));
  append_number(fact, folded(row.last - row.first));
  append_number(fact, row.source);
  append_text(fact, row.subject_text);
  append_text(fact, row.object_text);
  append_text(bytes, fact);
  append_number(bytes, row.file);
  append_number(bytes, row.line);
}

std::string_view fact_of(std::string_view row) {
  std::string_view left = row, fact;
  return take_text(left, fact) ? row.substr(0, row.size() - left.size()) : row;
}

std::optional<ObservedRow> row_of(std::string_view bytes) {
  ObservedRow row;
  std::string_view fact;
  if (!take_text(bytes, fact)) return std::nullopt;
  std::uint64_t first = 0, span = 0;
  const bool whole = take_number(fact, row.relation) && take_text(fact, row.subject) && take_text(fact, row.object) &&
                     take_number(fact, first) && take_number(fact, span) && take_number(fact, row.source) &&
                     take_text(fact, row.subject_text) && take_text(fact, row.object_text) && fact.empty() &&
                     take_number(bytes, row.file) && take_number(bytes, row.line) && bytes.empty();
  if (!whole) return std::nullopt;
  row.first = unfolded(first);
  row.last = row.first + unfolded(span);
  return row;
}

std::uint64_t relation_of(std::string_view row) {
  std::string_view fact;
  std::uint64_t relation = 0;
  return take_text(row, fact) && take_number(fact, relation) ? relation : 0;
}

void append_object_entry(std::string& bytes, const ObjectEntry& entry) {
  append_hash(bytes, entry.subject);
  append_number(bytes, entry.relation);
}

std::optional<ObjectEntry> object_entry_of(std::string_view bytes) {
  if (bytes.size() <= hash_size) return std::nullopt;
  ObjectEntry entry{hash_at(bytes), 0};
  bytes.remove_prefix(hash_size);
  if (!take_number(bytes, entry.relation) || !bytes.empty()) return std::nullopt;
  return entry;
}

bool BlockWriter::add(const BlockEntry& entry) {
  constexpr std::size_t most_numbers = 10;  // bytes of the step and of the length
  const bool fits = entries_.size() + entry.bytes.size() + most_numbers + header <= room;
  if (!entries_.empty() && !fits) return false;
  if (entries_.empty()) first_ = last_ = entry.hash;
  append_number(entries_, entry.hash - last_);
  append_text(entries_, entry.bytes);
  last_ = entry.hash;
  return true;
}

std::string BlockWriter::take() {
  std::string block;
  block.reserve(header + entries_.size());
  append_hash(block, first_);
  append_hash(block, last_);
  block += entries_;
  entries_.clear();
  return block;
}

bool BlockReader::open(std::string_view block) {
  damaged_ = block.size() < header;
  if (damaged_) return false;
  hash_ = hash_at(block);
  last_ = hash_at(block.substr(hash_size));
  left_ = block.substr(header);
  return true;
}

std::optional<BlockEntry> BlockReader::next() {
  if (left_.empty()) return std::nullopt;
  BlockEntry entry;
  std::uint64_t step = 0;
  damaged_ = !take_number(left_, step) || !take_text(left_, entry.bytes);
  if (damaged_) {
    left_ = {};
    return std::nullopt;
  }
  hash_ += step;
  entry.hash = hash_;
  return entry;
}

}  // namespace whence
