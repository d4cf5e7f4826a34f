#include "format/boilerplate.h"

#include <algorithm>

#include "base/text.h"

namespace whence {
namespace {

constexpr std::size_t longest_line = 300;  // what is longer is running text

// Lower case, single spaces, typewriter apostrophes: how phrases are written.
std::string folded(std::string_view line) {
  std::string result = lower(squeeze(line));
  for (const std::string_view curly : {"\xE2\x80\x99", "\xE2\x80\x98"}) {
    for (auto at = result.find(curly); at != std::string::npos; at = result.find(curly, at)) result.replace(at, 3, "'");
  }
  return result;
}

// A phrase is met as whole words: "share" does not meet "shareholders".
bool ends_word(std::string_view line, std::size_t end) {
  return end >= line.size() || !(is_alpha(line[end]) || is_digit(line[end]));
}

bool met(const BoilerplatePhrase& phrase, std::string_view line) {
  switch (phrase.match) {
    case BoilerplateMatch::whole:
      return line == phrase.words;
    case BoilerplateMatch::start:
      return line.starts_with(phrase.words) && ends_word(line, phrase.words.size());
    case BoilerplateMatch::part:
      return line.find(phrase.words) != std::string_view::npos;
  }
  return false;
}

const BoilerplatePhrase* phrase_of(const Boilerplate& boilerplate, std::string_view line) {
  for (const BoilerplatePhrase& phrase : boilerplate.phrases) {
    if (met(phrase, line)) return &phrase;
  }
  return nullptr;
}

// Running text: a line with a sentence in it, not a headline, a button or a name.
bool is_sentence(std::string_view line) {
  const std::string_view words = trim(line);
  return words.size() > 90 && (words.back() == '.' || words.find(". ") != std::string_view::npos);
}

bool sentence_follows(std::string_view text) {
  for (const std::string_view line : lines(text)) {
    if (is_sentence(line)) return true;
  }
  return false;
}

std::vector<Span> merged(std::vector<Span> spans) {
  std::sort(spans.begin(), spans.end());
  std::vector<Span> result;
  for (const Span& span : spans) {
    if (span.empty()) continue;
    if (!result.empty() && span.begin <= result.back().end) {
      result.back().end = std::max(result.back().end, span.end);
    } else {
      result.push_back(span);
    }
  }
  return result;
}

}  // namespace

Result<Boilerplate> boilerplate_from(const Table& table) {
  WHENCE_TRY(const std::size_t match, table.column("match"));
  WHENCE_TRY(const std::size_t reach, table.column("reach"));
  WHENCE_TRY(const std::size_t phrase, table.column("phrase"));
  Boilerplate boilerplate;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const std::string_view how = table.text(row, match), far = table.text(row, reach);
    std::string words = folded(table.text(row, phrase));
    const auto wrong = [&](std::string_view what) {
      return Error{Code::malformed, std::string(table.name()) + ": \"" + words + "\": " + std::string(what)};
    };
    if (words.empty()) return wrong("empty phrase; write one or delete the row");
    if (how == "mark") {
      boilerplate.marks.push_back(std::move(words));
      continue;
    }
    if (how == "mark-part") {
      boilerplate.mark_parts.push_back("-" + words + "-");
      continue;
    }
    if (far != "line" && far != "rest") return wrong("reach is none of line, rest");
    BoilerplatePhrase entry;
    if (how == "start") {
      entry.match = BoilerplateMatch::start;
    } else if (how == "part") {
      entry.match = BoilerplateMatch::part;
    } else if (how != "whole") {
      return wrong("match is none of whole, start, part, mark, mark-part");
    }
    entry.reach = far == "rest" ? BoilerplateReach::rest : BoilerplateReach::line;
    entry.words = std::move(words);
    boilerplate.phrases.push_back(std::move(entry));
  }
  std::sort(boilerplate.marks.begin(), boilerplate.marks.end());
  return boilerplate;
}

bool is_mark(const Boilerplate& boilerplate, std::string_view name) {
  if (std::binary_search(boilerplate.marks.begin(), boilerplate.marks.end(), name)) return true;
  if (boilerplate.mark_parts.empty() || name.size() > 200) return false;
  std::string words = "-";
  for (const char c : name) {
    const bool letter = is_alpha(c) || is_digit(c);
    if (letter) words += c;
    if (!letter && words.back() != '-') words += '-';
  }
  if (words.back() != '-') words += '-';
  return std::any_of(boilerplate.mark_parts.begin(), boilerplate.mark_parts.end(),
                     [&](const std::string& part) { return words.find(part) != std::string::npos; });
}

void mark_boilerplate(Document& document, const Boilerplate& boilerplate) {
  const std::string_view text = document.text;
  std::size_t sentences_looked_from = text.size();
  bool follows = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, end - at);
    const BoilerplatePhrase* phrase = line.size() <= longest_line ? phrase_of(boilerplate, folded(line)) : nullptr;
    if (phrase != nullptr) {
      bool rest = phrase->reach == BoilerplateReach::rest;
      if (rest && at < text.size() / 2) {
        // Asked once for the whole text: what follows the first such line follows the later ones less and less.
        if (sentences_looked_from == text.size()) follows = sentence_follows(text.substr(end));
        sentences_looked_from = end;
        rest = !follows;
      }
      const std::size_t stop = rest ? text.size() : end;
      document.boilerplate.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(stop)});
      if (rest) break;
    }
    at = end + 1;
  }
  document.boilerplate = merged(std::move(document.boilerplate));
}

}  // namespace whence
