#include "base/uuid.h"

#include <doctest/doctest.h>

#include "base/limits.h"

using namespace whence;

TEST_CASE("a name in a namespace has the UUID that RFC 9562 and STIX give as examples") {
  CHECK(uuid_v5("6ba7b810-9dad-11d1-80b4-00c04fd430c8", "www.example.com") == "2ed6657d-e927-568b-95e1-2665a8aea6a2");
  const Json address = Json::object().set("value", "198.51.100.3");
  CHECK(uuid_v5("00abedb4-aa42-466c-9c01-fed23315a9b7", canonical_text(address)) ==
        "28bb3599-77cd-5a82-a950-b5bc3caf07c4");
}

TEST_CASE("canonical JSON has one spelling for each value") {
  struct Row {
    const char *given, *wanted;
  };
  const Row rows[] = {
      {R"({"b":1,"a":2})", R"({"a":2,"b":1})"},
      {R"([1e30,4.50,6,2e-3,0.000000000000000000000000001,-0.0,1e21,1e20,123456.789,1e-6,1e-7])",
       R"([1e+30,4.5,6,0.002,1e-27,0,1e+21,100000000000000000000,123456.789,0.000001,1e-7])"},
      {R"("\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/")", "\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\""},
      {R"({"\u20ac":1,"\r":2,"\ufb33":3,"1":4,"\ud83d\ude00":5,"\u0080":6,"\u00f6":7})",
       "{\"\\r\":2,\"1\":4,\"\u0080\":6,\"\u00f6\":7,\"\u20ac\":1,\"\U0001F600\":5,\"\uFB33\":3}"},
      {R"([null,true,{"z":[],"y":{}}])", R"([null,true,{"y":{},"z":[]}])"},
  };
  for (const Row& row : rows) {
    const auto value = parse_json(row.given, "t", Limits{});
    REQUIRE(value);
    CHECK(canonical_text(*value) == row.wanted);
  }
}

TEST_CASE("a UUID is 36 characters with hyphens in their places") {
  CHECK(is_uuid("28bb3599-77cd-5a82-a950-b5bc3caf07c4"));
  CHECK_FALSE(is_uuid("28bb3599-77cd-5a82-a950-b5bc3caf07c"));
  CHECK_FALSE(is_uuid("28bb3599_77cd-5a82-a950-b5bc3caf07c4"));
  CHECK_FALSE(is_uuid("28bb3599-77cd-5a82-a950-b5bc3caf07cg"));
}
