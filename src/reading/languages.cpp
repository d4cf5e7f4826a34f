#include "reading/languages.h"

#include <algorithm>

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include "base/text.h"

namespace whence {
namespace {

constexpr std::size_t most_bytes = 16384;  // enough to tell a language by
constexpr double letter_weight = 0.5;      // of a rare letter, against a small word's 1
constexpr double least_score = 0.06;       // a word, of a Latin text: less is no language
constexpr double least_foreign = 1.5;      // of a Latin text, to be taken for another language than English
constexpr std::size_t telling_words = 5;   // a sentence with fewer is in its document's language

int script_of(char32_t code) {
  if (code < 0x80) return USCRIPT_LATIN;
  UErrorCode error = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(static_cast<UChar32>(code), &error);
  if (U_FAILURE(error) != 0 || script == USCRIPT_INHERITED) return USCRIPT_COMMON;
  return script == USCRIPT_KATAKANA ? USCRIPT_HIRAGANA : static_cast<int>(script);
}

int script_named(std::string_view name) {
  if (name == "Kana") return USCRIPT_HIRAGANA;
  UErrorCode error = U_ZERO_ERROR;
  UScriptCode codes[8];
  const int32_t count = uscript_getCode(std::string(name).c_str(), codes, 8, &error);
  return U_FAILURE(error) != 0 || count == 0 ? USCRIPT_INVALID_CODE : static_cast<int>(codes[0]);
}

bool is_letter(char32_t code) {
  if (code < 0x80) return is_alpha(static_cast<char>(code));
  return u_isalpha(static_cast<UChar32>(code)) != 0 || u_charType(static_cast<UChar32>(code)) == U_NON_SPACING_MARK ||
         u_charType(static_cast<UChar32>(code)) == U_COMBINING_SPACING_MARK;
}

}  // namespace

// Reads a text once: letters by script, words and rare letters by row.
struct Languages::Weigher {
  const Languages& languages;
  Score score;
  std::unordered_map<int, std::size_t> letters;
  std::string word;

  void letter(char32_t code) {
    const int script = script_of(code);
    // A Han letter is most of a word, a Latin one a fifth.
    letters[script] += script == USCRIPT_HAN ? 3 : 1;
    const char32_t small = code < 0x80 ? static_cast<char32_t>(to_lower(static_cast<char>(code)))
                                       : static_cast<char32_t>(u_tolower(static_cast<UChar32>(code)));
    append_utf8(word, small);
    if (code < 0x80) return;
    const auto found = languages.letters_.find(small);
    if (found != languages.letters_.end()) weigh(found->second, letter_weight);
  }

  void weigh(const std::vector<std::uint16_t>& rows, double weight) {
    for (const std::uint16_t row : rows) score.of_row[row] += weight / static_cast<double>(rows.size());
  }

  void end_word() {
    if (word.empty()) return;
    ++score.words;
    const auto found = languages.words_.find(word);
    if (found != languages.words_.end()) weigh(found->second, 1);
    word.clear();
  }
};

Result<Languages> Languages::load(const Data& data) {
  Languages languages;
  WHENCE_TRY(const Table table, data.table("reading/languages"));
  WHENCE_TRY(const std::size_t code, table.column("language"));
  WHENCE_TRY(const std::size_t script, table.column("script"));
  WHENCE_TRY(const std::size_t fallback, table.column("default"));
  WHENCE_TRY(const std::size_t words, table.column("words"));
  WHENCE_TRY(const std::size_t letters, table.column("letters"));
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const auto number = static_cast<std::uint16_t>(row);
    const int of_row = script_named(table.text(row, script));
    if (of_row == USCRIPT_INVALID_CODE) {
      return Error{Code::malformed,
                   "data/reading/languages.tsv: no script '" + std::string(table.text(row, script)) + "'"};
    }
    languages.rows_.push_back(
        {std::string(table.text(row, code)), of_row, table.integer(row, fallback).value_or(0) == 1});
    languages.scripts_[of_row].push_back(number);
    for (const std::string_view word : table.list(row, words)) languages.words_[std::string(word)].push_back(number);
    for (const std::string_view letter : table.list(row, letters)) {
      std::size_t length = 1;
      languages.letters_[code_point(letter, 0, length)].push_back(number);
    }
  }
  return languages;
}

