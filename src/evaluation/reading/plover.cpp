#include "evaluation/reading/plover.h"

#include <algorithm>
#include <array>
#include <map>

#include <fmt/format.h>

#include "base/json.h"
#include "base/text.h"
#include "evaluation/reading/wanted.h"

namespace whence {
namespace {

// Whose words tell who did it: the speaker's, as in an accusation; the doer's, whom somebody accuses; either.
enum class Roles { speaker, doer, either };

struct ScoredEvent {
  Roles roles = Roles::speaker;
  std::optional<PublicActKind> kind;  // of the public acts that are this event
  std::vector<std::string> acts;
};

struct CodedSentence {
  std::string id, event, trigger, text;
  std::vector<std::string> source, target;
};

using Events = std::map<std::string, ScoredEvent, std::less<>>;

Result<Events> load_events(const Table& table) {
  WHENCE_TRY(const std::size_t event, table.column("event"));
  WHENCE_TRY(const std::size_t roles, table.column("roles"));
  WHENCE_TRY(const std::size_t acts, table.column("acts"));
  Events events;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    ScoredEvent scored;
    const std::string_view written = table.text(row, roles);
    scored.roles = written == "speaker" ? Roles::speaker : written == "doer" ? Roles::doer : Roles::either;
    scored.kind = public_act_kind_named(lower(table.text(row, event)));
    for (const std::string_view act : table.list(row, acts)) scored.acts.emplace_back(act);
    events.emplace(table.text(row, event), std::move(scored));
  }
  return events;
}

std::vector<std::string> actors(const Json& value) {
  std::vector<std::string> names;
  for (const Json& actor : value.items()) names.emplace_back(actor["actorText"].text());
  if (value.is_string() && !value.text().empty()) names.emplace_back(value.text());
  return names;
}

Result<std::vector<CodedSentence>> coded_sentences(std::string_view text) {
  std::vector<CodedSentence> sentences;
  std::size_t number = 0;
  for (const std::string_view line : lines(text)) {
    ++number;
    if (trim(line).empty()) continue;
    WHENCE_TRY(const Json json, parse_json(line, fmt::format("line {}", number), Limits{}));
    CodedSentence one{std::string(json["id"].text()),
                      std::string(json["event"].text()),
                      std::string(json["eventText"].text()),
                      std::string(json["text"].text()),
                      actors(json["source"]),
                      actors(json["target"])};
    if (one.text.empty() || one.event.empty())
      return Error{Code::malformed, fmt::format("line {}: no text or event", number)};
    sentences.push_back(std::move(one));
  }
  return sentences;
}

// Words that tell who it is: long ones and capitals; not the small words that any two names may share.
std::vector<std::string> telling_words(std::string_view text) {
  constexpr std::array<std::string_view, 12> small{"from", "with",  "near",       "into",  "over", "this",
                                                   "that", "their", "throughout", "based", "them", "they"};
  std::vector<std::string> words;
  std::string word;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    const unsigned char c = i < text.size() ? static_cast<unsigned char>(text[i]) : ' ';
    if (is_alpha(static_cast<char>(c)) || c >= 0x80 || c == '.') {
      if (c != '.') word += static_cast<char>(c);
      continue;
    }
    const bool capitals = word.size() >= 2 && std::all_of(word.begin(), word.end(), is_upper);
    if (capitals || (word.size() >= 4 && std::find(small.begin(), small.end(), lower(word)) == small.end()))
      words.push_back(lower(word));
    word.clear();
  }
  return words;
}

// "Israel" and "Israeli" are the same word here.
bool share_word(std::string_view a, std::string_view b) {
  for (const std::string& x : telling_words(a)) {
    for (const std::string& y : telling_words(b)) {
      const std::size_t shorter = std::min(x.size(), y.size());
      if (x == y || (shorter >= 4 && (x.starts_with(y) || y.starts_with(x)))) return true;
    }
  }
  return false;
}

bool names_any(const std::vector<std::string>& read, const std::vector<std::string>& coded) {
  for (const std::string& one : read) {
    for (const std::string& other : coded) {
      if (share_word(one, other)) return true;
    }
  }
  return false;
}

void add_texts(const std::vector<Party>& parties, std::vector<std::string>& texts) {
  for (const Party& party : parties) {
    if (is_narrator(party)) continue;
    texts.push_back(party.text);
    if (party.name) texts.push_back(*party.name);
  }
}

// Who acts and on whom, as one claim has it.
struct Sides {
  std::vector<std::string> source, target;
};

Sides sides_of(const Claim& claim, Roles roles) {
  Sides sides;
  if (roles != Roles::doer) {
    add_texts(claim.actor.empty() ? claim.source : claim.actor, sides.source);
    for (const auto* parties : {&claim.accused, &claim.group, &claim.sponsor, &claim.target, &claim.victim})
      add_texts(*parties, sides.target);
  }
  if (roles != Roles::speaker) {
    for (const auto* parties : {&claim.accused, &claim.group}) add_texts(*parties, sides.source);
    for (const auto* parties : {&claim.victim, &claim.target}) add_texts(*parties, sides.target);
  }
  return sides;
}

Sides sides_of(const PublicAct& act) {
  Sides sides;
  add_texts(act.source, sides.source);
  add_texts(act.target, sides.target);
  return sides;
}

bool suits(const Claim& claim, const ScoredEvent& event) {
  return std::any_of(event.acts.begin(), event.acts.end(),
                     [&](const std::string& act) { return act == name_of(claim.act); });
}

// What was read for an event: a public act of its kind, else a claim whose act suits, else whatever comes first.
struct ReadEvent {
  Sides sides;
  std::string shown = "nothing read";
};

