#include "sightings/match.h"

#include <algorithm>
#include <condition_variable>
#include <cstring>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "base/text.h"
#include "sightings/log_blocks.h"

namespace whence {
namespace {

enum class Step : std::uint8_t { free, read, looking, looked };

struct Slot {
  Step step = Step::free;
  LogBlock block;
  std::vector<ScanHit> hits;
  std::uint32_t lines = 0;
  std::uint32_t not_utf8 = 0, first_not_utf8 = 0;  // lines; the first from 0
};

// The first byte beyond ASCII, or text.size(); eight at a time.
std::size_t first_beyond_ascii(std::string_view text) {
  std::size_t at = 0;
  for (std::uint64_t word = 0; at + sizeof word <= text.size(); at += sizeof word) {
    std::memcpy(&word, text.data() + at, sizeof word);
    if ((word & 0x8080808080808080U) != 0) break;
  }
  while (at < text.size() && (text[at] & 0x80) == 0) ++at;
  return at;
}

// Which lines hold bytes that are no UTF-8. Cheap where none do.
void count_not_utf8(Slot& slot) {
  std::string_view rest = slot.block.bytes();
  slot.not_utf8 = 0;
  std::uint32_t line = 0;
  while (true) {
    const std::size_t ascii = first_beyond_ascii(rest);
    const std::size_t bad = ascii + utf8_error(rest.substr(ascii));
    if (bad == rest.size()) return;
    line += static_cast<std::uint32_t>(std::count(rest.begin(), rest.begin() + static_cast<std::ptrdiff_t>(bad), '\n'));
    if (slot.not_utf8++ == 0) slot.first_not_utf8 = line;
    const std::size_t end = rest.find('\n', bad);
    if (end == std::string_view::npos) return;
    rest.remove_prefix(end + 1);
    ++line;
  }
}

// The line around a hit, at most `most` bytes of it, whole code points where it is UTF-8.
std::string_view excerpt(std::string_view block, const ScanHit& hit, std::size_t most) {
  const auto continues = [&](std::size_t at) { return at < block.size() && (block[at] & 0xC0) == 0x80; };
  const std::size_t room = most > hit.end - hit.begin ? (most - (hit.end - hit.begin)) / 2 : 0;
  const std::size_t left = hit.begin - std::min<std::size_t>(hit.begin, room);
  const std::size_t before = block.substr(left, hit.begin - left).rfind('\n');
  std::size_t begin = before == std::string_view::npos ? left : left + before + 1;
  while (before == std::string_view::npos && begin < hit.begin && continues(begin)) ++begin;
  const std::size_t right = std::min(block.size(), hit.end + room);
  const std::size_t after = block.substr(hit.end, right - hit.end).find('\n');
  std::size_t end = after == std::string_view::npos ? right : hit.end + after;
  while (after == std::string_view::npos && end > hit.end && continues(end)) --end;
  std::string_view text = block.substr(begin, end - begin);
  if (text.ends_with('\r')) text.remove_suffix(1);
  return text;
}

class Pipeline {
 public:
  Pipeline(const IndicatorSet& set, const MatchOptions& options, const TellSighting& tell, const TellBytes& progress)
      : set_(set), options_(options), tell_(tell), progress_(progress), slots_(options.jobs + 2) {}

  Result<LogCounts> run(const ReadBytes& read) {
    std::vector<std::thread> workers;
    for (std::size_t i = 0; i < std::max<std::size_t>(options_.jobs, 1); ++i) workers.emplace_back([this] { look(); });
    LogBlocks blocks(read, options_.block);
    for (std::size_t number = 0;; ++number) {
      Slot& slot = slots_[number % slots_.size()];
      {
        std::unique_lock lock(mutex_);
        freed_.wait(lock, [&] { return slot.step == Step::free || problem_; });
        if (problem_) break;
      }
      if (!blocks.next(slot.block)) break;
      const std::lock_guard lock(mutex_);
      slot.step = Step::read;
      ++read_blocks_;
      arrived_.notify_one();
    }
    {
      const std::lock_guard lock(mutex_);
      ended_ = true;
      arrived_.notify_all();
    }
    for (std::thread& worker : workers) worker.join();
    if (problem_) return *problem_;
    counts_.cut = inside_;
    counts_.lines += inside_ ? 1U : 0U;
    return counts_;
  }

