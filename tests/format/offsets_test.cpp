#include "format/offsets.h"

#include <random>

#include <doctest/doctest.h>

#include "base/text.h"
#include "format/document.h"
#include "format/html_tokens.h"

using namespace whence;

namespace {

enum class Wire { utf8, marked_utf8, utf16le, utf16be, latin };

std::string encoded(const std::u32string& text, Wire wire) {
  std::string bytes;
  const auto unit = [&](char32_t value) {
    const char high = static_cast<char>((value >> 8U) & 0xFFU), low = static_cast<char>(value & 0xFFU);
    bytes += wire == Wire::utf16be ? high : low;
    bytes += wire == Wire::utf16be ? low : high;
  };
  if (wire == Wire::marked_utf8) bytes = "\xEF\xBB\xBF";
  if (wire == Wire::utf16le || wire == Wire::utf16be) unit(0xFEFF);
  for (const char32_t code : text) {
    switch (wire) {
      case Wire::utf8:
      case Wire::marked_utf8:
        append_utf8(bytes, code);
        break;
      case Wire::latin:
        bytes += static_cast<char>(code);
        break;
      case Wire::utf16le:
      case Wire::utf16be:
        if (code >= 0x10000) {
          unit(0xD800 + ((code - 0x10000) >> 10U));
          unit(0xDC00 + ((code - 0x10000) & 0x3FFU));
        } else {
          unit(code);
        }
    }
  }
  return bytes;
}

// The character that stands at a byte of the wire, references of HTML decoded.
char32_t decoded_at(std::string_view bytes, std::size_t at, Wire wire, bool html) {
  std::u32string window;
  for (std::size_t place = at; place < bytes.size() && window.size() < 12;) {
    std::size_t length = 1;
    if (wire == Wire::latin) {
      window += static_cast<unsigned char>(bytes[place]);
    } else if (wire == Wire::utf8 || wire == Wire::marked_utf8) {
      window += code_point(bytes, place, length);
    } else {
      const auto unit = [&](std::size_t i) {
        const auto a = static_cast<unsigned char>(bytes[i]), b = static_cast<unsigned char>(bytes[i + 1]);
        return static_cast<char32_t>(wire == Wire::utf16be ? (a << 8U) | b : a | (b << 8U));
      };
      char32_t code = unit(place);
      length = 2;
      if (code >= 0xD800 && code < 0xDC00) {
        code = 0x10000 + ((code - 0xD800) << 10U) + (unit(place + 2) - 0xDC00);
        length = 4;
      }
      window += code;
    }
    place += length;
  }
  if (!html || window[0] != U'&') return window[0];
  std::string reference;
  for (const char32_t code : window) append_utf8(reference, code);
  const HtmlReference found = html_reference(reference, 0);
  return found.length == 0 ? U'&' : found.code;
}

std::u32string random_text(std::mt19937& random, bool latin) {
  const std::u32string common = U"abcdefgh ijklm. nopq, rstuvw\u00E9\u00FC\u00E5";
  const std::u32string wide = U"\u0430\u0431\u4E2D\u56FD\u20AC\U0001F680\U00020000";
  std::u32string text = U"start ";
  for (int i = 0; i < 400; ++i) {
    const bool rare = !latin && random() % 6 == 0;
    const std::u32string& from = rare ? wide : common;
    text += from[random() % from.size()];
  }
  return text;
}

std::u32string as_page(std::mt19937& random, const std::u32string& text) {
  const std::u32string pieces[] = {U"<b>",        U"</b>",     U"&amp;", U"&#8217;", U"<p class=\"x\">",
                                   U"<!-- c -->", U"&eacute;", U"\n  ",  U"<br>"};
  std::u32string page = U"<html><p>";
  for (const char32_t c : text) {
    if (random() % 9 == 0) page += pieces[random() % std::size(pieces)];
    page += c;
  }
  return page;
}

std::u32string as_markdown(std::mt19937& random, const std::u32string& text) {
  const std::u32string pieces[] = {U"**", U"[", U"](http://x)", U"\n# ", U"\n> ", U"`", U"\n\n", U"_"};
  std::u32string result = U"# ";
  for (const char32_t c : text) {
    if (random() % 9 == 0) result += pieces[random() % std::size(pieces)];
    result += c;
  }
  return result;
}

}  // namespace

TEST_CASE("every character of a text stands in the original where the map says") {
  std::mt19937 random(20261122);
  for (int round = 0; round < 15; ++round) {
    for (const Wire wire : {Wire::utf8, Wire::marked_utf8, Wire::utf16le, Wire::utf16be, Wire::latin}) {
      for (const std::string name : {"a.txt", "a.html", "a.md"}) {
        std::u32string text = random_text(random, wire == Wire::latin);
        if (name == "a.html") text = as_page(random, text);
        if (name == "a.md") text = as_markdown(random, text);
        const std::string bytes = encoded(text, wire);
        const auto document = read_document(bytes, name, {});
        REQUIRE(document);
        std::size_t checked = 0;
        for (std::uint32_t at = 0; at < document->text.size();) {
          std::size_t length = 1;
          const char32_t code = code_point(document->text, at, length);
          const OriginalPlace place = original_place(document->offsets, at);
          at += static_cast<std::uint32_t>(length);
          if (code < 0x80 && is_space(static_cast<char>(code))) continue;  // put in or folded by the readers
          const char32_t there = decoded_at(bytes, place.byte, wire, name == "a.html");
          REQUIRE_MESSAGE(there == code, name << " round " << round << " at " << at);
          ++checked;
        }
        REQUIRE(checked > 200);
      }
    }
  }
}

TEST_CASE("maps of two steps lead all the way, unit by unit") {
  const std::vector<OffsetRun> inner = {{0, 2, 10, 0, 1, 2}};  // ASCII in UTF-16 behind a mark
  const std::vector<OffsetRun> outer = {{0, 3, 2, 0, 1, 1},
                                        {2, 5, 1, 0, 1, 5}};  // two copied bytes, one reference of five
  const std::vector<OffsetRun> wanted = {{0, 8, 2, 0, 1, 2}, {2, 12, 1, 0, 1, 10}};
  CHECK(compose(outer, inner) == wanted);
  CHECK(original_place(wanted, 1).byte == 10);
  CHECK(original_place(wanted, 2).byte == 12);
  CHECK(original_place(wanted, 3).byte == 22);
  CHECK(original_place({}, 7).byte == 7);
}
