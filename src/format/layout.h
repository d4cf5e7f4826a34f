// Text on a terminal: widths in columns, never in bytes; one way to make a document's words safe to show.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace whence {

struct PageOptions {
  bool all = false;           // every row, however long the page becomes
  bool colour = false;        // the caller has looked at NO_COLOR and at whether this is a terminal
  std::size_t columns = 100;  // no line is wider
  std::size_t lines = 60;     // no page is longer unless `all`
};

// The longest quotation on any page, in columns. One number for accusations and answers alike.
inline constexpr std::size_t quotation_limit = 110;

// Somebody else's words on one line: white space squeezed, hidden characters visible, damaged UTF-8 as U+FFFD.
std::string clean(std::string_view text);
// At most `columns` wide; cut at a word where one is near, with "…" for what is left out. Requires: text is clean.
std::string shortened(std::string_view text, std::size_t columns);
// clean, shortened to the quotation limit, in double quotes. Empty for no words.
std::string quotation(std::string_view text);
// Lines of at most `columns`, broken at spaces; a longer word is broken inside. Never empty.
std::vector<std::string> wrapped(std::string_view text, std::size_t columns);
std::string padded(std::string_view text, std::size_t columns);         // on the right; longer text is shortened
std::string right_aligned(std::string_view text, std::size_t columns);  // likewise
std::string with_thousands(std::size_t number);                         // "2,629"
std::string counted(std::size_t number, std::string_view one, std::string_view many);  // "1 claim", "23 claims"

// A part of a page: a heading and rows of one or more lines. `folded` rows are named in a last line when space runs
// out.
struct PageBlock {
  std::string heading;
  std::vector<std::vector<std::string>> rows;
  bool separate = true;  // an empty line before it
  bool keep = false;     // rows are never left out
  bool minor = false;    // rows are left out before those of other blocks, down to two
};

// Joins blocks; while the page is too long, the block with most lines (of equal ones the later) loses its last row,
// minor ones first, and says so at its end. Headings are bold where colours are on.
std::string page_of(std::vector<PageBlock> blocks, const PageOptions& options);
// `text` wrapped behind `first`, later lines behind as many spaces.
std::vector<std::string> hanging(std::string_view first, std::string_view text, std::size_t columns);

}  // namespace whence
