#include "format/json_objects.h"

#include <cstring>
#include <utility>

#include "base/text.h"

namespace whence {

JsonObjects::JsonObjects(std::string member, std::string name, const Limits& limits, Sink sink)
    : member_(std::move(member)), name_(std::move(name)), limits_(limits), sink_(std::move(sink)) {}

Error JsonObjects::wrong(const std::string& what) const {
  return {Code::malformed, name_ + ": byte " + std::to_string(offset_) + ": " + what};
}

std::size_t JsonObjects::pass_string(std::string_view bytes) {
  std::size_t at = 0;
  if (escaped_ && !bytes.empty()) {
    escaped_ = false;
    at = 1;
  }
  while (at < bytes.size()) {
    const auto* const from = bytes.data() + at;
    const auto* const quote = static_cast<const char*>(std::memchr(from, '"', bytes.size() - at));
    const std::size_t end = quote == nullptr ? bytes.size() : static_cast<std::size_t>(quote - bytes.data());
    const auto* const slash = static_cast<const char*>(std::memchr(from, '\\', end - at));
    if (slash != nullptr) {
      at = static_cast<std::size_t>(slash - bytes.data()) + 2;
      if (at > bytes.size()) {
        escaped_ = true;
        return bytes.size();
      }
      continue;
    }
    if (quote == nullptr) return bytes.size();
    in_string_ = false;
    return end + 1;
  }
  return at;
}

std::size_t JsonObjects::take_object(std::string_view bytes) {
  std::size_t at = 0;
  while (at < bytes.size()) {
    if (in_string_) {
      at += pass_string(bytes.substr(at));
      continue;
    }
    const char c = bytes[at++];
    if (c == '"') {
      in_string_ = true;
    } else if (c == '{' || c == '[') {
      if (++depth_ > limits_.depth) too_deep_ = true;
    } else if (c == '}' || c == ']') {
      if (--depth_ == 0) break;
    }
  }
  object_.append(bytes.substr(0, at));
  return at;
}

// Between the elements of the array: white space, commas, the end.
Result<void> JsonObjects::between(char c) {
  if (is_space(c)) return {};
  if (c == ']' && (first_ || !comma_)) {
    in_array_ = false;
    outside_ += c;
    --depth_;
    return {};
  }
  if (c == ',' && !first_ && !comma_) {
    comma_ = true;
    return {};
  }
  if (c != '{' || (!first_ && !comma_)) return wrong("no JSON object where one of the list must be");
  first_ = comma_ = false;
  in_object_ = true;
  depth_ = 1;
  object_.assign(1, c);
  return {};
}

Result<void> JsonObjects::outside(char c) {
  if (outside_.size() >= limits_.bytes) return Error{Code::limit, name_ + ": too much beside its objects; split it"};
  outside_ += c;
  if (in_string_) {
    if (escaped_) {
      escaped_ = false;
    } else if (c == '\\') {
      escaped_ = true;
    } else if (c == '"') {
      in_string_ = false;
    }
    if (in_string_ && depth_ == 1 && key_.size() <= member_.size()) key_ += c;
    return {};
  }
  if (c == '"') {
    in_string_ = true;
    if (depth_ == 1) key_.clear();
  } else if (c == '{' || c == '[') {
    const bool wanted = c == '[' && !found_ && (depth_ == 0 || (depth_ == 1 && is_key_ && key_ == member_));
    if (++depth_ > limits_.depth) return Error{Code::limit, name_ + ": nested too deeply"};
    if (wanted) in_array_ = found_ = true;
  } else if (c == '}' || c == ']') {
    if (depth_ == 0) return wrong("a bracket too many");
    --depth_;
    is_key_ = false;
  } else if (c == ':') {
    is_key_ = depth_ == 1;
  } else if (c == ',') {
    is_key_ = false;
  }
  return {};
}

Result<void> JsonObjects::feed(std::string_view bytes) {
  // The depth outside is that of the array while its objects are counted from nought.
  while (!bytes.empty()) {
    std::size_t taken = 1;
    if (in_object_) {
      taken = take_object(bytes);
      if (too_deep_) return Error{Code::limit, name_ + ": an object nested too deeply"};
      if (object_.size() > limits_.bytes)
        return Error{Code::limit, name_ + ": an object larger than " + std::to_string(limits_.bytes) + " bytes"};
      if (depth_ == 0) {
        in_object_ = false;
        depth_ = array_depth_;
        if (auto taken_well = sink_(object_); !taken_well) return taken_well.error();
      }
    } else if (in_array_) {
      const std::size_t before = depth_;
      if (auto good = between(bytes.front()); !good) return good.error();
      if (in_object_) array_depth_ = before;
    } else {
      if (auto good = outside(bytes.front()); !good) return good.error();
    }
    offset_ += taken;
    bytes.remove_prefix(taken);
  }
  return {};
}

Result<std::string> JsonObjects::finish() {
  if (in_object_ || in_array_ || in_string_ || depth_ != 0) return wrong("the file ends in the middle");
  if (!found_) return Error{Code::unsupported, name_ + ": no list \"" + member_ + "\" in it"};
  return outside_;
}

}  // namespace whence
