// What logs and exports say of network objects: forms, told by their columns or keys, and what a record of each states.
// Tables of data/infrastructure/; docs/formats/observations.md describes them. A column or key is known by its name in
// lower case, blanks as "_"; a key within others has theirs before it: "dns.rrname".
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/table.h"

namespace whence {

// Which values of a column are taken, and how. host: a name, the last word of the value, no address. hex: digits
// without colons. number: not 0. names: every word. first: the first of a list.
enum class ValueForm { any, host, address, hex, number, names, first };

struct ObservedField {
  std::vector<std::size_t> names;  // the first of these that has a value counts
  ValueForm as = ValueForm::any;
  bool in_record_order = false;  // the first in the record, whatever its place in `names`
  bool each = false;             // its values are of one element of the list that the statement goes through
  std::string text;              // where there are no names: the value
};

struct ObservedCondition {
  std::size_t name = 0;
  bool each = false;
  std::vector<std::string> values;  // one of these, lower case
};

struct ObservationStatement {
  std::string each;  // a list of objects that it goes through; empty: it is made once for a record
  std::vector<ObservedCondition> when;
  ObservedField subject, relation, object, from, to, source;
};

struct ObservationForm {
  std::string id, words;
  std::string stop;  // what a line that ends the records begins with
  std::vector<std::size_t> signs;
  std::vector<ObservationStatement> statements;
};

// What the user says of a file.
struct ObservationWishes {
  std::string form;                               // empty: the content tells
  std::map<std::string, std::string> map, fixed;  // from subject, relation, object, from, to or source: to a column
                                                  // ("#2": the second of a file without names), to a text
};

class ObservationForms {
 public:
  // Errors name the table and the row.
  static Result<ObservationForms> from(const Table& forms, const Table& statements, const Table& columns);

  // These forms as the user wants them: one alone, one of his own, or what stands in all. Errors: no such form or
  // field.
  Result<ObservationForms> wished(const ObservationWishes& wishes) const;

  // Of a name in normal form; absent: no form uses it.
  std::optional<std::size_t> number(std::string_view name) const;
  // The form of most signs that are all there, the earlier of two; null: none.
  const ObservationForm* told_by(const std::function<bool(std::size_t name)>& there) const;
  const std::vector<ObservationForm>& all() const { return forms_; }
  std::string lacking(
      const std::function<bool(std::size_t name)>& there) const;  // signs of the only form, for an error
  bool headless() const { return headless_; }                     // the columns have no names

 private:
  std::size_t add(std::string_view name);
  ObservedField field(std::string_view each, const std::vector<std::string_view>& cell, std::string_view as);

  std::vector<ObservationForm> forms_;
  std::map<std::string, std::size_t, std::less<>> names_;
  bool headless_ = false;
};

// "Common Name" as "common_name".
std::string column_key(std::string_view name);

}  // namespace whence
