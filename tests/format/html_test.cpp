#include "format/html.h"

#include <chrono>

#include <doctest/doctest.h>

#include "format/document.h"

using namespace whence;

namespace {

Document read(std::string bytes, const Boilerplate& boilerplate = {}) {
  auto document = read_document(std::move(bytes), "a.html", {}, boilerplate);
  REQUIRE_MESSAGE(document, (document ? "" : document.error().message));
  return std::move(document).value();
}

std::string repeated(std::string_view what, std::size_t count) {
  std::string result;
  for (std::size_t i = 0; i < count; ++i) result += what;
  return result;
}

const std::string story =
    repeated("The ministry of Xalia said on Monday that its mail had been read by strangers. ", 4);

}  // namespace

TEST_CASE("blocks become paragraphs, running text one line") {
  const std::pair<std::string, std::string> rows[] = {
      {"<p>one\n  two<p>three", "one two\n\nthree"},
      {"<h1>Head</h1><div>a<div>b</div>c</div>", "Head\n\na\n\nb\n\nc"},
      {"wh<b>en</b>ce <i>now</i>", "whence now"},
      {"a<br>b<br><br>c", "a\nb\n\nc"},
      {"<ul><li>x<li>y</ul>", "x\n\ny"},
      {"<table><tr><td>a<td>b<tr><td>c</table>", "a\tb\n\nc"},
      {"<pre>a\n  b</pre>", "a\n  b"},
      {"a &amp; b &lt;c&gt; &#8217; &#x5b; &eacute;", "a & b <c> \xE2\x80\x99 [ \xC3\xA9"},
      {"a&nbsp;&nbsp;b so&shy;ft", "a b soft"},
      {"AT&T &unknown; &#; 3 < 4", "AT&T &unknown; &#; 3 < 4"},
      {"&#0; &#xD800; &#99999999999; &#147;", "\xEF\xBF\xBD \xEF\xBF\xBD \xEF\xBF\xBD \xE2\x80\x9C"},
      {"a<!-- no -->b<!-->c--><![CDATA[d]]>e<?php f ?>g", "abc-->eg"},
      {"a<script>if (a < b) </p></script>b<style>p{}</style>", "ab"},
      {"<p title='a>b' data-x=\"<p>\">kept", "kept"},
  };
  for (const auto& [page, wanted] : rows) CHECK(read("<html>" + page).text == wanted);
}

TEST_CASE("only the article of a page is kept") {
  const std::string pages[] = {
      "<html><nav>Home News <a>Sport</a></nav><p>STORY</p><footer>All rights</footer>",
      "<html><div>Menu text</div><article><header><p>STORY</p></header></article><article>Teaser</article>",
      "<html><div>Menu text</div><main class='marked'><p>STORY</p></main><aside>Aside</aside>",
      "<html><form id=aspnet><p>STORY</p></form>",
      "<html><header class=wrap><p>STORY</p></header>",
      "<html><p>STORY</p><div class='share marked'>Send <div>it</div> on</div><p hidden>no</p><p "
      "style='display:none'>no</p>",
      "<html><p>STORY</p><form>Leave a reply <textarea>words</textarea><button>Go</button></form>",
      "<html><li><a href=1>One thing</a><li><a href=2>Other</a><li><a href=3>Third</a><p>STORY</p>",
      "<html><p>STORY</p><svg><text>drawn</text></svg><noscript>Enable it</noscript><template>none</template>",
  };
  Boilerplate boilerplate;
  boilerplate.marks = {"marked"};
  for (std::string page : pages) {
    page.replace(page.find("STORY"), 5, story);
    CHECK(read(page, boilerplate).text == story.substr(0, story.size() - 1));
  }
}

TEST_CASE("a page whose article cannot be told apart keeps its text and says so") {
  const Document document = read("<html><nav>" + story + "</nav>");
  CHECK(document.text == story.substr(0, story.size() - 1));
  const Document hidden = read("<html><aside>" + story + "</aside><p>x");
  CHECK(hidden.text.find("ministry") != std::string::npos);
  CHECK(hidden.oddities.size() == 1);
}

