#include "reading/frames/frames.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"

namespace whence {
namespace {

template <class E>
std::optional<E> named(const std::vector<std::pair<std::string_view, E>>& names, std::string_view wanted) {
  for (const auto& [name, value] : names) {
    if (name == wanted) return value;
  }
  return std::nullopt;
}

const std::vector<std::pair<std::string_view, FrameKind>>& kinds() {
  static const std::vector<std::pair<std::string_view, FrameKind>> names{
      {"act", FrameKind::act},         {"say", FrameKind::say},          {"event", FrameKind::event},
      {"behind", FrameKind::behind},   {"link", FrameKind::link},        {"victim", FrameKind::victim},
      {"outcome", FrameKind::outcome}, {"involve", FrameKind::involve},  {"purpose", FrameKind::purpose},
      {"remark", FrameKind::remark},   {"public", FrameKind::public_act}};
  return names;
}

const std::vector<std::pair<std::string_view, Slot>>& slots() {
  static const std::vector<std::pair<std::string_view, Slot>> names{
      {"source", Slot::source},   {"evidence", Slot::evidence}, {"accused", Slot::accused}, {"group", Slot::group},
      {"victim", Slot::victim},   {"content", Slot::content},   {"claim", Slot::claim},     {"target", Slot::target},
      {"sponsor", Slot::sponsor}, {"event", Slot::event},       {"demand", Slot::demand},   {"purpose", Slot::purpose},
      {"grounds", Slot::grounds}, {"name", Slot::name},         {"any", Slot::any}};
  return names;
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  for (const std::string_view word : split(text, ' ')) {
    if (!word.empty()) words.emplace_back(word);
  }
  return words;
}

class FrameReader {
 public:
  FrameReader(std::string_view file) : file_(file) {}

  Result<std::vector<Frame>> read(std::string_view text) {
    for (const std::string_view line : lines(text)) {
      ++line_;
      const std::string_view content = trim(line);
      if (content.empty() || content.starts_with("#")) continue;
      if (auto done = read_line(content); !done) return done.error();
    }
    return std::move(frames_);
  }

 private:
  Error wrong(std::string_view what) const {
    return {Code::malformed, fmt::format("data/{}:{}: {}", file_, line_, what)};
  }

  Result<void> read_line(std::string_view line) {
    const auto gap = line.find_first_of(" \t");
    const std::string_view key = line.substr(0, gap);
    const std::string_view value = gap == std::string_view::npos ? std::string_view() : trim(line.substr(gap));
    if (key == "frame") {
      Frame frame;
      frame.name = value;
      frame.file = file_;
      frame.line = line_;
      frames_.push_back(std::move(frame));
      return {};
    }
    if (frames_.empty()) return wrong("a line before the first 'frame'");
    Frame& frame = frames_.back();
    if (key == "kind") return set(frame.kind, named(kinds(), value), "kind", value);
    if (key == "act") return set(frame.act, act_named(value), "act", value);
    if (key == "public") {
      frame.public_act = public_act_kind_named(value);
      return frame.public_act ? Result<void>{} : wrong(fmt::format("'{}' is no kind of public act", value));
    }
    if (key == "modal") {
      for (const std::string_view part : split(value, ',')) frame.modal.emplace_back(trim(part));
      return {};
    }
    if (key == "hedge") return set(frame.hedge, hedge_named(value), "hedge", value);
    if (key == "outcome") return set(frame.outcome, outcome_named(value), "outcome", value);
    if (key == "status") return set(frame.status, status_named(value), "status", value);
    if (key == "cue") return read_cues(frame, value);
    if (key == "pattern") return read_pattern(frame, value);
    if (key == "lean") {
      frame.lean = value;
      return {};
    }
    if (key == "with" || key == "without") {
      auto& words = key == "with" ? frame.with : frame.without;
      for (const std::string_view part : split(value, ',')) words.emplace_back(trim(part));
      return {};
    }
    if (key == "flags") return read_flags(frame, value);
    if (key == "yes" || key == "denied" || key == "no") return read_example(frame, key, value);
    return wrong(fmt::format(
        "unknown key '{}'; keys are frame kind act public hedge outcome status cue pattern with without modal lean "
        "flags yes denied no",
        key));
  }

  template <class E>
  Result<void> set(E& field, std::optional<E> value, std::string_view key, std::string_view text) const {
    if (!value) return wrong(fmt::format("'{}' is no {}", text, key));
    field = *value;
    return {};
  }

