#include "format/mail.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "format/encoding.h"
#include "format/html.h"
#include "format/mail_parts.h"

namespace whence {
namespace {

// A part's text with its places in the message.
Result<Document> part_text(std::string_view message, const MailPart& part, std::string_view name, const Limits& limits,
                           const Boilerplate& boilerplate) {
  MappedText bytes = transferred(message, part);
  WHENCE_TRY(Decoded decoded, decode(std::move(bytes.text), name, part.charset));
  Document document;
  if (part.type == "text/html") {
    WHENCE_TRY(document, read_html(std::move(decoded), name, limits, boilerplate));
  } else {
    document.text = std::move(decoded.text);
    document.offsets = std::move(decoded.offsets);
    document.oddities = std::move(decoded.oddities);
  }
  document.offsets = compose(document.offsets, bytes.offsets);
  return document;
}

bool is_text(const MailPart& part) { return part.type == "text/plain" || part.type == "text/html"; }

// The parts to read: of several that are one another's alternatives, the plain text, else the first.
std::vector<const MailPart*> chosen_parts(const MailMessage& message, std::vector<Oddity>& oddities) {
  std::vector<const MailPart*> chosen;
  for (const MailPart& part : message.parts) {
    if (part.attachment || !is_text(part)) {
      const std::string file = part.file.empty() ? "without a name" : "\"" + visible(part.file.substr(0, 80)) + "\"";
      oddities.push_back({"byte " + std::to_string(part.begin),
                          "attachment " + file + " (" + visible(part.type.substr(0, 60)) + "), not read"});
      continue;
    }
    const auto rival = std::find_if(chosen.begin(), chosen.end(), [&](const MailPart* other) {
      return part.alternative > 0 && other->alternative == part.alternative;
    });
    if (rival == chosen.end()) {
      chosen.push_back(&part);
    } else if ((*rival)->type == "text/html" && part.type == "text/plain") {
      *rival = &part;
    }
  }
  return chosen;
}

}  // namespace

std::optional<Date> mail_day(std::string_view value) {
  constexpr std::array<std::string_view, 12> months = {"jan", "feb", "mar", "apr", "may", "jun",
                                                       "jul", "aug", "sep", "oct", "nov", "dec"};
  const std::string words =
      lower(squeeze(value.substr(value.find(',') == std::string_view::npos ? 0 : value.find(',') + 1)));
  const auto parts = split(words, ' ');
  if (parts.size() < 3 || parts[0].empty() || parts[0].size() > 2 || parts[2].size() != 4) return {};
  const auto month = std::find(months.begin(), months.end(), parts[1].substr(0, 3));
  if (month == months.end()) return {};
  const auto two = [](std::string_view number) { return (number.size() < 2 ? "0" : "") + std::string(number); };
  return parse_date(std::string(parts[2]) + "-" + two(std::to_string(month - months.begin() + 1)) + "-" +
                    two(parts[0]));
}

bool looks_like_mail(std::string_view bytes) {
  constexpr std::array<std::string_view, 4> starts = {"return-path:", "received:", "delivered-to:", "message-id:"};
  const std::string start = lower(bytes.substr(0, 16));
  return std::any_of(starts.begin(), starts.end(), [&](std::string_view wanted) { return start.starts_with(wanted); });
}

Result<Document> read_mail(std::string_view bytes, std::string_view name, const Limits& limits,
                           const Boilerplate& boilerplate) {
  const MailMessage message = mail_parts(bytes);
  Document document;
  document.oddities = message.oddities;
  document.title = decoded_header(header_of(message, "subject"));
  if (const std::string from = decoded_header(header_of(message, "from")); !from.empty()) document.source = from;
  document.published = mail_day(header_of(message, "date"));
  MappedText text;
  for (const MailPart* part : chosen_parts(message, document.oddities)) {
    auto read = part_text(bytes, *part, name, limits, boilerplate);
    if (!read) {
      document.oddities.push_back(
          {"byte " + std::to_string(part->begin), "a part that cannot be read: " + read.error().message});
      continue;
    }
    if (!text.text.empty()) text.put("\n\n", part->begin, 0);
    const auto begin = static_cast<std::uint32_t>(text.text.size());
    const auto size = read->text.size();
    text.take({std::move(read.value().text), std::move(read.value().offsets)}, 0, size);
    for (const Span& span : read->boilerplate) document.boilerplate.push_back({begin + span.begin, begin + span.end});
    document.oddities.insert(document.oddities.end(), read->oddities.begin(), read->oddities.end());
  }
  if (text.text.empty())
    return Error{Code::malformed, std::string(name) + ": a message without text; give its attachment instead"};
  document.text = std::move(text.text);
  document.offsets = std::move(text.offsets);
  return document;
}

}  // namespace whence
