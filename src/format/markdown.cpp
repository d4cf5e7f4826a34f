#include "format/markdown.h"

#include <algorithm>

#include "base/text.h"

namespace whence {
namespace {

constexpr std::size_t longest_link = 4096;  // a '[' is not looked after any further than this

bool is_punctuation(char c) { return c > ' ' && c < '\x7F' && !is_alpha(c) && !is_digit(c); }

bool is_word(char c) { return is_alpha(c) || is_digit(c) || static_cast<unsigned char>(c) >= 0x80; }

// The line that starts at `at`, without its end.
std::string_view line_at(std::string_view text, std::size_t at) {
  return text.substr(at, std::min(text.find('\n', at), text.size()) - at);
}

void set_from_front_matter(Document& document, std::string_view key, std::string_view value) {
  value = trim(value);
  if (value.size() >= 2 && (value.front() == '"' || value.front() == '\'') && value.back() == value.front()) {
    value = value.substr(1, value.size() - 2);
  }
  if (value.empty()) return;
  if (key == "title") document.title = std::string(value);
  if (key == "source" || (key == "author" && !document.source)) document.source = std::string(value);
  if (key == "published" || key == "date") document.published = parse_date(value.substr(0, 10));
  if (key == "url") document.url = std::string(value);
  if (key == "exercise") document.exercise = lower(value) == "true";
}

// Where the text begins behind the front matter, 0 if there is none.
std::size_t read_front_matter(std::string_view text, Document& document) {
  if (trim(line_at(text, 0)) != "---" || !text.starts_with("---")) return 0;
  Document stated;
  for (std::size_t at = line_at(text, 0).size() + 1; at < text.size();) {
    const std::string_view line = line_at(text, at);
    at += line.size() + 1;
    if (trim(line) == "---") {
      document = std::move(stated);
      return std::min(at, text.size());
    }
    const auto colon = line.find(':');
    if (colon != std::string_view::npos)
      set_from_front_matter(stated, lower(trim(line.substr(0, colon))), line.substr(colon + 1));
  }
  return 0;
}

class MarkdownText {
 public:
  MarkdownText(std::string_view text, Document& document) : text_(text), document_(document) {}
  MappedText read(std::size_t begin);

 private:
  struct Line {
    std::size_t words = 0;  // where they begin
    bool heading = false, item = false;
  };
  Line line_marks(std::size_t at, std::size_t end) const;
  void start_paragraph(std::size_t at);
  void inline_text(std::size_t at, std::size_t end);
  std::size_t code(std::size_t at, std::size_t end);
  std::size_t link(std::size_t at, std::size_t end, bool picture);
  std::size_t tag(std::size_t at, std::size_t end);
  bool is_emphasis(std::size_t at, std::size_t run, std::size_t begin, std::size_t end) const;
  void copy(std::size_t at, std::size_t size) { result_.copy(text_.substr(at, size), at); }

