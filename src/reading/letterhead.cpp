#include "reading/letterhead.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "reading/claims/claims.h"
#include "reading/claims/dates.h"
#include "reading/claims/parties.h"
#include "reading/sentences/grammar.h"
#include "reading/sentences/syntax.h"
#include "reading/sentences/tokens.h"

namespace whence {
namespace {

constexpr std::size_t longest_heading = 160;  // bytes of a line; a longer one is a paragraph
constexpr std::size_t most_headings = 6;      // lines looked at
constexpr std::size_t longest_dateline = 90;  // bytes up to the dash

// The text's first lines, blank ones left out, up to and with its first paragraph.
std::vector<std::string_view> first_lines(std::string_view text) {
  std::vector<std::string_view> found;
  while (!text.empty() && found.size() < most_headings) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = trim(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.empty()) continue;
    found.push_back(line);
    if (line.size() > longest_heading) break;
  }
  return found;
}

std::vector<std::string> words_in(std::string_view part) {
  std::vector<std::string> found;
  for (const Token& token : tokens_of(part, {0, static_cast<std::uint32_t>(part.size())})) {
    if (token.shape != Shape::mark) found.push_back(token.lower);
  }
  return found;
}

// A date with its year and nothing else beside it but "published", a weekday: "Monday, 14 September 2026".
std::optional<Date> date_alone(std::string_view part, const WordTables& words) {
  const std::size_t colon = part.rfind(':');  // "Published: 2026-09-15"
  if (const auto date = parse_date(trim(part.substr(colon == std::string_view::npos ? 0 : colon + 1)))) return date;
  std::vector<std::string> told = words_in(part);
  std::erase_if(told, [&](const std::string& word) { return words.is(word, "dated") || words.is(word, "weekday"); });
  if (told.empty() || told.size() > 3) return std::nullopt;
  const bool only = std::all_of(told.begin(), told.end(),
                                [](const std::string& word) { return is_digit(word.front()) || month_in(word); });
  if (!only || !std::any_of(told.begin(), told.end(), [](const std::string& word) { return year_in(word); }))
    return std::nullopt;
  const Interval when = interval_of(told, {}, std::nullopt);
  return when.from == when.to ? when.from : std::nullopt;
}

// Two words or more, each capitalised or a small one between: "Northern Courier", "Bulletin of the Coast".
bool proper(std::string_view part, std::size_t least, const WordTables& words) {
  std::size_t capitals = 0;
  const std::vector<Token> tokens = tokens_of(part, {0, static_cast<std::uint32_t>(part.size())});
  for (const Token& token : tokens) {
    if (words.is(token.lower, "weekday")) return false;
    if (token.capital) {
      ++capitals;
    } else if (&token == &tokens.front() || token.shape == Shape::number || token.lower.size() > 3) {
      return false;
    }
  }
  return capitals >= least && tokens.size() <= 7;
}

std::vector<std::string_view> parts_of(std::string_view line) {
  std::vector<std::string_view> parts;
  const auto add = [&](std::string_view part) {
    if (part = trim(part); !part.empty()) parts.push_back(part);
  };
  std::size_t begin = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const bool middle_dot = line.substr(i, 2) == "\xC2\xB7";
    if (line[i] != ',' && line[i] != '|' && !middle_dot) continue;
    add(line.substr(begin, i - begin));
    begin = i + (middle_dot ? 2 : 1);
  }
  add(line.substr(begin));
  return parts;
}

// The date that ends a list of parts, in as many of them as it takes ("September 14", "2026"), and takes them away.
std::optional<Date> take_date(std::vector<std::string_view>& parts, const WordTables& words) {
  for (const std::size_t count : {std::size_t{3}, std::size_t{2}, std::size_t{1}}) {
    if (parts.size() < count) continue;
    std::string whole;
    for (std::size_t i = parts.size() - count; i < parts.size(); ++i) {
      if (!whole.empty()) whole += ", ";
      whole += parts[i];
    }
    const auto date = date_alone(whole, words);
    if (!date) continue;
    parts.resize(parts.size() - count);
    return date;
  }
  return std::nullopt;
}

void keep(std::string& field, std::string_view value) {
  if (field.empty()) field = std::string(value);
}

// "By Mara Lindqvist, Northern Courier, 14 September 2026"
bool read_byline(std::string_view line, const WordTables& words, Byline& byline) {
  if (!line.starts_with("By ") && !line.starts_with("BY ")) return false;
  std::vector<std::string_view> parts = parts_of(line.substr(3));
  const auto date = take_date(parts, words);
  const bool names = !parts.empty() && parts.size() <= 2 && proper(parts.front(), 2, words) &&
                     (parts.size() == 1 || proper(parts.back(), 1, words));
  if (!names) return false;
  keep(byline.author, parts.front());
  if (parts.size() == 2) keep(byline.outlet, parts.back());
  if (!byline.published) byline.published = date;
  return true;
}

// "Zentral Daily, 15 September 2026", "Published 14 September 2026"
bool read_date_line(std::string_view line, const WordTables& words, Byline& byline) {
  std::vector<std::string_view> parts = parts_of(line);
  const auto date = take_date(parts, words);
  if (!date || parts.size() > 1 || (!parts.empty() && !proper(parts.front(), 1, words))) return false;
  if (!parts.empty() && proper(parts.front(), 2, words)) keep(byline.outlet, parts.front());
  if (!byline.published) byline.published = date;
  return true;
}

