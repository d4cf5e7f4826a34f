#include "evaluation/reading/symmetry.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "evaluation/reading/equal_error.h"
#include "evaluation/reading/wanted.h"

namespace whence {
namespace {

constexpr std::size_t pair_count = 30;
constexpr std::size_t stride = 17;  // through the table of forms; shares no factor with its size of 48

using Pair = std::vector<const StateForms*>;

// Fifteen pairs of neighbours in a walk through all the table, and the same the other way round. A third state, where a
// sentence has one, follows in the walk.
std::vector<Pair> ordered_pairs(const std::vector<StateForms>& forms) {
  std::vector<Pair> pairs;
  const auto at = [&](std::size_t step) { return &forms[step * stride % forms.size()]; };
  for (std::size_t i = 0; i < pair_count / 2; ++i) {
    pairs.push_back({at(2 * i), at(2 * i + 1), at(2 * i + 2), at(2 * i + 3)});
    pairs.push_back({at(2 * i + 1), at(2 * i), at(2 * i + 2), at(2 * i + 3)});
  }
  return pairs;
}

std::string letter(std::size_t index) { return fmt::format("<{}>", static_cast<char>('A' + index)); }

// Writes a reading without its states: every code of the sentence is its letter, every phrase for it too.
class Signature {
 public:
  Signature(std::vector<std::string> codes, std::vector<std::string> phrases)
      : codes_(std::move(codes)), phrases_(std::move(phrases)) {}

  std::string of(const Reading& reading) const {
    std::vector<std::string> claims;
    for (const Claim& claim : reading.claims) claims.push_back(of(claim));
    std::sort(claims.begin(), claims.end());
    return join(claims, "\n");
  }

  // The countries of those who did it and of those who were hit.
  std::string countries(const Reading& reading) const {
    std::string text;
    for (const auto* roles : {&reading.doer_countries, &reading.hit_countries}) {
      std::vector<std::string> codes;
      for (const CountryRole& role : *roles) codes.push_back(code(role.state));
      std::sort(codes.begin(), codes.end());
      text += (roles == &reading.doer_countries ? "doers " : " hit ") + join(codes, ",");
    }
    return text;
  }

 private:
  std::string code(std::string_view code) const {
    const auto found = std::find(codes_.begin(), codes_.end(), code);
    return found == codes_.end() ? std::string(code) : letter(static_cast<std::size_t>(found - codes_.begin()));
  }

  std::string plain(std::string_view text) const {
    std::string words = folded(text);
    for (std::size_t i = 0; i < phrases_.size(); ++i) {
      const std::string phrase = folded(phrases_[i]);
      for (std::size_t at = words.find(phrase); !phrase.empty() && at != std::string::npos; at = words.find(phrase)) {
        words.replace(at, phrase.size(), "~");
      }
    }
    return words;
  }

  std::string of(const std::vector<Party>& parties) const {
    std::vector<std::string> parts;
    for (const Party& party : parties) {
      if (party.state) {
        parts.push_back(code(*party.state));
      } else if (const auto nation = nationality(party); !nation.empty()) {
        parts.push_back("person " + code(nation));
      } else {
        parts.push_back(is_narrator(party) ? "narrator" : plain(party.text));
      }
    }
    std::sort(parts.begin(), parts.end());
    return join(parts, ",");
  }

  std::string of(const Claim& claim) const {
    std::string text =
        fmt::format("{}{} {} {} {} matter {}", claim.denied ? "not " : "", name_of(claim.act),
                    name_of(claim.hedge.kind), name_of(claim.outcome), name_of(claim.status), claim.matter);
    if (claim.rung) text += fmt::format(" rung {}", *claim.rung);
    const std::pair<std::string_view, const std::vector<Party>*> fields[] = {
        {"source", &claim.source},   {"via", &claim.via},         {"actor", &claim.actor},
        {"accused", &claim.accused}, {"group", &claim.group},     {"sponsor", &claim.sponsor},
        {"victim", &claim.victim},   {"through", &claim.through}, {"target", &claim.target}};
    for (const auto& [name, parties] : fields) {
      if (!parties->empty()) text += fmt::format(" {} {}", name, of(*parties));
    }
    return text;
  }

