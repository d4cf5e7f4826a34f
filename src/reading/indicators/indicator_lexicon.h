// The tables of data/reading/ that settle what a word with the form of an indicator is.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/address.h"
#include "base/result.h"
#include "lexicon/data.h"

namespace whence {

// Words by their lower-case form. Views into the Data that the lexicon holds.
using WordTable = std::unordered_map<std::string_view, std::string_view>;

enum class EndingLeaning : std::uint8_t { file, code, number, capital, deep, special };
struct Ending {
  EndingLeaning leaning = EndingLeaning::special;
  std::string_view note;
};

// A block of addresses: those whose first `bits` bits are those of `bytes`.
struct AddressBlock {
  AddressBytes bytes{};
  unsigned bits = 0;
  std::string_view note;
};

struct AsnBlock {
  std::int64_t first = 0, last = 0;
  std::string_view note;
};

struct DefangForm {
  std::string_view written, plain;
};
// By the lower-case byte after the opening bracket; the longest first.
using DefangForms = std::array<std::vector<DefangForm>, 256>;

struct IndicatorLexicon {
  // Errors name the table and what is wrong in it.
  static Result<IndicatorLexicon> load(const Data& data);

  Data data;          // keeps the bytes that every view here points into
  WordTable schemes;  // "hxxp" -> "http"
  DefangForms forms;
  std::unordered_map<std::string_view, Ending> endings;
  WordTable domains;                    // "example.com" -> note
  WordTable lookalikes;                 // word -> kind
  WordTable contexts;                   // word -> kind
  WordTable roots, root_names;          // "hklm" -> "registry"; "hklm" -> "hkey_local_machine"
  std::vector<AddressBlock> addresses;  // longest prefix first
  std::vector<AsnBlock> asns;
};

// Why the address is nobody's on the open network; empty if it may be somebody's.
std::string_view address_note(const AddressBytes& bytes, const std::vector<AddressBlock>& blocks);
// The value of a word, or empty.
std::string_view look_up(const WordTable& table, std::string_view word);

}  // namespace whence
