// Every number a statistician might question, by id, with its source. Rows of data/priors/parameters.tsv.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace whence {

struct Parameter {
  std::string id;  // "m_T"
  double value = 0.0;
  std::string unit;
  char mark = 'D';  // M measured, V checked against a public source, K general knowledge, D a design default
  std::string source;
  std::string date;
  std::string sensitivity;
};

// One set of parameters, complete: a named set is the default set with some rows replaced.
class Parameters {
 public:
  Parameters() = default;
  explicit Parameters(std::vector<Parameter> rows);

  // The value of a parameter; not_found names the id that the table lacks.
  Result<double> value(std::string_view id) const;
  // A copy in which `id` has another value. Requires: id is there.
  Parameters with(std::string_view id, double value) const;
  const std::map<std::string, Parameter, std::less<>>& rows() const { return rows_; }

 private:
  std::map<std::string, Parameter, std::less<>> rows_;
};

}  // namespace whence
