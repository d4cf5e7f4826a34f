// A page's text as blocks, each with the reasons why it may not be the article. What is kept is decided in html.cpp.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "format/boilerplate.h"
#include "format/html_tokens.h"
#include "format/offsets.h"

namespace whence {

// Why a block may not belong to the article, and where it stands.
namespace block_flag {
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
}  // namespace block_flag

struct HtmlBlock {
  std::size_t begin = 0, end = 0;  // within ArticleText::all
  std::size_t links = 0;           // bytes of them inside links
  std::uint32_t article = 0;       // 0: in no article element
  std::uint16_t flags = 0;
  std::size_t weight() const { return end - begin - std::min(links, end - begin); }
};

// Collects blocks of text while tokens go by.
class PageText {
 public:
  // Both stay with the caller and must outlive this.
  PageText(std::string_view page, const Boilerplate& boilerplate);

  void start_tag(const HtmlToken& token);
  void end_tag(const HtmlToken& token);
  void text(std::size_t begin, std::size_t end);
  void finish() { close_block(); }

  MappedText all;
  std::vector<HtmlBlock> blocks;
  std::size_t deepest = 0;

 private:
  struct Open {
    std::uint8_t element = 0;
    std::uint16_t flags = 0;
    std::uint32_t article = 0;
  };
  enum class Gap { none, space, cell, line, paragraph };

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
  std::vector<std::uint32_t> open_count_;  // by element
  std::uint32_t articles_ = 0;
  bool link_ = false;
  std::size_t block_begin_ = 0, block_links_ = 0;
  Gap gap_ = Gap::none;
  std::size_t gap_at_ = 0, gap_size_ = 0;
};

}  // namespace whence
