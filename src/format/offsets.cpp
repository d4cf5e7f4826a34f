#include "format/offsets.h"

#include <algorithm>

namespace whence {
namespace {

constexpr std::size_t largest_unit = 65535;

// The run that holds `at`, or the last one before it; null if there is none.
const OffsetRun* run_at(const std::vector<OffsetRun>& offsets, std::uint32_t at) {
  const auto after = std::upper_bound(offsets.begin(), offsets.end(), at,
                                      [](std::uint32_t place, const OffsetRun& run) { return place < run.text; });
  return after == offsets.begin() ? nullptr : &*(after - 1);
}

std::uint32_t original_in(const OffsetRun& run, std::uint32_t at) {
  const std::uint32_t units = std::min(at - run.text, run.size) / run.unit;
  return run.original + units * run.original_unit;
}

void append(std::vector<OffsetRun>& offsets, const OffsetRun& run) {
  if (run.size == 0) return;
  if (!offsets.empty()) {
    OffsetRun& last = offsets.back();
    const bool alike = last.unit == run.unit && last.original_unit == run.original_unit && last.page == run.page;
    if (alike && last.text + last.size == run.text &&
        last.original + last.size / last.unit * last.original_unit == run.original) {
      last.size += run.size;
      return;
    }
  }
  offsets.push_back(run);
}

// Bytes [at, at + size) of `run`, which stand at `text` of the result. Whole units stay units; a part of one at
// either end becomes a unit of its own that leads to where the unit began.
void append_part(std::vector<OffsetRun>& result, const OffsetRun& run, std::uint32_t at, std::uint32_t size,
                 std::uint32_t text) {
  while (size > 0) {
    const std::uint32_t inside = (at - run.text) % run.unit;
    const bool whole = inside == 0 && size >= run.unit;
    const std::uint32_t part = whole ? size - size % run.unit : std::min(size, run.unit - inside);
    const auto unit = whole ? run.unit : static_cast<std::uint16_t>(part);
    append(result, {text, original_in(run, at), part, run.page, unit, run.original_unit});
    at += part;
    text += part;
    size -= part;
  }
}

// A run of the outer map that copies bytes: cut it where the inner runs change.
void append_copied(std::vector<OffsetRun>& result, const OffsetRun& outer, const std::vector<OffsetRun>& inner) {
  std::uint32_t done = 0;
  const OffsetRun* run = run_at(inner, outer.original);
  while (done < outer.size && run != nullptr) {
    const std::uint32_t middle = outer.original + done;
    const std::uint32_t end = run->text + run->size;
    if (middle >= end) {
      const bool last = run == &inner.back();
      if (last || (run + 1)->text > middle) break;
      ++run;
      continue;
    }
    const std::uint32_t size = std::min(outer.size - done, end - middle);
    append_part(result, *run, middle, size, outer.text + done);
    done += size;
  }
}

}  // namespace

OriginalPlace original_place(const std::vector<OffsetRun>& offsets, std::uint32_t at) {
  if (offsets.empty()) return {at, 0};
  const OffsetRun* run = run_at(offsets, at);
  if (run == nullptr) return {offsets.front().original, offsets.front().page};
  return {original_in(*run, at), run->page};
}

void MappedText::copy(std::string_view bytes, std::size_t original) {
  append(offsets, {static_cast<std::uint32_t>(text.size()), static_cast<std::uint32_t>(original),
                   static_cast<std::uint32_t>(bytes.size()), 0, 1, 1});
  text += bytes;
}

void MappedText::put(std::string_view unit, std::size_t original, std::size_t original_size) {
  append(offsets, {static_cast<std::uint32_t>(text.size()), static_cast<std::uint32_t>(original),
                   static_cast<std::uint32_t>(unit.size()), 0, static_cast<std::uint16_t>(unit.size()),
                   static_cast<std::uint16_t>(std::min(original_size, largest_unit))});
  text += unit;
}

void MappedText::take(const MappedText& from, std::size_t begin, std::size_t end) {
  const auto first = static_cast<std::uint32_t>(begin), last = static_cast<std::uint32_t>(end);
  const auto shift = static_cast<std::uint32_t>(text.size());
  for (const OffsetRun* run = run_at(from.offsets, first); run != nullptr && run->text < last; ++run) {
    const std::uint32_t cut = std::max(run->text, first), stop = std::min(run->text + run->size, last);
    if (cut < stop) {
      append(offsets,
             {cut - first + shift, original_in(*run, cut), stop - cut, run->page, run->unit, run->original_unit});
    }
    if (run == &from.offsets.back()) break;
  }
  text += std::string_view(from.text).substr(begin, end - begin);
}

std::vector<OffsetRun> compose(const std::vector<OffsetRun>& outer, const std::vector<OffsetRun>& inner) {
  if (inner.empty()) return outer;
  if (outer.empty()) return inner;
  std::vector<OffsetRun> result;
  for (const OffsetRun& run : outer) {
    if (run.unit == 1 && run.original_unit == 1) {
      append_copied(result, run, inner);
      continue;
    }
    for (std::uint32_t done = 0; done < run.size; done += run.unit) {
      const std::uint32_t middle = original_in(run, run.text + done);
      const OriginalPlace first = original_place(inner, middle);
      const OriginalPlace last = original_place(inner, middle + run.original_unit);
      const std::size_t size = last.byte > first.byte ? last.byte - first.byte : 0;
      append(result, {run.text + done, first.byte, run.unit, first.page, run.unit,
                      static_cast<std::uint16_t>(std::min(size, largest_unit))});
    }
  }
  return result;
}

}  // namespace whence
