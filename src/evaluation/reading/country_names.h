// Names of states in a text and in coded sets.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/table.h"

namespace whence {

struct CountryMention {
  std::size_t begin = 0, end = 0;  // bytes
  std::string code;
  bool adjective = false;  // or a word for its people
};

class CountryNames {
 public:
  // `states`: data/gazetteer/states.tsv; `others`: data/evaluation/country-names.tsv.
  static Result<CountryNames> load(const Table& states, const Table& others);

  // The code of a name as a coded set writes it, letters' case ignored; empty if unknown.
  std::string code(std::string_view name) const;
  // Every form in the text, longest first at each place, in text order.
  std::vector<CountryMention> mentions(std::string_view text) const;

 private:
  struct Form {
    std::string code;
    bool adjective = false;
  };
  void add_forms(const Table& table, std::size_t row, std::string_view column, bool adjective);

  std::map<std::string, std::string, std::less<>> codes_;
  std::map<std::string, Form, std::less<>> forms_;
  std::size_t longest_ = 0;  // bytes of the longest form
};

}  // namespace whence
