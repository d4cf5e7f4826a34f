#include "format/html.h"

#include <algorithm>
#include <cstdint>

#include "base/text.h"
#include "format/html_meta.h"
#include "format/html_page.h"
#include "format/html_tokens.h"

namespace whence {

using namespace block_flag;

namespace {

std::size_t weight_where(const std::vector<HtmlBlock>& blocks, auto&& wanted) {
  std::size_t weight = 0;
  for (const HtmlBlock& block : blocks) {
    if (wanted(block)) weight += block.weight();
  }
  return weight;
}

// Forms, headers and menus that hold most of the page's text are the page: some sites wrap everything in one.
void unwrap(std::vector<HtmlBlock>& blocks) {
  for (const std::uint16_t flag : {form, header, navigation}) {
    const std::size_t clean = weight_where(blocks, [](const HtmlBlock& block) { return (block.flags & outside) == 0; });
    const std::size_t only =
        weight_where(blocks, [&](const HtmlBlock& block) { return (block.flags & outside) == flag; });
    if (only <= clean) continue;
    for (HtmlBlock& block : blocks) block.flags &= static_cast<std::uint16_t>(~flag);
  }
}

// The articles that hold the page's text: the longest and those nearly as long; short ones are teasers.
std::vector<bool> main_articles(const std::vector<HtmlBlock>& blocks, std::size_t clean) {
  std::uint32_t count = 0;
  for (const HtmlBlock& block : blocks) count = std::max(count, block.article);
  std::vector<std::size_t> weights(count + 1, 0);
  for (const HtmlBlock& block : blocks) {
    if ((block.flags & outside) == 0 && block.article != 0) weights[block.article] += block.weight();
  }
  const std::size_t best = *std::max_element(weights.begin(), weights.end());
  std::vector<bool> chosen(count + 1, false);
  if (best < 200 && best * 2 < clean) return chosen;
  for (std::size_t i = 1; i < weights.size(); ++i) chosen[i] = best > 0 && weights[i] * 3 >= best;
  return chosen;
}

// Leaves out menus made of plain lists: three or more blocks in a row that are nothing but short links.
std::vector<std::size_t> without_link_lists(const std::vector<HtmlBlock>& blocks,
                                            const std::vector<std::size_t>& kept) {
  const auto only_link = [&](std::size_t i) {
    const HtmlBlock& block = blocks[kept[i]];
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

// Beside running text a block that is nothing but a link is a way to another story, and so is the heading above it.
std::vector<std::size_t> without_other_stories(const std::vector<HtmlBlock>& blocks,
                                               const std::vector<std::size_t>& kept) {
  constexpr std::size_t enough = 120;  // bytes of running text
  std::size_t weight = 0;
  for (const std::size_t i : kept) weight += blocks[i].weight();
  if (weight < enough) return kept;
  const auto only_link = [&](std::size_t i) {
    const HtmlBlock& block = blocks[i];
    return block.links > 0 && block.weight() * 8 < block.end - block.begin && block.end - block.begin < 300;
  };
  std::vector<std::size_t> result;
  for (const std::size_t i : kept) {
    const bool above = (blocks[i].flags & heading) != 0 && i + 1 < blocks.size() && only_link(i + 1) &&
                       (blocks[i + 1].flags & heading) == 0 && !result.empty();
    if (!only_link(i) && !above) result.push_back(i);
    if (only_link(i) && (blocks[i].flags & heading) != 0 && result.empty()) result.push_back(i);  // a linked headline
  }
  return result;
}

// Indices of the blocks that are the article, in order.
std::vector<std::size_t> article_blocks(std::vector<HtmlBlock>& blocks, std::vector<Oddity>& oddities) {
  unwrap(blocks);
  const auto is_clean = [](const HtmlBlock& block) { return (block.flags & outside) == 0; };
  const std::size_t clean = weight_where(blocks, is_clean);
  const std::vector<bool> articles = main_articles(blocks, clean);
  const bool has_article = std::find(articles.begin(), articles.end(), true) != articles.end();
  const std::size_t in_main =
      weight_where(blocks, [&](const HtmlBlock& block) { return is_clean(block) && (block.flags & main_part) != 0; });
  const bool has_main = in_main >= 200 || (in_main > 0 && in_main * 2 >= clean);
  std::vector<std::size_t> kept;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    if (!is_clean(blocks[i])) continue;
    if (has_article ? articles[blocks[i].article] : !has_main || (blocks[i].flags & main_part) != 0) kept.push_back(i);
  }
  if (!has_article && !has_main) kept = without_link_lists(blocks, kept);
  kept = without_other_stories(blocks, kept);
  std::size_t weight = 0;
  for (const std::size_t i : kept) weight += blocks[i].weight();
  const std::size_t shown =
      weight_where(blocks, [](const HtmlBlock& block) { return (block.flags & (hidden | control)) == 0; });
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
    const HtmlBlock& block = text.blocks[i];
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
