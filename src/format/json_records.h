// The objects of a JSON text of any size and shape, each with those of its own members that somebody asks for: enough
// to take indicators out of a STIX bundle, a MISP event or lines of JSON without holding more than one path of it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/limits.h"
#include "base/result.h"

namespace whence {

// The wanted members that the object has as text, number, true or false, in the order in which they were asked for.
struct JsonRecord {
  std::vector<std::optional<std::string>> members;
  std::uint64_t line = 0;  // where it ends
};

class JsonRecords {
 public:
  using Take = std::function<void(const JsonRecord& record)>;
  // A text that stands in an array: the name under which the array stands ("" at the top), and the text.
  using TakeText = std::function<void(std::string_view array, std::string_view text, std::uint64_t line)>;

  // limits.depth bounds nesting, `most` the bytes kept of one text: of a longer one nothing is kept.
  JsonRecords(std::vector<std::string> wanted, const Limits& limits, std::size_t most, Take take, TakeText take_text);

  // Feeds the next bytes; several values one after the other are as good as one. False once the text is none of JSON
  // or nests too deep: problem() then says where, and nothing more is taken.
  bool feed(std::string_view bytes);
  // At the end of the text: an Error if it ends in the middle of a value.
  Result<void> end() const;
  const std::optional<Error>& problem() const { return problem_; }

 private:
  enum class Inside : std::uint8_t { nothing, text, escape, hexadecimal, word };
  struct Frame {
    bool object = false, key_next = false;
    std::size_t member = 0;  // of an object: the wanted member whose value comes; wanted_.size(): none
    std::string name;        // of an array: what it stands under; of an object: the key read last
    JsonRecord record;
  };
  bool take(char c);
  bool structure(char c);
  bool open(char c);
  bool close(char c);
  void escape(char c);
  void digit(char c);
  void value(std::string_view text, bool quoted);
  void keep(char c);
  bool fail(std::string_view what);

  std::vector<std::string> wanted_;
  Limits limits_;
  std::size_t most_;
  Take take_;
  TakeText take_text_;
  std::vector<Frame> frames_;
  std::size_t depth_ = 0;  // frames in use; those beyond keep their memory
  Inside inside_ = Inside::nothing;
  std::string text_;
  bool overlong_ = false;
  unsigned digits_ = 0, code_ = 0, high_ = 0;
  std::uint64_t line_ = 1, offset_ = 0;
  std::optional<Error> problem_;
};

}  // namespace whence
