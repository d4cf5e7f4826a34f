#include "model/parameters.h"

namespace whence {

Parameters::Parameters(std::vector<Parameter> rows) {
  for (Parameter& row : rows) {
    std::string id = row.id;
    rows_.insert_or_assign(std::move(id), std::move(row));
  }
}

Result<double> Parameters::value(std::string_view id) const {
  const auto row = rows_.find(id);
  if (row == rows_.end()) {
    return Error{Code::not_found, "data/priors/parameters.tsv: no parameter '" + std::string(id) + "'"};
  }
  return row->second.value;
}

Parameters Parameters::with(std::string_view id, double value) const {
  Parameters copy = *this;
  const auto row = copy.rows_.find(id);
  WHENCE_CHECK(row != copy.rows_.end());
  row->second.value = value;
  return copy;
}

}  // namespace whence
