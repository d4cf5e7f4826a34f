#include "reading/cases.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "base/text.h"
#include "evaluation/reading/pairing.h"

namespace whence {
namespace {

// Splits off the first word.
std::string_view word(std::string_view& rest) {
  rest = trim(rest);
  const std::size_t end = std::min(rest.find(' '), rest.size());
  const std::string_view first = rest.substr(0, end);
  rest = trim(rest.substr(end));
  return first;
}

std::optional<std::size_t> number(std::string_view text) {
  if (text.empty() || !std::all_of(text.begin(), text.end(), is_digit)) return std::nullopt;
  return static_cast<std::size_t>(std::stoul(std::string(text)));
}

std::string unquoted(std::string_view text) {
  const bool quoted = text.size() > 1 && text.front() == '"' && text.back() == '"';
  return std::string(quoted ? text.substr(1, text.size() - 2) : text);
}

Result<WantedRelation> relation_of(std::string_view rest) {
  const auto from = number(word(rest));
  const auto kind = relation_kind_named(word(rest));
  const auto to = number(word(rest));
  if (!from || !kind || !to) return Error{Code::malformed, "write: relation 2 denial-of 1"};
  return WantedRelation{*from, *to, *kind};
}

Result<WantedMatter> matter_of(std::string_view rest) {
  const auto claim = number(word(rest));
  if (!claim || rest.empty()) return Error{Code::malformed, "write: matter 1 A"};
  return WantedMatter{*claim, std::string(rest)};
}

Result<WantedEvaluation> evaluation_of(std::string_view rest) {
  const std::string_view judging = word(rest);
  if (judging.empty() || rest.empty()) return Error{Code::malformed, "write: evaluation WORD VOICE"};
  return WantedEvaluation{unquoted(judging), unquoted(rest)};
}

// One logical line of a case, its continuations joined.
struct CaseLine {
  std::size_t number = 0;
  std::string text;
};

Result<void> add_claim(std::vector<WantedClaim>& claims, std::string_view rest) {
  WHENCE_TRY(WantedClaim claim, wanted_claim(rest));
  claims.push_back(std::move(claim));
  return {};
}

Result<void> take_words(SentenceCase& into, std::string_view key, std::string_view rest) {
  if (key == "relation") {
    WHENCE_TRY(const WantedRelation relation, relation_of(rest));
    into.relations.push_back(relation);
  } else if (key == "matter") {
    WHENCE_TRY(WantedMatter matter, matter_of(rest));
    into.matters.push_back(std::move(matter));
  } else if (key == "evaluation") {
    WHENCE_TRY(WantedEvaluation evaluation, evaluation_of(rest));
    into.evaluations.push_back(std::move(evaluation));
  } else if (key == "boilerplate") {
    into.boilerplate.push_back(unquoted(rest));
  } else if (key != "note") {
    return Error{Code::malformed, fmt::format("{}: no such line in a case", key)};
  }
  return {};
}

Result<void> take_line(SentenceCase& into, std::string_view rest) {
  const std::string_view key = word(rest);
  if (key == "claim") return add_claim(into.claims, rest);
  if (key == "not") {
    if (word(rest) != "claim") return Error{Code::malformed, "write: not claim key=value"};
    return add_claim(into.not_claims, rest);
  }
  if (key == "text") {
    into.text = std::string(rest);
  } else if (key == "headline") {
    into.headline = rest == "yes";
  } else if (key == "published") {
    into.published = parse_date(rest);
    if (!into.published) return Error{Code::malformed, fmt::format("{}: write the date as YYYY-MM-DD", rest)};
  } else if (key == "none") {
    into.none = true;
  } else if (key == "only") {
    into.only = true;
  } else {
    return take_words(into, key, rest);
  }
  return {};
}

Result<void> check_numbers(const SentenceCase& read) {
  const auto exists = [&](std::size_t claim) { return claim >= 1 && claim <= read.claims.size(); };
  for (const WantedRelation& relation : read.relations) {
    if (!exists(relation.from) || !exists(relation.to))
      return Error{Code::malformed, "a relation names a claim that the case lacks"};
  }
  for (const WantedMatter& matter : read.matters) {
    if (!exists(matter.claim)) return Error{Code::malformed, "a matter names a claim that the case lacks"};
  }
  if (read.text.empty()) return Error{Code::malformed, "the case has no text"};
  if (read.claims.empty() && read.not_claims.empty() && read.evaluations.empty() && !read.none && !read.only) {
    return Error{Code::malformed, "the case wants nothing; write none if it must give no claim"};
  }
  return {};
}

Result<SentenceCase> case_of(const std::vector<CaseLine>& paragraph, const std::string& file) {
  SentenceCase read;
  read.file = file;
  const auto placed = [&](const CaseLine& line, const Error& error) {
    return Error{error.code, fmt::format("{}:{}: {}", file, line.number, error.message)};
  };
  for (const CaseLine& line : paragraph) {
    std::string_view rest = line.text;
    if (&line == &paragraph.front()) {
      if (word(rest) != "case" || rest.empty())
        return placed(line, {Code::malformed, "a paragraph begins with: case NAME"});
      read.name = std::string(rest);
      read.line = line.number;
    } else if (auto taken = take_line(read, rest); !taken) {
      return placed(line, taken.error());
    }
  }
  if (auto checked = check_numbers(read); !checked) return placed(paragraph.front(), checked.error());
  return read;
}

// The claims that are what each wanted claim wants.
std::vector<std::vector<std::size_t>> fitting(const SentenceCase& wanted, const Reading& reading) {
  std::vector<std::vector<std::size_t>> fits(wanted.claims.size());
  for (std::size_t w = 0; w < wanted.claims.size(); ++w) {
    for (std::size_t r = 0; r < reading.claims.size(); ++r) {
      if (differences(wanted.claims[w], reading.claims[r], reading.document.text).empty()) fits[w].push_back(r);
    }
  }
  return fits;
}

class Comparison {
 public:
  Comparison(const SentenceCase& wanted, const Reading& reading)
      : wanted_(wanted),
        reading_(reading),
        text_(reading.document.text),
        fits_(fitting(wanted, reading)),
        read_for_(paired(fits_, reading.claims.size())) {}