  std::vector<std::string> codes_, phrases_;
};

constexpr std::string_view fields[] = {"source",  "via",    "actor",   "accused", "group",
                                       "sponsor", "victim", "through", "target"};

// The letters that stand in one field of any claim of a signature: 0 for <A>.
std::vector<std::size_t> letters_in(std::string_view signature, std::string_view field) {
  std::vector<std::size_t> found;
  for (const std::string_view line : lines(signature)) {
    const std::size_t begin = line.find(fmt::format(" {} ", field));
    if (begin == std::string_view::npos) continue;
    std::size_t end = line.size();
    for (const std::string_view next : fields) {
      const std::size_t at = line.find(fmt::format(" {} ", next), begin + 1);
      end = std::min(end, at == std::string_view::npos ? end : at);
    }
    for (std::size_t at = line.find('<', begin); at < end && at + 1 < line.size(); at = line.find('<', at + 1)) {
      const auto which = static_cast<std::size_t>(line[at + 1] - 'A');
      if (std::find(found.begin(), found.end(), which) == found.end()) found.push_back(which);
    }
  }
  return found;
}

// Whether a claim of `some` is not one of `others`.
bool more_in(std::string_view some, std::string_view others) {
  const auto known = lines(others);
  for (const std::string_view line : lines(some)) {
    if (std::find(known.begin(), known.end(), line) == known.end()) return true;
  }
  return false;
}

// A reading without its states.
struct Signed {
  std::string claims, countries;
};

struct Tally {
  std::size_t filled = 0, same = 0, same_countries = 0, unfilled = 0, templates = 0, passives = 0;
};

class Symmetry {
 public:
  Symmetry(const std::vector<StateForms>& forms, const ReadCall& read) : pairs_(ordered_pairs(forms)), read_(read) {}

  Result<void> add(const SentenceTemplate& sentence, const Signed& wanted) {
    const std::string& reference = wanted.claims;
    ++tally_.templates;
    if (sentence.passive) ++tally_.passives;
    std::size_t different = 0;
    for (std::size_t round = 0; round < pairs_.size(); ++round) {
      const auto text = filled(sentence, pairs_[round], round);
      if (!text) {
        ++tally_.unfilled;
        continue;
      }
      WHENCE_TRY(const Reading reading, read_(*text, "template.txt"));
      const std::string got = signature(pairs_[round]).of(reading);
      ++tally_.filled;
      const std::string countries = signature(pairs_[round]).countries(reading);
      if (countries == wanted.countries) {
        ++tally_.same_countries;
      } else {
        misses_ += fmt::format("{} {}\n  {}\n  wanted {}\n  got    {}\n", sentence.where, sentence.frame, *text,
                               wanted.countries, countries);
      }
      count_sides(pairs_[round], reference, got);
      if (got == reference) {
        ++tally_.same;
      } else if (++different <= 3) {
        misses_ += fmt::format("{} {}\n  {}\n  wanted {}\n  got    {}\n", sentence.where, sentence.frame, *text,
                               shown(reference), shown(got));
      }
    }
    if (different > 3) misses_ += fmt::format("{} {}: {} more\n", sentence.where, sentence.frame, different - 3);
    return {};
  }

  void cannot_fill() { tally_.unfilled += pairs_.size(); }

  static Signature signature(const Pair& states) {
    std::vector<std::string> codes, phrases;
    for (const StateForms* state : states) {
      codes.push_back(state->code);
      for (const std::string& phrase : state->phrase) phrases.push_back(phrase);
    }
    // The longest first, so that "the Republic of X" is gone before "X".
    std::sort(phrases.begin(), phrases.end(),
              [](const std::string& a, const std::string& b) { return a.size() > b.size(); });
    return {std::move(codes), std::move(phrases)};
  }

