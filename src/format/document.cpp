#include "format/document.h"

#include <array>

#include "base/hash.h"
#include "base/text.h"
#include "format/encoding.h"
#include "format/html.h"
#include "format/mail.h"
#include "format/markdown.h"
#include "format/pdf.h"

namespace whence {
namespace {

bool ends_with_any(std::string_view name, auto&& endings) {
  for (const std::string_view ending : endings) {
    if (name.ends_with(ending)) return true;
  }
  return false;
}

// The start of a file as ASCII, lower case, without byte order mark, NULs (UTF-16) and white space in front.
std::string start_of(std::string_view bytes) {
  std::string result;
  for (const char c : bytes.substr(0, 1024)) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte == 0 || byte >= 0x80 || (result.empty() && is_space(c))) continue;
    result += to_lower(c);
  }
  return result;
}

Document plain_text(Decoded decoded) {
  Document document;
  document.text = std::move(decoded.text);
  document.offsets = std::move(decoded.offsets);
  document.oddities = std::move(decoded.oddities);
  return document;
}

Result<Document> parsed(std::string bytes, std::string_view name, const Limits& limits,
                        const Boilerplate& boilerplate) {
  const DocumentFormat format = document_format(bytes, name);
  std::string declared;
  switch (format) {
    case DocumentFormat::mail:
      return read_mail(bytes, name, limits, boilerplate);
    case DocumentFormat::pdf:
      return read_pdf(bytes, name, limits);
    case DocumentFormat::html:
      declared = declared_encoding(bytes);
      break;
    case DocumentFormat::markdown:
    case DocumentFormat::text:
      break;
  }
  WHENCE_TRY(Decoded decoded, decode(std::move(bytes), name, declared));
  if (format == DocumentFormat::html) return read_html(std::move(decoded), name, limits, boilerplate);
  if (format == DocumentFormat::markdown) return read_markdown(std::move(decoded), name);
  return plain_text(std::move(decoded));
}

}  // namespace

bool is_exercise(std::string_view text) {
  const std::string_view start = trim(text.substr(0, 256));
  if (!start.starts_with("EXERCISE")) return false;
  const std::string_view line = lines(start).front();
  return line == "EXERCISE" || line.starts_with("EXERCISE:") || line.starts_with("EXERCISE.") ||
         line.starts_with("EXERCISE ONLY");
}

DocumentFormat document_format(std::string_view bytes, std::string_view name) {
  constexpr std::array<std::string_view, 6> page_starts = {"<!doctype html", "<html",    "<head",
                                                           "<body",          "<article", "<meta"};
  constexpr std::array<std::string_view, 3> page_names = {".html", ".htm", ".xhtml"};
  constexpr std::array<std::string_view, 2> markdown_names = {".md", ".markdown"};
  if (looks_like_pdf(bytes)) return DocumentFormat::pdf;
  const std::string start = start_of(bytes);
  for (const std::string_view page : page_starts) {
    if (start.starts_with(page)) return DocumentFormat::html;
  }
  if ((start.starts_with("<?xml") || start.starts_with("<!--")) && start.find("<html") != std::string::npos)
    return DocumentFormat::html;
  const std::string ending = lower(name);
  if (ends_with_any(ending, page_names)) return DocumentFormat::html;
  if (ends_with_any(ending, markdown_names)) return DocumentFormat::markdown;
  if (ending.ends_with(".eml") || looks_like_mail(bytes)) return DocumentFormat::mail;
  return DocumentFormat::text;
}

Result<Document> read_document(std::string bytes, std::string name, const Limits& limits,
                               const Boilerplate& boilerplate) {
  if (bytes.size() > limits.bytes) {
    return Error{Code::limit, name + ": larger than the limit of " + std::to_string(limits.bytes) +
                                  " bytes; split it or raise --max-bytes"};
  }
  const std::string hash = sha256(bytes);
  const std::size_t size = bytes.size();
  WHENCE_TRY(Document document, parsed(std::move(bytes), name, limits, boilerplate));
  document.id = {"sha256:" + hash.substr(0, 16)};
  document.name = std::move(name);
  document.sha256 = hash;
  document.bytes = size;
  document.exercise = document.exercise || is_exercise(document.text);
  mark_boilerplate(document, boilerplate);
  return document;
}

}  // namespace whence
