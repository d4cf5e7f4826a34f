#include "format/reading_view.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "format/layout.h"

namespace whence {
namespace {

enum class Place { alleged, answered, followed, voice };

Place place_of(const Claim& claim) {
  switch (claim.act) {
    case Act::accuse:
    case Act::attribute:
    case Act::link_sponsor:
    case Act::charge:
    case Act::advise:
    case Act::disclose_victimhood:
    case Act::assess_outcome:
    case Act::decline_to_name:
    case Act::revise:
      return Place::alleged;
    case Act::deny:
    case Act::reject:
    case Act::dismiss:
    case Act::counter_accuse:
    case Act::assert_victimhood:
    case Act::no_comment:
    case Act::offer_evidence:
    case Act::offer_alternative:
      return Place::answered;
    case Act::sanction:
    case Act::call_for:
    case Act::threaten:
    case Act::expel:
      return Place::followed;
    case Act::describe:
    case Act::comment:
      return is_narrator(claim) ? Place::voice : Place::followed;
  }
  return Place::followed;
}

bool is_lettered(std::string_view matter) { return matter.size() == 1 && is_upper(matter[0]); }

// The row's pattern says who and which act: quote what follows the word of saying or of answering, if that is a clause.
bool cue_introduces(Act act) {
  return is_denial(act) || act == Act::charge || act == Act::call_for || act == Act::counter_accuse;
}

std::string words_of(const Reading& reading, const Claim& claim) {
  const std::string_view text = reading.document.text;
  const auto lies_in = [&](const Span& span) { return span.begin <= span.end && span.end <= text.size(); };
  std::string_view words = claim.content;
  if (words.empty() && lies_in(claim.span)) words = text_of(text, claim.span);
  if (!lies_in(claim.cue) || claim.cue.empty()) return std::string(words);
  const std::string_view cue = text_of(text, claim.cue);
  const auto at = words.find(cue);
  if (at == std::string_view::npos) return std::string(words);
  std::string_view after = trim(words.substr(at + cue.size()));
  const bool clause = after.starts_with("that ");
  if (clause) after.remove_prefix(5);
  return std::string(after.size() > 12 && (clause || cue_introduces(claim.act)) ? after : words);
}

std::string firmness(const Claim& claim) {
  if (claim.denied) return "not said";
  if (claim.strength && !claim.strength->empty()) return clean(*claim.strength);
  if (!claim.hedge.word.empty()) return clean(claim.hedge.word);
  if (claim.status != Status::none) return std::string(name_of(claim.status));
  return std::string(name_of(claim.hedge.kind));
}

std::string source_of(const Claim& claim, const PageTexts& texts) {
  return is_narrator(claim) ? "The outlet, in its own voice," : party_names(claim.source, texts);
}

Slots slots_of(const Reading& reading, const Claim& claim, const PageTexts& texts) {
  return {{"source", source_of(claim, texts)},
          {"accused", party_names(claim.accused, texts)},
          {"group", party_names(claim.group, texts)},
          {"sponsor", party_names(claim.sponsor, texts)},
          {"victim", party_names(claim.victim, texts)},
          {"target", party_names(claim.target, texts)},
          {"through", party_names(claim.through, texts)},
          {"via", party_names(claim.via, texts)},
          {"count", claim.count ? clean(*claim.count) : ""},
          {"outcome", claim.outcome == Outcome::unknown ? "" : std::string(name_of(claim.outcome))},
          {"status", claim.status == Status::none ? "" : std::string(name_of(claim.status))},
          {"said", quotation(words_of(reading, claim))}};
}

std::string notes_of(const Claim& claim, const Slots& slots, const PageTexts& texts) {
  Bindings holds;
  const auto mark = [&](const char* rule) { holds[rule].push_back(slots); };
  if (claim.denied) mark("denied");
  if (claim.status != Status::none) mark(claim.status == Status::charged ? "charged" : "status");
  if (claim.act == Act::charge && claim.group.empty()) mark("charge-without-group");
  if (claim.outcome != Outcome::unknown && claim.act != Act::assess_outcome) mark("outcome");
  if (!claim.via.empty()) mark("via");
  if (!claim.through.empty()) mark("through");
  if (claim.act == Act::offer_evidence) mark("evidence-to-review");
  const bool nationality = std::any_of(claim.accused.begin(), claim.accused.end(), [](const Party& party) {
    return party.kind == PartyKind::person && !party.state;
  });
  if (nationality) mark("nationality");
  return join(sentences(texts, "reading", "note", holds), " ");
}

std::string sentence_label(std::size_t sentence) { return sentence == 0 ? "" : "s" + std::to_string(sentence); }

class Viewer {
 public:
  Viewer(const Reading& reading, const PageTexts& texts) : reading_(reading), texts_(texts) { name_states(); }

