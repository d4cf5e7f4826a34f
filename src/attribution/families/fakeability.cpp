#include "attribution/families/fakeability.h"

#include <algorithm>

namespace whence {

const Fakeability& fakeability_named(const Priors& priors, std::string_view id) {
  static const Fakeability unknown{};
  const auto row = std::find_if(priors.fakeability.begin(), priors.fakeability.end(),
                                [&](const Fakeability& each) { return each.id == id; });
  return row == priors.fakeability.end() ? unknown : *row;
}

std::string_view software_class(const Priors& priors, const Item& item, std::size_t holders) {
  const auto row = std::lower_bound(priors.software_classes.begin(), priors.software_classes.end(), item.id,
                                    [](const SoftwareClass& a, std::string_view id) { return a.software < id; });
  if (row != priors.software_classes.end() && row->software == item.id) return row->id;
  if (item.software_kind == "tool") return "public-tool";
  return holders > 1 ? "shared-implant" : "bespoke-implant";
}

}  // namespace whence
