#include "format/indicator_list.h"

#include <doctest/doctest.h>

#include "base/json.h"
#include "base/text.h"
#include "format/csv_line.h"
#include "format/json_sighting.h"
#include "format/stix_pattern.h"

using namespace whence;

namespace {

ListType type_of(std::initializer_list<const char*> kinds) {
  ListType type;
  for (const std::string_view kind : kinds) {
    ListType::Part part;
    part.used = kind != "-";
    for (std::size_t i = 0; i < indicator_kind_names.size(); ++i) {
      if (indicator_kind_names[i] == kind) part.kind = static_cast<IndicatorKind>(i);
    }
    type.parts.push_back(part);
  }
  return type;
}

const ListWords& words() {
  static const ListWords words{{{"domain", type_of({"domain"})},
                                {"ip-dst", type_of({"address"})},
                                {"ip", type_of({"address"})},
                                {"domain|ip", type_of({"domain", "address"})},
                                {"filename|sha256", type_of({"-", "hash"})},
                                {"comment", type_of({"-"})},
                                {"domain-name:value", type_of({"domain"})},
                                {"ipv4-addr:value", type_of({"range"})},
                                {"file:hashes.sha-256", type_of({"hash"})}},
                               {{"indicator", "value"}, {"type", "type"}, {"domain", "domain"}, {"dst_ip", "ip"}}};
  return words;
}

struct Listed {
  std::vector<std::string> rows;  // "line kind value"
  std::vector<std::string> odd;
  ListShape shape;
  std::string problem;
};

Listed listed(std::string text, const ListOptions& options = {}) {
  Listed result;
  std::size_t at = 0;
  const auto shape = read_indicator_list(
      [&](char* into, std::size_t size) {
        const std::size_t part = std::min({size, std::size_t{4096}, text.size() - at});
        std::copy_n(text.data() + at, part, into);
        at += part;
        return part;
      },
      words(), options, {},
      [&](const ListedValue& value) {
        result.rows.push_back(std::to_string(value.line) + " " + std::string(value.kind ? name_of(*value.kind) : "?") +
                              " " + std::string(value.value));
      },
      [&](std::uint64_t line, std::string_view what) {
        result.odd.push_back(std::to_string(line) + " " + std::string(what));
      });
  if (shape) {
    result.shape = *shape;
  } else {
    result.problem = shape.error().message;
  }
  return result;
}

using Rows = std::vector<std::string>;

}  // namespace

TEST_CASE("a plain list has one value a line, with remarks and as a hosts file") {
  const Listed list =
      listed("# a feed\nevil.example\n\n192.0.2.1 # seen in May\n0.0.0.0 ads.example\n\"quoted.example\",\n; end\n");
  CHECK(join(list.rows, "; ") ==
        join(Rows{"2 ? evil.example", "4 ? 192.0.2.1", "5 ? ads.example", "6 ? quoted.example"}, "; "));
  CHECK(list.shape.form == ListForm::plain);
  CHECK(list.shape.records == 4);
}

TEST_CASE("CSV is read by the names of its columns") {
  CHECK(listed("date,indicator,type\n2026,evil.example,domain\n2026,\"192.0.2.1\",ip-dst\n2026,x,unheard\n").rows ==
        Rows{"2 domain evil.example", "3 address 192.0.2.1", "4 ? x"});
  CHECK(listed("domain;dst_ip;other\nevil.example;192.0.2.1;c\n;192.0.2.2;\n").rows ==
        Rows{"2 domain evil.example", "2 address 192.0.2.1", "3 address 192.0.2.2"});
  CHECK(listed("# \"first_seen\",\"dst_ip\",\"port\"\n\"2026\",\"192.0.2.9\",\"1\"\n").rows ==
        Rows{"2 address 192.0.2.9"});
  CHECK(listed("indicator\nevil.example\n").rows == Rows{"2 ? evil.example"});
}

TEST_CASE("a column can be named, and one that is not there is an error") {
  ListOptions options;
  options.column = "Thing";
  CHECK(listed("a,thing\n1,evil.example\n", options).rows == Rows{"2 ? evil.example"});
  CHECK(listed("a,b\n1,evil.example\n", options).problem.find("no column 'Thing'") != std::string::npos);
}

TEST_CASE("a row with too few cells is odd, and the rest is read") {
  const Listed list = listed("a,indicator\n1\n1,evil.example\n");
  CHECK(join(list.rows, "; ") == join(Rows{"3 ? evil.example"}, "; "));
  CHECK(list.odd == Rows{"2 too few cells"});
}

TEST_CASE("a simple STIX pattern is its values; any other is none") {
  struct Row {
    const char* pattern;
    std::vector<PatternValue> wanted;
  };
  for (const Row& row : std::initializer_list<Row>{
           {"[domain-name:value = 'evil.example']", {{"domain-name:value", "evil.example"}}},
           {"[ipv4-addr:value='192.0.2.1' OR ipv4-addr:value = '192.0.2.2']",
            {{"ipv4-addr:value", "192.0.2.1"}, {"ipv4-addr:value", "192.0.2.2"}}},
           {"[file:hashes.'SHA-256' = 'aa'] OR [file:hashes.MD5 = 'b\\'b']",
            {{"file:hashes.sha-256", "aa"}, {"file:hashes.md5", "b'b"}}},
           {"([url:value = 'http://a/'])", {{"url:value", "http://a/"}}},
           {"[(domain-name:value IN ('a.example','b.example'))]",
            {{"domain-name:value", "a.example"}, {"domain-name:value", "b.example"}}},
           {"[ipv4-addr:value ISSUBSET '192.0.2.0/24']", {{"ipv4-addr:value", "192.0.2.0/24"}}},
       }) {
    CAPTURE(row.pattern);
    const auto values = simple_pattern(row.pattern);
    REQUIRE(values);
    CHECK(*values == row.wanted);
  }
  for (const char* pattern : {"", "[", "[]", "[a:b = 'x' AND c:d = 'y']", "[a:b = 'x'] AND [c:d = 'y']", "[a:b != 'x']",
                              "[NOT a:b = 'x']", "[a:b LIKE '%x']", "[a:b > 5]", "[a:b = 'x'] FOLLOWEDBY [a:b = 'y']",
                              "[a:b = 'x'] REPEATS 5 TIMES", "[a:b = 'x", "[a:b = 'x'", "[a:b IN ('x']", "[a:b = 5]"}) {
    CAPTURE(pattern);
    CHECK_FALSE(simple_pattern(pattern));
  }
}

