// Observations as bytes. A block is the hashes it begins and ends with, and entries in order; an entry is how much
// larger its hash is than the one before, and bytes of its own. On the side of the subjects these are the observation
// itself; on that of the objects, in which subject's part of the run it is found.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace whence {

// Of an object's key: 47 bits, so that the number of a block may exceed the hash it begins with.
inline constexpr unsigned object_hash_bits = 47;
std::uint64_t object_hash(std::string_view key);

struct BlockEntry {
  std::uint64_t hash = 0;
  std::string_view bytes;
};
// The order within a run.
inline bool operator<(const BlockEntry& a, const BlockEntry& b) {
  return a.hash != b.hash ? a.hash < b.hash : a.bytes < b.bytes;
}

// Numbers stand for words (relations, sources, files) and days.
struct ObservedRow {
  std::string subject, object;            // keys
  std::string subject_text, object_text;  // as seen; empty: as the key
  std::uint64_t relation = 0, source = 0, file = 0, line = 0;
  std::int64_t first = 0, last = 0;
  bool operator==(const ObservedRow&) const = default;
};

// What tells an observation from another comes first: fact_of() is equal for the same observation in another place.
void append_row(std::string& bytes, const ObservedRow& row);
std::string_view fact_of(std::string_view row);
// Nothing if the bytes are none of append_row().
std::optional<ObservedRow> row_of(std::string_view bytes);
// The relation alone; 0 where there is none.
std::uint64_t relation_of(std::string_view row);

struct ObjectEntry {
  std::uint64_t subject = 0;  // hash
  std::uint64_t relation = 0;
};
void append_object_entry(std::string& bytes, const ObjectEntry& entry);
std::optional<ObjectEntry> object_entry_of(std::string_view bytes);

class BlockWriter {
 public:
  // False: no room; take() what is here first. An entry larger than a block gets one of its own.
  // Requires: entries come in their order.
  bool add(const BlockEntry& entry);
  bool empty() const { return entries_.empty(); }
  std::uint64_t first() const { return first_; }
  std::string take();  // the block; empties this

 private:
  std::string entries_;
  std::uint64_t first_ = 0, last_ = 0;
};

class BlockReader {
 public:
  BlockReader() = default;
  // `block` must outlive this. False: no block.
  bool open(std::string_view block);
  std::uint64_t last() const { return last_; }
  // Nothing at the end, or where the bytes are damaged.
  std::optional<BlockEntry> next();
  bool damaged() const { return damaged_; }

 private:
  std::string_view left_;
  std::uint64_t hash_ = 0, last_ = 0;
  bool damaged_ = false;
};

}  // namespace whence