 private:
  void look() {
    LogScan scan(set_, options_.scan);
    std::unique_lock lock(mutex_);
    while (true) {
      arrived_.wait(lock, [&] { return taken_ < read_blocks_ || ended_ || problem_; });
      if (problem_ || taken_ == read_blocks_) return;
      Slot& slot = slots_[taken_++ % slots_.size()];
      slot.step = Step::looking;
      lock.unlock();
      slot.hits.clear();
      slot.lines = scan.scan(slot.block.bytes(), slot.hits);
      count_not_utf8(slot);
      lock.lock();
      slot.step = Step::looked;
      tell_in_order(lock);
    }
  }

  // Whoever finds the next block looked at tells it, and those behind it.
  void tell_in_order(std::unique_lock<std::mutex>& lock) {
    if (telling_) return;
    telling_ = true;
    while (!problem_ && slots_[told_ % slots_.size()].step == Step::looked) {
      Slot& slot = slots_[told_ % slots_.size()];
      lock.unlock();
      const Result<void> told = tell(slot);
      lock.lock();
      if (!told) problem_ = told.error();
      slot.step = Step::free;
      ++told_;
      freed_.notify_one();
      if (problem_) arrived_.notify_all();
    }
    telling_ = false;
  }

  Result<void> tell(const Slot& slot) {
    const std::string_view bytes = slot.block.bytes();
    for (const ScanHit& hit : slot.hits) {
      Sighting sighting;
      sighting.kind = set_.kind(hit.indicator);
      sighting.indicator = set_.text(hit.indicator);
      sighting.list = set_.list(hit.indicator);
      sighting.list_line = set_.line(hit.indicator);
      sighting.seen = bytes.substr(hit.begin, hit.end - hit.begin);
      sighting.text = excerpt(bytes, hit, options_.text);
      sighting.line = counts_.lines + hit.line + 1;
      sighting.offset = slot.block.offset + hit.begin;
      ++counts_.sightings;
      if (const Result<void> told = tell_(hit.indicator, sighting); !told) return told;
    }
    count(slot);
    if (progress_) progress_(counts_.bytes);
    return {};
  }

  void count(const Slot& slot) {
    const bool inside_after = !slot.block.bytes().ends_with('\n');
    if (slot.block.begins_inside && !long_line_) {
      long_line_ = true;
      if (counts_.long_lines++ == 0) counts_.first_long_line = counts_.lines + 1;
    }
    if (slot.lines != 0) long_line_ = false;
    if (slot.not_utf8 != 0 && counts_.not_utf8 == 0) counts_.first_not_utf8 = counts_.lines + slot.first_not_utf8 + 1;
    counts_.not_utf8 += slot.not_utf8;
    counts_.bytes += slot.block.size;
    counts_.lines += slot.lines;
    inside_ = inside_after;
  }

  const IndicatorSet& set_;
  const MatchOptions& options_;
  const TellSighting& tell_;
  const TellBytes& progress_;
  std::mutex mutex_;  // guards all below but the content of a slot, which belongs to whoever moved its step
  std::condition_variable freed_, arrived_;
  std::vector<Slot> slots_;
  std::size_t read_blocks_ = 0, taken_ = 0, told_ = 0;
  bool ended_ = false, telling_ = false;
  std::optional<Error> problem_;
  LogCounts counts_;  // these belong to whoever tells
  bool long_line_ = false, inside_ = false;
};

}  // namespace

Result<LogCounts> match_log(const IndicatorSet& set, const MatchOptions& options, const ReadBytes& read,
                            const TellSighting& tell, const TellBytes& progress) {
  return Pipeline(set, options, tell, progress).run(read);
}

}  // namespace whence
