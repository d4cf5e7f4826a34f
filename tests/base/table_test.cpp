#include <doctest/doctest.h>

#include "base/date.h"
#include "base/pack.h"

using namespace whence;

TEST_CASE("a compiled table gives back what was written") {
  const auto bytes = compile_pack({{"kb/groups.tsv",
                                    "# facts\n#fields\tid:text\tn:integer\tseen:date\tnames:list\n"
                                    "G1\t3\t2024-03\tA|B\nG2\t\t\t\n"},
                                   {"frames/accuse.txt", "frame accuse/1\n"}});
  REQUIRE(bytes);
  const auto pack = Pack::open(bytes.value(), "test");
  REQUIRE(pack);
  const auto table = pack->table("kb/groups");
  REQUIRE(table);
  CHECK(table->rows() == 2);
  CHECK(table->text(0, 0) == "G1");
  CHECK(table->integer(0, 1) == 3);
  CHECK_FALSE(table->integer(1, 1));
  CHECK(to_string(*table->date(0, 2)) == "2024-03");
  CHECK(table->list(0, 3) == std::vector<std::string_view>{"A", "B"});
  CHECK(table->list(1, 3).empty());
  CHECK(pack->text("frames/accuse.txt").value() == "frame accuse/1\n");
  CHECK(pack->table("kb/none").error().code == Code::not_found);
}

TEST_CASE("a wrong table is refused with its place and what to write") {
  struct Row {
    std::string tsv, wanted;
  };
  const Row rows[] = {{"id\tname\n", "t.tsv:1: the header line must begin with '#fields' and a tab"},
                      {"#fields\tid\n", "t.tsv:1: field 'id' needs a type"},
                      {"#fields\tid:text\tn:integer\nA\n", "t.tsv:2: 1 cells where the header has 2 fields"},
                      {"#fields\tn:integer\nx\n", "t.tsv:2: 'x' in field 'n' is not a whole number"},
                      {"#fields\td:date\n2024-13\n", "t.tsv:2: '2024-13' in field 'd' is not a date"},
                      {"# nothing\n", "t.tsv: no '#fields' header line"}};
  for (const Row& row : rows) {
    const auto table = read_table(row.tsv, "t.tsv");
    REQUIRE_FALSE(table);
    CHECK(table.error().message.find(row.wanted) == 0);
  }
}

TEST_CASE("a damaged pack is an error at every length and for every flipped byte") {
  const auto bytes = compile_pack({{"a.tsv", "#fields\tid:text\nA\nB\n"}, {"b.txt", "text"}});
  REQUIRE(bytes);
  for (std::size_t size = 0; size < bytes->size(); ++size) {
    if (const auto pack = Pack::open(std::string_view(bytes.value()).substr(0, size), "cut")) {
      for (const auto name : pack->names()) CHECK_FALSE(name.empty());
    }
  }
  for (std::size_t at = 0; at < bytes->size(); ++at) {
    std::string damaged = bytes.value();
    damaged[at] = static_cast<char>(damaged[at] ^ 0x55);
    if (const auto pack = Pack::open(damaged, "flipped")) {
      if (const auto table = pack->table("a")) {
        for (std::size_t row = 0; row < table->rows(); ++row) CHECK(table->text(row, 0).size() <= damaged.size());
      }
    }
  }
}

TEST_CASE("dates are read as written and impossible ones are not dates") {
  CHECK(to_string(*parse_date("2024-02-29")) == "2024-02-29");
  for (const auto* wrong : {"2023-02-29", "24-01-01", "2024/01", "2024-1", "", "2024-01-01T00", "2024-00"}) {
    CHECK_FALSE(parse_date(wrong));
  }
  CHECK(to_string(*parse_interval("2026-05/2026-09-30")) == "2026-05/2026-09-30");
}
