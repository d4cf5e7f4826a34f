#include "format/html.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/text.h"
#include "format/html_meta.h"
#include "format/html_tokens.h"

namespace whence {
namespace {

// Why a block may not belong to the article, and where it stands.
enum : std::uint16_t {
  navigation = 1U << 0U,
  footer = 1U << 1U,
  aside = 1U << 2U,
  form = 1U << 3U,
  header = 1U << 4U,
  marked = 1U << 5U,  // by class name or id
  hidden = 1U << 6U,
  control = 1U << 7U,  // buttons, drawings, templates
  outside = navigation | footer | aside | form | header | marked | hidden | control,
  main_part = 1U << 8U,
  caption = 1U << 9U,
  preformatted = 1U << 10U,
  heading = 1U << 11U
};

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

struct Block {
  std::size_t begin = 0, end = 0;  // within ArticleText::all
  std::size_t links = 0;           // bytes of them inside links
  std::uint32_t article = 0;       // 0: in no article element
  std::uint16_t flags = 0;
  std::size_t weight() const { return end - begin - std::min(links, end - begin); }
};

struct Open {
  std::uint8_t element = 0;
  std::uint16_t flags = 0;
  std::uint32_t article = 0;
};

enum class Gap { none, space, cell, line, paragraph };

// Collects blocks of text while tokens go by.
class PageText {
 public:
  PageText(std::string_view page, const Boilerplate& boilerplate) : page_(page), boilerplate_(boilerplate) {}

  void start_tag(const HtmlToken& token);
  void end_tag(const HtmlToken& token);
  void text(std::size_t begin, std::size_t end);
  void finish() { close_block(); }

  MappedText all;
  std::vector<Block> blocks;
  std::size_t deepest = 0;

 private:
  std::uint16_t attribute_flags(const HtmlToken& token) const;
  Open inside() const { return open_.empty() ? Open{} : open_.back(); }
  void pop();
  void close_block();
  void gap(Gap kind, std::size_t at, std::size_t size);
  void put_gap();
  void character(char32_t code, std::size_t at, std::size_t size, bool reference);

  std::string_view page_;
  const Boilerplate& boilerplate_;
  std::vector<Open> open_;
  std::array<std::uint32_t, elements.size()> open_count_{};
  std::uint32_t articles_ = 0;
  bool link_ = false;
  std::size_t block_begin_ = 0, block_links_ = 0;
  Gap gap_ = Gap::none;
  std::size_t gap_at_ = 0, gap_size_ = 0;
};

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
      if (value == "contentinfo" || value == "complementary" || value == "dialog") flags |= aside;
      if (value == "main") flags |= main_part;
    }
    if (name != "class" && name != "id") continue;
    for (const std::string_view word : split(squeeze(value), ' ')) {
      if (std::binary_search(boilerplate_.marks.begin(), boilerplate_.marks.end(), word)) flags |= marked;
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

std::size_t weight_where(const std::vector<Block>& blocks, auto&& wanted) {
  std::size_t weight = 0;
  for (const Block& block : blocks) {
    if (wanted(block)) weight += block.weight();
  }
  return weight;
}

// Forms, headers and menus that hold most of the page's text are the page: some sites wrap everything in one.
void unwrap(std::vector<Block>& blocks) {
  for (const std::uint16_t flag : {form, header, navigation}) {
    const std::size_t clean = weight_where(blocks, [](const Block& block) { return (block.flags & outside) == 0; });
    const std::size_t only = weight_where(blocks, [&](const Block& block) { return (block.flags & outside) == flag; });
    if (only <= clean) continue;
    for (Block& block : blocks) block.flags &= static_cast<std::uint16_t>(~flag);
  }
}

// The articles that hold the page's text: the longest and those nearly as long; short ones are teasers.
std::vector<bool> main_articles(const std::vector<Block>& blocks, std::size_t clean) {
  std::uint32_t count = 0;
  for (const Block& block : blocks) count = std::max(count, block.article);
  std::vector<std::size_t> weights(count + 1, 0);
  for (const Block& block : blocks) {
    if ((block.flags & outside) == 0 && block.article != 0) weights[block.article] += block.weight();
  }
  const std::size_t best = *std::max_element(weights.begin(), weights.end());
  std::vector<bool> chosen(count + 1, false);
  if (best < 200 && best * 2 < clean) return chosen;
  for (std::size_t i = 1; i < weights.size(); ++i) chosen[i] = best > 0 && weights[i] * 3 >= best;
  return chosen;
}

// Leaves out menus made of plain lists: three or more blocks in a row that are nothing but short links.
std::vector<std::size_t> without_link_lists(const std::vector<Block>& blocks, const std::vector<std::size_t>& kept) {
  const auto only_link = [&](std::size_t i) {
    const Block& block = blocks[kept[i]];
    return block.weight() * 5 < block.end - block.begin && block.end - block.begin < 100 &&
           (block.flags & heading) == 0;
  };
  std::vector<std::size_t> result;
  for (std::size_t i = 0; i < kept.size();) {
    std::size_t end = i;
    while (end < kept.size() && only_link(end)) ++end;
    if (end - i < 3) {
      end = std::max(end, i + 1);
      result.insert(result.end(), kept.begin() + static_cast<std::ptrdiff_t>(i),
                    kept.begin() + static_cast<std::ptrdiff_t>(end));
    }
    i = end;
  }
  return result;
}

// Indices of the blocks that are the article, in order.
std::vector<std::size_t> article_blocks(std::vector<Block>& blocks, std::vector<Oddity>& oddities) {
  unwrap(blocks);
  const auto is_clean = [](const Block& block) { return (block.flags & outside) == 0; };
  const std::size_t clean = weight_where(blocks, is_clean);
  const std::vector<bool> articles = main_articles(blocks, clean);
  const bool has_article = std::find(articles.begin(), articles.end(), true) != articles.end();
  const std::size_t in_main =
      weight_where(blocks, [&](const Block& block) { return is_clean(block) && (block.flags & main_part) != 0; });
  const bool has_main = in_main >= 200 || (in_main > 0 && in_main * 2 >= clean);
  std::vector<std::size_t> kept;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    if (!is_clean(blocks[i])) continue;
    if (has_article ? articles[blocks[i].article] : !has_main || (blocks[i].flags & main_part) != 0) kept.push_back(i);
  }
  if (!has_article && !has_main) kept = without_link_lists(blocks, kept);
  std::size_t weight = 0;
  for (const std::size_t i : kept) weight += blocks[i].weight();
  const std::size_t shown =
      weight_where(blocks, [](const Block& block) { return (block.flags & (hidden | control)) == 0; });
  if (!kept.empty() && (weight >= 80 || shown < weight * 5)) return kept;
  for (const std::uint16_t banned : {static_cast<std::uint16_t>(hidden | control), std::uint16_t{0}}) {
    kept.clear();
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      if ((blocks[i].flags & banned) == 0) kept.push_back(i);
    }
    if (!kept.empty()) break;
  }
  oddities.push_back({"page", "the article could not be told from the rest; all text of the page is kept"});
  return kept;
}

}  // namespace