  CaseResult run() {
    for (std::size_t w = 0; w < wanted_.claims.size(); ++w) check_claim(w);
    for (const WantedClaim& forbidden : wanted_.not_claims) check_forbidden(forbidden);
    if (wanted_.none || wanted_.only) check_extra();
    for (const WantedRelation& relation : wanted_.relations) check_relation(relation);
    for (const WantedMatter& matter : wanted_.matters) check_matter(matter);
    for (const WantedEvaluation& evaluation : wanted_.evaluations) check_evaluation(evaluation);
    for (const std::string& text : wanted_.boilerplate) check_boilerplate(text);
    return std::move(result_);
  }

 private:
  bool used(std::size_t read) const { return std::find(read_for_.begin(), read_for_.end(), read) != read_for_.end(); }

  void check(bool held, CaseMiss::Kind kind, std::string what) {
    ++result_.checks;
    result_.checks_held += held ? 1 : 0;
    if (!held) result_.misses.push_back({kind, std::move(what), {}});
  }

  void check_claim(std::size_t w) {
    const bool found = read_for_[w].has_value();
    ++result_.claims;
    result_.claims_found += found ? 1 : 0;
    check(found, CaseMiss::Kind::claim, found ? "" : fmt::format("{} {}", w + 1, wanted_.claims[w].written));
    if (!found) add_nearest(wanted_.claims[w], result_.misses.back());
  }

  void add_nearest(const WantedClaim& wanted, CaseMiss& miss) {
    std::optional<std::size_t> best;
    for (std::size_t r = 0; r < reading_.claims.size(); ++r) {
      if (used(r)) continue;
      std::vector<Difference> found = differences(wanted, reading_.claims[r], text_);
      if (best && found.size() >= miss.nearest.size()) continue;
      best = r;
      miss.nearest = std::move(found);
    }
    if (!best) {
      miss.nearest = {{"claim", "", "none"}};
      miss.text += "\n    nothing read for it";
      return;
    }
    nearest_.insert(*best);
    miss.text += fmt::format("\n    nearest {}", to_wanted(reading_.claims[*best], text_));
    for (const Difference& one : miss.nearest)
      miss.text += fmt::format("\n      {}: wanted {}, got {}", one.key, one.wanted, one.got);
  }

  void check_forbidden(const WantedClaim& forbidden) {
    const auto sprung = std::find_if(reading_.claims.begin(), reading_.claims.end(),
                                     [&](const Claim& claim) { return holds(forbidden, claim, text_); });
    const bool held = sprung == reading_.claims.end();
    check(held, CaseMiss::Kind::forbidden,
          held ? "" : fmt::format("{}\n    got {}", forbidden.written, to_wanted(*sprung, text_)));
  }

