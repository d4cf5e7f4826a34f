#include "evaluation/reading/seed.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "base/hash.h"
#include "base/text.h"
#include "evaluation/reading/equal_error.h"
#include "evaluation/reading/gold_item.h"
#include "evaluation/reading/pairing.h"

namespace whence {
namespace {

struct Trap {
  std::string what;                    // the gold's words
  std::vector<WantedClaim> forbidden;  // any claim that holds one of these springs it
};

// The first characters of the words' hash: the table of checks names a forbidden reading without repeating the gold.
std::string trap_id(std::string_view what) { return sha256(what).substr(0, 8); }

// A reading that nothing checks is an error in the project's own set; in another it is left out and counted in
// `unchecked`. A set may carry checks of its own: {"reading", "forbidden": ["accused=XA | victim=XB"]}.
Result<std::vector<Trap>> load_traps(const Json& gold, const Table& table, bool own, std::size_t& unchecked) {
  WHENCE_TRY(const std::size_t id, table.column("trap"));
  WHENCE_TRY(const std::size_t forbidden, table.column("forbidden"));
  std::vector<Trap> traps;
  for (const Json& what : gold["must_not"].items()) {
    Trap trap{std::string(what.is_object() ? what["reading"].text() : what.text()), {}};
    for (const Json& check : what["forbidden"].items()) {
      WHENCE_TRY(WantedClaim claim, wanted_claim(check.text()));
      trap.forbidden.push_back(std::move(claim));
    }
    for (std::size_t row = 0; row < table.rows(); ++row) {
      if (table.text(row, id) != trap_id(trap.what)) continue;
      WHENCE_TRY(WantedClaim claim, wanted_claim(table.text(row, forbidden)));
      trap.forbidden.push_back(std::move(claim));
    }
    if (trap.forbidden.empty() && !own) {
      ++unchecked;
      continue;
    }
    if (trap.forbidden.empty()) {
      return Error{Code::not_found,
                   fmt::format("data/evaluation/traps.tsv: no check {} for the forbidden reading \"{}\"",
                               trap_id(trap.what), trap.what)};
    }
    traps.push_back(std::move(trap));
  }
  return traps;
}

class SeedScorer {
 public:
  SeedScorer(const std::vector<GoldItem>& items, const Reading& reading, std::string_view set)
      : items_(items), reading_(reading), set_(set) {
    std::vector<std::vector<std::size_t>> fits(items.size());
    for (const bool core : {true, false}) {
      for (std::size_t i = 0; i < items.size(); ++i) {
        if (items[i].core != core || items[i].evaluation()) continue;
        order_.push_back(i);
      }
    }
    std::vector<std::vector<std::size_t>> ordered;
    for (const std::size_t i : order_) ordered.push_back(claims_for(items[i]));
    const auto pairs = paired(ordered, reading.claims.size());
    for (std::size_t k = 0; k < order_.size(); ++k) {
      if (pairs[k]) claim_of_[items[order_[k]].id] = *pairs[k];
    }
  }

  SetScore run(const std::vector<Trap>& traps) {
    score_core();
    score_relations();
    score_traps(traps);
    score_extra();
    score_sides();
    return std::move(score_);
  }

 private:
  std::vector<std::size_t> claims_for(const GoldItem& item) const {
    std::vector<std::size_t> fit;
    for (std::size_t r = 0; r < reading_.claims.size(); ++r) {
      if (differences(item, reading_.claims[r]).empty()) fit.push_back(r);
    }
    return fit;
  }

  // By word, span and voice, wherever it hangs.
  bool evaluation_found(const GoldItem& item) const {
    return std::any_of(reading_.claims.begin(), reading_.claims.end(), [&](const Claim& claim) {
      return std::any_of(claim.evaluation.begin(), claim.evaluation.end(), [&](const Evaluation& one) {
        return same_words(one.word, item.cue) && one.span.overlaps(item.span) && one.by == item.source.front();
      });
    });
  }

  bool found(const GoldItem& item) const {
    return item.evaluation() ? evaluation_found(item) : claim_of_.contains(item.id);
  }

  void score_core() {
    std::size_t n = 0, right = 0;
    for (const GoldItem& item : items_) {
      if (!item.core) continue;
      ++n;
      if (found(item)) {
        ++right;
      } else {
        tell_miss(item);
      }
    }
    score_.rows.push_back(count_row(set_, "core", right, n));
  }

  void tell_miss(const GoldItem& item) {
    score_.misses += fmt::format("core {} sentence {} {} ({}) not found\n", item.id, item.sentence, item.act, item.cue);
    if (item.evaluation()) return;
    const Claim* nearest = nullptr;
    std::vector<Difference> least;
    for (const Claim& claim : reading_.claims) {
      if (overlap(item.span, claim.span, item.within) == 0.0) continue;
      std::vector<Difference> some = differences(item, claim);
      if (nearest != nullptr && some.size() >= least.size()) continue;
      nearest = &claim;
      least = std::move(some);
    }
    if (nearest == nullptr) {
      score_.misses += "  nothing read there\n";
      return;
    }
    score_.misses += fmt::format("  nearest {}\n", to_wanted(*nearest, reading_.document.text));
    for (const Difference& one : least)
      score_.misses += fmt::format("    {}: wanted {}, got {}\n", one.key, one.wanted, one.got);
  }

