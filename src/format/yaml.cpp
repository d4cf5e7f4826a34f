#include "format/yaml.h"

#include <algorithm>
#include <istream>
#include <utility>

#include <streambuf>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

namespace whence {
namespace {

constexpr std::size_t deepest = 64;

// Reads the text where it lies.
class TextBuffer : public std::streambuf {
 public:
  explicit TextBuffer(std::string_view text) {
    char* begin = const_cast<char*>(text.data());  // streambuf's interface; a get area is never written
    setg(begin, begin, begin + text.size());
  }
};

// Whether the quoted scalar whose mark is at `at` ends before the text does. The library takes the end of the file for
// the closing quote, which would let a file that was cut off pass for a whole one.
bool is_closed(std::string_view text, std::size_t at) {
  const char quote = at < text.size() ? text[at] : ' ';
  if (quote != '"' && quote != '\'') return true;
  for (++at; at < text.size(); ++at) {
    if (text[at] == '\\' && quote == '"') {
      ++at;
    } else if (text[at] == quote) {
      if (quote == '"' || at + 1 >= text.size() || text[at + 1] != quote) return true;
      ++at;
    }
  }
  return false;
}

// Builds the tree from the parser's events. After the first problem the rest of the events is passed over.
class TreeBuilder : public YAML::EventHandler {
 public:
  TreeBuilder(std::string_view name, const Limits& limits) : name_(name), limits_(limits) {}

  bool failed() const { return failed_; }
  const Error& error() const { return error_; }
  Yaml take() { return std::move(root_); }
  // Byte and line of the last quoted scalar; 0, 0 if there is none.
  std::pair<std::size_t, std::size_t> last_quoted() const { return last_quoted_; }

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    if (begin(mark, "", anchor)) end({YamlKind::null, {}, {}, {}, line_of(mark)});
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override { refuse_alias(mark); }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    if (tag == "!") last_quoted_ = {static_cast<std::size_t>(std::max(mark.pos, 0)), line_of(mark)};
    if (begin(mark, tag, anchor)) end({YamlKind::scalar, value, {}, {}, line_of(mark)});
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    open(mark, tag, anchor, YamlKind::sequence);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    open(mark, tag, anchor, YamlKind::map);
  }
  void OnMapEnd() override { close(); }

 private:
  struct Frame {
    Yaml node;
    bool has_key = false;
    std::string key;
    std::size_t key_line = 0;
  };

  static std::size_t line_of(const YAML::Mark& mark) { return static_cast<std::size_t>(std::max(mark.line, 0)) + 1; }

  void fail(std::size_t line, Code code, const std::string& what) {
    if (failed_) return;
    failed_ = true;
    error_ = {code, std::string(name_) + ":" + std::to_string(line) + ": " + what};
  }
  void refuse_alias(const YAML::Mark& mark) {
    fail(line_of(mark), Code::unsupported,
         "anchors and aliases (& *) are not read; write the value out, or put it in quotes");
  }
  // What holds for every node; false if the node is not to be kept.
  bool begin(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
    if (anchor != 0) refuse_alias(mark);
    if (!tag.empty() && tag != "?" && tag != "!") {
      fail(line_of(mark), Code::unsupported, "tags (!) are not read; delete it, or put the value in quotes");
    }
    if (++nodes_ > limits_.entries) {
      fail(line_of(mark), Code::limit, "more than " + std::to_string(limits_.entries) + " values; split the file");
    }
    return !failed_;
  }
  void open(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, YamlKind kind) {
    if (!begin(mark, tag, anchor)) return;
    if (frames_.size() >= std::min(limits_.depth, deepest)) {
      fail(line_of(mark), Code::limit,
           "nested more than " + std::to_string(frames_.size()) + " deep; write it flatter");
      return;
    }
    frames_.push_back({{kind, {}, {}, {}, line_of(mark)}, false, {}, 0});
  }
  void close() {
    if (failed_) return;
    Yaml node = std::move(frames_.back().node);
    frames_.pop_back();
    end(std::move(node));
  }
  // A finished node goes to the container it stands in.
  void end(Yaml node) {
    if (failed_) return;
    if (frames_.empty()) {
      root_ = std::move(node);
      return;
    }
    Frame& frame = frames_.back();
    if (frame.node.kind == YamlKind::sequence) {
      frame.node.items.push_back(std::move(node));
    } else if (frame.has_key) {
      frame.has_key = false;
      frame.node.members.push_back({std::move(frame.key), frame.key_line, std::move(node)});
    } else {
      take_key(frame, std::move(node));
    }
  }
  void take_key(Frame& frame, Yaml node) {
    if (node.kind != YamlKind::scalar) {
      fail(node.line, Code::malformed, "a key must be one word; write key: value");
      return;
    }
    for (const YamlEntry& entry : frame.node.members) {
      if (entry.key != node.text) continue;
      fail(node.line, Code::malformed,
           "\"" + node.text + "\" is there twice, first in line " + std::to_string(entry.line) + "; delete one");
      return;
    }
    if (frame.node.members.size() >= deepest) {
      fail(node.line, Code::limit, "more than " + std::to_string(deepest) + " keys in one place");
      return;
    }
    frame.has_key = true;
    frame.key = std::move(node.text);
    frame.key_line = node.line;
  }

  std::string_view name_;
  const Limits& limits_;
  std::vector<Frame> frames_;
  Yaml root_;
  std::pair<std::size_t, std::size_t> last_quoted_;
  std::size_t nodes_ = 0;
  bool failed_ = false;
  Error error_;
};

}  // namespace

Result<Yaml> parse_yaml(std::string_view text, std::string_view name, const Limits& limits) {
  if (text.size() > limits.bytes) {
    return Error{Code::limit, std::string(name) + ": larger than " + std::to_string(limits.bytes) + " bytes; split it"};
  }
  TextBuffer buffer(text);
  std::istream stream(&buffer);
  TreeBuilder builder(name, limits);
  try {
    YAML::Parser parser(stream);
    parser.HandleNextDocument(builder);
    if (builder.failed()) return builder.error();
    if (const auto [at, line] = builder.last_quoted(); line > 0 && !is_closed(text, at)) {
      return Error{Code::malformed,
                   std::string(name) + ":" + std::to_string(line) + ": a quote that is not closed; close it"};
    }
    Yaml root = builder.take();
    TreeBuilder second(name, limits);
    if (parser.HandleNextDocument(second)) {
      return Error{Code::unsupported, std::string(name) + ": more than one YAML document (---); write one a file"};
    }
    return root;
  } catch (const YAML::Exception& problem) {
    if (builder.failed()) return builder.error();
    const auto line = static_cast<std::size_t>(std::max(problem.mark.line, 0)) + 1;
    return Error{Code::malformed, std::string(name) + ":" + std::to_string(line) + ": not YAML (" + problem.msg +
                                      "); check indentation, quotes and brackets"};
  }
}

}  // namespace whence
