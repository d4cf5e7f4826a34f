// What the user named, one document after the other: files, folders, patterns, JSON Lines, feeds, standard input.
#pragma once

#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "base/file.h"
#include "base/limits.h"
#include "base/result.h"
#include "engine/read.h"

namespace whence {

// One document as it arrived, or why there is none.
struct Input {
  std::string name;                    // for messages and provenance: "reports/a.pdf", "feed.jsonl:12", "news.xml#3"
  std::string bytes;                   // of the file, the line or the item: what it is known again by
  std::optional<std::string> content;  // what is to be read, where that is not `bytes`
  bool line = false;                   // of JSON Lines
  std::string title;                   // as a feed states it
  Provenance stated;                   // likewise
  std::optional<Error> problem;        // set: nothing else is
};

class Inputs {
 public:
  // `names`: files, folders (everything in them but hidden files, in the order of names), patterns with * ? [ ] that no
  // file is called, "-". `lines`: every file is JSON Lines; otherwise those that end in .jsonl or .ndjson are.
  Inputs(const std::vector<std::string>& names, bool lines, const Limits& limits);

  // Bytes that are here already, after what was named; `name` only tells them apart and decides on JSON Lines.
  void put(const std::string& name, std::string bytes);
  // False at the end. One file, line or item is held at a time; a feed whole.
  bool next(Input& input);
  std::size_t total() const { return total_; }  // files named, as far as known

 private:
  void expand(const std::string& name);
  bool next_of_file(Input& input);
  void read_whole(const std::string& path, Input& input);
  void take_whole(Result<std::string> bytes, Input& input);

  std::deque<std::string> files_;
  std::deque<Input> ready_;  // of a feed, or problems of expansion
  std::optional<LineSource> lines_;
  std::string lines_name_;
  bool all_lines_ = false;
  Limits limits_;
  std::size_t total_ = 0;
};

}  // namespace whence