  const GoldItem* core_item(const std::string& id) const {
    const auto item = std::find_if(items_.begin(), items_.end(), [&](const GoldItem& one) { return one.id == id; });
    return item == items_.end() || !item->core || item->evaluation() ? nullptr : &*item;
  }

  bool related(const std::string& from, std::string_view kind, const std::string& to) const {
    if (!claim_of_.contains(from) || !claim_of_.contains(to)) return false;
    const auto& relations = reading_.claims[claim_of_.at(from)].relations;
    return std::any_of(relations.begin(), relations.end(), [&](const ClaimRelation& relation) {
      return name_of(relation.kind) == kind && relation.claim == claim_of_.at(to);
    });
  }

  void score_relations() {
    std::size_t n = 0, right = 0;
    for (const GoldItem& item : items_) {
      if (core_item(item.id) == nullptr) continue;
      for (const auto& [kind, to] : item.relations) {
        if (core_item(to) == nullptr) continue;
        ++n;
        if (related(item.id, kind, to)) {
          ++right;
        } else {
          score_.misses += fmt::format("relation {} {} {} not found\n", item.id, kind, to);
        }
      }
    }
    score_.rows.push_back(count_row(set_, "relations", right, n));
    const std::size_t wrong = wrong_relations();
    score_.rows.push_back(count_row(set_, "relations_too_many", wrong, right + wrong));
  }

  // Relations between claims that are both core items and that the gold does not state.
  std::size_t wrong_relations() {
    std::size_t wrong = 0;
    for (const auto& [id, index] : claim_of_) {
      const GoldItem* item = core_item(id);
      if (item == nullptr) continue;
      for (const ClaimRelation& relation : reading_.claims[index].relations) {
        for (const auto& [other, at] : claim_of_) {
          if (at != relation.claim || core_item(other) == nullptr) continue;
          const std::pair<std::string, std::string> read{std::string(name_of(relation.kind)), other};
          if (std::find(item->relations.begin(), item->relations.end(), read) != item->relations.end()) continue;
          ++wrong;
          score_.misses += fmt::format("relation {} {} {} is not in the gold\n", id, read.first, other);
        }
      }
    }
    return wrong;
  }

  void score_traps(const std::vector<Trap>& traps) {
    std::size_t sprung = 0;
    for (const Trap& trap : traps) {
      const Claim* caught = nullptr;
      for (const WantedClaim& forbidden : trap.forbidden) {
        for (const Claim& claim : reading_.claims) {
          if (holds(forbidden, claim, reading_.document.text)) caught = &claim;
        }
      }
      if (caught == nullptr) continue;
      ++sprung;
      score_.misses += fmt::format("trap sprung: {}\n  {}\n", trap.what, to_wanted(*caught, reading_.document.text));
    }
    score_.rows.push_back(count_row(set_, "traps", sprung, traps.size()));
  }

  void score_extra() {
    std::size_t extra = 0;
    for (std::size_t r = 0; r < reading_.claims.size(); ++r) {
      const bool used =
          std::any_of(claim_of_.begin(), claim_of_.end(), [&](const auto& pair) { return pair.second == r; });
      if (used) continue;
      ++extra;
      score_.misses += fmt::format("extra {}\n", to_wanted(reading_.claims[r], reading_.document.text));
    }
    score_.rows.push_back(count_row(set_, "extra", extra, reading_.claims.size()));
  }

  // Core items by who speaks and who is accused; a claim that serves no item is a wrong fill.
  void score_sides() {
    EqualError sides;
    for (const GoldItem& item : items_) {
      if (!item.core || item.evaluation()) continue;
      for (const std::string& state : item.source) {
        if (state.size() == 2) sides.add(Side::accusing, state, !found(item), false);
      }
      for (const std::string& state : item.accused) sides.add(Side::accused, state, !found(item), false);
    }
    for (std::size_t r = 0; r < reading_.claims.size(); ++r) {
      const bool used =
          std::any_of(claim_of_.begin(), claim_of_.end(), [&](const auto& pair) { return pair.second == r; });
      if (used) continue;
      for (const Party& party : reading_.claims[r].source) {
        if (party.state) sides.add(Side::accusing, *party.state, false, true);
      }
      for (const Party& party : reading_.claims[r].accused) {
        if (party.state) sides.add(Side::accused, *party.state, false, true);
      }
    }
    sides.report(set_, 5, score_);
  }

  const std::vector<GoldItem>& items_;
  const Reading& reading_;
  std::string set_;
  std::vector<std::size_t> order_;               // core items first, so that they have their claims
  std::map<std::string, std::size_t> claim_of_;  // id to index into Reading::claims
  SetScore score_;
};

}  // namespace

Result<SetScore> score_seed(const Json& gold, const std::string& article, std::string_view set, const Table& traps,
                            const ReadCall& read) {
  WHENCE_TRY(const std::vector<GoldItem> items, gold_items(gold));
  std::size_t unchecked = 0;
  WHENCE_TRY(const std::vector<Trap> forbidden, load_traps(gold, traps, set == "seed", unchecked));
  WHENCE_TRY(const Reading reading, read(article, std::string(set)));
  SetScore score = SeedScorer(items, reading, set).run(forbidden);
  if (unchecked > 0) {
    score.notes.push_back(
        fmt::format("{} forbidden readings that no check stands for are left out of traps", unchecked));
  }
  return score;
}

}  // namespace whence