  ReadingView view() {
    find_covers();
    for (std::size_t i = 0; i < reading_.claims.size(); ++i) place(i);
    order(view_.alleged);
    order(view_.answered);
    add_matters();
    add_voice();
    add_ledger();
    add_parties();
    view_.source = clean(reading_.document.source.value_or(""));
    if (reading_.document.published) view_.published = to_string(*reading_.document.published);
    view_.holds = rules_of(reading_, view_);
    return std::move(view_);
  }

 private:
  // A state without a short name is called as the text calls it, so that its organs can be counted with it.
  void name_states() {
    for (const Claim& claim : reading_.claims) {
      for (const auto* parties : {&claim.source, &claim.accused, &claim.victim, &claim.target}) {
        for (const Party& party : *parties) {
          const std::string name = clean(party.name.value_or(party.text));
          if (party.kind == PartyKind::state && party.state && !name.empty())
            texts_.short_names.try_emplace(*party.state, name);
        }
      }
    }
  }

  void find_covers() {
    covers_.resize(reading_.claims.size());
    for (const Matter& matter : reading_.matters) {
      if (!is_lettered(matter.letter)) continue;
      for (const std::size_t answer : matter.answers) {
        if (answer < covers_.size()) covers_[answer].push_back(matter.letter);
      }
    }
  }

  Saying saying(std::size_t index) const {
    const Claim& claim = reading_.claims[index];
    const Slots slots = slots_of(reading_, claim, texts_);
    Saying result;
    result.claim = index;
    result.letter = is_lettered(claim.matter) ? claim.matter : "*";
    if (covers_[index].size() == 1) result.letter = covers_[index][0];
    if (covers_[index].size() > 1) {
      result.letter = "*";
      result.covers = join(covers_[index], ", ");
    }
    result.text = status_prefix(claim) + filled(act_pattern(texts_, claim), slots);
    result.notes = notes_of(claim, slots, texts_);
    result.firmly = firmness(claim);
    result.where = sentence_label(claim.sentence);
    result.speaker = party_names(claim.source, texts_);
    return result;
  }

  // A claim that repeats an earlier one of the same place only adds its sentence to that row.
  bool folded(std::size_t index, std::vector<Saying>& rows) const {
    for (const ClaimRelation& relation : reading_.claims[index].relations) {
      if (relation.kind != RelationKind::repeats) continue;
      for (Saying& row : rows) {
        if (row.claim != relation.claim) continue;
        const std::string label = sentence_label(reading_.claims[index].sentence);
        if (row.where != label) row.where += ' ' + label;
        return true;
      }
    }
    return false;
  }

  void place(std::size_t index) {
    std::vector<Saying>* rows = nullptr;
    switch (place_of(reading_.claims[index])) {
      case Place::alleged:
        rows = &view_.alleged;
        break;
      case Place::answered:
        rows = &view_.answered;
        break;
      case Place::followed:
        rows = &view_.followed;
        break;
      case Place::voice:
        return;
    }
    if (!is_narrator(reading_.claims[index])) ++view_.second_hand;
    if (!folded(index, *rows)) rows->push_back(saying(index));
  }

  static void order(std::vector<Saying>& rows) {
    const auto rank = [](const Saying& row) { return row.letter == "*" ? std::string("~") : row.letter; };
    std::stable_sort(rows.begin(), rows.end(), [&](const Saying& a, const Saying& b) { return rank(a) < rank(b); });
  }

  void add_matters() {
    std::set<std::string> letters;
    for (const Matter& matter : reading_.matters) {
      if (is_lettered(matter.letter)) letters.insert(matter.letter);
    }
    for (const Saying& row : view_.alleged) letters.insert(row.letter == "*" ? "~" : row.letter);
    for (const Saying& row : view_.answered) letters.insert(row.letter == "*" ? "~" : row.letter);
    for (const std::string& letter : letters) view_.matters.push_back(matter_view(letter == "~" ? "*" : letter));
  }