  SetScore score() {
    SetScore score;
    score.rows.push_back(share_row("symmetry", "same_claims", static_cast<double>(tally_.same), tally_.filled));
    score.rows.push_back(
        share_row("symmetry", "same_countries", static_cast<double>(tally_.same_countries), tally_.filled));
    score.rows.push_back(
        share_row("symmetry", "unfilled", static_cast<double>(tally_.unfilled), tally_.filled + tally_.unfilled));
    score.notes.push_back(fmt::format("{} sentences with slots, {} of them passive, {} ordered pairs of states",
                                      tally_.templates, tally_.passives, pairs_.size()));
    sides_.report("symmetry", 10, score);
    score.misses = std::move(misses_);
    return score;
  }

 private:
  void count_sides(const Pair& states, const std::string& reference, const std::string& got) {
    const bool missed = more_in(reference, got), wrong = more_in(got, reference);
    for (const std::size_t letter : letters_in(reference, "source")) {
      if (letter < states.size()) sides_.add(Side::accusing, states[letter]->code, missed, wrong);
    }
    for (const std::size_t letter : letters_in(reference, "accused")) {
      if (letter < states.size()) sides_.add(Side::accused, states[letter]->code, missed, wrong);
    }
  }

  static std::string shown(const std::string& signature) {
    std::string text;
    for (const std::string_view line : lines(signature)) text += (text.empty() ? "" : " | ") + std::string(line);
    return text.empty() ? "nothing" : text;
  }

  std::vector<Pair> pairs_;
  const ReadCall& read_;
  Tally tally_;
  EqualError sides_;
  std::string misses_;
};

// What the example itself gives, its own states as letters.
Result<Signed> reference_of(const SentenceTemplate& sentence, const std::vector<StateForms>& forms,
                            const ReadCall& read) {
  WHENCE_TRY(const Reading reading, read(sentence.example, "example.txt"));
  std::vector<StateForms> own;
  for (const std::string& code : sentence.codes) {
    const auto known =
        std::find_if(forms.begin(), forms.end(), [&](const StateForms& one) { return one.code == code; });
    own.push_back(known == forms.end() ? StateForms{code, {}} : *known);
    // The phrases as they stand in the example; the table may have others.
    for (std::size_t i = 0, at = 0; i < sentence.slots.size(); ++i) {
      at += sentence.texts[i].size();
      const std::size_t next = i + 1 < sentence.texts.size() && !sentence.texts[i + 1].empty()
                                   ? sentence.example.find(sentence.texts[i + 1], at)
                                   : sentence.example.size();
      const std::string phrase = sentence.example.substr(at, next - at);
      if (sentence.codes[sentence.slots[i].letter] == code)
        own.back().phrase[static_cast<std::size_t>(sentence.slots[i].kind)] = phrase;
      at = next;
    }
  }
  Pair states;
  for (const StateForms& one : own) states.push_back(&one);
  const Signature signature = Symmetry::signature(states);
  return Signed{signature.of(reading), signature.countries(reading)};
}

}  // namespace

Result<SetScore> score_symmetry(const std::vector<Frame>& frames, const SymmetryTables& tables, const ReadCall& read) {
  WHENCE_TRY(const std::vector<StateForms> forms, load_state_forms(tables.forms));
  Symmetry symmetry(forms, read);
  for (const Frame& frame : frames) {
    for (const FrameExample& example : frame.examples) {
      if (example.none || tables.names.mentions(example.sentence).empty()) continue;
      const auto sentence = template_of(frame, example, tables.names, forms);
      if (!sentence || sentence->codes.size() > 4) {
        symmetry.cannot_fill();
        continue;
      }
      WHENCE_TRY(const Signed reference, reference_of(*sentence, forms, read));
      if (auto done = symmetry.add(*sentence, reference); !done) return done.error();
      const auto passive = frame.not_passive ? std::nullopt : passive_of(*sentence, tables.verbs);
      if (!passive) continue;
      if (auto done = symmetry.add(*passive, reference); !done) return done.error();
    }
  }
  return symmetry.score();
}

}  // namespace whence