TEST_CASE("indicators come out of STIX bundles") {
  const Listed list = listed(R"({"type":"bundle","id":"bundle--1","objects":[
{"type":"identity","name":"x"},
{"type":"indicator","pattern_type":"stix","pattern":"[domain-name:value = 'evil.example']","valid_from":"2026-01-01T00:00:00Z"},
{"type":"indicator","pattern":"[file:hashes.'SHA-256' = 'aa' OR ipv4-addr:value = '192.0.2.0/24']"},
{"type":"indicator","pattern":"[a:b = 'x' AND c:d = 'y']"},
{"type":"indicator","pattern_type":"yara","pattern":"rule x {}"},
{"type":"indicator","revoked":true,"pattern":"[domain-name:value = 'old.example']"},
{"type":"domain-name","value":"seen.example"}
]})");
  CHECK(join(list.rows, "; ") == join(Rows{"3 domain evil.example", "4 hash aa", "4 range 192.0.2.0/24"}, "; "));
  CHECK(list.shape.left_out == 1);
  CHECK(list.odd.size() == 3);
}

TEST_CASE("indicators come out of MISP events, attributes in objects and warning lists") {
  const Listed list = listed(R"({"Event":{"info":"x","Attribute":[
{"type":"domain","value":"evil.example","to_ids":true},
{"type":"ip-dst","value":"192.0.2.1","to_ids":false},
{"type":"domain|ip","value":"two.example|192.0.2.3","to_ids":true},
{"type":"filename|sha256","value":"a.exe|bb","to_ids":true},
{"type":"comment","value":"words","to_ids":true}],
"Object":[{"name":"file","Attribute":[{"type":"ip","value":"192.0.2.2","to_ids":true,"Tag":[{"name":"t"}]}]}]}})");
  CHECK(join(list.rows, "; ") == join(Rows{"2 domain evil.example", "4 domain two.example", "4 address 192.0.2.3",
                                           "5 hash bb", "7 address 192.0.2.2"},
                                      "; "));
  CHECK(list.shape.left_out == 1);
  CHECK(list.odd.empty());
  ListOptions all;
  all.undetectable = true;
  CHECK(listed(R"([{"type":"ip-dst","value":"192.0.2.1","to_ids":"0"}])", all).rows == Rows{"1 address 192.0.2.1"});
  CHECK(listed(R"({"name":"w","list":["a.example","b.example"],"matching_attributes":["domain"]})").rows ==
        Rows{"1 ? a.example", "1 ? b.example"});
}

TEST_CASE("JSON of one object a line, or cut off, is read as far as it goes") {
  const Listed list = listed(
      "{\"type\":\"domain\",\"value\":\"a.example\"}\n{\"type\":\"domain\",\"value\":\"b.ex\\u0061mple\"}\n{\"type\":");
  CHECK(join(list.rows, "; ") == join(Rows{"1 domain a.example", "2 domain b.example"}, "; "));
  REQUIRE(list.odd.size() == 1);
  CHECK(list.odd[0].find("ends in the middle") != std::string::npos);
  CHECK(listed("{\"type\":\"domain\",\"value\":\"a.example\"}\n}{").odd.size() == 1);
  CHECK(listed(std::string(5000, '[')).odd.size() == 1);
}

TEST_CASE("a line of a CSV keeps separators and doubled marks within quotation marks") {
  std::vector<std::string> cells;
  split_csv_line(R"(a, "b,""c""" ,,"open)", ',', cells);
  CHECK(cells == std::vector<std::string>{"a", "b,\"c\"", "", "open"});
  CHECK(csv_separator("a;b;c,d") == ';');
  CHECK(csv_separator("\"a;b;c\",d") == ',');
}

TEST_CASE("a sighting is one line of JSON whatever bytes the log had") {
  Sighting sighting;
  sighting.indicator = "evil.example";
  sighting.seen = "evil.example";
  sighting.text = "a\"\\\x01\xff evil.example";
  sighting.line = 7;
  std::string lines;
  append_sighting(lines, sighting, "proxy.log", "feed.csv");
  const auto json = parse_json(lines, "line", {});
  REQUIRE(json);
  CHECK((*json)["context"].text() == "a\"\\\x01\xEF\xBF\xBD evil.example");
  CHECK((*json)["line"].number() == 7.0);
  CHECK((*json)["benign"].is_null());
  CHECK((*json)["value"].text() == "evil.example");
  CHECK((*json)["file"].text() == "proxy.log");
  for (const char* unknown : {"field", "time"}) CHECK((*json)[unknown].is_null());
}
