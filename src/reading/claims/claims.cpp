#include "reading/claims/claims.h"

#include <algorithm>

#include "model/claim_time.h"
#include "reading/frames/scope.h"

namespace whence {

Party narrator() {
  Party party;
  party.kind = PartyKind::outlet;
  party.name = "narrator";
  return party;
}

bool identified(const Party& party) {
  return party.state || party.id || party.kind == PartyKind::group || party.kind == PartyKind::company ||
         party.kind == PartyKind::organ || party.kind == PartyKind::institution ||
         (party.name && party.name->starts_with("nationality"));
}

bool any_identified(const std::vector<Party>& parties) {
  return std::any_of(parties.begin(), parties.end(), identified);
}

bool describes_event(FrameKind kind) {
  return kind == FrameKind::event || kind == FrameKind::behind || kind == FrameKind::victim ||
         kind == FrameKind::outcome || kind == FrameKind::involve || kind == FrameKind::link;
}

ClaimReader::ClaimReader(const Grammar& grammar, const FrameIndex& frames, const WordTables& tables,
                         const SentenceContext& context, Discourse& discourse)
    : grammar_(grammar),
      frames_(frames),
      tables_(tables),
      context_(context),
      discourse_(discourse),
      parties_(grammar, context.text, tables, discourse),
      details_(grammar, context.text, tables, context.published),
      predicates_(frames.predicates(grammar)) {
  settle_scope(grammar_, predicates_);
}

// Who says what the text puts in nobody's mouth.
std::vector<Party> ClaimReader::voice() const {
  const Issuer& issuer = discourse_.issuer;
  return issuer.voice && !issuer.who.empty() ? issuer.who : std::vector<Party>{narrator()};
}

// The first party of the sentence that speaks or answers: "it" and "its" behind it are its own.
void ClaimReader::find_speaker() {
  enum class Pass { main, hanging, pronoun };  // in a quotation "we" comes before the name of who speaks
  for (const Pass pass : {Pass::main, Pass::hanging, Pass::pronoun}) {
    for (const Predicate& predicate : predicates_) {
      const bool carries = predicate.frame->kind == FrameKind::act || predicate.frame->kind == FrameKind::say;
      const Filled* source = predicate.slot(Slot::source);
      if (!carries || predicate.noun || source == nullptr || source->phrase.chunks.empty()) continue;
      if (predicate.frame->fact && said_by_another(predicate)) continue;
      const bool pronoun = grammar_.head(source->phrase.chunks.front()).tag == Tag::pronoun;
      // "Peru, accused by Chile, said", "After Peru kept silent, Chile said"
      const bool hanging =
          (predicate.passive && predicate.mood == Mood::participle) ||
          (predicate.begin > 0 && grammar_.is_tag(grammar_.chunk_at(predicate.begin - 1), Tag::subordinator) &&
           grammar_.lower(predicate.begin - 1) != "that");
      if (pass != (pronoun ? Pass::pronoun : hanging ? Pass::hanging : Pass::main)) continue;
      std::vector<Party> speaker = parties_.meant(source->phrase).parties;
      if (!any_identified(speaker)) continue;
      const bool behind = predicate.passive || predicate.begin < source->phrase.first;  // "it was hit, X said"
      parties_.set_speaker(std::move(speaker), behind ? 0 : source->phrase.last, source->phrase);
      return;
    }
  }
}

// Whose "the ministry" is from here on: of a state that no table knows, nobody's.
void ClaimReader::remember_state(const std::vector<Party>& who) {
  if (who.size() != 1) return;
  if (who.front().state) {
    discourse_.state = who.front();
  } else if (who.front().kind == PartyKind::organ) {
    discourse_.state.reset();
  }
}

// "Portugal spoke first. It accused ...": whom the next sentence may mean.
void ClaimReader::remember_subject() {
  for (std::size_t i = 0; i < grammar_.syntax().chunks.size(); ++i) {
    if (!grammar_.is_verb(i) || grammar_.chunk(i).mood != Mood::finite) continue;
    const auto subject = grammar_.subject(i);
    if (!subject) return;
    const std::vector<Party> who = parties_.meant(*subject).parties;
    const bool known = std::all_of(who.begin(), who.end(), [](const Party& party) {
      return party.state || party.kind == PartyKind::company || party.kind == PartyKind::group ||
             party.kind == PartyKind::organ;
    });
    if (who.empty() || !known) return;
    discourse_.speakers = who;
    remember_state(who);
    return;
  }
}

// Whom the phrases of this sentence name, for those that come back to them.
void ClaimReader::introduce_all() {
  const Syntax& syntax = grammar_.syntax();
  for (std::size_t i = 0; i < syntax.chunks.size(); ++i) {
    if (!grammar_.is_phrase(i) || grammar_.head(i).tag == Tag::pronoun) continue;
    const Phrase phrase = grammar_.alone(i);
    const auto named = [](const Word& word) { return word.entity != nullptr || word.tag == Tag::name; };
    if (!std::any_of(syntax.words.begin() + static_cast<std::ptrdiff_t>(phrase.first),
                     syntax.words.begin() + static_cast<std::ptrdiff_t>(phrase.last), named))
      continue;
    std::vector<Party> who = parties_.meant(phrase).parties;
    if (who.size() != 1 || who.front().kind == PartyKind::state || !identified(who.front())) continue;
    if (who.front().kind == PartyKind::person && !who.front().state) continue;
    std::vector<std::string> words;
    for (std::size_t w = phrase.first; w < phrase.last; ++w) {
      if (syntax.words[w].token.shape != Shape::mark && syntax.words[w].tag != Tag::determiner)
        words.push_back(syntax.words[w].token.lower);
    }
    introduce(discourse_, std::move(words), std::move(who.front()));
  }
}

// "After Peru kept silent, Ostrel said it had ...": in what a firm or a state says, "it" is who says it.
void ClaimReader::find_tellings() {
  const auto& words = grammar_.syntax().words;
  const bool asked = std::any_of(words.begin(), words.end(), [&](const Word& word) {
    return word.tag == Tag::pronoun && tables_.is(word.token.lower, "one-pronoun");
  });
  if (!asked) return;
  for (const Predicate& say : predicates_) {
    const Filled* source = say.slot(Slot::source);
    if (say.frame->kind != FrameKind::say || say.adverbial || source == nullptr || source->phrase.chunks.size() != 1)
      continue;
    const Word& head = grammar_.head(source->phrase.chunks.front());
    if (head.tag == Tag::pronoun) continue;
    std::vector<Party> speaker = parties_.meant(source->phrase).parties;
    if (speaker.size() != 1) continue;
    const bool somebody =
        speaker.front().state || speaker.front().kind == PartyKind::company || tables_.is(head.token.lower, "company");
    if (somebody) parties_.add_telling(std::move(speaker), say.cue_last, std::max(say.end, say.cue_last));
  }
}

std::vector<Claim> ClaimReader::read() {
  find_speaker();
  find_tellings();
  for (std::size_t i = 0; i < predicates_.size(); ++i) {
    const Predicate& predicate = predicates_[i];
    switch (predicate.frame->kind) {
      case FrameKind::act:
        predicate.noun ? read_noun_act(i) : read_act(i);
        break;
      case FrameKind::say:
        read_said(i);
        break;
      case FrameKind::event:
      case FrameKind::behind:
      case FrameKind::victim:
      case FrameKind::link:
        read_unsaid(i);
        break;
      case FrameKind::remark: {
        if (predicate.governor != nowhere || !claims_.empty()) break;
        Claim claim = started(predicate, Act::comment);
        claim.source = voice();
        finish(std::move(claim), predicate.begin, predicate.end);
        break;
      }
      case FrameKind::outcome:
      case FrameKind::involve:
      case FrameKind::purpose:
      case FrameKind::public_act:
        break;
    }
  }
  read_appositions();
  read_asides();
  if (claims_.empty()) remember_subject();
  introduce_all();
  std::stable_sort(claims_.begin(), claims_.end(),
                   [](const Claim& a, const Claim& b) { return a.span.begin < b.span.begin; });
  return std::move(claims_);
}

Claim ClaimReader::started(const Predicate& cue, Act act) const {
  Claim claim;
  claim.act = act;
  claim.sentence = context_.number;
  claim.cue = details_.span_of(cue.cue_first, std::max(cue.cue_last, cue.cue_end));
  claim.rule = "frame:" + cue.frame->name;
  claim.status = cue.frame->status;
  if (!cue.frame->lean.empty()) {
    claim.evaluation.push_back({details_.words(cue.cue_first, cue.cue_last), claim.cue, "narrator", cue.frame->lean});
  }
  const Chunk& chunk = grammar_.chunk(cue.chunk);
  if (!cue.noun && chunk.manner && grammar_.syntax().words[*chunk.manner].token.lower.ends_with("ly")) {
    const std::string word = details_.words(*chunk.manner, *chunk.manner + 1);
    if (!details_.hedge_at(*chunk.manner)) claim.strength = word;
  }
  return claim;
}

void ClaimReader::finish(Claim claim, std::size_t first, std::size_t last) {
  const auto& words = grammar_.syntax().words;
  while (last > first + 1 && words[last - 1].tag == Tag::mark && words[last - 1].token.lower != ")") --last;
  claim.span = details_.span_of(first, last);
  if (claim.span.begin > claim.cue.begin) claim.span.begin = claim.cue.begin;
  if (claim.span.end < claim.cue.end) claim.span.end = claim.cue.end;
  claim.content = std::string(text_of(context_.text, claim.span));
  for (Evaluation& evaluation : details_.evaluations(first, last)) {
    evaluation.by = "narrator";
    const bool taken = std::any_of(claims_.begin(), claims_.end(), [&](const Claim& other) {
      return std::any_of(other.evaluation.begin(), other.evaluation.end(),
                         [&](const Evaluation& one) { return one.span == evaluation.span; });
    });
    if (!taken) claim.evaluation.push_back(std::move(evaluation));
  }
  rung(claim);
  const bool tied = !claim.group.empty() || claim.act == Act::link_sponsor;
  if (!context_.cyber && !tied && !details_.cyber(0, words.size(), 1)) claim.matter = "other";
  if (is_accusation(claim.act) && other_deed(first, last)) claim.matter = "other";
  if (any_identified(claim.source)) {
    discourse_.speakers = claim.source;
    remember_state(claim.source);
  }
  if (!claim.victim.empty() && !is_denial(claim.act)) discourse_.victim = claim.victim;
  // The day on which somebody said it is not the day of the next deed.
  if (const When* deed = deed_time(claim); deed != nullptr && !claim.victim.empty()) discourse_.when = *deed;
  if (!claim.group.empty()) discourse_.group = claim.group;
  if (!claim.accused.empty()) discourse_.accused = claim.accused;
  claims_.push_back(std::move(claim));
}

// "accused the firm of misleading investors", also in a text about computers: nothing was broken into.
bool ClaimReader::other_deed(std::size_t first, std::size_t last) const {
  std::size_t operation = last;  // the first told
  for (const Predicate& event : predicates_) {
    const bool told = event.frame->kind == FrameKind::event && event.frame->cyber && !event.noun;
    if (told && event.cue_first >= first) operation = std::min(operation, event.cue_first);
  }
  return tables_.phrase_in(grammar_.syntax().words, first, operation, "other deed");
}

void ClaimReader::rung(Claim& claim) const {
  if (!is_accusation(claim.act) && claim.act != Act::sanction) return;
  const bool state = std::any_of(claim.accused.begin(), claim.accused.end(),
                                 [](const Party& party) { return party.state.has_value(); });
  const bool organ = std::any_of(claim.sponsor.begin(), claim.sponsor.end(),
                                 [](const Party& party) { return party.kind == PartyKind::organ; });
  if (claim.act == Act::charge) {
    claim.rung = 5;
  } else if (claim.act == Act::sanction) {
    claim.rung = 4;
  } else if (organ) {
    claim.rung = 3;
  } else if (state) {
    claim.rung = claim.hedge.kind == Hedge::flat || claim.hedge.kind == Hedge::likely ? 2 : 1;
  } else {
    claim.rung = claim.accused.empty() ? 0 : 1;
  }
}

// "In June the ministry said": the time that stands before a clause, with no verb between.
std::optional<When> ClaimReader::fronted_when(std::size_t begin) const {
  for (std::size_t i = begin; i-- > 0;) {
    if (grammar_.is_verb(grammar_.chunk_at(i)) || grammar_.lower(i) == ";") return std::nullopt;
  }
  return begin == 0 ? std::nullopt : details_.when(0, begin);
}

// When somebody said it, for an event of which nothing else is told: "said on Monday that".
std::optional<When> ClaimReader::said_when(const Predicate& say, const Predicate& event) const {
  const bool leads = say.cue_first < event.begin;
  std::size_t last = leads ? event.begin : std::max(say.end, say.cue_last);
  for (std::size_t i = grammar_.chunk_at(say.cue_last); !leads && i < grammar_.syntax().chunks.size(); ++i)
    last = grammar_.chunk(i).last;
  if (auto when = details_.when(leads ? say.begin : say.cue_first, last)) return when;
  return fronted_when(leads ? say.begin : event.begin);
}

// When an act itself was done: "In May the ministry charged", "The ministry on Monday charged", "charged on Monday six
// officers". A time further behind may be that of what the charge is about.
std::optional<When> ClaimReader::done_when(const Predicate& act) const {
  if (act.noun) return std::nullopt;
  if (auto when = fronted_when(act.begin)) return when;
  if (!act.passive) {
    if (auto when = details_.when(act.begin, act.cue_first)) return when;
  }
  auto when = details_.when(act.cue_last, act.end);
  if (!when || act.cue_last >= act.end) return std::nullopt;
  const std::uint32_t behind = grammar_.syntax().words[std::min(act.cue_last + 1, act.end - 1)].token.span.begin;
  return when->span.begin <= behind ? when : std::nullopt;
}

std::vector<std::size_t> ClaimReader::children(std::size_t owner) const {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < predicates_.size(); ++i) {
    if (predicates_[i].governor == owner) found.push_back(i);
  }
  return found;
}

bool ClaimReader::cyber(const Predicate& predicate) const {
  if (predicate.frame->cyber) return true;
  return context_.cyber || details_.cyber(0, grammar_.syntax().words.size(), 1);
}

// An event that another predicate of the sentence holds in one of its slots: "conduct cyber attacks".
bool ClaimReader::nested_event(std::size_t index) const {
  const Predicate& inner = predicates_[index];
  for (std::size_t i = 0; i < predicates_.size(); ++i) {
    if (i == index || predicates_[i].frame->kind == FrameKind::say) continue;
    for (const Filled& filled : predicates_[i].filled) {
      const bool holds = filled.slot == Slot::event || filled.slot == Slot::content || filled.slot == Slot::any;
      for (const std::size_t chunk : filled.phrase.chunks) {
        if (holds && chunk == inner.chunk) return true;
        if (holds && frames_.event_noun(grammar_.head(chunk).token.lower) && told_of(inner, chunk)) return true;
      }
    }
  }
  return false;
}

}  // namespace whence
