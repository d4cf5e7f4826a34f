#include "reading/frames/scope.h"

#include <algorithm>
#include <map>

namespace whence {
namespace {

bool carries(FrameKind kind) { return kind == FrameKind::act || kind == FrameKind::say; }

struct Region {
  std::size_t begin = 0, end = 0;  // words
  bool contains(std::size_t word) const { return begin <= word && word < end; }
};

class Scope {
 public:
  Scope(const Grammar& grammar, std::vector<Predicate>& predicates) : grammar_(grammar), predicates_(predicates) {
    for (std::size_t i = 0; i < predicates.size(); ++i) by_chunk_[predicates[i].chunk] = i;
  }

  void run() {
    std::vector<Region> regions;
    for (Predicate& predicate : predicates_) {
      const std::size_t sentence_end = grammar_.clause_end(predicate.chunk);
      predicate.begin = begin_of(predicate);
      predicate.end = std::max(limit(predicate, sentence_end), predicate.cue_last);
      regions.push_back(region(predicate, sentence_end));
    }
    for (std::size_t i = 0; i < predicates_.size(); ++i) {
      for (std::size_t g = 0; g < predicates_.size(); ++g) {
        if (g == i || !carries(predicates_[g].frame->kind) || !regions[g].contains(predicates_[i].cue_first)) continue;
        // '"...," X said': what stands in the words that X said cannot hold X's saying them.
        const bool after = predicates_[i].frame->kind == FrameKind::say && !predicates_[i].adverbial &&
                           regions[i].end <= predicates_[i].cue_first;
        if (after && regions[i].contains(predicates_[g].cue_first)) continue;
        const std::size_t old = predicates_[i].governor;
        if (old == nowhere || nearer(g, old, i)) predicates_[i].governor = g;
      }
    }
    break_circles();
  }

 private:
  // Nobody's words are part of themselves: where a chain of governors comes round, it is cut at its first predicate.
  void break_circles() {
    for (std::size_t i = 0; i < predicates_.size(); ++i) {
      std::size_t steps = 0;
      for (std::size_t g = predicates_[i].governor; g != nowhere && steps <= predicates_.size(); ++steps) {
        if (g == i) {
          predicates_[i].governor = nowhere;
          break;
        }
        g = predicates_[g].governor;
      }
    }
  }

  bool nearer(std::size_t a, std::size_t b, std::size_t to) const {
    const auto distance = [&](std::size_t g) {
      const std::size_t from = predicates_[g].cue_first, at = predicates_[to].cue_first;
      return from < at ? at - from : (from - at) + 1000;
    };
    if (predicates_[a].adverbial != predicates_[b].adverbial) return predicates_[b].adverbial;
    return distance(a) < distance(b);
  }

  std::size_t begin_of(const Predicate& predicate) const {
    if (predicate.adverbial) return predicate.cue_first;
    const Chunk& chunk = grammar_.chunk(predicate.chunk);
    if (predicate.noun) return chunk.first;
    const auto subject = grammar_.subject(predicate.chunk);
    return subject && !subject->inherited && subject->first < chunk.first ? subject->first : chunk.first;
  }

  const Predicate* at(std::size_t chunk) const {
    const auto place = by_chunk_.find(chunk);
    return place == by_chunk_.end() ? nullptr : &predicates_[place->second];
  }
  bool carrying_verb(std::size_t chunk) const {
    const Predicate* predicate = at(chunk);
    return predicate != nullptr && !predicate->noun && carries(predicate->frame->kind);
  }
  bool contrast(std::size_t chunk) const { return grammar_.is_of(chunk, contrast_word); }

  // The first chunk at or behind `from` that is a finite verb of saying or acting with a subject of its own right
  // there.
  bool new_clause(std::size_t from) const {
    std::size_t i = from;
    while (grammar_.is_tag(i, Tag::adverb)) ++i;
    if (!grammar_.is_phrase(i)) return false;
    for (; i < grammar_.syntax().chunks.size() && i < from + 9; ++i) {
      if (grammar_.is_verb(i) && grammar_.chunk(i).mood == Mood::finite) return carrying_verb(i);
      if (grammar_.is_tag(i, Tag::subordinator) || grammar_.is_tag(i, Tag::relative)) return false;
    }
    return false;
  }

