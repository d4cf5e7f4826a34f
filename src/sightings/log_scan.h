// Looks at every word of a block of a log once: host names with all their parents, addresses, hashes, URLs, mail
// addresses. What the log's format is does not matter: a word ends where a letter, digit, full stop, hyphen or
// underscore is followed by anything else.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "sightings/indicator_set.h"
#include "sightings/log_masks.h"

namespace whence {

struct ScanOptions {
  bool subdomains = true;  // does an indicator evil.example stand for www.evil.example too?
  VectorPath path = VectorPath::automatic;
};

// One indicator in one line of the block; its first place in it. (In a line with more than 64 hits it may come again.)
struct ScanHit {
  std::uint32_t indicator = 0;
  std::uint32_t begin = 0, end = 0;  // in the block
  std::uint32_t line = 0;            // lines of the block that end before
};

class LogScan {
 public:
  // Bytes that must be readable before the block's first and behind its last byte; their content is of no matter.
  static constexpr std::size_t padding = 72;

  // `set`, which is built, must outlive this.
  LogScan(const IndicatorSet& set, const ScanOptions& options);

  // Requires: block.size() < 2^32. The hits in the order of their lines. Answers how many lines end in the block.
  std::uint32_t scan(std::string_view block, std::vector<ScanHit>& hits);

  std::uint64_t looked_up() const { return looked_up_; }  // keys asked for so far, for tests of linearity

 private:
  void word(std::size_t begin, std::size_t end);
  void bare_word(std::size_t begin, std::size_t end);
  void numbers(std::size_t begin, std::size_t end);
  void address(std::size_t begin, std::size_t end);
  void ipv6(std::size_t begin);
  void in_ranges(const AddressBytes& bytes, std::size_t begin, std::size_t end);
  void host(std::size_t begin, std::size_t end, std::uint64_t dots);
  void long_host(std::size_t begin, std::size_t end);
  bool step(std::uint64_t& hash, std::size_t begin, std::size_t label_end, std::size_t end, std::size_t word);
  void around(std::uint64_t host_hash, std::size_t begin, std::size_t end);
  void email(std::uint64_t host_hash, std::size_t begin, std::size_t end);
  void url(std::uint64_t host_hash, std::size_t begin, std::size_t end);
  void look_up(std::uint64_t hash, std::size_t begin, std::size_t end, std::size_t word = SIZE_MAX);
  void answer();
  void hit(std::uint32_t indicator, std::size_t begin, std::size_t end);
  void keep(const ScanHit& hit);
  std::uint64_t dots_between(std::size_t begin, std::size_t end) const;
  std::string_view text(std::size_t begin, std::size_t end) const { return block_.substr(begin, end - begin); }
  char here(std::size_t at) const { return at < block_.size() ? block_[at] : '\n'; }

  // A key that was asked for. Answers are taken a little later, when the filter's memory has had time to come.
  struct Asked {
    std::uint64_t hash;
    std::uint32_t begin, end, word, line;
  };

  const IndicatorSet& set_;
  ScanOptions options_;
  FillLogMasks fill_;
  bool hosts_, around_, hashes_, addresses_;
  std::vector<LogMasks> masks_;
  std::string_view block_;
  std::vector<ScanHit>* hits_ = nullptr;
  std::array<Asked, 16> asked_{};
  std::size_t waiting_ = 0;  // of asked_
  std::uint32_t line_ = 0;
  std::size_t ipv6_end_ = 0;  // of the last run of digits and colons looked at
  std::size_t url_stop_ = 0;  // of the last URL looked at: the first byte that cannot belong to one
  std::uint64_t looked_up_ = 0;
};

}  // namespace whence
