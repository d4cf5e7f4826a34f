#include "engine/inputs.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include <glob.h>

#include "base/text.h"
#include "format/feed.h"

namespace whence {
namespace {

namespace fs = std::filesystem;

bool hidden(const fs::path& path) { return path.filename().string().starts_with('.'); }

// Our own files beside the documents are none of them.
bool of_workspace(const fs::path& path) {
  const std::string name = path.filename().string();
  return name.ends_with(".db") || name.ends_with(".db-wal") || name.ends_with(".db-shm") || name.ends_with(".whence");
}

Input failed(std::string name, Error problem) {
  Input input;
  input.name = std::move(name);
  input.problem = std::move(problem);
  return input;
}

bool is_lines_name(const std::string& name) {
  const std::string ending = lower(name);
  return ending.ends_with(".jsonl") || ending.ends_with(".ndjson");
}

}  // namespace

Inputs::Inputs(const std::vector<std::string>& names, bool lines, const Limits& limits)
    : all_lines_(lines), limits_(limits) {
  for (const std::string& name : names) expand(name);
  total_ = files_.size();
}

void Inputs::expand(const std::string& name) {
  std::error_code problem;
  if (name == "-" || fs::is_regular_file(name, problem)) {
    files_.push_back(name);
    return;
  }
  if (fs::is_directory(name, problem)) {
    std::vector<std::string> found;
    fs::recursive_directory_iterator at(name, fs::directory_options::skip_permission_denied, problem);
    while (!problem && at != fs::recursive_directory_iterator()) {
      std::error_code ignored;
      if (hidden(at->path())) {
        at.disable_recursion_pending();
      } else if (at->is_regular_file(ignored) && !of_workspace(at->path())) {
        found.push_back(at->path().string());
      }
      at.increment(problem);
    }
    if (problem) ready_.push_back(failed(name, {Code::io, name + ": cannot be listed: " + problem.message()}));
    std::sort(found.begin(), found.end());
    if (found.empty() && !problem)
      ready_.push_back(failed(name, {Code::not_found, name + ": holds no file; name another folder"}));
    files_.insert(files_.end(), found.begin(), found.end());
    return;
  }
  glob_t matches{};
  const int status = name.find_first_of("*?[") == std::string::npos
                         ? GLOB_NOMATCH
                         : ::glob(name.c_str(), GLOB_TILDE, nullptr, &matches);
  for (std::size_t i = 0; status == 0 && i < matches.gl_pathc; ++i) {
    if (fs::is_regular_file(matches.gl_pathv[i], problem)) files_.emplace_back(matches.gl_pathv[i]);
  }
  if (name.find_first_of("*?[") != std::string::npos) ::globfree(&matches);
  // A pipe or a device is read like a file.
  if (status != 0 && fs::exists(name, problem)) {
    files_.push_back(name);
  } else if (status != 0) {
    ready_.push_back(failed(name, {Code::not_found, name + ": no such file or folder; check the path"}));
  }
}

bool Inputs::next(Input& input) {
  while (true) {
    if (!ready_.empty()) {
      input = std::move(ready_.front());
      ready_.pop_front();
      return true;
    }
    if (lines_) {
      if (next_of_file(input)) return true;
      continue;
    }
    if (files_.empty()) return false;
    const std::string path = std::move(files_.front());
    files_.pop_front();
    if (all_lines_ || is_lines_name(path)) {
      auto source = LineSource::open(path);
      if (!source) {
        input = failed(path, source.error());
        return true;
      }
      lines_.emplace(std::move(source).value());
      lines_name_ = path == "-" ? "standard input" : path;
      continue;
    }
    read_whole(path, input);
    if (!ready_.empty()) continue;
    return true;
  }
}

// False when the file has no more lines.
bool Inputs::next_of_file(Input& input) {
  std::string line;
  while (true) {
    const auto more = lines_->next(line, limits_);
    if (!more || !*more) {
      const std::string name = lines_name_;
      lines_.reset();
      if (more) return false;
      input = failed(name, more.error());
      return true;
    }
    if (trim(line).empty()) continue;
    input = Input{};
    input.name = lines_name_ + ":" + std::to_string(lines_->number());
    input.bytes = std::move(line);
    input.line = true;
    return true;
  }
}

void Inputs::read_whole(const std::string& path, Input& input) {
  input = Input{};
  input.name = path == "-" ? "standard input" : path;
  take_whole(read_file(path, limits_), input);
}

void Inputs::put(const std::string& name, std::string bytes) {
  ++total_;
  if (all_lines_ || is_lines_name(name)) {
    std::size_t number = 0;
    for (const std::string_view line : lines(bytes)) {
      ++number;
      if (trim(line).empty()) continue;
      Input& one = ready_.emplace_back();
      one.name = name + ":" + std::to_string(number);
      one.bytes = line;
      one.line = true;
    }
    return;
  }
  Input input;
  input.name = name;
  const std::size_t before = ready_.size();
  take_whole(std::move(bytes), input);
  if (ready_.size() == before || input.problem) ready_.push_back(std::move(input));
}

// A file's bytes as one input, or a feed's as its items, which then stand in ready_.
void Inputs::take_whole(Result<std::string> bytes, Input& input) {
  if (!bytes) {
    input.problem = bytes.error();
    return;
  }
  if (!looks_like_feed(*bytes)) {
    input.bytes = std::move(bytes).value();
    return;
  }
  auto feed = read_feed(*bytes, input.name, limits_);
  if (!feed) {
    input.problem = feed.error();
    return;
  }
  for (const Oddity& oddity : feed->oddities)
    ready_.push_back(failed(oddity.where, {Code::malformed, oddity.where + ": " + oddity.what}));
  std::size_t number = 0;
  for (const FeedItem& item : feed->items) {
    Input one;
    one.name = input.name + "#" + std::to_string(++number) + (item.html ? ".html" : "");
    one.bytes = item.raw;
    one.content = item.content;
    one.title = item.title;
    one.stated = {item.source, item.url, item.published};
    ready_.push_back(std::move(one));
  }
  if (feed->items.empty() && ready_.empty())
    input.problem = Error{Code::not_found, input.name + ": a feed without items; nothing to add"};
}

}  // namespace whence
