#include "reading/roles.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace whence {
namespace {

constexpr std::size_t longest_run = 10;   // words of a noun phrase behind a country's name
constexpr std::size_t longest_list = 14;  // steps over "A, B and C" to what governs the list

bool one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool hyphen(const Word& word) {
  return word.tag == Tag::mark && !word.token.spaced &&
         (word.token.lower == "-" || word.token.lower == "\xE2\x80\x91" || word.token.lower == "\xE2\x80\x93");
}

bool joins(const Word& word) {
  return word.token.lower == "," || word.token.lower == "/" || word.token.lower == "&" ||
         (word.tag == Tag::conjunction && word.token.lower != "but");
}

// Words that go on with a list after its class: "states, including X".
bool widens(const Word& word) {
  return one_of(word.token.lower, {"including", "namely", "particularly", "especially", "mainly", "mostly", "also",
                                   "primarily", "both", "like", "notably", "predominantly", "chiefly", "("});
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
    : grammar_(grammar), predicates_(predicates), lexicon_(lexicon), names_(names), text_(text) {}

void RoleReader::match_words() {
  const auto& words = grammar_.syntax().words;
  starts_.assign(words.size(), std::nullopt);
  ends_.assign(words.size() + 1, std::nullopt);
  for (std::size_t i = 0; i < words.size();) {
    const auto match = lexicon_.at(words, i);
    if (!match) {
      ++i;
      continue;
    }
    starts_[i] = match;
    ends_[i + match->words] = match;
    const std::string_view lower = words[i].token.lower;
    if (versus_ == 0 && i > 0 && one_of(lower, {"vs", "v", "versus", "vs."})) versus_ = i;
    i += match->words;
  }
}

void RoleReader::mark(const Phrase& phrase, double weight, std::vector<double>& zone) const {
  for (const std::size_t chunk : phrase.chunks) {
    const Chunk& part = grammar_.chunk(chunk);
    for (std::size_t i = part.first; i < part.last; ++i) zone[i] = std::max(zone[i], weight);
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
    const FrameKind kind = predicate.frame->kind;
    const bool event = kind == FrameKind::event || kind == FrameKind::behind || kind == FrameKind::victim;
    const bool accuses = kind == FrameKind::act && is_accusation(predicate.frame->act);
    for (const Filled& filled : predicate.filled) {
      switch (filled.slot) {
        case Slot::accused: {
          const bool owner = predicate.noun && filled.preposition == nowhere;  // the words beside it tell more
          if ((event || accuses) && !owner) mark(filled.phrase, 3.5, doer_);
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
  }
}

std::optional<RoleReader::Mention> RoleReader::mention_at(std::size_t word) const {
  const Word& here = grammar_.syntax().words[word];
  const Entity* entity = here.entity;
  Mention mention{{}, Kind::country, word, word + 1};
  if (entity == nullptr) {
    if (here.token.shape != Shape::word || here.token.capital || word + 1 >= starts_.size()) return std::nullopt;
    // "swedish hackers": a small letter counts before a word that somebody of a country may be.
    const auto next = starts_[word + 1];
    const bool named = next && (next->kind == RoleWord::attacker || next->kind == RoleWord::gang ||
                                next->kind == RoleWord::side || next->kind == RoleWord::thing);
    const bool before_name = grammar_.syntax().words[word + 1].entity != nullptr;
    if (!named && !before_name) return std::nullopt;
    mention.state = lexicon_.demonym(here.token.lower);
    mention.kind = Kind::adjective;
    return mention.state.empty() ? std::nullopt : std::optional(mention);
  }
  mention.last = here.entity_last;
  mention.state = entity->state;
  switch (entity->kind) {
    case EntityKind::state:
    case EntityKind::capital:
    case EntityKind::metonym:
      break;
    case EntityKind::demonym:
    case EntityKind::people:
      mention.kind = Kind::adjective;
      break;
    case EntityKind::body:
      mention.kind = Kind::body;
      mention.state = entity->id;
      break;
    case EntityKind::organ: {
      const bool service = one_of(entity->detail, {"service", "military", "unit"});
      mention.kind = service ? Kind::service : Kind::organ;
      break;
    }
    case EntityKind::institution:
      mention.kind = Kind::organ;
      break;
    case EntityKind::company:
      mention.kind = entity->detail == "security" ? Kind::speaker
                     : entity->detail == "contractor" ? Kind::service
                                                      : Kind::company;
      break;
    case EntityKind::outlet:
      mention.kind = Kind::company;
      break;
    case EntityKind::place:
      mention.kind = Kind::place;
      break;
    case EntityKind::speaker:
      mention.kind = Kind::person;
      break;
    case EntityKind::actor: {
      const std::string_view first = text_of(text_, here.token.span);
      for (const EntityKind kind : {EntityKind::demonym, EntityKind::state}) {
        if (const Entity* own = names_.named(first, kind)) mention.state = own->state;
      }
      mention.kind = Kind::actor;
      break;
    }
    default:
      return std::nullopt;
  }
  return mention.state.empty() ? std::nullopt : std::optional(mention);
}

// Takes one phrase of the lexicon into the run; false where the run ends before it.
bool RoleReader::add_to_run(Run& run, const RoleLexicon::Match& match, std::size_t at) const {
  const bool behind_hyphen = at > 0 && hyphen(grammar_.syntax().words[at - 1]);
  switch (match.kind) {
    case RoleWord::attacker:
      run.attacker = true;
      return true;
    case RoleWord::gang:
      run.gang = true;
      return true;
    case RoleWord::side:
      run.side = true;
      return true;
    case RoleWord::deed:
      run.deed = true;
      return true;
    case RoleWord::mishap:
      run.mishap = true;
      return true;
    case RoleWord::thing:
      run.thing = true;
      return true;
    case RoleWord::speech:
      run.speech = true;
      return false;
    case RoleWord::suffix:
      run.suffix = run.suffix || behind_hyphen;
      return behind_hyphen;
    case RoleWord::seat:
      run.seat = run.seat || behind_hyphen;
      return behind_hyphen;
    case RoleWord::tongue:
      run.tongue = true;
      return true;
    default:
      return behind_hyphen;
  }
}

RoleReader::Run RoleReader::run(std::size_t at, std::size_t depth) const {
  const auto& words = grammar_.syntax().words;
  Run run;
  for (std::size_t i = at; i < words.size() && i < at + longest_run;) {
    const Word& word = words[i];
    if (starts_[i] && (word.entity == nullptr || word.entity->kind == EntityKind::person_noun ||
                       word.entity->kind == EntityKind::sector || word.entity->kind == EntityKind::office)) {
      if (!add_to_run(run, *starts_[i], i) || run.attacker) break;
      i += starts_[i]->words;
      continue;
    }
    if (word.tag == Tag::possessive) {
      run.owner = run.owner || i == at;
      ++i;
      continue;
    }
    if (hyphen(word) || word.token.lower == "\"" || word.token.lower == "\xE2\x80\x9C") {
      ++i;
      continue;
    }
    if (joins(word) && i + 1 < words.size() && depth < 6) {
      // "Russian and Chinese hackers": what follows the second belongs to the first too.
      const bool adjective = words[i + 1].entity != nullptr && words[i + 1].entity->kind == EntityKind::demonym;
      if (adjective && i == at) return this->run(words[i + 1].entity_last, depth + 1);
      break;
    }
    if (word.entity != nullptr) {
      const EntityKind kind = word.entity->kind;
      if (kind == EntityKind::actor) run.attacker = true;
      if (kind == EntityKind::actor || kind == EntityKind::state || kind == EntityKind::demonym ||
          kind == EntityKind::hidden)
        break;
      run.thing = run.thing || kind != EntityKind::software;
      i = word.entity_last;
      continue;
    }
    const bool inside = word.tag == Tag::noun || word.tag == Tag::name || word.tag == Tag::adjective ||
                        word.tag == Tag::number;
    if (!inside) break;
    ++i;
  }
  return run;
}

bool RoleReader::country_in(std::size_t chunk) const {
  const auto& words = grammar_.syntax().words;
  for (std::size_t i = grammar_.chunk(chunk).first; i < grammar_.chunk(chunk).last; ++i) {
    if (words[i].entity != nullptr && !words[i].entity->state.empty()) return true;
    if (words[i].entity != nullptr && words[i].entity->kind == EntityKind::hidden) return true;
  }
  return false;
}

// What the words of a phrase are about; who does it outweighs the rest.
std::optional<RoleWord> RoleReader::kind_of_phrase(std::size_t chunk) const {
  const auto& words = grammar_.syntax().words;
  std::optional<RoleWord> kind;
  for (std::size_t i = grammar_.chunk(chunk).first; i < grammar_.chunk(chunk).last; ++i) {
    if (words[i].entity != nullptr && words[i].entity->kind == EntityKind::actor) return RoleWord::attacker;
    if (starts_[i] && starts_[i]->kind == RoleWord::attacker) return RoleWord::attacker;
    if (starts_[i]) kind = starts_[i]->kind;
    const bool body = words[i].entity != nullptr && words[i].entity->kind != EntityKind::person_noun;
    if (body && !kind) kind = RoleWord::thing;
  }
  return kind;
}

bool RoleReader::negated_before(std::size_t word) const {
  const auto& words = grammar_.syntax().words;
  for (std::size_t i = word, steps = 0; i-- > 0 && steps < 4; ++steps) {
    if (words[i].tag == Tag::negation ||
        one_of(words[i].token.lower, {"no", "without", "denied", "denies", "unclear", "unlikely", "deny"}))
      return true;
    if (words[i].token.lower == "," || words[i].token.lower == ";") return false;
  }
  return false;
}

RoleReader::Left RoleReader::left_of(const Mention& mention) const {
  const auto& words = grammar_.syntax().words;
  const std::size_t chunk = grammar_.chunk_at(mention.first);
  Left left;
  if (ends_[mention.first]) {
    left.cue = ends_[mention.first];
    left.negated = negated_before(mention.first - left.cue->words);
    return left;
  }
  std::size_t at = grammar_.is_phrase(chunk) ? grammar_.chunk(chunk).first : mention.first;
  for (std::size_t step = 0; at > 0 && step < longest_list; ++step) {
    if (ends_[at] && (ends_[at]->kind == RoleWord::tie || ends_[at]->kind == RoleWord::against ||
                      ends_[at]->kind == RoleWord::because || ends_[at]->kind == RoleWord::speech)) {
      left.cue = ends_[at];
      left.negated = negated_before(at - left.cue->words);
      return left;
    }
    const Word& before = words[at - 1];
    if (before.tag == Tag::adverb || before.tag == Tag::determiner) {
      --at;
      continue;
    }
    if (joins(before) || widens(before) || (before.token.lower == "as" && at > 1)) {
      const bool class_follows = widens(before) || before.token.lower == "as";
      std::size_t to = at - 1;
      while (to > 0 && (joins(words[to - 1]) || widens(words[to - 1]) || words[to - 1].token.lower == "such" ||
                        words[to - 1].token.lower == "well" || words[to - 1].token.lower == "as"))
        --to;
      if (to == 0) return left;
      const std::size_t item = grammar_.chunk_at(to - 1);
      if (!grammar_.is_phrase(item) || (!class_follows && !country_in(item))) return left;
      at = grammar_.chunk(item).first;
      continue;
    }
    if (before.tag == Tag::preposition || before.token.lower == "to") {
      left.preposition = before.token.lower;
      std::size_t to = at - 1;
      while (to > 0 && (words[to - 1].tag == Tag::adverb || words[to - 1].tag == Tag::adjective ||
                        words[to - 1].tag == Tag::mark))
        --to;
      if (to == 0) return left;
      const std::size_t noun = grammar_.chunk_at(to - 1);
      if (grammar_.is_phrase(noun)) left.before = kind_of_phrase(noun);
      left.verb_before = grammar_.is_verb(noun);
      return left;
    }
    return left;
  }
  return left;
}

void RoleReader::judge_run(const Mention& mention, const Run& run, Verdict& verdict) const {
  const auto& words = grammar_.syntax().words;
  std::optional<RoleWord> prefix;
  if (mention.first >= 2 && hyphen(words[mention.first - 1]) && starts_[mention.first - 2])
    prefix = starts_[mention.first - 2]->kind;
  const bool people = run.attacker || (run.gang && !run.thing);
  if (prefix == RoleWord::foe) return verdict.as_hit(1, "named");
  if (people && prefix == RoleWord::favour) return verdict.as_doer(2.5, "sympathy");
  if (people && run.tongue) return verdict.as_doer(1, "language");
  const bool adjective = mention.kind == Kind::adjective;
  if (people) return verdict.as_doer(run.suffix || run.attacker ? 5 : 4, run.suffix ? "tie" : "origin");
  if (run.suffix && !run.thing) return verdict.as_doer(4, "tie");
  if (run.thing) return verdict.as_hit(2.5, "owner");
  if (run.deed) {
    adjective || run.owner ? verdict.as_doer(2.5, "deed") : verdict.as_hit(2, "deed");
    return;
  }
  if (run.mishap) return verdict.as_hit(2.5, "owner");
  verdict.as_hit(run.side ? 1.0 : adjective ? 0.7 : 0.8, "named");
}

void RoleReader::judge_left(const Run& run, const Left& left, Verdict& verdict) const {
  const bool people = run.attacker || (run.gang && !run.thing);
  if (left.cue) {
    switch (left.cue->kind) {
      case RoleWord::tie:
        if (!left.negated) verdict.as_doer(run.thing ? 2 : left.cue->weight, "tie");
        break;
      case RoleWord::against:
        if (!people) verdict.as_hit(left.cue->weight, "object");
        break;
      case RoleWord::because:
        verdict.doer *= 0.3;
        verdict.hit *= 0.3;
        break;
      default:
        break;
    }
    return;
  }
  if (left.preposition.empty() || people) return;
  const bool place = one_of(left.preposition, {"in", "of", "from", "at", "across", "throughout", "within", "inside",
                                               "into", "on", "around", "outside"});
  const bool doer = left.before == RoleWord::attacker || left.before == RoleWord::gang;
  if (left.preposition == "by") return verdict.as_doer(run.thing ? 1 : 2.5, "agent");
  if (doer && one_of(left.preposition, {"from", "in", "of", "within", "inside", "for", "with"}) && !run.thing)
    return verdict.as_doer(4, "origin");
  if (!place) return;
  const bool deed = left.before == RoleWord::deed || left.before == RoleWord::mishap;
  if (deed && left.preposition == "from") return verdict.as_doer(run.thing ? 1 : 4, "origin");
  if (deed) return verdict.as_hit(3, "place");
  if (left.before == RoleWord::thing || left.before == RoleWord::side) return verdict.as_hit(2.5, "place");
  verdict.as_hit(1, "place");
}

void RoleReader::judge_zones(const Mention& mention, const Run& run, Verdict& verdict) const {
  const std::size_t at = mention.first;
  const bool people = run.attacker || (run.gang && !run.thing);
  if (doer_[at] > 0 && !(run.thing && !people)) verdict.as_doer(doer_[at], "subject");
  if (hit_[at] > 0 && !people) verdict.as_hit(hit_[at], "object");
  if (versus_ > at && !run.thing && !run.mishap) verdict.as_doer(3, "versus");
  if (speaker_[at] > 0) {
    if (!people && speaker_[at] > doer_[at]) verdict.doer = 0;
    verdict.hit = std::max(std::min(verdict.hit, 1.0), speaker_[at]);
  }
}

RoleReader::Verdict RoleReader::judge(const Mention& mention) const {
  Verdict verdict;
  const Run run = this->run(mention.last);
  if (run.speech) return verdict;
  const bool named = mention.kind != Kind::country && mention.kind != Kind::adjective;
  if (mention.kind == Kind::actor) {
    verdict.as_doer(3, "name");
    return verdict;
  }
  if (named) {
    verdict.as_hit(mention.kind == Kind::service ? 0.5 : 1.5, "belongs");
    if (mention.kind == Kind::service) verdict.as_doer(1, "service");
  } else {
    judge_run(mention, run, verdict);
  }
  judge_zones(mention, run, verdict);
  judge_left(run, left_of(mention), verdict);
  const bool never_doer = mention.kind == Kind::company || mention.kind == Kind::body || mention.kind == Kind::place ||
                          mention.kind == Kind::person || mention.kind == Kind::speaker;
  if (never_doer) verdict.doer = 0;
  if (mention.kind == Kind::speaker) verdict.hit = verdict.hit >= 3 ? verdict.hit : 0;
  if (verdict.doer >= 4 && verdict.hit < 4) verdict.hit = 0;
  if (verdict.hit >= 4 && verdict.doer < 4) verdict.doer = 0;
  return verdict;
}

CountryRole RoleReader::told(const Mention& mention, double weight, std::string_view how) const {
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
  match_words();
  mark_zones();
  const std::size_t count = grammar_.syntax().words.size();
  for (std::size_t i = 0; i < count;) {
    const auto mention = mention_at(i);
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
    const auto same = std::find_if(merged.begin(), merged.end(),
                                   [&](const CountryRole& other) { return other.state == role.state; });
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
  merge(doers, 2.4);
  merge(hit, 0.7);
}

}  // namespace whence
