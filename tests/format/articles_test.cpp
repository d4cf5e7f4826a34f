#include "format/articles.h"

#include <doctest/doctest.h>

using namespace whence;

TEST_CASE("a line of a feed is a document under its own name") {
  const auto document = read_article_line(
      R"({"id":"a-7","title":"Of  ports","text":"Text \u00e9.","published":"2026-03-01T10:00:00Z","source":"Post","url":"https://example.com"})",
      "feed.jsonl:3", {});
  REQUIRE(document);
  CHECK(document->name == "a-7");
  CHECK(document->title == "Of ports");
  CHECK(document->text == "Text \xC3\xA9.");
  CHECK(document->source == "Post");
  CHECK(document->url == "https://example.com");
  REQUIRE(document->published);
  CHECK(to_string(*document->published) == "2026-03-01");
  const auto bare = read_article_line(
      R"({"text":"<html> is a word here","published":"soon","id":null,"exercise":true})", "feed.jsonl:4", {});
  REQUIRE(bare);
  CHECK(bare->name == "feed.jsonl:4");
  CHECK(bare->text == "<html> is a word here");
  CHECK(bare->exercise);
  CHECK(bare->oddities.size() == 1);
  CHECK(bare->sha256 != document->sha256);
}

TEST_CASE("a bad line of a feed is named with its number") {
  for (const std::string line : {"", "[1]", "{\"text\":7}", "{\"title\":\"x\"}", "{\"text\":\"\"}",
                                 "{\"text\":\"x\",\"id\":[]}", "{\"text\":\"a\\u0000\"}", "{\"text\":\"a"}) {
    const auto document = read_article_line(line, "feed.jsonl:9", {});
    REQUIRE_FALSE(document);
    CHECK(document.error().message.starts_with("feed.jsonl:9:"));
  }
}