TEST_CASE("a page's own words on itself are taken, and only usable ones") {
  const Document document = read(
      "<html><head><title>Ports &amp; mail - Post</title><meta property='og:title' content='Ports &amp; mail'>"
      "<meta property='og:site_name' content='Harbour Post'><meta property=article:published_time "
      "content='2026-03-01T10:00:00Z'>"
      "<link rel=canonical href='https://example.com/ports'><meta name=exercise content=true></head><p>Text.");
  CHECK(document.title == "Ports & mail");
  CHECK(document.source == "Harbour Post");
  REQUIRE(document.published);
  CHECK(to_string(*document.published) == "2026-03-01");
  CHECK(document.url == "https://example.com/ports");
  CHECK(document.exercise);
  const Document other =
      read("<html><title>Plain</title><meta name=date content=soon><link rel=canonical href='javascript:x'><p>T");
  CHECK(other.title == "Plain");
  CHECK_FALSE(other.published);
  CHECK_FALSE(other.url);
  CHECK_FALSE(other.exercise);
  const Document linked = read(
      "<html><script type='application/ld+json'>{\"@graph\":[{\"@type\":\"NewsArticle\",\"headline\":\"H\","
      "\"datePublished\":\"2026-03-02\",\"publisher\":{\"name\":\"P\"}}]}</script><p>T");
  CHECK(linked.title == "H");
  CHECK(linked.source == "P");
  REQUIRE(linked.published);
  CHECK(to_string(*linked.published) == "2026-03-02");
}

TEST_CASE("captions are kept and marked") {
  const Document document = read("<html><p>" + story + "</p><figure><img><figcaption>A port.</figcaption></figure>");
  REQUIRE(document.boilerplate.size() == 1);
  CHECK(text_of(document.text, document.boilerplate[0]) == "A port.");
}

TEST_CASE("declared encodings are used where the bytes are not UTF-8") {
  const Document document = read("<html><meta charset=windows-1251><p>\xCC\xC8\xC4");
  CHECK(document.text == "\xD0\x9C\xD0\x98\xD0\x94");
  CHECK(document.oddities.size() == 1);
  CHECK(read("<html><meta charset=gb2312><p>\xD6\xD0\xB9\xFA").text == "\xE4\xB8\xAD\xE5\x9B\xBD");
  CHECK(read("<html><meta charset=shift_jis><p>\x93\xFA\x96\x7B").text == "\xE6\x97\xA5\xE6\x9C\xAC");
  CHECK(read("<html><meta charset=utf-7><p>caf\xE9").text == "caf\xC3\xA9");
}

// Each page is some megabytes of what makes tree builders quadratic; a quadratic reader would need minutes to days.
TEST_CASE("hostile pages take linear time") {
  const std::string pages[] = {
      repeated("<b>", 400'000) + "text" + repeated("</b>", 400'000),
      repeated("<div>", 400'000) + "text" + repeated("</i>", 400'000) + repeated("</div>", 400'000),
      repeated("<div>", 400'000) + "text" + repeated("<p></span></nav>", 200'000),
      "text<a " + repeated("a=1 ", 1'000'000) + ">",
      "text<a href=\"" + repeated("x", 4'000'000),
      "text" + repeated("<!-- ", 1'000'000),
      "text" + repeated("<title>", 500'000),
      "text" + repeated("<script", 500'000),
      "text" + repeated("<", 4'000'000),
      "text" + repeated("</", 2'000'000),
      "text" + repeated("&", 4'000'000),
      "text" + repeated("&#", 2'000'000),
      "text<p " + repeated(" ", 4'000'000),
      "text" + repeated("<article><p>a", 300'000),
      "text" + repeated("<a href=x>y<br><td>", 300'000),
      "text" + repeated("<nav><p></p></div>", 300'000),
  };
  for (const std::string& page : pages) {
    const auto start = std::chrono::steady_clock::now();
    const Document document = read("<html>" + page);
    CHECK(document.text.find("text") != std::string::npos);
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
    CHECK_MESSAGE(taken.count() < 20.0, page.substr(0, 24));
  }
}