  std::string_view text_;
  Document& document_;
  MappedText result_;
};

// Past the marks at the front of a line: spaces, '>', '#', bullets and numbers of items.
MarkdownText::Line MarkdownText::line_marks(std::size_t at, std::size_t end) const {
  const auto skip_spaces = [&] {
    while (at < end && (text_[at] == ' ' || text_[at] == '\t')) ++at;
  };
  skip_spaces();
  while (at < end && text_[at] == '>') {
    ++at;
    skip_spaces();
  }
  std::size_t mark = at;
  while (mark < end && text_[mark] == '#') ++mark;
  if (mark > at && mark - at <= 6 && mark < end && text_[mark] == ' ') {
    at = mark;
    skip_spaces();
    return {at, true, false};
  }
  if (at + 1 < end && (text_[at] == '-' || text_[at] == '*' || text_[at] == '+') && text_[at + 1] == ' ') {
    ++at;
    skip_spaces();
    return {at, false, true};
  }
  mark = at;
  while (mark < end && is_digit(text_[mark])) ++mark;
  const bool number = mark > at && mark - at <= 3 && mark + 1 < end && (text_[mark] == '.' || text_[mark] == ')');
  if (!number || text_[mark + 1] != ' ') return {at, false, false};
  at = mark + 1;
  skip_spaces();
  return {at, false, true};
}

// Headings and items are paragraphs of their own even where the writer left no empty line.
void MarkdownText::start_paragraph(std::size_t at) {
  const std::string& text = result_.text;
  if (text.ends_with('\n') && !text.ends_with("\n\n")) result_.put("\n", at, 0);
}

// A run of '*' or '_' that opens or closes emphasis: it touches a word on one side only.
bool MarkdownText::is_emphasis(std::size_t at, std::size_t run, std::size_t begin, std::size_t end) const {
  if (run > 3) return false;
  const char before = at > begin ? text_[at - 1] : ' ';
  const char after = at + run < end ? text_[at + run] : ' ';
  const bool opens = !is_space(after) && !is_word(before);
  const bool closes = !is_space(before) && !is_word(after);
  return opens != closes || (opens && (is_punctuation(before) || is_punctuation(after)));
}

std::size_t MarkdownText::code(std::size_t at, std::size_t end) {
  std::size_t ticks = 0;
  while (at + ticks < end && text_[at + ticks] == '`') ++ticks;
  const std::size_t content = at + ticks;
  const std::size_t close = text_.substr(0, end).find(text_.substr(at, ticks), content);
  if (close == std::string_view::npos) {
    copy(at, ticks);
    return content;
  }
  copy(content, close - content);
  return close + ticks;
}

// "[words](target)" or "![words](target)": the words. Anything else that starts so is plain text.
std::size_t MarkdownText::link(std::size_t at, std::size_t end, bool picture) {
  const std::size_t words = at + (picture ? 2 : 1);
  const std::string_view window = text_.substr(0, std::min(end, at + longest_link));
  const std::size_t close = window.find("](", words);
  const std::size_t next = window.find('[', words);
  const std::size_t stop = close == std::string_view::npos ? close : window.find(')', close);
  if (stop == std::string_view::npos || (next < close)) {
    copy(at, words - at);
    return words;
  }
  const auto begin = static_cast<std::uint32_t>(result_.text.size());
  copy(words, close - words);
  const auto after = static_cast<std::uint32_t>(result_.text.size());
  if (picture && after > begin) document_.boilerplate.push_back({begin, after});
  return stop + 1;
}

// "<https://...>" keeps its address; other tags and comments go; a '<' that opens nothing stays.
std::size_t MarkdownText::tag(std::size_t at, std::size_t end) {
  const std::string_view window = text_.substr(0, std::min(end, at + longest_link));
  if (window.substr(at).starts_with("<!--")) {
    const std::size_t close = window.find("-->", at);
    if (close != std::string_view::npos) return close + 3;
  }
  const std::size_t close = window.find('>', at);
  const char first = at + 1 < end ? text_[at + 1] : ' ';
  if (close == std::string_view::npos || !(is_alpha(first) || first == '/')) {
    copy(at, 1);
    return at + 1;
  }
  const std::string_view content = window.substr(at + 1, close - at - 1);
  if (content.find("://") != std::string_view::npos || content.find('@') != std::string_view::npos) {
    if (content.find(' ') == std::string_view::npos) copy(at + 1, content.size());
  }
  return close + 1;
}

void MarkdownText::inline_text(std::size_t at, std::size_t end) {
  const std::size_t begin = at;
  while (at < end) {
    const char c = text_[at];
    const char after = at + 1 < end ? text_[at + 1] : ' ';
    if (c == '\\' && is_punctuation(after)) {
      copy(at + 1, 1);
      at += 2;
    } else if (c == '`') {
      at = code(at, end);
    } else if (c == '!' && after == '[') {
      at = link(at, end, true);
    } else if (c == '[') {
      at = link(at, end, false);
    } else if (c == '<') {
      at = tag(at, end);
    } else if (c == '|' && text_[begin] == '|') {
      result_.put("\t", at, 1);
      ++at;
    } else if (c == '*' || c == '_') {
      std::size_t run = 1;
      while (at + run < end && text_[at + run] == c) ++run;
      if (!is_emphasis(at, run, begin, end)) copy(at, run);
      at += run;
    } else {
      std::size_t run = at + 1;
      while (run < end && std::string_view("\\`![<*_|").find(text_[run]) == std::string_view::npos) ++run;
      copy(at, run - at);
      at = run;
    }
  }
}

MappedText MarkdownText::read(std::size_t begin) {
  std::string_view fence;
  bool after_heading = false;
  for (std::size_t at = begin; at < text_.size();) {
    const std::string_view line = line_at(text_, at);
    const std::size_t end = at + line.size();
    const std::string_view words = trim(line);
    const bool is_fence = words.starts_with("```") || words.starts_with("~~~");
    const bool rule = words.size() >= 3 && words.find_first_not_of("-|: =*_") == std::string_view::npos;
    if (is_fence && (fence.empty() || words.starts_with(fence))) {
      fence = fence.empty() ? words.substr(0, 3) : std::string_view();
    } else if (!fence.empty()) {
      copy(at, line.size());
    } else if (!rule) {
      const Line marks = line_marks(at, end);
      if (marks.heading || marks.item || (after_heading && !words.empty())) start_paragraph(at);
      inline_text(marks.words, end);
      after_heading = marks.heading;
    }
    if (end < text_.size()) copy(end, 1);
    at = end + 1;
  }
  return std::move(result_);
}

}  // namespace

Result<Document> read_markdown(Decoded decoded, std::string_view name) {
  Document document;
  const std::size_t begin = read_front_matter(decoded.text, document);
  MappedText text = MarkdownText(decoded.text, document).read(begin);
  if (trim(text.text).empty()) {
    return Error{Code::malformed, std::string(name) + ": Markdown without text; check that the right file was given"};
  }
  document.offsets = compose(text.offsets, decoded.offsets);
  document.text = std::move(text.text);
  document.oddities = std::move(decoded.oddities);
  return document;
}

}  // namespace whence
