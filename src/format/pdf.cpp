#include "format/pdf.h"

#include <algorithm>
#include <map>
#include <vector>

#include "base/process.h"
#include "base/text.h"
#include "format/encoding.h"
#include "format/offsets.h"

namespace whence {
namespace {

constexpr std::size_t fewest_repeats = 3;  // a line on fewer pages is text

Error refused(std::string_view name, std::string_view what) {
  return {Code::unsupported, std::string(name) + ": " + std::string(what)};
}

// What the program's complaint means for the person who gave the file.
Error explained(std::string_view name, const ProcessOutput& output) {
  if (output.complaints.find("Incorrect password") != std::string::npos) {
    return refused(name, "an encrypted PDF; save a copy without password and give that");
  }
  if (output.status == 3) return refused(name, "a PDF that forbids taking its text; ask its publisher for the text");
  const std::string_view first =
      lines(output.complaints).empty() ? std::string_view() : lines(output.complaints).front();
  return {Code::malformed, std::string(name) + ": not a PDF that can be read (" +
                               visible(squeeze(first.substr(0, 120))) + "); open it and save it again"};
}

// A line without its numbers: what running heads and page numbers have in common.
std::string pattern_of(std::string_view line) {
  std::string result;
  for (const char c : squeeze(line)) {
    if (!is_digit(c))
      result += c;
    else if (!result.ends_with('#'))
      result += '#';
  }
  return result;
}

struct Edges {
  std::string_view first, last;  // lines that hold something; views into the page
};
Edges edges_of(std::string_view page) {
  Edges edges;
  for (const std::string_view line : lines(page)) {
    if (trim(line).empty()) continue;
    if (edges.first.empty()) edges.first = line;
    edges.last = line;
  }
  return edges;
}

// Where a word is divided at a line's end ("intru-\nsion"): the length of what goes, else 0.
std::size_t division(std::string_view page, std::size_t at) {
  if (page[at] != '-' || at == 0 || at + 2 >= page.size() || page[at + 1] != '\n') return 0;
  return is_lower(page[at - 1]) && is_lower(page[at + 2]) ? 2 : 0;
}

void add_page(MappedText& text, std::string_view page) {
  for (std::size_t at = 0; at < page.size();) {
    std::size_t end = page.find("-\n", at);
    while (end != std::string_view::npos && division(page, end) == 0) end = page.find("-\n", end + 1);
    end = std::min(end, page.size());
    text.copy(page.substr(at, end - at), at);
    at = end == page.size() ? end : end + 2;
  }
}

// Marks one edge line of a page that stands in the text from `begin` on, if it repeats over the document.
void mark_edge(Document& document, std::string_view line, std::uint32_t begin, bool last) {
  const std::string_view page = std::string_view(document.text).substr(begin);
  const std::size_t at = last ? page.rfind(line) : page.find(line);
  if (at == std::string_view::npos || line.empty()) return;
  const auto first = begin + static_cast<std::uint32_t>(at);
  document.boilerplate.push_back({first, first + static_cast<std::uint32_t>(line.size())});
}

}  // namespace

Document document_of_pages(const std::vector<std::string_view>& pages) {
  std::map<std::string, std::size_t> repeats;
  for (const std::string_view page : pages) {
    const Edges edges = edges_of(page);
    ++repeats[pattern_of(edges.first)];
    if (edges.last.data() != edges.first.data()) ++repeats[pattern_of(edges.last)];
  }
  const auto repeated = [&](std::string_view line) {
    return !line.empty() && repeats[pattern_of(line)] >= std::max(fewest_repeats, pages.size() / 2);
  };
  Document document;
  for (std::size_t number = 1; number <= pages.size(); ++number) {
    const std::string_view page = pages[number - 1];
    if (trim(page).empty()) continue;
    MappedText text;
    if (!document.text.empty()) text.put("\n\n", 0, 0);
    const auto begin = static_cast<std::uint32_t>(document.text.size() + text.text.size());
    add_page(text, page);
    for (OffsetRun run : text.offsets) {
      run.text += static_cast<std::uint32_t>(document.text.size());
      run.page = static_cast<std::uint32_t>(number);
      document.offsets.push_back(run);
    }
    document.text += text.text;
    const Edges edges = edges_of(page);
    if (repeated(edges.first)) mark_edge(document, edges.first, begin, false);
    if (edges.last.data() != edges.first.data() && repeated(edges.last)) mark_edge(document, edges.last, begin, true);
  }
  return document;
}

bool looks_like_pdf(std::string_view bytes) { return bytes.substr(0, 64).find("%PDF-") != std::string_view::npos; }

Result<Document> read_pdf(std::string_view bytes, std::string_view name, const Limits& limits) {
  ProcessLimits bounds;
  bounds.output_bytes = limits.bytes;
  auto output = run_program("pdftotext", {"-enc", "UTF-8", "-", "-"}, bytes, bounds);
  if (!output && output.error().code == Code::not_found) {
    return refused(name, "a PDF file, and pdftotext is not installed; install poppler-utils");
  }
  if (!output)
    return Error{output.error().code, std::string(name) + ": " + output.error().message + "; split the file"};
  if (output->status != 0) return explained(name, *output);
  std::string text = std::move(output.value().output);
  std::replace(text.begin(), text.end(), '\0', ' ');  // of fonts without a proper encoding
  if (utf8_error(text) != text.size()) {
    WHENCE_TRY(Decoded decoded, decode(std::move(text), name));
    text = std::move(decoded.text);
  }
  std::vector<std::string_view> pages = split(text, '\f');
  if (trim(pages.back()).empty()) pages.pop_back();
  Document document = document_of_pages(pages);
  if (trim(document.text).empty()) {
    return refused(
        name, "no text layer in " + std::to_string(pages.size()) + " pages; run text recognition (OCR) over it first");
  }
  return document;
}

}  // namespace whence
