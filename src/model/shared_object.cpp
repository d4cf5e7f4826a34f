#include "model/shared_object.h"

#include <algorithm>
#include <cmath>

#include "base/text.h"

namespace whence {

const SharedObject* shared_object_named(const std::vector<SharedObject>& objects, std::string_view text) {
  const std::string wanted = lower(trim(text));
  const auto named = [&](const SharedObject& object) {
    return object.id == wanted || std::any_of(object.words.begin(), object.words.end(),
                                              [&](const std::string& word) { return lower(word) == wanted; });
  };
  const auto found = std::find_if(objects.begin(), objects.end(), named);
  return found == objects.end() ? nullptr : &*found;
}

double sharing_ratio(const SharedObject& object, double f, double days_apart) {
  const double s = object.half_life > 0.0 ? object.s * std::exp2(-days_apart / object.half_life) : object.s;
  const double chance = std::min(1.0, f + object.floor);
  return (s + (1.0 - s) * chance) / chance;
}

}  // namespace whence
