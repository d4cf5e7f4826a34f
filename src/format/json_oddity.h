// Odd records, as every answer in JSON lists them.
#pragma once

#include <vector>

#include "base/json_lists.h"
#include "model/oddity.h"

namespace whence {

inline Json json_oddities(const std::vector<Oddity>& oddities) {
  return json_list(oddities,
                   [](const Oddity& one) { return Json::object().set("where", one.where).set("what", one.what); });
}

}  // namespace whence
