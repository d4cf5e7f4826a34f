#include "format/encoding.h"

#include <array>
#include <cstdint>
#include <limits>

#include <iconv.h>

#include "base/text.h"

namespace whence {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";  // U+FFFD
constexpr std::string_view advice = "give text, HTML, Markdown, PDF or mail";

struct Magic {
  std::string_view bytes, what, advice;
};
constexpr std::array<Magic, 12> magics = {{
    {"%PDF-", "a PDF file", "give it as a document, not as this"},
    {"PK\x03\x04", "a ZIP archive or office document", "save it as text or HTML"},
    {"\xD0\xCF\x11\xE0", "an old office document", "save it as text or HTML"},
    {"{\\rtf", "a rich text file", "save it as text or HTML"},
    {"\x1F\x8B", "compressed with gzip", "unpack it first"},
    {"\xFD"
     "7zXZ",
     "compressed with xz", "unpack it first"},
    {"\x28\xB5\x2F\xFD", "compressed with zstd", "unpack it first"},
    {"\x89PNG", "a picture", advice},
    {"\xFF\xD8\xFF", "a picture", advice},
    {"GIF8", "a picture", advice},
    {"\x7F"
     "ELF",
     "a program", advice},
    {"SQLite format 3", "a database", advice},
}};

// Encodings that hold ASCII unchanged in single bytes, by the labels that pages use, with the name that iconv knows.
struct Label {
  std::string_view label, iconv;
};
constexpr std::array<Label, 38> labels = {{
    {"iso-8859-1", "WINDOWS-1252"},
    {"latin1", "WINDOWS-1252"},
    {"us-ascii", "WINDOWS-1252"},
    {"ascii", "WINDOWS-1252"},
    {"windows-1252", "WINDOWS-1252"},
    {"cp1252", "WINDOWS-1252"},
    {"windows-1250", "WINDOWS-1250"},
    {"windows-1251", "WINDOWS-1251"},
    {"cp1251", "WINDOWS-1251"},
    {"windows-1253", "WINDOWS-1253"},
    {"windows-1254", "WINDOWS-1254"},
    {"windows-1255", "WINDOWS-1255"},
    {"windows-1256", "WINDOWS-1256"},
    {"windows-1257", "WINDOWS-1257"},
    {"windows-1258", "WINDOWS-1258"},
    {"iso-8859-2", "ISO-8859-2"},
    {"iso-8859-3", "ISO-8859-3"},
    {"iso-8859-4", "ISO-8859-4"},
    {"iso-8859-5", "ISO-8859-5"},
    {"iso-8859-6", "ISO-8859-6"},
    {"iso-8859-7", "ISO-8859-7"},
    {"iso-8859-8", "ISO-8859-8"},
    {"iso-8859-9", "WINDOWS-1254"},
    {"iso-8859-13", "ISO-8859-13"},
    {"iso-8859-15", "ISO-8859-15"},
    {"koi8-r", "KOI8-R"},
    {"koi8-u", "KOI8-U"},
    {"gb2312", "GB18030"},
    {"gbk", "GB18030"},
    {"gb18030", "GB18030"},
    {"big5", "BIG5-HKSCS"},
    {"big5-hkscs", "BIG5-HKSCS"},
    {"euc-jp", "EUC-JP"},
    {"shift_jis", "CP932"},
    {"shift-jis", "CP932"},
    {"windows-31j", "CP932"},
    {"euc-kr", "CP949"},
    {"ks_c_5601-1987", "CP949"},
}};

std::string at_byte(std::size_t at) { return "byte " + std::to_string(at); }

Error refused(std::string_view name, std::string_view what, std::string_view how) {
  return {Code::unsupported, std::string(name) + ": " + std::string(what) + "; " + std::string(how)};
}

// Control characters that text does not hold.
bool is_stray_control(char c) { return (static_cast<unsigned char>(c) < 0x20 && !is_space(c)) || c == '\x7F'; }

// How a lead byte says that its sequence continues; 0 for a byte that leads nothing.
std::size_t sequence_length(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xC0 && lead < 0xE0) return 2;
  if (lead >= 0xE0 && lead < 0xF0) return 3;
  if (lead >= 0xF0 && lead < 0xF8) return 4;
  return 0;
}

// Length of the sequence at `at` if all its bytes are there, whatever its value; else 0.
std::size_t structured(std::string_view bytes, std::size_t at) {
  const std::size_t length = sequence_length(static_cast<unsigned char>(bytes[at]));
  if (length == 0 || at + length > bytes.size()) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if ((static_cast<unsigned char>(bytes[at + i]) & 0xC0U) != 0x80U) return 0;
  }
  return length;
}