ReadEvent event_in(const Reading& reading, const ScoredEvent& event) {
  const auto shown = [&](const PublicAct& act) {
    return fmt::format("{} by {} \"{}\"", name_of(act.kind), act.rule, text_of(reading.document.text, act.cue));
  };
  for (const PublicAct& act : reading.public_acts) {
    if (act.kind == event.kind) return {sides_of(act), shown(act)};
  }
  for (const Claim& claim : reading.claims) {
    if (suits(claim, event)) return {sides_of(claim, event.roles), to_wanted(claim, reading.document.text)};
  }
  if (!reading.claims.empty()) {
    const Claim& first = reading.claims.front();
    return {sides_of(first, event.roles), to_wanted(first, reading.document.text)};
  }
  if (!reading.public_acts.empty()) return {sides_of(reading.public_acts.front()), shown(reading.public_acts.front())};
  return {};
}

// The capitalised words nearest to the trigger: the last run before it or the first behind it.
Sides nearest_names(const CodedSentence& sentence) {
  const std::string first = sentence.trigger.substr(0, sentence.trigger.find(' '));
  const std::size_t at = std::min(sentence.text.find(first), sentence.text.size());
  Sides sides;
  std::string run, last_before;
  std::size_t begin = 0;
  const auto close = [&] {
    if (run.empty()) return;
    if (begin < at) last_before = run;
    if (begin > at && sides.target.empty()) sides.target.push_back(run);
    run.clear();
  };
  std::size_t i = 0;
  while (i < sentence.text.size()) {
    std::size_t end = std::min(sentence.text.find(' ', i), sentence.text.size());
    const std::string_view word = std::string_view(sentence.text).substr(i, end - i);
    if (!word.empty() && is_upper(word.front())) {
      if (run.empty()) begin = i;
      run += (run.empty() ? "" : " ") + std::string(word);
    } else {
      close();
    }
    i = end + 1;
  }
  close();
  if (!last_before.empty()) sides.source.push_back(last_before);
  return sides;
}

struct Found {
  std::size_t right = 0, n = 0;
  void add(const std::vector<std::string>& read, const std::vector<std::string>& coded) {
    if (coded.empty()) return;
    ++n;
    if (names_any(read, coded)) ++right;
  }
};

struct Tally {
  Found source, target, simple_source, simple_target;
  std::size_t negatives = 0, false_alarms = 0;
  std::map<std::string, Found> by_event;
};

void score_one(const CodedSentence& sentence, const ScoredEvent& event, const Reading& reading, Tally& tally,
               std::string& misses) {
  const auto [sides, shown] = event_in(reading, event);
  const std::size_t before = tally.source.right + tally.target.right;
  const std::size_t asked = tally.source.n + tally.target.n;
  tally.source.add(sides.source, sentence.source);
  tally.target.add(sides.target, sentence.target);
  tally.by_event[sentence.event].add(sides.source, sentence.source);
  const Sides simple = nearest_names(sentence);
  tally.simple_source.add(simple.source, sentence.source);
  tally.simple_target.add(simple.target, sentence.target);
  if (tally.source.right + tally.target.right - before == tally.source.n + tally.target.n - asked) return;
  misses += fmt::format("{} trigger \"{}\", source {}, target {}\n  {}\n  {}: {} -> {}\n", sentence.id,
                        sentence.trigger, join(sentence.source, " + "), join(sentence.target, " + "), sentence.text,
                        shown, join(sides.source, " + "), join(sides.target, " + "));
}

void score_negative(const CodedSentence& sentence, const Reading& reading, Tally& tally, std::string& misses) {
  ++tally.negatives;
  const auto alarm = std::find_if(reading.claims.begin(), reading.claims.end(), [](const Claim& claim) {
    return is_accusation(claim.act) || is_denial(claim.act) || claim.act == Act::counter_accuse;
  });
  const auto act = std::find_if(reading.public_acts.begin(), reading.public_acts.end(), [](const PublicAct& one) {
    return one.kind == PublicActKind::disapprove || one.kind == PublicActKind::reject;
  });
  if (alarm == reading.claims.end() && act == reading.public_acts.end()) return;
  ++tally.false_alarms;
  misses += fmt::format("{} false alarm\n  {}\n  {}\n", sentence.id, sentence.text,
                        alarm != reading.claims.end()
                            ? to_wanted(*alarm, reading.document.text)
                            : act->rule + " " + std::string(text_of(reading.document.text, act->cue)));
}

}  // namespace

Result<SetScore> score_plover(std::string_view lines, std::string_view set, const Table& events, const ReadCall& read) {
  WHENCE_TRY(const Events scored, load_events(events));
  WHENCE_TRY(const std::vector<CodedSentence> sentences, coded_sentences(lines));
  Tally tally;
  SetScore score;
  for (const CodedSentence& sentence : sentences) {
    WHENCE_TRY(const Reading reading, read(sentence.text, sentence.id + ".txt"));
    const auto event = scored.find(sentence.event);
    if (event == scored.end()) {
      score_negative(sentence, reading, tally, score.misses);
    } else {
      score_one(sentence, event->second, reading, tally, score.misses);
    }
  }
  const auto add = [&](std::string_view method, std::string_view metric, const Found& found) {
    score.rows.push_back(share_row(set, metric, static_cast<double>(found.right), found.n));
    score.rows.back().method = method;
  };
  add("whence", "source", tally.source);
  add("whence", "target", tally.target);
  score.rows.push_back(share_row(set, "false_alarm", static_cast<double>(tally.false_alarms), tally.negatives));
  add("trigger_given", "source", tally.simple_source);
  add("trigger_given", "target", tally.simple_target);
  for (const auto& [event, found] : tally.by_event)
    score.misses += fmt::format("source {}: {} of {}\n", event, found.right, found.n);
  return score;
}

}  // namespace whence
