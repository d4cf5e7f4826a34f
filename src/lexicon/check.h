// Are the tables of data/ what they say they are? The rules are a table themselves, data/checks.tsv:
//
//     #fields<TAB>table:text<TAB>column:text<TAB>rule:text
//     kb/groups<TAB>id<TAB>unique
//     kb/uses<TAB>group+item<TAB>sorted           + joins columns
//     kb/uses<TAB>group<TAB>ref:kb/groups.id      or ref:kb/groups.id|kb/clusters.id
//     kb/software<TAB>kind<TAB>oneof:malware,tool
//     places/states<TAB>code<TAB>iso              two capital letters
//     kb/groups<TAB>name<TAB>required             not empty
//
// In a column of type list, ref, oneof and iso hold for each part. Empty cells satisfy all but unique, sorted,
// required. A table without any rule is a problem, since nobody has said what it must be.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/pack.h"

namespace whence {

struct DataProblem {
  std::string where;  // "data/kb/groups.tsv:12"
  std::string what;
  bool operator==(const DataProblem&) const = default;
};

struct DataCheck {
  std::string origin;  // the folder
  std::size_t tables = 0, texts = 0, rows = 0, rules = 0;
  std::vector<DataProblem> problems;  // by table, then line
  // The frames' examples, filled by whoever can read: how many there are, and those not read as their frame declares.
  std::size_t examples = 0;
  std::vector<DataProblem> unread;
};

// Header and type of every line, then the rules. A rule about a table that cannot be read is passed over: the table's
// own problems are there already. `origin` goes before the names in messages.
DataCheck check_tables(const std::vector<PackFile>& files, const std::string& origin);

}  // namespace whence
