#include "format/html_page.h"

#include <array>

#include "base/text.h"

namespace whence {

using namespace block_flag;

namespace {

struct Element {
  std::string_view name;
  bool container;  // kept on the stack of open elements; every container starts a block
  std::uint16_t flags;
};

// Sorted by name. Whatever is not here is part of the running text.
constexpr std::array<Element, 55> elements = {{
    {"address", true, 0},
    {"article", true, 0},
    {"aside", true, aside},
    {"blockquote", true, 0},
    {"body", false, 0},
    {"button", true, control},
    {"canvas", true, control},
    {"center", true, 0},
    {"dd", false, 0},
    {"details", true, 0},
    {"dialog", true, marked},
    {"dir", true, 0},
    {"div", true, 0},
    {"dl", true, 0},
    {"dt", false, 0},
    {"fieldset", true, form},
    {"figcaption", true, caption},
    {"figure", true, 0},
    {"footer", true, footer},
    {"form", true, form},
    {"h1", true, heading},
    {"h2", true, heading},
    {"h3", true, heading},
    {"h4", true, heading},
    {"h5", true, heading},
    {"h6", true, heading},
    {"head", false, 0},
    {"header", true, header},
    {"hgroup", true, 0},
    {"hr", false, 0},
    {"html", false, 0},
    {"li", false, 0},
    {"main", true, main_part},
    {"math", true, control},
    {"menu", true, navigation},
    {"nav", true, navigation},
    {"noscript", true, control},
    {"object", true, control},
    {"ol", true, 0},
    {"option", false, 0},
    {"p", true, 0},
    {"pre", true, preformatted},
    {"search", true, form},
    {"section", true, 0},
    {"select", true, control},
    {"summary", true, 0},
    {"svg", true, control},
    {"table", true, 0},
    {"tbody", false, 0},
    {"template", true, control},
    {"tfoot", false, 0},
    {"thead", false, 0},
    {"tr", false, 0},
    {"ul", true, 0},
    {"video", true, control},
}};
constexpr std::uint8_t no_element = 255;

std::uint8_t element_of(std::string_view name) {
  const auto found =
      std::lower_bound(elements.begin(), elements.end(), name,
                       [](const Element& element, std::string_view wanted) { return element.name < wanted; });
  if (found == elements.end() || found->name != name) return no_element;
  return static_cast<std::uint8_t>(found - elements.begin());
}

}  // namespace

PageText::PageText(std::string_view page, const Boilerplate& boilerplate)
    : page_(page), boilerplate_(boilerplate), open_count_(elements.size(), 0) {}

std::uint16_t PageText::attribute_flags(const HtmlToken& token) const {
  std::uint16_t flags = 0;
  for (const HtmlAttribute& attribute : token.attributes) {
    const std::string name = lower(attribute.name.substr(0, 16));
    const std::string value = lower(attribute.value.substr(0, 1024));
    if (name == "hidden" || (name == "aria-hidden" && value == "true")) flags |= hidden;
    if (name == "style" &&
        (value.find("display:none") != std::string::npos || value.find("display: none") != std::string::npos))
      flags |= hidden;
    if (name == "role") {
      if (value == "navigation" || value == "banner" || value == "search") flags |= navigation;
      if (value == "contentinfo" || value == "complementary" || value == "dialog" || value == "alertdialog")
        flags |= aside;
      if (value == "main") flags |= main_part;
    }
    if (name == "aria-modal" && value == "true") flags |= marked;
    // Site systems name their parts in attributes of their own too.
    if (name != "class" && name != "id" && name != "data-component" && name != "data-testid") continue;
    const std::string words = squeeze(value);
    for (const std::string_view word : split(words, ' ')) {
      if (is_mark(boilerplate_, word)) flags |= marked;
    }
  }
  return flags;
}

void PageText::pop() {
  --open_count_[open_.back().element];
  open_.pop_back();
}

void PageText::start_tag(const HtmlToken& token) {
  const std::string name = lower(token.name.substr(0, 16));
  if (name == "a") link_ = true;
  if (name == "br") gap(gap_ == Gap::line ? Gap::paragraph : Gap::line, token.begin, token.end - token.begin);
  if (name == "td" || name == "th") gap(Gap::cell, token.begin, token.end - token.begin);
  const std::uint8_t element = element_of(name);
  if (element == no_element) return;
  close_block();
  if (!open_.empty() && elements[open_.back().element].name == "p") pop();  // a block ends an open paragraph
  if (!elements[element].container) return;
  Open open = inside();
  open.element = element;
  open.flags &= static_cast<std::uint16_t>(~heading);
  std::uint16_t own = elements[element].flags;
  const bool whole = name == "main" || name == "article";
  if (name == "article") open.article = ++articles_;
  if (own == header && open.article != 0) own = 0;  // an article's own header holds its headline
  open.flags |= own;
  const std::uint16_t from_attributes = attribute_flags(token);
  open.flags |= whole ? static_cast<std::uint16_t>(from_attributes & ~marked) : from_attributes;
  open_.push_back(open);
  ++open_count_[element];
  deepest = std::max(deepest, open_.size());
}

void PageText::end_tag(const HtmlToken& token) {
  const std::string name = lower(token.name.substr(0, 16));
  if (name == "a") link_ = false;
  const std::uint8_t element = element_of(name);
  if (element == no_element) return;
  close_block();
  if (!elements[element].container || open_count_[element] == 0) return;
  while (open_.back().element != element) pop();  // each turn closes what one start tag opened: linear over the page
  pop();
}

void PageText::gap(Gap kind, std::size_t at, std::size_t size) {
  if (kind > gap_ || gap_ == Gap::none) {
    if (gap_ == Gap::none) gap_at_ = at;
    gap_ = kind;
  }
  gap_size_ = at + size - gap_at_;
}

void PageText::put_gap() {
  if (gap_ == Gap::none) return;
  if (all.text.size() > block_begin_) {
    constexpr std::array<std::string_view, 5> written = {"", " ", "\t", "\n", "\n\n"};
    all.put(written[static_cast<std::size_t>(gap_)], gap_at_, gap_size_);
  }
  gap_ = Gap::none;
}

void PageText::close_block() {
  gap_ = Gap::none;
  if (all.text.size() > block_begin_) {
    const Open where = inside();
    blocks.push_back({block_begin_, all.text.size(), block_links_, where.article, where.flags});
  }
  block_begin_ = all.text.size();
  block_links_ = 0;
}

// One character that stands at [at, at + size) of the page, there as a reference ("&amp;") or as itself.
void PageText::character(char32_t code, std::size_t at, std::size_t size, bool reference) {
  if (code == 0xAD || code == 0x200B || code == 0x2060 || code == 0xFEFF) return;  // invisible, and in the way of names
  const bool space = code == 0xA0 || (code < 0x80 && is_space(static_cast<char>(code)));
  const bool kept_space = space && code != 0xA0 && (inside().flags & preformatted) != 0;
  if (space && !kept_space) {
    gap(Gap::space, at, size);
    return;
  }
  put_gap();
  const std::size_t before = all.text.size();
  const bool control_code = code < 0x20 && !space;
  if (reference || control_code) {
    std::string written;
    append_utf8(written, control_code ? 0xFFFD : code);
    all.put(written, at, size);
  } else {
    all.copy(page_.substr(at, size), at);
  }
  if (link_) block_links_ += all.text.size() - before;
}

void PageText::text(std::size_t begin, std::size_t end) {
  const auto plain = [&](std::size_t at) {
    const auto byte = static_cast<unsigned char>(page_[at]);
    return byte > 0x20 && byte < 0x7F && byte != '&';
  };
  for (std::size_t at = begin; at < end;) {
    std::size_t run = at;
    while (run < end && plain(run)) ++run;
    if (run > at) {
      put_gap();
      all.copy(page_.substr(at, run - at), at);
      if (link_) block_links_ += run - at;
      at = run;
      continue;
    }
    const HtmlReference reference = page_[at] == '&' ? html_reference(page_.substr(0, end), at) : HtmlReference{};
    std::size_t length = reference.length;
    const char32_t code = length > 0 ? reference.code : code_point(page_, at, length);
    character(code, at, length, reference.length > 0);
    at += length;
  }
}

}  // namespace whence
