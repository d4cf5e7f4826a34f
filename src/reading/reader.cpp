#include "reading/reader.h"

#include <algorithm>
#include <map>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "base/hash.h"
#include "base/text.h"
#include "reading/claims/claims.h"
#include "reading/claims/foreign.h"
#include "reading/claims/matters.h"
#include "reading/claims/public_acts.h"
#include "reading/frames/frames.h"
#include "reading/frames/predicates.h"
#include "reading/indicators/indicators.h"
#include "reading/languages.h"
#include "reading/letterhead.h"
#include "reading/names/catalogue_names.h"
#include "reading/names/names.h"
#include "reading/passages.h"
#include "reading/roles/role_lexicon.h"
#include "reading/roles/roles.h"
#include "reading/sentences/syntax.h"
#include "reading/sentences/tokens.h"
#include "reading/sentences/vocabulary.h"
#include "reading/sentences/words.h"
#include "reading/techniques/techniques.h"

namespace whence {
namespace {

constexpr std::size_t most_words = 400;  // of one sentence; a longer one is a table or worse

std::string claim_id(const Reading& reading, const Claim& claim) {
  std::string parts = reading.document.sha256 + "|" + std::string(name_of(claim.act)) + "|" +
                      std::to_string(claim.span.begin) + "-" + std::to_string(claim.span.end) + "|" +
                      std::to_string(claim.cue.begin);
  for (const auto* parties : {&claim.source, &claim.accused, &claim.group, &claim.sponsor, &claim.victim}) {
    parts += "|";
    for (const Party& party : *parties) parts += party.text + ";";
  }
  return "c" + sha256(parts).substr(0, 12);
}

void collect_names(const Syntax& syntax, Reading& reading) {
  for (const Word& word : syntax.words) {
    if (word.entity == nullptr) continue;
    const std::size_t first = word.entity_first;
    if (&syntax.words[first] != &word) continue;
    const bool analyst = word.entity->kind == EntityKind::company && word.entity->detail == "security";
    const bool outlet = word.entity->kind == EntityKind::outlet;
    if (word.entity->kind != EntityKind::actor && word.entity->kind != EntityKind::software && !analyst && !outlet)
      continue;
    NameMention mention;
    mention.span = {word.token.span.begin, syntax.words[word.entity_last - 1].token.span.end};
    mention.text = std::string(text_of(reading.document.text, mention.span));
    mention.id = word.entity->id;
    mention.name = word.entity->name.empty() ? mention.text : word.entity->name;
    auto& list = outlet                                   ? reading.outlets
                 : analyst                                ? reading.analysts
                 : word.entity->kind == EntityKind::actor ? reading.actors
                                                          : reading.software;
    list.push_back(std::move(mention));
  }
}

// A user-assigned country code: XA to XZ but for Kosovo's.
bool names_invented_state(const Syntax& syntax) {
  return std::any_of(syntax.words.begin(), syntax.words.end(), [](const Word& word) {
    if (word.entity == nullptr || word.entity->state.size() != 2) return false;
    return word.entity->state.front() == 'X' && word.entity->state != "XK";
  });
}

bool speaks_of_computers(const Syntax& syntax, const WordTables& words) {
  return std::any_of(syntax.words.begin(), syntax.words.end(), [&](const Word& word) {
    const bool name =
        word.entity != nullptr && (word.entity->kind == EntityKind::actor || word.entity->kind == EntityKind::software);
    return name || (words.cyber(word.token.lower) > 0 && (word.token.lower != "it" || word.token.all_capitals));
  });
}

// "T1566" and "T1566.002", whole words; an id that was folded into another counts as that one. An id that is not on
// record is an oddity, not a technique.
void collect_techniques(const std::unordered_map<std::string, std::string>& known, Reading& reading) {
  const std::string_view text = reading.document.text;
  const auto digits = [&](std::size_t at, std::size_t count) {
    if (at + count > text.size()) return false;
    return std::all_of(text.begin() + static_cast<std::ptrdiff_t>(at),
                       text.begin() + static_cast<std::ptrdiff_t>(at + count), is_digit);
  };
  for (std::size_t at = text.find('T'); at != std::string_view::npos; at = text.find('T', at + 1)) {
    if (!digits(at + 1, 4) || (at > 0 && (is_alpha(text[at - 1]) || is_digit(text[at - 1])))) continue;
    std::size_t end = at + 5;
    if (end < text.size() && text[end] == '.' && digits(end + 1, 3)) end += 4;
    if (end < text.size() && (is_alpha(text[end]) || is_digit(text[end]))) continue;
    const std::string id(text.substr(at, end - at));
    const auto record = known.find(id);
    if (record == known.end()) {
      reading.oddities.push_back(
          {fmt::format("{}: byte {}", reading.document.name, at), id + ": no such technique on record"});
      continue;
    }
    reading.techniques.push_back(
        {record->second, {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)}, true, 1.0});
  }
}

// Techniques told without an id, one a sentence, unless an id of the same sentence says the same.
void collect_prose_techniques(const ProseTechniques& prose, Reading& reading) {
  std::vector<Span> sentences;
  for (const Sentence& sentence : reading.sentences) {
    if (!sentence.boilerplate) sentences.push_back(sentence.span);
  }
  const std::vector<TechniqueMention> named = reading.techniques;  // as the mentions, in text order
  auto next = named.begin();
  for (TechniqueMention& mention : prose.read(reading.document.text, sentences)) {
    while (next != named.end() && next->span.begin < mention.span.begin) ++next;
    bool said = false;
    for (auto other = next; other != named.end() && other->span.begin < mention.span.end; ++other)
      said = said || (other->id == mention.id && mention.span.contains(other->span));
    if (!said) reading.techniques.push_back(std::move(mention));
  }
  std::stable_sort(reading.techniques.begin(), reading.techniques.end(),
                   [](const TechniqueMention& a, const TechniqueMention& b) { return a.span.begin < b.span.begin; });
}

void collect_victims(Reading& reading) {
  std::map<std::pair<std::string_view, Span>, std::vector<std::size_t>> known;  // victims by words and place
  for (const Claim& claim : reading.claims) {
    for (const Party& victim : claim.victim) {
      std::vector<std::size_t>& alike = known[{victim.text, victim.span.value_or(Span{})}];
      if (std::any_of(alike.begin(), alike.end(), [&](std::size_t i) { return reading.victims[i] == victim; }))
        continue;
      alike.push_back(reading.victims.size());
      reading.victims.push_back(victim);
    }
  }
}

void collect_public_acts(const PublicActReader& acts, const std::vector<Span>& claimed, std::size_t sentence,
                         Reading& reading) {
  for (PublicAct& act : acts.read(claimed)) {
    act.sentence = sentence;
    reading.public_acts.push_back(std::move(act));
  }
}

// What only the whole text tells.
void settle_whole(const Passages& passages, const WordTables& words, Reading& reading) {
  for (Claim& claim : reading.claims) claim.id = {claim_id(reading, claim)};
  collect_victims(reading);
  settle_roles(reading.doer_countries, reading.hit_countries);
  settle_matters(reading, words);
  passages.settle(reading);
  list_unsaid(reading);
}

void cut_to_bound(std::vector<Token>& tokens, std::size_t index, Reading& reading) {
  if (tokens.size() <= most_words) return;
  reading.oddities.push_back(
      {fmt::format("{}: byte {}", reading.document.name, reading.sentences[index].span.begin),
       fmt::format("sentence {} has {} words; read up to word {}", index + 1, tokens.size(), most_words)});
  tokens.resize(most_words);
}

// Whether two sentences or more have words of computers and networks: then all of the text is about them, from its
// first sentence on.
bool about_computers(const Reading& reading, const WordTables& words) {
  constexpr std::size_t enough = 2, sentences = 60;
  std::size_t found = 0, seen = 0;
  for (const Sentence& sentence : reading.sentences) {
    if (sentence.boilerplate) continue;
    if (++seen > sentences) break;
    const std::vector<Token> tokens = tokens_of(reading.document.text, sentence.span);
    found +=
        std::any_of(tokens.begin(), tokens.end(), [&](const Token& token) { return words.cyber(token.lower) >= 2; });
    if (found >= enough) return true;
  }
  return false;
}

bool read_by_cues(std::string_view language) { return language == "zh" || language == "ru"; }

// The language of most of the text without its boilerplate, and what that lets us understand.
void settle_language(const Languages& languages, Reading& reading) {
  constexpr std::size_t enough = 16384;  // bytes
  std::map<std::string_view, std::size_t> bytes;
  std::size_t seen = 0;
  for (const Sentence& sentence : reading.sentences) {
    if (sentence.boilerplate) continue;
    const std::string_view text = text_of(reading.document.text, sentence.span);
    if (const std::string_view language = languages.of(text); !language.empty()) bytes[language] += text.size();
    seen += text.size();
    if (seen > enough) break;
  }
  const auto most =
      std::max_element(bytes.begin(), bytes.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  if (most != bytes.end()) reading.language = most->first;
  // A text that no language claims is a list of names or figures, and is read as English is.
  const bool english = reading.language.empty() || reading.language == "en";
  reading.understood = english ? Understood::fully : read_by_cues(reading.language) ? Understood::cues : Understood::no;
}

// Sentences in languages that are not read, to be told as oddities.
struct Unread {
  std::vector<std::pair<std::string, std::pair<std::size_t, Span>>> languages;  // code, how many, the first

  void add(std::string_view language, const Span& span) {
    for (auto& [code, found] : languages) {
      if (code != language) continue;
      ++found.first;
      return;
    }
    languages.push_back({std::string(language), {1, span}});
  }

  void tell(Reading& reading) const {
    for (const auto& [code, found] : languages) {
      reading.oddities.push_back({fmt::format("{}: byte {}", reading.document.name, found.second.begin),
                                  fmt::format("{} {} in the language '{}', not read", found.first,
                                              found.first == 1 ? "sentence" : "sentences", code)});
    }
  }
};

}  // namespace

struct Reader::Tables {
  Vocabulary vocabulary;
  Names names;
  WordTables words;
  std::unique_ptr<const FrameIndex> frames, public_frames;
  IndicatorLexicon indicators;
  ForeignCues foreign;
  std::optional<CatalogueNames> catalogue;  // for sentences that are not parsed
  Languages languages;
  RoleLexicon roles;
  Passages passages;
  std::unordered_map<std::string, std::string> techniques;  // ids on record, and former ones with what they became
  std::optional<ProseTechniques> prose;                     // absent where the data hold no weights
  std::string hash;
};

namespace {

// A sentence that is not English: its names, and the claims that cue words give away.
template <class Tables>
void read_other(const Tables& tables, std::string_view language, std::size_t index, Reading& reading, Unread& unread) {
  const std::string_view text = reading.document.text;
  const Span span = reading.sentences[index].span;
  tables.catalogue->find(text, span, reading.actors, reading.software);
  if (!read_by_cues(language)) return unread.add(language, span);
  for (Claim& claim : tables.foreign.read(text, span, index + 1, language)) reading.claims.push_back(std::move(claim));
}

}  // namespace

Reader::Reader(std::unique_ptr<const Tables> tables) : tables_(std::move(tables)) {}
Reader::Reader(Reader&&) noexcept = default;
Reader& Reader::operator=(Reader&&) noexcept = default;
Reader::~Reader() = default;

Result<Reader> Reader::load(const Data& data, const Knowledge& knowledge) {
  auto tables = std::make_unique<Tables>();
  WHENCE_TRY(tables->vocabulary, Vocabulary::load(data));
  WHENCE_TRY(tables->names, Names::load(data, knowledge));
  WHENCE_TRY(tables->words, WordTables::load(data));
  WHENCE_TRY(std::vector<Frame> frames, load_frames(data));
  tables->frames = std::make_unique<FrameIndex>(std::move(frames), tables->words.claim_nouns(),
                                                tables->words.words_of_kind("evidence"));
  WHENCE_TRY(std::vector<Frame> public_frames, load_frames(data, "public-acts"));
  tables->public_frames = std::make_unique<FrameIndex>(std::move(public_frames), tables->words.claim_nouns(),
                                                       tables->words.words_of_kind("evidence"));
  WHENCE_TRY(tables->indicators, IndicatorLexicon::load(data));
  WHENCE_TRY(tables->foreign, ForeignCues::load(data));
  WHENCE_TRY(tables->languages, Languages::load(data));
  WHENCE_TRY(tables->roles, RoleLexicon::load(data));
  WHENCE_TRY(tables->passages, Passages::load(data));
  for (const Item& item : knowledge.items()) {
    if (item.kind == ItemKind::technique) tables->techniques.emplace(item.id, item.id);
  }
  tables->catalogue.emplace(knowledge);
  if (auto weights = ProseTechniques::load(data, knowledge)) {
    tables->prose = std::move(weights).value();
  } else if (weights.error().code != Code::not_found) {
    return weights.error();
  }
  if (const auto former = data.table("reading/technique-former")) {
    for (std::size_t row = 0; row < former->rows(); ++row) {
      tables->techniques.emplace(former->text(row, 0), former->text(row, 1));
    }
  }
  tables->hash = data.hash();
  return Reader(std::move(tables));
}

void Reader::read_heading(Document& document) const {
  Byline byline = byline_of(document.text, tables_->words);
  if (!document.published) document.published = byline.published;
  if (document.source) return;
  if (!byline.outlet.empty()) {
    document.source = std::move(byline.outlet);
  } else if (!byline.author.empty()) {
    document.source = std::move(byline.author);
  } else {
    const Issuer issuer = issuer_of(document, {tables_->vocabulary, tables_->names, tables_->words});
    if (issuer.who.size() == 1) document.source = issuer.who.front().text;
  }
}

Reading Reader::read(Document document) const {
  Reading reading;
  reading.document = std::move(document);
  reading.data = tables_->hash;
  const std::string_view text = reading.document.text;
  reading.sentences = sentences_of(reading.document, tables_->words.stop_words());
  settle_language(tables_->languages, reading);
  const std::string_view around = reading.language;
  Unread unread;
  Discourse discourse;
  discourse.issuer = issuer_of(reading.document, {tables_->vocabulary, tables_->names, tables_->words});
  SentenceContext context;
  context.text = text;
  context.published = reading.document.published;
  context.cyber = about_computers(reading, tables_->words);
  for (std::size_t i = 0; i < reading.sentences.size(); ++i) {
    const Sentence& sentence = reading.sentences[i];
    if (sentence.boilerplate) continue;
    const std::string_view language = tables_->languages.of_sentence(text_of(text, sentence.span), around);
    if (!language.empty() && language != "en") {
      read_other(*tables_, language, i, reading, unread);
      continue;
    }
    std::vector<Token> tokens = tokens_of(text, sentence.span);
    cut_to_bound(tokens, i, reading);
    const Syntax syntax = parse(std::move(tokens), text, tables_->vocabulary, tables_->names);
    if (syntax.words.empty()) continue;
    collect_names(syntax, reading);
    reading.exercise = reading.exercise || names_invented_state(syntax);
    const Grammar grammar(syntax, context.cyber || speaks_of_computers(syntax, tables_->words));
    context.number = i + 1;
    ClaimReader reader(grammar, *tables_->frames, tables_->words, context, discourse);
    std::vector<Span> cues;
    for (Claim& claim : reader.read()) {
      if (claim.matter != "other") cues.push_back(claim.cue);
      reading.claims.push_back(std::move(claim));
    }
    const PublicActReader acts(grammar, *tables_->public_frames, *tables_->frames, tables_->words, text, discourse);
    collect_public_acts(acts, cues, i + 1, reading);
    RoleReader(grammar, reader.predicates(), tables_->roles, tables_->names, text)
        .read(reading.doer_countries, reading.hit_countries);
    const Details details(grammar, text, tables_->words, context.published);
    context.cyber = context.cyber || details.cyber(0, syntax.words.size(), 2);
  }
  unread.tell(reading);
  // In a text about cyber operations a sentence without a word of them is about them all the same.
  for (Claim& claim : reading.claims) {
    if (context.cyber) claim.matter.clear();
  }
  IndicatorOptions options;
  options.own_url = reading.document.url.value_or("");
  reading.indicators = indicators(text, tables_->indicators, options);
  collect_techniques(tables_->techniques, reading);
  if (tables_->prose) collect_prose_techniques(*tables_->prose, reading);
  settle_whole(tables_->passages, tables_->words, reading);
  return reading;
}

}  // namespace whence
