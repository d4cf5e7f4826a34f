// The objects of one array in a JSON file of any size, one at a time: only one object is held. For bundles, TAXII
// envelopes and exports that grow beyond memory.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "base/limits.h"
#include "base/result.h"

namespace whence {

class JsonObjects {
 public:
  // Called with the bytes of each object, from its '{' to its '}'. An Error ends the reading.
  using Sink = std::function<Result<void>(std::string_view object)>;

  // `member`: of the outermost object, whose elements are wanted. A file that is an array gives its own elements.
  // `name` is for messages. limits.bytes holds for one object and for what is outside the array; limits.depth for
  // nesting.
  JsonObjects(std::string member, std::string name, const Limits& limits, Sink sink);

  Result<void> feed(std::string_view bytes);
  // The rest of the file, as JSON with the array empty: {"type":"bundle","objects":[]}. Error: the file ended early.
  Result<std::string> finish();
  std::size_t offset() const { return offset_; }                // bytes seen
  bool found() const { return found_; }                         // the array has begun
  const std::string& outside_text() const { return outside_; }  // the rest, so far

 private:
  std::size_t take_object(std::string_view bytes);  // bytes of the object under way that were taken
  std::size_t pass_string(std::string_view bytes);  // likewise, to the string's end or the end of the bytes
  Result<void> outside(char c);
  Result<void> between(char c);
  Error wrong(const std::string& what) const;

  std::string member_, name_;
  Limits limits_;
  Sink sink_;
  std::string outside_, object_, key_;
  std::size_t depth_ = 0, array_depth_ = 0, offset_ = 0;  // depth_: of the object under way, or outside
  bool in_string_ = false, escaped_ = false;
  bool in_array_ = false, in_object_ = false, comma_ = false, first_ = true;
  bool is_key_ = false, found_ = false, too_deep_ = false;
};

}  // namespace whence
