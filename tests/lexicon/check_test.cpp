#include "lexicon/check.h"

#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace whence;

namespace {

const std::string rules_header = "#fields\ttable:text\tcolumn:text\trule:text\nchecks\ttable\trequired\n";

std::vector<std::string> problems(const std::string& rules, const std::string& table) {
  const DataCheck check = check_tables({{"checks.tsv", rules_header + rules}, {"kb/groups.tsv", table}}, "data");
  std::vector<std::string> lines;
  for (const DataProblem& problem : check.problems) lines.push_back(problem.where + ": " + problem.what);
  return lines;
}

}  // namespace

TEST_CASE("every kind of rule finds the line that breaks it and passes the line that keeps it") {
  struct Row {
    std::string rule, rows, wanted;
  };
  const std::string at = "data/kb/groups.tsv:";
  const Row rows[] = {
      {"id\tunique", "A\t\nB\t\nA\t\n", at + "4: id 'A' is already at " + at + "2"},
      {"id\tunique", "A\t\nB\t\n", ""},
      {"id\tsorted", "B\t\nA\t\n", at + "3: out of order: id 'A' stands after 'B'; sort the rows by their bytes"},
      {"id\tsorted", "A\t\nA\t\nB\t\n", ""},
      {"id+states\tunique", "A\tXA\nA\tXB\n", ""},
      {"id\trequired", "\tXA\n", at + "2: id is empty"},
      {"states\tiso", "A\tXA|xb\n", at + "2: states 'xb' is not two capital letters"},
      {"states\tiso", "A\tXA|XB\nB\t\n", ""},
      {"states\toneof:XA,XB", "A\tXC\n", at + "2: states 'XC' is none of XA,XB"},
      {"states\toneof:XA,XB", "A\tXA|XB\n", ""},
      {"states\tref:kb/groups.id", "A\tA|Z\n", at + "2: states 'Z' is not in kb/groups.id"},
      {"states\tref:kb/groups.id|checks.rule", "A\tA|required\n", ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.rule);
    CAPTURE(row.rows);
    const auto found = problems("kb/groups\t" + row.rule + "\n", "#fields\tid:text\tstates:list\n" + row.rows);
    CHECK(found == (row.wanted.empty() ? std::vector<std::string>() : std::vector<std::string>{row.wanted}));
  }
}

TEST_CASE("a rule that cannot be kept is a problem of checks.tsv") {
  struct Row {
    std::string rule, wanted;
  };
  const Row rows[] = {
      {"kb/none\tid\tunique", "no table 'kb/none'; correct or remove the rule"},
      {"kb/groups\tname\tunique", "table 'kb/groups' has no column 'name'"},
      {"kb/groups\tid\tref:kb/groups.name", "no column 'kb/groups.name' to refer to; write ref:table.column"},
      {"kb/groups\tid\tuniq",
       "unknown rule 'uniq'; write unique, sorted, required, iso, oneof:a,b or ref:table.column"},
  };
  for (const Row& row : rows) {
    const auto found = problems("kb/groups\tid\trequired\n" + row.rule + "\n", "#fields\tid:text\nA\n");
    CHECK(found == std::vector<std::string>{"data/checks.tsv:4: " + row.wanted});
  }
}

TEST_CASE("a table without a rule is a problem") {
  CHECK(problems("", "#fields\tid:text\nA\n") ==
        std::vector<std::string>{"data/kb/groups.tsv: no rule in checks.tsv; add at least its key"});
}

TEST_CASE("every line of a wrong type is named, and rules about that table are passed over") {
  const auto found = problems("kb/groups\tn\tunique\n", "# note\n#fields\tn:integer\nx\n1\n1\ny\n");
  CHECK(found == std::vector<std::string>{"data/kb/groups.tsv:3: 'x' in field 'n' is not a whole number",
                                          "data/kb/groups.tsv:6: 'y' in field 'n' is not a whole number"});
}
