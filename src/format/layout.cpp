#include "format/layout.h"

#include <algorithm>
#include <numeric>

#include "base/text.h"

namespace whence {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";
constexpr std::string_view ellipsis = "\xE2\x80\xA6";

std::string mended(std::string_view text) {
  std::string result;
  while (true) {
    const std::size_t good = utf8_error(text);
    result += text.substr(0, good);
    if (good == text.size()) return result;
    result += replacement;
    text.remove_prefix(good + 1);
  }
}

// Bytes of the longest beginning of `text` that is at most `columns` wide, in whole code points, marks included.
std::size_t bytes_within(std::string_view text, std::size_t columns) {
  std::size_t width = 0;
  std::size_t at = 0;
  while (at < text.size()) {
    std::size_t length = 1;
    code_point(text, at, length);
    width += display_width(text.substr(at, length));
    if (width > columns) break;
    at += length;
  }
  return at;
}

std::size_t line_count(const std::vector<PageBlock>& blocks) {
  std::size_t count = 0;
  for (const PageBlock& block : blocks) {
    count += (block.heading.empty() ? 0U : 1U) + (block.separate ? 1U : 0U);
    for (const auto& row : block.rows) count += row.size();
  }
  return count;
}

std::size_t lines_of(const PageBlock& block) {
  return std::accumulate(block.rows.begin(), block.rows.end(), std::size_t{0},
                         [](std::size_t sum, const auto& row) { return sum + row.size(); });
}

// The block to shorten next, or blocks.size() if none may lose a row.
std::size_t longest_of(const std::vector<PageBlock>& blocks, bool minor) {
  std::size_t longest = blocks.size();
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    if (blocks[i].keep || blocks[i].rows.size() < (minor ? 3U : 2U) || (minor && !blocks[i].minor)) continue;
    if (longest == blocks.size() || lines_of(blocks[i]) >= lines_of(blocks[longest])) longest = i;
  }
  return longest;
}

// Drops rows until the page fits; answers how many each block lost.
std::vector<std::size_t> fold(std::vector<PageBlock>& blocks, std::size_t lines) {
  std::vector<std::size_t> lost(blocks.size(), 0);
  const auto total = [&] {
    return line_count(blocks) +
           static_cast<std::size_t>(std::count_if(lost.begin(), lost.end(), [](std::size_t n) { return n > 0; }));
  };
  while (total() > lines) {
    std::size_t longest = longest_of(blocks, true);
    if (longest == blocks.size()) longest = longest_of(blocks, false);
    if (longest == blocks.size()) break;
    blocks[longest].rows.pop_back();
    ++lost[longest];
  }
  return lost;
}

}  // namespace

std::string clean(std::string_view text) { return visible(squeeze(mended(text))); }

std::string shortened(std::string_view text, std::size_t columns) {
  if (display_width(text) <= columns) return std::string(text);
  if (columns < 2) return std::string(columns, '.');
  std::string_view kept = text.substr(0, bytes_within(text, columns - 1));
  const auto space = kept.rfind(' ');
  if (text[kept.size()] != ' ' && space != std::string_view::npos && space + 24 > kept.size() &&
      space > kept.size() / 2) {
    kept = kept.substr(0, space);
  }
  while (!kept.empty() && (kept.back() == ' ' || kept.back() == ',' || kept.back() == ';')) kept.remove_suffix(1);
  return std::string(kept) + std::string(ellipsis);
}

std::string quotation(std::string_view text) {
  std::string words = clean(text);
  while (!words.empty() && (words.back() == '.' || words.back() == ',')) words.pop_back();
  if (words.empty()) return words;
  return '"' + shortened(words, quotation_limit) + '"';
}

std::vector<std::string> wrapped(std::string_view text, std::size_t columns) {
  std::vector<std::string> result;
  std::string line;
  const auto flush = [&] {
    result.push_back(line);
    line.clear();
  };
  for (std::string_view word : split(text, ' ')) {
    if (word.empty()) continue;
    if (!line.empty() && display_width(line) + 1 + display_width(word) > columns) flush();
    while (display_width(word) > columns) {
      const std::size_t part = std::max<std::size_t>(bytes_within(word, columns), 1);
      line = word.substr(0, part);
      flush();
      word.remove_prefix(part);
    }
    if (word.empty()) continue;
    if (!line.empty()) line += ' ';
    line += word;
  }
  if (!line.empty() || result.empty()) flush();
  return result;
}

std::string padded(std::string_view text, std::size_t columns) {
  std::string result = shortened(text, columns);
  result.append(columns - std::min(columns, display_width(result)), ' ');
  return result;
}

std::string right_aligned(std::string_view text, std::size_t columns) {
  const std::string result = shortened(text, columns);
  return std::string(columns - std::min(columns, display_width(result)), ' ') + result;
}

std::string with_thousands(std::size_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
  return digits;
}

std::string counted(std::size_t number, std::string_view one, std::string_view many) {
  return with_thousands(number) + ' ' + std::string(number == 1 ? one : many);
}

std::vector<std::string> hanging(std::string_view first, std::string_view text, std::size_t columns) {
  const std::string start = shortened(first, columns * 3 / 4);
  const std::size_t indent = display_width(start);
  std::vector<std::string> result = wrapped(text, columns > indent ? columns - indent : 1);
  for (std::size_t i = 0; i < result.size(); ++i) {
    result[i] = (i == 0 ? start : std::string(indent, ' ')) + result[i];
  }
  return result;
}

std::string page_of(std::vector<PageBlock> blocks, const PageOptions& options) {
  std::vector<std::size_t> lost(blocks.size(), 0);
  if (!options.all) lost = fold(blocks, options.lines);
  std::string page;
  const auto put = [&](std::string_view line, bool bold = false) {
    while (!line.empty() && line.back() == ' ') line.remove_suffix(1);
    const std::string kept = shortened(line, options.columns);
    page += bold && options.colour ? "\x1b[1m" + kept + "\x1b[0m" : kept;
    page += '\n';
  };
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const PageBlock& block = blocks[i];
    if (block.separate) put("");
    if (!block.heading.empty()) put(block.heading, true);
    for (const auto& row : block.rows) {
      for (const std::string& line : row) put(line);
    }
    if (lost[i] > 0) put("    " + std::string(ellipsis) + " " + with_thousands(lost[i]) + " more: --all");
  }
  return page;
}

}  // namespace whence