  MatterView matter_view(const std::string& letter) const {
    MatterView result;
    result.letter = letter;
    for (const Matter& matter : reading_.matters) {
      if (matter.letter == letter || (letter == "*" && matter.letter == "general"))
        result.summary = clean(matter.summary);
    }
    std::set<std::string> origins;
    std::vector<std::string> finders;
    std::vector<std::string> disputers;
    for (const Saying& row : view_.alleged) {
      if (row.letter != letter) continue;
      result.alleged.push_back(row);
      const Claim& claim = reading_.claims[row.claim];
      if (is_narrator(claim) || claim.source.empty()) continue;
      std::vector<std::string> speakers;
      add_names(speakers, claim.source);
      finders.insert(finders.end(), speakers.begin(), speakers.end());
      const std::string origin = claim.origin.empty() ? listed(speakers) : claim.origin;
      if (!origin.empty()) origins.insert(origin);
    }
    for (const Saying& row : view_.answered) {
      const auto& covers = covers_[row.claim];
      if (row.letter != letter && std::find(covers.begin(), covers.end(), letter) == covers.end()) continue;
      result.answered.push_back(row);
      if (reading_.claims[row.claim].act == Act::offer_evidence) disputers.push_back(row.speaker);
    }
    result.whose_finding = listed(finders);
    result.origins = origins.size();
    result.disputed_by = listed(disputers);
    return result;
  }

  void add_voice() {
    for (const Claim& claim : reading_.claims) {
      for (const Evaluation& evaluation : claim.evaluation) {
        if (evaluation.by != "narrator") continue;
        const char* kind = evaluation.leans == "denial"     ? "leans to the denial"
                           : evaluation.leans == "accusers" ? "leans to the accusers"
                                                            : "judges";
        add_remark({kind, quotation(evaluation.word), sentence_label(claim.sentence)});
      }
    }
    for (const Claim& claim : reading_.claims) {
      if (place_of(claim) != Place::voice) continue;
      const bool caveat =
          std::any_of(claim.relations.begin(), claim.relations.end(),
                      [](const ClaimRelation& relation) { return relation.kind == RelationKind::qualifies; });
      add_remark({caveat ? "caveat" : "remark", quotation(words_of(reading_, claim)), sentence_label(claim.sentence)});
    }
  }

  void add_remark(const Remark& remark) {
    for (Remark& known : view_.voice) {
      if (known.kind != remark.kind || known.text != remark.text) continue;
      if (known.where.find(remark.where) == std::string::npos) known.where += ' ' + remark.where;
      return;
    }
    if (!remark.text.empty()) view_.voice.push_back(remark);
  }

  void add_ledger() {
    for (const LedgerNote& note : reading_.against_ledger) {
      view_.ledger.push_back({is_lettered(note.matter) ? clean(note.matter) : "*", clean(note.kind),
                              shortened(clean(note.text_here), quotation_limit),
                              shortened(clean(note.text_there), quotation_limit), clean(note.there),
                              clean(note.status)});
    }
  }

  void add_parties() {
    std::set<std::string> accusers;
    std::vector<std::string> accused;
    std::vector<std::string> deniers;
    for (const Claim& claim : reading_.claims) {
      if (claim.denied || is_narrator(claim)) continue;
      if (is_accusation(claim.act)) {
        view_.accuses = true;
        for (const Party& party : claim.source) accusers.insert(party_name(party, texts_));
        add_states(accused, claim.accused);
      }
      if (is_denial(claim.act)) add_names(deniers, claim.source);
    }
    view_.accusations = accusations_of(reading_, texts_);
    view_.accusers = accusers.size();
    view_.accused = listed(accused);
    view_.deniers = listed(deniers);
  }

  // An organ that speaks for a state counts as that state where the state's name is known.
  void add_names(std::vector<std::string>& names, const std::vector<Party>& parties) const {
    for (const Party& party : parties) {
      const auto state = party.state ? texts_.short_names.find(*party.state) : texts_.short_names.end();
      names.push_back(state != texts_.short_names.end() ? state->second : party_name(party, texts_));
    }
  }
  void add_states(std::vector<std::string>& names, const std::vector<Party>& parties) const {
    for (const Party& party : parties) {
      if (party.kind == PartyKind::state || party.kind == PartyKind::organ) names.push_back(party_name(party, texts_));
    }
  }

  const Reading& reading_;
  PageTexts texts_;  // with the states that this text names
  ReadingView view_;
  std::vector<std::vector<std::string>> covers_;  // for each claim, the lettered matters it answers
};

}  // namespace

bool is_narrator(const Claim& claim) {
  return claim.source.size() == 1 && claim.source[0].kind == PartyKind::outlet && claim.source[0].name == "narrator";
}

std::string status_prefix(const Claim& claim) {
  const bool undone =
      claim.status == Status::acquitted || claim.status == Status::withdrawn || claim.status == Status::delisted;
  if (!undone) return "";
  std::string name(name_of(claim.status));
  for (char& c : name) c = is_lower(c) ? static_cast<char>(c - 'a' + 'A') : c;
  return name + ": ";
}

ReadingView view_of(const Reading& reading, const PageTexts& texts) { return Viewer(reading, texts).view(); }

}  // namespace whence
