#include "base/json.h"

#include <doctest/doctest.h>

#include "base/hash.h"
#include "base/text.h"

using namespace whence;

TEST_CASE("JSON that is written is read back equal") {
  const std::string text = R"({"a":[1,-2.5,true,null,"\u0001\"\\x"],"b":{},"c":[]})";
  const auto value = parse_json(text, "t", Limits{});
  REQUIRE(value);
  CHECK(to_text(value.value()) == text);
  CHECK(parse_json(to_text(value.value(), 2), "t", Limits{}).value() == value.value());
  CHECK(value.value()["a"].items().size() == 5);
  CHECK(value.value()["none"].is_null());
}

TEST_CASE("what turns the direction of writing or moves a terminal's cursor is escaped in JSON, and read back equal") {
  const Json value(std::string_view("a\u202Eb\u2066c\u200Bd\u009Be\uFEFF\u00E9\u4E2D"));
  const std::string text = to_text(value);
  CHECK(text == "\"a\\u202eb\\u2066c\\u200bd\\u009be\\ufeff\u00E9\u4E2D\"");
  CHECK(parse_json(text, "t", Limits{}).value() == value);
}

TEST_CASE("hostile JSON is an error with a reason") {
  CHECK(parse_json("{", "t", Limits{}).error().code == Code::malformed);
  CHECK(parse_json(std::string(100000, '['), "t", Limits{}).error().code != Code::io);
  CHECK(parse_json("[1,2,3]", "t", Limits{.bytes = 3}).error().code == Code::limit);
}

TEST_CASE("SHA-256 agrees with the standard's examples") {
  CHECK(sha256("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(sha256("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST_CASE("invisible code points are shown escaped") {
  CHECK(visible("a\x1b[31m\u202E\u200Bb") == "a\\u{1B}[31m\\u{202E}\\u{200B}b");
  CHECK(display_width("\u4E2D\u6587e\u0301") == 5);
  CHECK(utf8_error("ok \xC0\xAF") == 3);
  CHECK(utf8_error("Kyrgyzst\u00E1n") == 11);
}

TEST_CASE("hidden characters are written as numbers and come back as they were") {
  const std::string text = "a\u202Eb\u2066c\u200Bd\u0085e\x1B f\u00E9g\u4E2D";
  const std::string written = to_text(Json(text));
  CHECK(written == "\"a\\u202eb\\u2066c\\u200bd\\u0085e\\u001b f\u00E9g\u4E2D\"");
  CHECK(parse_json(written, "t", Limits{}).value().text() == text);
}
