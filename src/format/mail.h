#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/limits.h"
#include "base/result.h"
#include "format/boilerplate.h"
#include "model/document.h"

namespace whence {

// A mail message (.eml): its text parts, forwarded messages among them, apart by an empty line; of the same words as
// text and as HTML, the text. Subject is the title, From the source, Date the day. Attachments are not read but counted
// as oddities. Offsets lead back through base64 and quoted-printable to the message. Errors name `name`: no text in any
// part.
Result<Document> read_mail(std::string_view bytes, std::string_view name, const Limits& limits,
                           const Boilerplate& boilerplate);

// The day of "Tue, 3 Mar 2026 10:00:00 +0000", as RFC 5322 writes it; feeds write so too.
std::optional<Date> mail_day(std::string_view value);

// Whether the bytes start like a message that a server has handled.
bool looks_like_mail(std::string_view bytes);

}  // namespace whence
