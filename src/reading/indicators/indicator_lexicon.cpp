#include "reading/indicators/indicator_lexicon.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "base/address.h"

namespace whence {
namespace {

Result<WordTable> word_table(const Data& data, std::string_view table_name, std::string_view key,
                             std::string_view value) {
  WHENCE_TRY(const Table table, data.table(table_name));
  WHENCE_TRY(const std::size_t keys, table.column(key));
  WHENCE_TRY(const std::size_t values, table.column(value));
  WordTable words;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    words.emplace(table.text(row, keys), table.text(row, values));
  }
  return words;
}

Result<std::unordered_map<std::string_view, Ending>> read_endings(const Data& data) {
  WHENCE_TRY(const WordTable leanings, word_table(data, "reading/indicator-endings", "ending", "leaning"));
  WHENCE_TRY(const WordTable notes, word_table(data, "reading/indicator-endings", "ending", "note"));
  std::unordered_map<std::string_view, Ending> endings;
  for (const auto& [ending, leaning] : leanings) {
    Ending read{EndingLeaning::special, notes.at(ending)};
    if (leaning == "file") {
      read.leaning = EndingLeaning::file;
    } else if (leaning == "code") {
      read.leaning = EndingLeaning::code;
    } else if (leaning == "number") {
      read.leaning = EndingLeaning::number;
    } else if (leaning == "capital") {
      read.leaning = EndingLeaning::capital;
    } else if (leaning == "deep") {
      read.leaning = EndingLeaning::deep;
    } else if (leaning != "special") {
      return Error{Code::malformed, fmt::format("reading/indicator-endings: '{}' has leaning '{}'; write file, code, "
                                                "number, capital, deep or special",
                                                ending, leaning)};
    }
    endings.emplace(ending, read);
  }
  return endings;
}

Result<std::vector<AddressBlock>> read_addresses(const Data& data) {
  WHENCE_TRY(const WordTable prefixes, word_table(data, "reading/indicator-addresses", "prefix", "note"));
  std::vector<AddressBlock> blocks;
  for (const auto& [prefix, note] : prefixes) {
    const std::size_t slash = prefix.find('/');
    const std::string_view address = prefix.substr(0, slash);
    const auto four = parse_ipv4(address);
    const auto bytes = four ? four : parse_ipv6(address);
    unsigned bits = 129;
    if (slash != std::string_view::npos) {
      std::from_chars(prefix.data() + slash + 1, prefix.data() + prefix.size(), bits);
    }
    if (!bytes || bits > (four ? 32U : 128U)) {
      return Error{Code::malformed,
                   fmt::format("reading/indicator-addresses: '{}' is no prefix; write 192.0.2.0/24", prefix)};
    }
    blocks.push_back({*bytes, four ? bits + 96 : bits, note});
  }
  std::sort(blocks.begin(), blocks.end(), [](const AddressBlock& a, const AddressBlock& b) {
    return a.bits != b.bits ? a.bits > b.bits : a.bytes < b.bytes;
  });
  return blocks;
}

Result<std::vector<AsnBlock>> read_asns(const Data& data) {
  WHENCE_TRY(const Table table, data.table("reading/indicator-asns"));
  WHENCE_TRY(const std::size_t first, table.column("first"));
  WHENCE_TRY(const std::size_t last, table.column("last"));
  WHENCE_TRY(const std::size_t note, table.column("note"));
  std::vector<AsnBlock> blocks;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    blocks.push_back(
        {table.integer(row, first).value_or(0), table.integer(row, last).value_or(-1), table.text(row, note)});
  }
  return blocks;
}

Result<DefangForms> read_forms(const Data& data) {
  WHENCE_TRY(const WordTable words, word_table(data, "reading/indicator-defang", "written", "plain"));
  DefangForms forms;
  for (const auto& [written, plain] : words) {
    if (written.size() < 3 || (written[0] != '[' && written[0] != '(' && written[0] != '{')) {
      return Error{Code::malformed,
                   fmt::format("reading/indicator-defang: '{}' opens with no bracket; write [dot]", written)};
    }
    forms[static_cast<unsigned char>(written[1])].push_back({written, plain});
  }
  for (auto& same : forms) {
    std::sort(same.begin(), same.end(), [](const DefangForm& a, const DefangForm& b) {
      return a.written.size() != b.written.size() ? a.written.size() > b.written.size() : a.written < b.written;
    });
  }
  return forms;
}

}  // namespace

Result<IndicatorLexicon> IndicatorLexicon::load(const Data& data) {
  IndicatorLexicon lexicon;
  lexicon.data = data;
  WHENCE_TRY(lexicon.schemes, word_table(data, "reading/indicator-schemes", "written", "plain"));
  WHENCE_TRY(lexicon.forms, read_forms(data));
  WHENCE_TRY(lexicon.endings, read_endings(data));
  WHENCE_TRY(lexicon.domains, word_table(data, "reading/indicator-domains", "domain", "note"));
  WHENCE_TRY(lexicon.lookalikes, word_table(data, "reading/indicator-lookalikes", "text", "kind"));
  WHENCE_TRY(lexicon.contexts, word_table(data, "reading/indicator-context", "word", "kind"));
  WHENCE_TRY(lexicon.roots, word_table(data, "reading/indicator-roots", "root", "kind"));
  WHENCE_TRY(lexicon.root_names, word_table(data, "reading/indicator-roots", "root", "plain"));
  WHENCE_TRY(lexicon.addresses, read_addresses(data));
  WHENCE_TRY(lexicon.asns, read_asns(data));
  return lexicon;
}

std::string_view address_note(const AddressBytes& bytes, const std::vector<AddressBlock>& blocks) {
  for (const AddressBlock& block : blocks) {
    const std::size_t whole = block.bits / 8;
    const unsigned rest = block.bits % 8;
    if (!std::equal(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(whole), block.bytes.begin())) continue;
    if (rest != 0 && ((bytes[whole] ^ block.bytes[whole]) >> (8 - rest)) != 0) continue;
    return block.note;
  }
  return {};
}

std::string_view look_up(const WordTable& table, std::string_view word) {
  const auto found = table.find(word);
  return found == table.end() ? std::string_view() : found->second;
}

}  // namespace whence
