// A mail message cut into its parts: RFC 5322 headers, MIME multiparts, transfer encodings. Line by line, never
// recursive; nesting beyond a bound is not opened.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "format/offsets.h"
#include "model/oddity.h"

namespace whence {

struct MailHeader {
  std::string name;   // lower case
  std::string value;  // unfolded, as written
};

// A part that holds text, or an attachment that does not.
struct MailPart {
  std::string type = "text/plain";  // lower case, without parameters
  std::string charset;              // lower case, empty if not stated
  std::string transfer;             // "base64", "quoted-printable", else empty
  std::string file;                 // of an attachment
  bool attachment = false;
  std::size_t alternative = 0;     // parts of one multipart/alternative share a number above 0: the same words twice
  std::size_t begin = 0, end = 0;  // of the body, within the message
};

struct MailMessage {
  std::vector<MailHeader> headers;  // of the outermost message
  std::vector<MailPart> parts;      // in order, those of forwarded messages among them
  std::vector<Oddity> oddities;
};

MailMessage mail_parts(std::string_view message);

// The first header of that name, or nothing.
std::string_view header_of(const MailMessage& message, std::string_view name);
// A header's value with its encoded words (=?utf-8?B?...?=) decoded; UTF-8 whatever was written.
std::string decoded_header(std::string_view value);
// The bytes of a part as they were before the transfer, with their places in the message.
MappedText transferred(std::string_view message, const MailPart& part);
// A parameter of a header's value: parameter_of("text/plain; charset=utf-8", "charset") is "utf-8".
std::string parameter_of(std::string_view value, std::string_view name);

}  // namespace whence
