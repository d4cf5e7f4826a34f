#include "format/feed.h"

#include <string>

#include <doctest/doctest.h>

using namespace whence;

namespace {

const std::string rss = R"(<?xml version="1.0" encoding="UTF-8"?>
<!-- a comment with <item> in it -->
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>The Paper &amp; Sons</title><link>https://paper.example/</link>
<item><title>First &lt;one&gt;</title><link>https://paper.example/1</link>
<pubDate>Mon, 02 Nov 2026 10:00:00 +0000</pubDate>
<description>Short.</description>
<content:encoded><![CDATA[<p>Xalia accused Xebros.</p><p>A <b>second</b> one with &lt;item&gt; in it.</p>]]></content:encoded>
</item>
<item><title>Second</title><description>Xebros denied it.</description><source url="x">The Agency</source></item>
<item><guid>3</guid></item>
</channel></rss>)";

const std::string atom = R"(<feed xmlns="http://www.w3.org/2005/Atom"><title>Notes</title>
<entry><title type="html">One</title><link rel="self" href="https://n.example/self"/><link href="https://n.example/1"/>
<updated>2026-11-03T08:00:00Z</updated><published>2026-11-02T08:00:00Z</published>
<summary>Short.</summary><content type="html">&lt;p&gt;Xalia blamed Xebros for it.&lt;/p&gt;</content></entry></feed>)";

}  // namespace

TEST_CASE("the items of a feed come with words, title, address, day and source") {
  const auto found = read_feed(rss, "a.xml", {});
  REQUIRE(found);
  REQUIRE(found->items.size() == 2);
  const FeedItem& first = found->items[0];
  CHECK(first.title == "First <one>");
  CHECK(first.url == "https://paper.example/1");
  CHECK(to_string(*first.published) == "2026-11-02");
  CHECK(first.html);
  CHECK(first.content.find("<b>second</b>") != std::string::npos);
  CHECK(first.source == "The Paper & Sons");
  CHECK(first.raw.starts_with("<item>"));
  CHECK(first.raw.ends_with("</item>"));
  CHECK(found->items[1].content == "Xebros denied it.");
  CHECK(found->items[1].source == "The Agency");
  CHECK_FALSE(found->items[1].html);
  REQUIRE(found->oddities.size() == 1);
  const auto notes = read_feed(atom, "a.xml", {});
  REQUIRE(notes);
  REQUIRE(notes->items.size() == 1);
  CHECK(notes->items[0].content == "<p>Xalia blamed Xebros for it.</p>");
  CHECK(notes->items[0].url == "https://n.example/1");
  CHECK(notes->items[0].source == "Notes");
}

TEST_CASE("what is no feed is told by its first element") {
  struct Row {
    std::string bytes;
    bool feed;
  };
  const Row rows[] = {{rss, true},
                      {atom, true},
                      {"\xEF\xBB\xBF \n<rdf:RDF><item></item></rdf:RDF>", true},
                      {"<html><body>rss</body></html>", false},
                      {"Xalia wrote <rss> in a text.", false},
                      {"", false},
                      {"<", false}};
  for (const Row& row : rows) {
    CAPTURE(row.bytes);
    CHECK(looks_like_feed(row.bytes) == row.feed);
    CHECK(static_cast<bool>(read_feed(row.bytes, "a", {})) == row.feed);
  }
}

TEST_CASE("a feed cut off anywhere, nested or repeated ends in bounded work and no crash") {
  for (std::size_t size = 0; size < rss.size(); ++size) {
    const auto found = read_feed(rss.substr(0, size), "a.xml", {});
    if (found) CHECK(found->items.size() <= 3);
  }
  std::string deep = "<rss><channel><item>";
  for (int i = 0; i < 50'000; ++i) deep += "<description>";
  CHECK(read_feed(deep, "a.xml", {}));
  std::string many = "<rss><channel>";
  for (int i = 0; i < 2000; ++i) many += "<item><title>t" + std::to_string(i) + "</title></item>";
  CHECK(read_feed(many, "a.xml", {})->items.size() == 2000);
  Limits few;
  few.entries = 100;
  CHECK_FALSE(read_feed(many, "a.xml", few));
}