bool looks_like_utf8(std::string_view bytes) {
  std::size_t sequences = 0, stray = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t length = structured(bytes, at);
    sequences += length > 1 ? 1U : 0U;
    stray += length == 0 ? 1U : 0U;
    at += length == 0 ? 1 : length;
  }
  return sequences > stray;
}

// Length of the ASCII run at `at`.
std::size_t ascii_run(std::string_view bytes, std::size_t at) {
  const std::size_t begin = at;
  while (at < bytes.size() && static_cast<unsigned char>(bytes[at]) < 0x80) ++at;
  return at - begin;
}

void note_replaced(Decoded& decoded, std::size_t count, std::size_t first, std::string_view what) {
  if (count == 0) return;
  decoded.oddities.push_back({at_byte(first), std::to_string(count) + " " + std::string(what) + ", shown as U+FFFD"});
}

Decoded finish(MappedText mapped, std::string encoding) {
  return {std::move(mapped.text), std::move(mapped.offsets), std::move(encoding), {}};
}

Decoded repaired_utf8(std::string_view bytes) {
  MappedText mapped;
  std::size_t bad = 0, first = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t ascii = ascii_run(bytes, at);
    mapped.copy(bytes.substr(at, ascii), at);
    at += ascii;
    if (at >= bytes.size()) break;
    const std::size_t length = structured(bytes, at);
    const std::string_view sequence = bytes.substr(at, length == 0 ? 1 : length);
    if (utf8_error(sequence) == sequence.size()) {
      mapped.copy(sequence, at);
    } else {
      if (bad++ == 0) first = at;
      mapped.put(replacement, at, sequence.size());
    }
    at += sequence.size();
  }
  Decoded decoded = finish(std::move(mapped), "UTF-8");
  note_replaced(decoded, bad, first, "sequences are not UTF-8");
  return decoded;
}

// Owns a conversion of iconv to UTF-8.
class Conversion {
 public:
  explicit Conversion(const char* from) : handle_(iconv_open("UTF-8", from)) {}
  Conversion(const Conversion&) = delete;
  Conversion& operator=(const Conversion&) = delete;
  ~Conversion() {
    if (known()) iconv_close(handle_);
  }
  bool known() const { return reinterpret_cast<std::intptr_t>(handle_) != -1; }

  // Converts the one character at the front; returns how many bytes it took, 0 if they are none of this encoding.
  std::size_t character(std::string_view bytes, std::string& result) const {
    for (std::size_t length = 1; length <= 4 && length <= bytes.size(); ++length) {
      char input[4];
      bytes.copy(input, length);
      char output[16];
      char* from = input;
      char* to = output;
      std::size_t from_left = length, to_left = sizeof output;
      iconv(handle_, nullptr, nullptr, nullptr, nullptr);
      if (iconv(handle_, &from, &from_left, &to, &to_left) != static_cast<std::size_t>(-1) && from_left == 0) {
        // A pending character comes out at the reset.
        iconv(handle_, nullptr, nullptr, &to, &to_left);
        result.assign(output, sizeof output - to_left);
        if (!result.empty()) return length;
      }
    }
    return 0;
  }

 private:
  iconv_t handle_;
};

// Requires: `encoding` is one of `labels`, so that ASCII bytes at a character's start are ASCII.
Decoded converted(std::string_view bytes, std::string_view encoding) {
  const Conversion conversion(std::string(encoding).c_str());
  MappedText mapped;
  std::size_t bad = 0, first = 0;
  std::string character;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t ascii = ascii_run(bytes, at);
    mapped.copy(bytes.substr(at, ascii), at);
    at += ascii;
    if (at >= bytes.size()) break;
    const std::size_t length = conversion.known() ? conversion.character(bytes.substr(at), character) : 0;
    if (length == 0) {
      if (bad++ == 0) first = at;
      mapped.put(replacement, at, 1);
      ++at;
    } else {
      mapped.put(character, at, length);
      at += length;
    }
  }
  Decoded decoded = finish(std::move(mapped), lower(encoding));
  note_replaced(decoded, bad, first, "bytes are not of " + lower(encoding));
  return decoded;
}

enum class Order { little, big };

