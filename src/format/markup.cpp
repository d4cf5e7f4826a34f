#include "format/markup.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "base/result.h"
#include "base/text.h"
#include "format/layout.h"

namespace whence {
namespace {

bool is_ours(std::string_view name) {
  for (const char c : name) {
    if (!is_alpha(c) && !is_digit(c) && c != ' ' && c != '-') return false;
  }
  return true;
}

std::string tenth(double value) {
  char buffer[24];
  std::snprintf(buffer, sizeof buffer, "%.1f", value);
  return buffer;
}

// A brief with many words is set smaller, so that it still fits its sheet.
std::string sheet(const Marking& marking, const Markup& body) {
  constexpr std::size_t roomy = 2600;  // letters that fit at the usual size
  if (!marking.brief) return "";
  std::size_t letters = 0;
  bool inside = false;
  for (const char c : body.html()) {
    if (c == '<') inside = true;
    if (!inside) ++letters;
    if (c == '>') inside = false;
  }
  return letters > roomy ? " class=\"brief tight\"" : " class=\"brief\"";
}

Markup marks(const Marking& marking) {
  Markup result;
  if (!marking.tlp.empty()) {
    std::string look = "tlp";
    for (const std::string known : {"clear", "green", "amber", "red"}) {
      if (lower(marking.tlp).starts_with(known)) look = "tlp tlp-" + known;
    }
    result += element("span", look, text("TLP:" + marking.tlp));
  }
  if (!marking.draft.empty()) result += element("span", "draft", text(marking.draft));
  return element("header", "marks", result);
}

}  // namespace

Markup text(std::string_view words) {
  std::string html;
  if (!words.empty() && words.front() == ' ') html += ' ';  // between two pieces of a sentence
  for (const char c : clean(words)) {
    switch (c) {
      case '&':
        html += "&amp;";
        break;
      case '<':
        html += "&lt;";
        break;
      case '>':
        html += "&gt;";
        break;
      case '"':
        html += "&quot;";
        break;
      case '\'':
        html += "&#39;";
        break;
      default:
        html += c;
    }
  }
  if (words.size() > 1 && words.back() == ' ') html += ' ';
  return Markup(std::move(html));
}

Markup element(std::string_view name, std::string_view look, const Markup& content) {
  WHENCE_CHECK(is_ours(name) && is_ours(look));
  std::string html = "<" + std::string(name);
  if (!look.empty()) html += " class=\"" + std::string(look) + "\"";
  html += ">" + content.html_ + "</" + std::string(name) + ">";
  if (name == "p" || name == "tr" || name == "li" || name == "section" || name == "table" || name == "thead")
    html += '\n';
  return Markup(std::move(html));
}

Markup range_bar(double low, double p, double high) {
  constexpr double width = 200.0;
  const auto x = [](double chance) { return tenth(2.0 + chance * (width - 4.0)); };
  std::string svg = "<svg class=\"range\" viewBox=\"0 0 200 14\" role=\"img\" aria-label=\"range " +
                    tenth(low * 100.0) + " to " + tenth(high * 100.0) + " per cent\">";
  svg += "<line class=\"scale\" x1=\"2\" x2=\"198\" y1=\"7\" y2=\"7\"/>";
  for (const double tick : {0.0, 0.25, 0.5, 0.75, 1.0}) {
    svg += "<line class=\"scale\" x1=\"" + x(tick) + "\" x2=\"" + x(tick) + "\" y1=\"4.5\" y2=\"9.5\"/>";
  }
  svg += "<line class=\"spread\" x1=\"" + x(low) + "\" x2=\"" + x(high) + "\" y1=\"7\" y2=\"7\"/>";
  svg += "<circle class=\"share\" cx=\"" + x(p) + "\" cy=\"7\" r=\"3\"/></svg>";
  return Markup(std::move(svg));
}

Markup series_bars(const std::vector<std::size_t>& counts) {
  constexpr double step = 10.0, bar = 7.0, height = 40.0;
  const std::size_t most = counts.empty() ? 0 : *std::max_element(counts.begin(), counts.end());
  const std::string width = tenth(step * static_cast<double>(counts.size()));
  std::string svg = "<svg class=\"series\" viewBox=\"0 0 " + width +
                    " 41\" preserveAspectRatio=\"xMinYMid\" role=\"img\" aria-label=\"by year:";
  for (const std::size_t count : counts) svg += " " + std::to_string(count);
  svg += "\"><line class=\"scale\" x1=\"0\" x2=\"" + width + "\" y1=\"40.5\" y2=\"40.5\"/>";
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] == 0) continue;
    const double high = height * static_cast<double>(counts[i]) / static_cast<double>(most);
    svg += "<rect class=\"bar\" x=\"" + tenth(step * static_cast<double>(i) + (step - bar) / 2.0) + "\" y=\"" +
           tenth(height - high) + "\" width=\"" + tenth(bar) + "\" height=\"" + tenth(high) + "\"/>";
  }
  return Markup(svg + "</svg>");
}

Markup joined(const std::vector<Markup>& parts, const Markup& separator) {
  Markup result;
  for (const Markup& part : parts) {
    if (part.empty()) continue;
    if (!result.empty()) result += separator;
    result += part;
  }
  return result;
}

Markup table(std::string_view look, const std::vector<std::string>& looks, const std::vector<Markup>& head,
             const std::vector<std::vector<Markup>>& rows) {
  const auto line = [&](std::string_view cell, const std::vector<Markup>& cells) {
    Markup result;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      result += element(cell, i < looks.size() ? std::string_view(looks[i]) : std::string_view(), cells[i]);
    }
    return element("tr", "", result);
  };
  Markup content;
  if (!head.empty()) content += element("thead", "", line("th", head));
  Markup body;
  for (const auto& row : rows) body += line("td", row);
  return element("table", look, content + element("tbody", "", body));
}

Markup section(std::string_view label, const Markup& content) {
  if (content.empty()) return {};
  return element("section", "", element("h2", "", text(label)) + content);
}

Markup pair(const Markup& sections) { return sections.empty() ? Markup() : element("div", "pair", sections); }

Markup bullets(std::string_view look, const std::vector<std::string>& sentences) {
  if (sentences.empty()) return {};
  Markup items;
  for (const std::string& sentence : sentences) items += element("li", "", text(sentence));
  return element("ul", look, items);
}

std::string html_page(std::string_view title, const Marking& marking, const Markup& body) {
  std::string page =
      "<!DOCTYPE html>\n<html lang=\"en\"" + sheet(marking, body) +
      ">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n";
  page += "<title>" + text(title).html() + "</title>\n<style>\n" + std::string(markup_style()) +
          "</style>\n</head>\n<body>\n";
  if (marking.exercise) {
    page += element("p", "exercise",
                    element("strong", "", text("EXERCISE")) +
                        text(" Invented incident. No finding about any real actor follows from it."))
                .html();
  }
  page += marks(marking).html() + "\n<main>\n" + body.html() + "</main>\n</body>\n</html>\n";
  return page;
}

}  // namespace whence
