// Claims of invented speakers about invented parties, for tests of what stands above the cluster.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "attribution/links/ladder.h"

namespace whence {

inline Day day(int year, unsigned month, unsigned date) {
  return std::chrono::sys_days(std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(date));
}

inline LinkSettings as_of(Day today) {
  LinkSettings settings;
  settings.as_of = today;
  return settings;
}

inline LinkClaim claim(Level level, const std::string& child, const std::string& parent, const std::string& source,
                       const std::string& origin, Day date, double nats, bool denies = false) {
  LinkClaim result;
  result.level = level;
  result.child = child;
  result.parent = result.parent_name = parent;
  if (level == Level::sponsor) result.state = result.state_name = parent;
  result.source = source;
  result.origin = result.id = origin;
  result.date = date;
  result.nats = nats;
  result.denies = denies;
  result.official = true;
  return result;
}

// "child works for a body of a state."
inline LinkClaim body_claim(const std::string& child, const std::string& body, const std::string& state,
                            const std::string& source, const std::string& origin, Day date, double nats,
                            const std::string& tie = "named") {
  LinkClaim result = claim(Level::organisation, child, body, source, origin, date, nats);
  result.state = result.state_name = state;
  result.tie = tie;
  return result;
}

inline double share_of(const std::vector<Parent>& all, std::string_view id) {
  for (const Parent& parent : all) {
    if (parent.id == id) return parent.share;
  }
  return 0.0;
}

}  // namespace whence
