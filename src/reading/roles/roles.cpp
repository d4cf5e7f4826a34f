#include "reading/roles/roles.h"

#include <algorithm>

namespace whence {
namespace {

using Kind = StateMention::Kind;

constexpr double sure_enough_doer = 1.4, sure_enough_hit = 0.7;

// Firms, unions, places and persons are hit; a country's attack is not read off them.
bool never_doer(Kind kind) {
  return kind == Kind::company || kind == Kind::institution || kind == Kind::platform || kind == Kind::body ||
         kind == Kind::place || kind == Kind::person || kind == Kind::adviser;
}

}  // namespace

void RoleReader::Verdict::as_doer(double weight, std::string_view how) {
  if (weight > doer) how_doer = how;
  doer = std::max(doer, weight);
}

void RoleReader::Verdict::as_hit(double weight, std::string_view how) {
  if (weight > hit) how_hit = how;
  hit = std::max(hit, weight);
}

RoleReader::RoleReader(const Grammar& grammar, const std::vector<Predicate>& predicates, const RoleLexicon& lexicon,
                       const Names& names, std::string_view text)
    : grammar_(grammar),
      predicates_(predicates),
      lexicon_(lexicon),
      phrases_(grammar, lexicon, names, text),
      text_(text) {}

void RoleReader::mark(const Phrase& phrase, double weight, std::vector<double>& zone) const {
  for (const std::size_t chunk : phrase.chunks) {
    const Chunk& part = grammar_.chunk(chunk);
    for (std::size_t i = part.first; i < part.last; ++i) zone[i] = std::max(zone[i], weight);
  }
  // "elements of the army": what hangs on the phrase counts less.
  for (std::size_t i = phrase.first; i < phrase.last; ++i) zone[i] = std::max(zone[i], weight - 1);
}

void RoleReader::mark_slot(const Predicate& predicate, const Filled& filled) {
  const FrameKind kind = predicate.frame->kind;
  const bool event = kind == FrameKind::event || kind == FrameKind::behind || kind == FrameKind::victim;
  const bool accuses = kind == FrameKind::act && is_accusation(predicate.frame->act);
  switch (filled.slot) {
    case Slot::accused: {
      // The words beside an event's noun tell more than the slot of its owner or place.
      const bool by = filled.preposition != nowhere && grammar_.is_word(filled.preposition, "by");
      const bool beside = predicate.noun && !by;
      const bool far = filled.phrase.inherited && predicate.mood == Mood::gerund;
      const bool aside = accuses && predicate.mood == Mood::gerund;  // "a message accusing X"
      if ((event || accuses) && !beside && !far && !aside) mark(filled.phrase, 3.5, doer_);
      break;
    }
    case Slot::sponsor:
      mark(filled.phrase, 4, doer_);
      break;
    case Slot::victim:
      mark(filled.phrase, 3, hit_);
      break;
    case Slot::any:
      if (kind == FrameKind::event) mark(filled.phrase, 2, hit_);
      break;
    case Slot::source:
      if (!predicate.noun) mark(filled.phrase, accuses ? 1.5 : 0.5, speaker_);
      break;
    default:
      break;
  }
}

// What the frames that fit say of who did it, who was hit, who speaks.
void RoleReader::mark_zones() {
  const std::size_t count = grammar_.syntax().words.size();
  doer_.assign(count, 0);
  hit_.assign(count, 0);
  speaker_.assign(count, 0);
  for (const Predicate& predicate : predicates_) {
    if (predicate.negated) continue;
    for (const Filled& filled : predicate.filled) mark_slot(predicate, filled);
  }
}

void RoleReader::judge_run(const StateMention& mention, const StateRun& run, Verdict& verdict) const {
  const auto prefix = phrases_.prefix(mention);
  if (prefix == RoleWord::foe) return verdict.as_hit(1, "named");
  if (run.people() && prefix == RoleWord::favour) return verdict.as_doer(2.5, "sympathy");
  if (run.people() && run.tongue) return verdict.as_doer(1, "language");
  const bool adjective = mention.kind == Kind::adjective;
  if (run.people()) return verdict.as_doer(run.suffix || run.attacker ? 5 : 4, run.suffix ? "tie" : "origin");
  if (run.suffix && !run.thing) return verdict.as_doer(4, "tie");
  if (run.thing || run.folk) return verdict.as_hit(2.5, "owner");
  if (run.deed) {
    adjective || run.owner ? verdict.as_doer(2.5, "deed") : verdict.as_hit(2, "deed");
    return;
  }
  if (run.mishap) return verdict.as_hit(2.5, "owner");
  verdict.as_hit(run.side ? 1.0 : adjective ? 0.7 : 0.8, "named");
}

// An organ, a firm, a place, a person: of a country, by a table.
void RoleReader::judge_name(const StateMention& mention, const StateRun& run, Verdict& verdict) const {
  const bool of_state = mention.kind == Kind::service || mention.kind == Kind::organ;
  if (run.attacker && !run.owner && (of_state || mention.kind == Kind::institution)) return verdict.as_doer(5, "tie");
  switch (mention.kind) {
    case Kind::service:
      verdict.as_hit(0.5, "belongs");
      verdict.as_doer(1, "service");
      break;
    case Kind::adviser:
    case Kind::maker:
      break;
    case Kind::platform:
      if (!run.thing) verdict.as_hit(0.5, "belongs");
      break;
    default:
      verdict.as_hit(1.5, "belongs");
      break;
  }
}

void RoleReader::judge_left(const StateRun& run, const StateLeft& left, Verdict& verdict) const {
  if (left.told) return;
  if (!left.cue) return judge_preposition(run, left, verdict);
  const bool doer_before = left.before == RoleWord::attacker || left.before == RoleWord::gang;
  if (left.listed && run.people() && left.cue->kind != RoleWord::tie) return;  // "after the vote, Danish hackers"
  switch (left.cue->kind) {
    case RoleWord::tie: {
      const bool weak = run.thing || left.before == RoleWord::thing;
      if (!left.negated) verdict.as_doer(weak ? 1.5 : left.cue->weight, "tie");
      break;
    }
    case RoleWord::seat:
      if ((doer_before || left.before == RoleWord::deed) && !run.thing) verdict.as_doer(4, "origin");
      if (!doer_before && left.before != RoleWord::deed && !run.people()) verdict.as_hit(3, "place");
      break;
    case RoleWord::against:
      if (run.attacker) {
        verdict.doer = std::min(verdict.doer, 2.0);
        verdict.as_hit(2, "object");
        break;
      }
      if (run.people()) verdict.doer = 0;
      verdict.as_hit(left.cue->weight, "object");
      break;
    default:
      break;
  }
}

void RoleReader::judge_preposition(const StateRun& run, const StateLeft& left, Verdict& verdict) const {
  if (left.preposition.empty() || run.attacker) return;
  const bool deed = left.before == RoleWord::deed || left.before == RoleWord::mishap;
  const bool thing = left.before == RoleWord::thing || left.before == RoleWord::side;
  if (run.people()) {
    // "the database of a Danish group": hit, and not the doer.
    if (thing && left.preposition == "of") {
      verdict.doer = 0;
      verdict.as_hit(2.5, "owner");
    }
    return;
  }
  const bool doer = left.before == RoleWord::attacker || left.before == RoleWord::gang;
  if (left.preposition == "by") return verdict.as_doer(run.thing ? 1 : 3, "agent");
  if (doer && !run.thing && lexicon_.joint(left.preposition, "origin")) return verdict.as_doer(4, "origin");
  if (!lexicon_.joint(left.preposition, "place")) return;
  if (thing) verdict.doer = std::min(verdict.doer, 1.5);  // "the database of X, which"
  if (deed && left.preposition == "from") return verdict.as_doer(run.thing ? 1 : 4, "origin");
  verdict.as_hit(deed ? 3 : thing ? 2.5 : 1, "place");
}

void RoleReader::judge_zones(const StateMention& mention, const StateRun& run, Verdict& verdict) const {
  const std::size_t at = mention.first;
  if (doer_[at] > 0 && (!run.thing || run.people())) verdict.as_doer(doer_[at], "subject");
  if (run.blamed && !run.thing) verdict.as_doer(3.5, "subject");
  if (hit_[at] > 0 && !run.attacker) {
    if (run.people() && doer_[at] <= 0) verdict.doer = 0;
    if (!run.people() || doer_[at] <= 0) verdict.as_hit(hit_[at], "object");
  }
  const bool country =
      mention.kind == Kind::country || mention.kind == Kind::adjective || mention.kind == Kind::service;
  const bool against = phrases_.prefix(mention) == RoleWord::foe;  // "Anti-Denmark Team vs. Denmark"
  if (phrases_.versus() > at && country && !against && !run.thing && !run.mishap) verdict.as_doer(3, "versus");
  if (speaker_[at] > 0 && !run.people()) {
    if (speaker_[at] > 1 || speaker_[at] > doer_[at]) verdict.doer = 0;
    verdict.hit = std::max(std::min(verdict.hit, 1.0), speaker_[at]);
  }
}

RoleReader::Verdict RoleReader::judge(const StateMention& mention) const {
  Verdict verdict;
  const StateRun run = phrases_.run(mention.last);
  if (run.firm) return verdict;
  if (mention.kind == Kind::actor) {
    const bool second = phrases_.versus() != 0 && phrases_.versus() < mention.first;  // "X vs. DanishMedia"
    second ? verdict.as_hit(3, "versus") : verdict.as_doer(3, "name");
    return verdict;
  }
  if (mention.kind == Kind::country || mention.kind == Kind::adjective) {
    judge_run(mention, run, verdict);
  } else {
    judge_name(mention, run, verdict);
  }
  const StateLeft left = phrases_.left_of(mention);
  judge_left(run, left, verdict);
  judge_zones(mention, run, verdict);
  if (left.cue && left.cue->kind == RoleWord::because && !(left.listed && run.people())) {
    if (doer_[mention.first] <= 0) verdict.doer *= 0.25;
    if (hit_[mention.first] <= 0) verdict.hit *= 0.25;
  }
  if (never_doer(mention.kind) && !run.people()) verdict.doer = 0;
  if (phrases_.behind_name(mention)) verdict.as_doer(4, "name");
  if (mention.kind == Kind::adviser && verdict.hit < 3) verdict.hit = 0;
  if (mention.kind == Kind::platform && run.thing) verdict.hit = 0;
  if (mention.kind == Kind::maker) verdict.doer = std::min(verdict.doer, 2.5);
  if ((verdict.doer >= 4 && verdict.hit < 4) || (verdict.doer >= 3 && verdict.hit <= 2.5)) verdict.hit = 0;
  if (verdict.hit >= 4 && verdict.doer < 4) verdict.doer = 0;
  return verdict;
}

CountryRole RoleReader::told(const StateMention& mention, double weight, std::string_view how) const {
  const auto& words = grammar_.syntax().words;
  CountryRole role;
  role.state = mention.state;
  role.span = {words[mention.first].token.span.begin, words[mention.last - 1].token.span.end};
  role.text = std::string(text_of(text_, role.span));
  role.how = how;
  role.weight = weight;
  return role;
}

void RoleReader::read(std::vector<CountryRole>& doers, std::vector<CountryRole>& hit) {
  mark_zones();
  const std::size_t count = grammar_.syntax().words.size();
  for (std::size_t i = 0; i < count;) {
    const auto mention = phrases_.mention_at(i);
    if (!mention) {
      ++i;
      continue;
    }
    const Verdict verdict = judge(*mention);
    if (verdict.doer > 0) doers.push_back(told(*mention, verdict.doer, verdict.how_doer));
    if (verdict.hit > 0) hit.push_back(told(*mention, verdict.hit, verdict.how_hit));
    i = mention->last;
  }
}

namespace {

// The surest mention stands for its country; further ones add a little.
void merge(std::vector<CountryRole>& roles, double threshold) {
  std::vector<CountryRole> merged;
  for (CountryRole& role : roles) {
    const auto same =
        std::find_if(merged.begin(), merged.end(), [&](const CountryRole& other) { return other.state == role.state; });
    if (same == merged.end()) {
      merged.push_back(std::move(role));
      continue;
    }
    const double more = 0.2 * std::min(same->weight, role.weight);
    if (role.weight > same->weight) *same = std::move(role);
    same->weight = std::min(same->weight + more, 9.0);
  }
  std::erase_if(merged, [&](const CountryRole& role) { return role.weight < threshold; });
  std::stable_sort(merged.begin(), merged.end(),
                   [](const CountryRole& a, const CountryRole& b) { return a.weight > b.weight; });
  roles = std::move(merged);
}

}  // namespace

void settle_roles(std::vector<CountryRole>& doers, std::vector<CountryRole>& hit) {
  merge(doers, sure_enough_doer);
  merge(hit, sure_enough_hit);
  // Who did it is not hit by being named.
  std::erase_if(hit, [&](const CountryRole& role) {
    return role.how == "named" && std::any_of(doers.begin(), doers.end(), [&](const CountryRole& doer) {
             return doer.state == role.state && doer.weight >= 3;
           });
  });
  if (doers.empty() || hit.empty() || hit.front().state != doers.front().state) return;
  const bool only_named = hit.front().weight < 2;
  const auto other = hit.size() > 1 && hit[1].weight >= 2 ? hit.begin() + 1 : hit.end();
  if (other != hit.end()) {
    std::rotate(hit.begin(), other, other + 1);
  } else if (only_named) {
    hit.erase(hit.begin());
  }
}

}  // namespace whence