// "BERLIN, 14 September 2026 (Reuters) - ": a place in capitals and an agency in brackets before a dash.
void read_dateline(std::string_view line, const WordTables& words, Byline& byline) {
  const std::string_view head = line.substr(0, longest_dateline);
  const std::size_t open = head.find('('), close = head.find(')');
  if (open == std::string_view::npos || close == std::string_view::npos || close < open + 2) return;
  const std::string_view behind = trim(line.substr(close + 1));
  const bool dash = behind.starts_with("-") || behind.starts_with("\xE2\x80\x93") || behind.starts_with("\xE2\x80\x94");
  std::vector<std::string_view> parts = parts_of(line.substr(0, open));
  const auto date = take_date(parts, words);
  const auto capitals = [](std::string_view part) {
    return std::none_of(part.begin(), part.end(), is_lower) && std::any_of(part.begin(), part.end(), is_upper);
  };
  const std::string_view agency = trim(line.substr(open + 1, close - open - 1));
  // "Sept 14" without a year is a part too, and tells no date.
  const bool place = !parts.empty() && parts.size() <= 3 && capitals(parts.front());
  if (!dash || !place || !is_upper(agency.front()) || agency.size() > 40) return;
  keep(byline.outlet, agency);
  if (!byline.published) byline.published = date;
}

bool said_in(const Grammar& grammar, std::size_t chunk, std::string_view kind, const WordTables& words) {
  return grammar.is_phrase(chunk) && words.is(grammar.head(chunk).token.lower, kind);
}

// What one line of a heading is: a statement by somebody, somebody's name, the name of a kind of paper.
struct Heading {
  std::vector<Party> by, name;
  bool paper = false;
};

Heading heading_in(std::string_view line, const IssuerTables& tables) {
  Heading heading;
  if (line.size() > longest_heading) return heading;
  const Syntax syntax =
      parse(tokens_of(line, {0, static_cast<std::uint32_t>(line.size())}), line, tables.vocabulary, tables.names);
  const Grammar grammar(syntax);
  const bool verb = std::any_of(syntax.chunks.begin(), syntax.chunks.end(),
                                [](const Chunk& chunk) { return chunk.kind == ChunkKind::verb_group; });
  if (verb || syntax.chunks.empty() || !grammar.is_phrase(0)) return heading;
  const Discourse nobody;
  const PartyReader parties(grammar, line, tables.words, nobody);
  const auto speaks = [](const std::vector<Party>& who, bool states) {
    return !who.empty() && std::all_of(who.begin(), who.end(), [&](const Party& party) {
      return (party.kind == PartyKind::organ && party.name) || (states && party.kind == PartyKind::state);
    });
  };
  heading.paper = said_in(grammar, 0, "issued", tables.words);
  if (heading.paper) {
    const bool by = grammar.is_word(1, "by") || grammar.is_word(1, "of") || grammar.is_word(1, "from");
    if (!by || !grammar.is_phrase(2)) return heading;
    std::vector<Party> who = parties.meant(grammar.widen_right(2)).parties;
    if (speaks(who, true)) heading.by = std::move(who);
    return heading;
  }
  const Phrase phrase = grammar.widen_right(0);
  const std::size_t next = grammar.chunk_at(phrase.last - 1) + 1;
  if (next < syntax.chunks.size() && !grammar.is_tag(next, Tag::mark)) return heading;
  std::vector<Party> who = parties.meant(phrase).parties;
  if (speaks(who, false)) heading.name = std::move(who);
  return heading;
}

// The name that a document states as its source: a state, a body of a state, a company.
std::vector<Party> source_named(std::string_view source, const IssuerTables& tables) {
  const Syntax syntax =
      parse(tokens_of(source, {0, static_cast<std::uint32_t>(source.size())}), source, tables.vocabulary, tables.names);
  const Grammar grammar(syntax);
  if (syntax.chunks.empty() || !grammar.is_phrase(0)) return {};
  const Phrase phrase = grammar.widen_right(0);
  if (phrase.last != syntax.words.size()) return {};
  const Discourse nobody;
  std::vector<Party> who = PartyReader(grammar, source, tables.words, nobody).meant(phrase).parties;
  const bool speaks = std::all_of(who.begin(), who.end(), [](const Party& party) {
    return (party.kind == PartyKind::organ && party.name) || party.kind == PartyKind::state ||
           party.kind == PartyKind::company;
  });
  return speaks ? who : std::vector<Party>();
}

}  // namespace

Byline byline_of(std::string_view text, const WordTables& words) {
  Byline byline;
  for (const std::string_view line : first_lines(text)) {
    if (line.size() > longest_heading || line.find('(') != std::string_view::npos) read_dateline(line, words, byline);
    if (line.size() > longest_heading) break;
    if (!read_byline(line, words, byline)) read_date_line(line, words, byline);
  }
  return byline;
}

Issuer issuer_of(const Document& document, const IssuerTables& tables) {
  Issuer issuer;
  if (document.source) issuer.who = source_named(*document.source, tables);
  bool paper = false;
  std::vector<Party> name;
  for (const std::string_view line : first_lines(document.text)) {
    if (!issuer.who.empty()) break;
    Heading heading = heading_in(line, tables);
    issuer.who = std::move(heading.by);
    paper = paper || heading.paper;
    if (name.empty()) name = std::move(heading.name);
  }
  if (issuer.who.empty() && paper) issuer.who = std::move(name);
  for (Party& party : issuer.who) party.span.reset();  // of the heading's line, not of the text
  issuer.voice = std::none_of(issuer.who.begin(), issuer.who.end(),
                              [](const Party& party) { return party.kind == PartyKind::company; });
  return issuer;
}

}  // namespace whence
