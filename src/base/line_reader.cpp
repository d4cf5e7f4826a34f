#include "base/line_reader.h"

#include <algorithm>

namespace whence {

bool LineReader::refill() {
  at_ = 0;
  size_ = ended_ ? 0 : read_(room_.data(), room_.size());
  ended_ = size_ == 0;
  return !ended_;
}

LineReader::Kind LineReader::next(std::string_view& line) {
  line_.clear();
  bool any = false, held = false, too_long = false;
  offset_ = reached_;
  while (true) {
    if (at_ == size_ && !refill()) break;
    any = true;
    const std::string_view rest = std::string_view(room_).substr(at_, size_ - at_);
    const std::size_t end = rest.find('\n');
    const std::string_view part = rest.substr(0, end);
    const bool whole = end != std::string_view::npos;
    at_ += whole ? part.size() + 1 : part.size();
    reached_ += whole ? part.size() + 1 : part.size();
    if (whole && !held) {
      too_long = part.size() > most_;
      line = part.substr(0, most_);
    } else {
      held = true;
      too_long = too_long || line_.size() + part.size() > most_;
      line_.append(part.substr(0, most_ - std::min(most_, line_.size())));
      line = line_;
    }
    if (!whole) continue;
    ++number_;
    if (line.ends_with('\r')) line.remove_suffix(1);
    return too_long ? Kind::too_long : Kind::line;
  }
  if (!any) return Kind::end;
  ++number_;
  cut_ = true;
  return too_long ? Kind::too_long : Kind::line;
}

}  // namespace whence