Languages::Score Languages::score(std::string_view text) const {
  Weigher weigher{*this, {}, {}, {}};
  weigher.score.of_row.assign(rows_.size(), 0);
  std::size_t end = std::min(text.size(), most_bytes);
  while (end > 0 && end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  text = text.substr(0, end);
  for (std::size_t at = 0; at < text.size();) {
    std::size_t length = 1;
    const auto byte = static_cast<unsigned char>(text[at]);
    const char32_t code = byte < 0x80 ? byte : code_point(text, at, length);
    if (is_letter(code)) {
      weigher.letter(code);
    } else if (code < 0x80 && is_digit(static_cast<char>(code))) {
      weigher.word += static_cast<char>(code);  // "5f4dcc" is no "f" and no "d"
    } else {
      weigher.end_word();
    }
    at += length;
  }
  weigher.end_word();
  std::size_t most = 0;
  for (const Row& row : rows_) {
    const std::size_t count = weigher.letters.contains(row.script) ? weigher.letters[row.script] : 0;
    if (count <= most) continue;
    most = count;
    weigher.score.script = row.script;
  }
  // Japanese mixes kana into Han; some kana in each phrase is enough.
  const std::size_t kana = weigher.letters.contains(USCRIPT_HIRAGANA) ? weigher.letters[USCRIPT_HIRAGANA] : 0;
  const std::size_t han = weigher.letters.contains(USCRIPT_HAN) ? weigher.letters[USCRIPT_HAN] / 3 : 0;
  if (weigher.score.script == USCRIPT_HAN && kana * 8 > han) weigher.score.script = USCRIPT_HIRAGANA;
  return weigher.score;
}

std::size_t Languages::best(const Score& score) const {
  const auto found = scripts_.find(score.script);
  if (found == scripts_.end()) return rows_.size();
  if (found->second.size() == 1) return found->second.front();
  std::size_t best = rows_.size();
  double most = 0;
  for (const std::uint16_t row : found->second) {
    const bool tie = score.of_row[row] > 0 && score.of_row[row] == most && rows_[row].fallback;
    if (score.of_row[row] <= most && !tie) continue;
    most = score.of_row[row];
    best = row;
  }
  if (score.script == USCRIPT_LATIN && most < least_score * static_cast<double>(score.words)) return rows_.size();
  // A word or two ("persona non grata", "war crimes") do not make a text foreign to the language that is read.
  const std::size_t read = row_of("en");
  if (score.script == USCRIPT_LATIN && best != read && read != rows_.size() &&
      (most < least_foreign || most < 2 * score.of_row[read]))
    return score.of_row[read] > 0 ? read : rows_.size();
  if (best != rows_.size()) return best;
  for (const std::uint16_t row : found->second) {
    if (rows_[row].fallback) return row;
  }
  return rows_.size();
}

std::size_t Languages::row_of(std::string_view code) const {
  const auto found = std::find_if(rows_.begin(), rows_.end(), [&](const Row& row) { return row.code == code; });
  return static_cast<std::size_t>(found - rows_.begin());
}

std::string_view Languages::of(std::string_view text) const {
  const std::size_t row = best(score(text));
  return row == rows_.size() ? std::string_view() : rows_[row].code;
}

std::string_view Languages::of_sentence(std::string_view sentence, std::string_view around) const {
  const Score found = score(sentence);
  const std::size_t row = best(found), other = row_of(around);
  if (row == rows_.size() || row == other) return around;
  // Another script says it alone; within one script the words must.
  if (other == rows_.size() || rows_[row].script != rows_[other].script) {
    const bool telling = rows_[row].script != USCRIPT_LATIN || found.words >= telling_words;
    return telling ? std::string_view(rows_[row].code) : around;
  }
  const bool clear = found.words >= telling_words && found.of_row[row] >= 1 &&
                     found.of_row[row] >= 2 * found.of_row[other] &&
                     found.of_row[row] >= 2 * least_score * static_cast<double>(found.words);
  return clear ? std::string_view(rows_[row].code) : around;
}

}  // namespace whence