  Result<void> read_flags(Frame& frame, std::string_view value) const {
    struct Flag {
      std::string_view name;
      bool Frame::* field;
    };
    constexpr Flag flags[] = {{"cyber", &Frame::cyber},
                              {"needs-cyber", &Frame::needs_cyber},
                              {"graded", &Frame::graded},
                              {"negative", &Frame::negative},
                              {"agentless", &Frame::agentless},
                              {"self", &Frame::self},
                              {"fact", &Frame::fact},
                              {"strict", &Frame::strict},
                              {"passive-only", &Frame::passive_only},
                              {"not-passive", &Frame::not_passive}};
    for (const std::string& word : words_of(value)) {
      const auto* flag =
          std::find_if(std::begin(flags), std::end(flags), [&](const Flag& one) { return one.name == word; });
      if (flag == std::end(flags)) {
        std::string names;
        for (const Flag& one : flags) names += " " + std::string(one.name);
        return wrong(fmt::format("unknown flag '{}'; flags are{}", word, names));
      }
      frame.*(flag->field) = true;
    }
    return {};
  }

  Result<void> read_cues(Frame& frame, std::string_view value) const {
    for (std::string_view part : split(value, ',')) {
      part = trim(part);
      FrameCue cue;
      if (part.starts_with("noun:")) {
        cue.noun = true;
        part = trim(part.substr(5));
      } else if (part.starts_with("adverbial:")) {
        cue.adverbial = true;
        part = trim(part.substr(10));
      }
      std::vector<std::string> words = words_of(part);
      if (words.empty()) return wrong("an empty cue");
      cue.lemma = words.front();
      cue.words.assign(words.begin() + 1, words.end());
      frame.cues.push_back(std::move(cue));
    }
    return {};
  }

  Result<void> read_pattern(Frame& frame, std::string_view value) const {
    bool cue_seen = false;
    std::vector<std::string> prepositions;
    for (const std::string& word : words_of(value)) {
      if (word == "CUE") {
        cue_seen = true;
        continue;
      }
      if (word.front() != '{') {
        for (const std::string_view part : split(word, '|')) prepositions.emplace_back(part);
        continue;
      }
      if (word.back() != '}') return wrong(fmt::format("slot '{}' lacks its closing brace", word));
      std::string name = word.substr(1, word.size() - 2);
      PatternSlot slot;
      slot.optional = name.ends_with("?");
      if (slot.optional) name.pop_back();
      if (auto done = set(slot.slot, named(slots(), name), "slot", name); !done) return done.error();
      slot.prepositions = std::exchange(prepositions, {});
      if (!slot.prepositions.empty()) {
        frame.attached.push_back(std::move(slot));
      } else {
        (cue_seen ? frame.object : frame.subject) = std::move(slot);
      }
    }
    if (!cue_seen) return wrong("the pattern names no CUE");
    return {};
  }

  Result<void> read_example(Frame& frame, std::string_view key, std::string_view value) const {
    FrameExample example;
    const auto arrow = value.find("=>");
    example.sentence = trim(value.substr(0, arrow));
    if (arrow != std::string_view::npos) example.wanted = trim(value.substr(arrow + 2));
    example.denied = key == "denied";
    example.none = key == "no";
    example.line = line_;
    frame.examples.push_back(std::move(example));
    return {};
  }

  std::string file_;
  std::size_t line_ = 0;
  std::vector<Frame> frames_;
};

}  // namespace

Result<std::vector<Frame>> read_frames(std::string_view text, std::string_view file) {
  return FrameReader(file).read(text);
}

Result<std::vector<Frame>> load_frames(const Data& data, std::string_view folder) {
  const std::string prefix = std::string(folder) + "/";
  std::vector<Frame> all;
  for (const std::string_view name : data.names()) {
    if (!name.starts_with(prefix)) continue;
    WHENCE_TRY(const std::string_view text, data.text(name));
    WHENCE_TRY(std::vector<Frame> frames, read_frames(text, name));
    for (Frame& frame : frames) {
      if (frame.cues.empty()) {
        return Error{Code::malformed, fmt::format("data/{}:{}: frame '{}' has no cue", name, frame.line, frame.name)};
      }
      if ((frame.kind == FrameKind::public_act) != frame.public_act.has_value()) {
        return Error{Code::malformed,
                     fmt::format("data/{}:{}: frame '{}': the kind public and the key 'public' go together", name,
                                 frame.line, frame.name)};
      }
      all.push_back(std::move(frame));
    }
  }
  return all;
}

}  // namespace whence