Decoded decoded_utf16(std::string_view bytes, Order order) {
  const auto unit_at = [&](std::size_t at) {
    const auto a = static_cast<unsigned char>(bytes[at]), b = static_cast<unsigned char>(bytes[at + 1]);
    return order == Order::little ? static_cast<char32_t>(a | (b << 8U)) : static_cast<char32_t>((a << 8U) | b);
  };
  MappedText mapped;
  std::size_t bad = 0, first = 0;
  std::string character;
  for (std::size_t at = 2; at + 1 < bytes.size();) {
    char32_t code = unit_at(at);
    std::size_t length = 2;
    if (code >= 0xD800 && code < 0xE000) {
      const char32_t low = code < 0xDC00 && at + 3 < bytes.size() ? unit_at(at + 2) : 0;
      if (low >= 0xDC00 && low < 0xE000) {
        code = 0x10000 + ((code - 0xD800) << 10U) + (low - 0xDC00);
        length = 4;
      } else {
        if (bad++ == 0) first = at;
        code = 0xFFFD;
      }
    }
    character.clear();
    append_utf8(character, code);
    mapped.put(character, at, length);
    at += length;
  }
  Decoded decoded = finish(std::move(mapped), order == Order::little ? "UTF-16LE" : "UTF-16BE");
  note_replaced(decoded, bad, first, "surrogates stand alone");
  if (bytes.size() % 2 != 0)
    decoded.oddities.push_back({at_byte(bytes.size() - 1), "half a character at the end, left out"});
  return decoded;
}

Result<void> check_binary(std::string_view bytes, std::string_view name) {
  for (const Magic& magic : magics) {
    if (bytes.starts_with(magic.bytes)) return refused(name, magic.what, magic.advice);
  }
  const bool utf32 =
      bytes.starts_with(std::string_view("\xFF\xFE\0\0", 4)) || bytes.starts_with(std::string_view("\0\0\xFE\xFF", 4));
  if (utf32) return refused(name, "UTF-32 text", "convert it to UTF-8 with iconv -f UTF-32 -t UTF-8");
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) return {};
  if (const auto nul = bytes.find('\0'); nul != std::string_view::npos) {
    return refused(name, at_byte(nul) + ": not text (a NUL byte)", advice);
  }
  return {};
}

// After decoding, so that UTF-16 is judged alike.
Result<void> check_text(Decoded& decoded, std::string_view name) {
  if (decoded.text.size() > std::numeric_limits<std::uint32_t>::max()) {
    return Error{Code::limit, std::string(name) + ": more than 4 GiB of text; split it"};
  }
  std::size_t controls = 0, first = 0;
  for (std::size_t i = 0; i < decoded.text.size(); ++i) {
    if (!is_stray_control(decoded.text[i])) continue;
    if (decoded.text[i] == '\0') return refused(name, "not text (a NUL character)", advice);
    if (controls++ == 0) first = i;
  }
  if (controls > 8 && controls > decoded.text.size() / 10) {
    return refused(name, "not text (" + std::to_string(controls) + " control characters)", advice);
  }
  if (controls > 0) {
    const std::uint32_t place = original_place(decoded.offsets, static_cast<std::uint32_t>(first)).byte;
    decoded.oddities.push_back(
        {at_byte(place), std::to_string(controls) + " control characters, kept in the text and shown as \\u{...}"});
  }
  if (trim(decoded.text).empty()) {
    return Error{Code::malformed, std::string(name) + ": holds no text; check that the right file was given"};
  }
  return {};
}

Decoded decode_unmarked(std::string bytes, std::string_view declared) {
  if (utf8_error(bytes) == bytes.size()) return {std::move(bytes), {}, "UTF-8", {}};
  const std::string wanted = lower(trim(declared));
  for (const Label& label : labels) {
    if (label.label != wanted) continue;
    Decoded decoded = converted(bytes, label.iconv);
    decoded.oddities.insert(decoded.oddities.begin(),
                            {"encoding", "read as " + decoded.encoding + ", as the page declares"});
    return decoded;
  }
  if (looks_like_utf8(bytes)) return repaired_utf8(bytes);
  const std::size_t error = utf8_error(bytes);
  Decoded decoded = converted(bytes, "WINDOWS-1252");
  decoded.oddities.insert(decoded.oddities.begin(), {at_byte(error), "not UTF-8; read as Windows-1252 (Latin-1)"});
  return decoded;
}

}  // namespace

Result<Decoded> decode(std::string bytes, std::string_view name, std::string_view declared) {
  if (bytes.empty()) return Error{Code::malformed, std::string(name) + ": empty; check that the right file was given"};
  if (const auto text = check_binary(bytes, name); !text) return text.error();
  Decoded decoded;
  if (bytes.starts_with("\xFF\xFE")) {
    decoded = decoded_utf16(bytes, Order::little);
  } else if (bytes.starts_with("\xFE\xFF")) {
    decoded = decoded_utf16(bytes, Order::big);
  } else if (bytes.starts_with("\xEF\xBB\xBF")) {
    decoded = decode_unmarked(bytes.substr(3), {});
    const OffsetRun behind_mark = {0, 3, static_cast<std::uint32_t>(bytes.size() - 3), 0, 1, 1};
    decoded.offsets = compose(decoded.offsets, {behind_mark});
  } else {
    decoded = decode_unmarked(std::move(bytes), declared);
  }
  if (const auto checked = check_text(decoded, name); !checked) return checked.error();
  return decoded;
}

}  // namespace whence