  std::size_t limit(const Predicate& predicate, std::size_t sentence_end) const {
    const auto& chunks = grammar_.syntax().chunks;
    const std::size_t start = grammar_.chunk_at(predicate.cue_last - 1);
    for (std::size_t i = start + 1; i < chunks.size(); ++i) {
      const std::size_t word = grammar_.chunk(i).first;
      if (word >= sentence_end) break;
      if (grammar_.is_word(i, ";")) return word;
      if (grammar_.is_word(i, ",")) {
        if (grammar_.is_verb(i + 1) && chunks[i + 1].mood == Mood::gerund && carrying_verb(i + 1)) return word;
        if (grammar_.is_verb(i + 1) && chunks[i + 1].mood == Mood::finite && carrying_verb(i + 1) &&
            predicate.frame->kind == FrameKind::act)
          return word;
        if (contrast(i + 1) && finite_follows(i + 2)) return word;
        if (new_clause(i + 1)) return word;
        if (grammar_.is_tag(i + 1, Tag::conjunction) && new_clause(i + 2)) return word;
        continue;
      }
      // "hackers linked to the North were behind": what hangs on a noun ends where the noun's own verb begins.
      const bool hanging = predicate.mood == Mood::participle && !predicate.noun && !predicate.adverbial;
      if (hanging && grammar_.is_verb(i) && chunks[i].mood == Mood::finite && !grammar_.is_tag(i - 1, Tag::relative) &&
          grammar_.subject(i) && grammar_.subject(i)->first < predicate.cue_first)
        return word;
      if (contrast(i) && (new_clause(i + 1) || carrying_verb(i + 1))) return word;
      if (grammar_.is_tag(i, Tag::conjunction)) {
        if (new_clause(i + 1)) return word;
        if (carrying_verb(i + 1) && chunks[i + 1].mood == predicate.mood) return word;
      }
    }
    return sentence_end;
  }

  bool finite_follows(std::size_t from) const {
    for (std::size_t i = from; i < grammar_.syntax().chunks.size(); ++i) {
      if (grammar_.is_verb(i) && grammar_.chunk(i).mood == Mood::finite) return true;
      if (grammar_.is_word(i, ",") || grammar_.is_tag(i, Tag::relative)) return false;
    }
    return false;
  }

  Region region(Predicate& predicate, std::size_t sentence_end) const {
    if (predicate.noun) return {predicate.cue_last, predicate.end};
    if (predicate.adverbial) {
      const bool leads = predicate.cue_first < 3;
      return leads ? Region{predicate.cue_last, sentence_end} : Region{0, predicate.cue_first};
    }
    if (predicate.frame->kind == FrameKind::say && trails(predicate)) {
      const std::size_t end = predicate.begin;
      predicate.begin = clause_begin(end);
      return {predicate.begin, end};
    }
    return {predicate.cue_last, predicate.end};
  }

  // "..., officials said." or "..., said officials": nothing of substance follows.
  bool trails(const Predicate& predicate) const {
    if (predicate.begin == 0 || predicate.mood == Mood::gerund) return false;
    const std::size_t before = predicate.begin - 1;
    const bool marked =
        grammar_.lower(before) == "," || grammar_.lower(before) == "\"" || grammar_.lower(before) == "\xE2\x80\x9D";
    if (!marked) return false;
    for (std::size_t i = grammar_.chunk_at(predicate.cue_last - 1) + 1; i < grammar_.syntax().chunks.size(); ++i) {
      if (grammar_.chunk(i).first >= predicate.end) break;
      // "said when asked about it": what comes behind is about the saying.
      if (grammar_.is_tag(i, Tag::subordinator) && !grammar_.is_word(i, "that")) return true;
      if (grammar_.is_verb(i) || grammar_.is_tag(i, Tag::subordinator)) return false;
    }
    return true;
  }

  std::size_t clause_begin(std::size_t word) const {
    for (std::size_t i = word; i-- > 0;) {
      if (grammar_.lower(i) == ";") return i + 1;
    }
    return 0;
  }

  const Grammar& grammar_;
  std::vector<Predicate>& predicates_;
  std::map<std::size_t, std::size_t> by_chunk_;
};

}  // namespace

void settle_scope(const Grammar& grammar, std::vector<Predicate>& predicates) { Scope(grammar, predicates).run(); }

}  // namespace whence
