// HTML that cannot be broken by a document's words: Markup is made here and nowhere else, and text() is the one place
// that escapes. A page is one file, asks for nothing from anywhere and runs no script.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace whence {

class Markup {
 public:
  Markup() = default;
  const std::string& html() const { return html_; }
  bool empty() const { return html_.empty(); }
  Markup& operator+=(const Markup& other) {
    html_ += other.html_;
    return *this;
  }
  friend Markup operator+(Markup a, const Markup& b) { return a += b; }

 private:
  explicit Markup(std::string html) : html_(std::move(html)) {}
  std::string html_;
  friend Markup text(std::string_view words);
  friend Markup element(std::string_view name, std::string_view look, const Markup& content);
  friend Markup range_bar(double low, double p, double high);
  friend Markup series_bars(const std::vector<std::size_t>& counts);
};

// Anybody's words, made visible (base/text.h) and escaped for content and attributes alike.
Markup text(std::string_view words);
// <name class="look">content</name>. Requires: name and look are our own: letters, digits, spaces and hyphens.
Markup element(std::string_view name, std::string_view look, const Markup& content);
// A range from 0 to 1 as a small drawing: scale, range, share. Requires: 0 <= low <= p <= high <= 1.
Markup range_bar(double low, double p, double high);
// A series as bars from left to right, the greatest as high as the drawing. What is counted is for the caption to say.
Markup series_bars(const std::vector<std::size_t>& counts);

Markup joined(const std::vector<Markup>& parts, const Markup& separator);
// <table class="look"> with a head, if one is given, and rows of cells; the n-th cell's class is looks[n].
Markup table(std::string_view look, const std::vector<std::string>& looks, const std::vector<Markup>& head,
             const std::vector<std::vector<Markup>>& rows);
// A labelled part of a page; nothing for empty content.
Markup section(std::string_view label, const Markup& content);
// Short sections in two columns; one below the other on a narrow screen.
Markup pair(const Markup& sections);
// <ul> of sentences; nothing for none.
Markup bullets(std::string_view look, const std::vector<std::string>& sentences);

// What stands at the head of every page.
struct Marking {
  bool exercise = false;
  std::string tlp;     // "AMBER"; empty: unmarked
  std::string draft;   // "DRAFT 2 · ..."; empty: released
  bool brief = false;  // set tight enough for one A4 sheet
};
// The whole file.
std::string html_page(std::string_view title, const Marking& marking, const Markup& body);

std::string_view markup_style();  // markup_style.cpp

}  // namespace whence