  void check_extra() {
    ++result_.checks;
    bool any = false;
    for (std::size_t r = 0; r < reading_.claims.size(); ++r) {
      if (used(r)) continue;
      any = true;
      const bool shown = nearest_.contains(r);
      result_.misses.push_back(
          {CaseMiss::Kind::extra, shown ? "the nearest above" : to_wanted(reading_.claims[r], text_), {}});
    }
    result_.checks_held += any ? 0 : 1;
  }

  void check_relation(const WantedRelation& wanted) {
    bool held = false;
    for (const std::size_t from : fits_[wanted.from - 1]) {
      for (const ClaimRelation& relation : reading_.claims[from].relations) {
        const auto& targets = fits_[wanted.to - 1];
        const bool right = std::find(targets.begin(), targets.end(), relation.claim) != targets.end();
        held = held || (relation.kind == wanted.kind && right);
      }
    }
    check(held, CaseMiss::Kind::relation, fmt::format("{} {} {}", wanted.from, name_of(wanted.kind), wanted.to));
  }

  // Letters are compared as a partition: what one calls A the other may call B, always.
  void check_matter(const WantedMatter& wanted) {
    const auto read = read_for_[wanted.claim - 1];
    const std::string got = read ? reading_.claims[*read].matter : "";
    const bool letter = wanted.matter.size() == 1;
    bool held = got == wanted.matter;
    if (letter && !got.empty() && got.size() <= 2) {
      const auto [forward, new_forward] = letters_.emplace(wanted.matter, got);
      const auto [backward, new_backward] = letters_back_.emplace(got, wanted.matter);
      held = forward->second == got && backward->second == wanted.matter;
    }
    check(held, CaseMiss::Kind::matter,
          fmt::format("{} {}, got {}", wanted.claim, wanted.matter, got.empty() ? "no such claim" : got));
  }

  void check_evaluation(const WantedEvaluation& wanted) {
    bool held = false;
    std::string got;
    for (const Claim& claim : reading_.claims) {
      for (const Evaluation& one : claim.evaluation) {
        held = held || (same_words(one.word, wanted.word) && same_words(one.by, wanted.voice));
        got += fmt::format(" {} ({})", one.word, one.by);
      }
    }
    check(held, CaseMiss::Kind::evaluation,
          fmt::format("{} ({}), got{}", wanted.word, wanted.voice, got.empty() ? " none" : got));
  }

  void check_boilerplate(const std::string& what) {
    const std::size_t at = text_.find(what);
    const Span span{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + what.size())};
    const bool silent = std::none_of(reading_.claims.begin(), reading_.claims.end(),
                                     [&](const Claim& claim) { return claim.cue.overlaps(span); });
    check(at != std::string::npos && silent, CaseMiss::Kind::boilerplate, what);
  }

  const SentenceCase& wanted_;
  const Reading& reading_;
  std::string_view text_;
  std::vector<std::vector<std::size_t>> fits_;
  std::vector<std::optional<std::size_t>> read_for_;
  std::set<std::size_t> nearest_;
  std::map<std::string, std::string> letters_, letters_back_;
  CaseResult result_;
};

}  // namespace

Result<std::vector<SentenceCase>> read_cases(std::string_view text, const std::string& file) {
  std::vector<SentenceCase> cases;
  std::vector<CaseLine> paragraph;
  std::size_t count = 0;
  const std::vector<std::string_view> all = lines(text);
  for (std::size_t i = 0; i <= all.size(); ++i) {
    const std::string_view line = i < all.size() ? all[i] : std::string_view();
    ++count;
    if (line.starts_with("#")) continue;
    if (line.starts_with("  ") && !paragraph.empty()) {
      paragraph.back().text += " " + std::string(trim(line));
    } else if (!trim(line).empty()) {
      paragraph.push_back({count, std::string(trim(line))});
    } else if (!paragraph.empty()) {
      WHENCE_TRY(SentenceCase read, case_of(paragraph, file));
      cases.push_back(std::move(read));
      paragraph.clear();
    }
  }
  return cases;
}

std::string_view name_of(CaseMiss::Kind kind) {
  switch (kind) {
    case CaseMiss::Kind::claim:
      return "wanted";
    case CaseMiss::Kind::forbidden:
      return "forbidden";
    case CaseMiss::Kind::extra:
      return "extra";
    case CaseMiss::Kind::relation:
      return "relation";
    case CaseMiss::Kind::matter:
      return "matter";
    case CaseMiss::Kind::evaluation:
      return "evaluation";
    case CaseMiss::Kind::boilerplate:
      return "boilerplate";
  }
  return "";
}

CaseResult compare(const SentenceCase& wanted, const Reading& reading) { return Comparison(wanted, reading).run(); }

}  // namespace whence