Result<Document> read_html(Decoded page, std::string_view name, const Limits& limits, const Boilerplate& boilerplate) {
  PageText text(page.text, boilerplate);
  HtmlMeta meta(limits);
  HtmlTokens tokens(page.text);
  HtmlToken token;
  std::string raw_element, raw_type;
  while (tokens.next(token)) {
    switch (token.kind) {
      case HtmlKind::text:
        text.text(token.begin, token.end);
        break;
      case HtmlKind::raw_text:
        meta.raw_text(raw_element, raw_type, std::string_view(page.text).substr(token.begin, token.end - token.begin));
        break;
      case HtmlKind::start_tag:
        meta.start_tag(token);
        text.start_tag(token);
        raw_element = lower(token.name.substr(0, 16));
        raw_type.clear();
        for (const HtmlAttribute& attribute : token.attributes) {
          if (lower(attribute.name.substr(0, 8)) == "type") raw_type = std::string(attribute.value.substr(0, 64));
        }
        break;
      case HtmlKind::end_tag:
        text.end_tag(token);
        break;
    }
  }
  text.finish();

  Document document;
  document.oddities = std::move(page.oddities);
  if (text.deepest > limits.depth) {
    document.oddities.push_back({"page", "elements nested " + std::to_string(text.deepest) + " deep"});
  }
  MappedText article;
  for (const std::size_t i : article_blocks(text.blocks, document.oddities)) {
    const Block& block = text.blocks[i];
    if (!article.text.empty())
      article.put("\n\n", original_place(text.all.offsets, static_cast<std::uint32_t>(block.begin)).byte, 0);
    const auto begin = static_cast<std::uint32_t>(article.text.size());
    article.take(text.all, block.begin, block.end);
    if ((block.flags & caption) != 0)
      document.boilerplate.push_back({begin, static_cast<std::uint32_t>(article.text.size())});
  }
  if (trim(article.text).empty()) {
    return Error{Code::malformed,
                 std::string(name) + ": a page without text; save it from the browser after it has loaded"};
  }
  meta.describe(document);
  document.offsets = compose(article.offsets, page.offsets);
  document.text = std::move(article.text);
  return document;
}

std::string_view declared_encoding(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, 4096);
  for (std::size_t at = head.find("charset"); at != std::string_view::npos; at = head.find("charset", at + 1)) {
    std::size_t begin = at + 7;
    while (begin < head.size() &&
           (is_space(head[begin]) || head[begin] == '=' || head[begin] == '"' || head[begin] == '\''))
      ++begin;
    std::size_t end = begin;
    while (end < head.size() && (is_alpha(head[end]) || is_digit(head[end]) || head[end] == '-' || head[end] == '_'))
      ++end;
    if (end > begin) return head.substr(begin, end - begin);
  }
  return {};
}

}  // namespace whence
