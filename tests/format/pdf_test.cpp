#include "format/pdf.h"

#include <doctest/doctest.h>

#include "base/process.h"
#include "format/document.h"
#include "format/offsets.h"

using namespace whence;

namespace {

bool installed() {
  const auto version = run_program("pdftotext", {"-v"}, "", {});
  if (!version) MESSAGE("skipped: pdftotext is not installed");
  return static_cast<bool>(version);
}

// A PDF with one line of text at each given height on each page.
std::string pdf(const std::vector<std::vector<std::string>>& pages, const std::string& trailer = "") {
  std::vector<std::string> objects = {"<< /Type /Catalog /Pages 2 0 R >>", "",
                                      "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"};
  std::string kids;
  for (const auto& page : pages) {
    std::string content;
    int height = 760;
    for (const std::string& line : page) {
      content += "BT /F1 12 Tf 60 " + std::to_string(height) + " Td (" + line + ") Tj ET\n";
      height -= 14;
    }
    objects.push_back("<< /Length " + std::to_string(content.size()) + " >>\nstream\n" + content + "endstream");
    objects.push_back(
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents " +
        std::to_string(objects.size()) + " 0 R >>");
    kids += std::to_string(objects.size()) + " 0 R ";
  }
  objects[1] = "<< /Type /Pages /Kids [" + kids + "] /Count " + std::to_string(pages.size()) + " >>";
  std::string file = "%PDF-1.4\n", table;
  for (std::size_t i = 0; i < objects.size(); ++i) {
    std::string offset = std::to_string(file.size());
    table += std::string(10 - offset.size(), '0') + offset + " 00000 n \n";
    file += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
  }
  const std::string count = std::to_string(objects.size() + 1), start = std::to_string(file.size());
  return file + "xref\n0 " + count + "\n0000000000 65535 f \n" + table + "trailer << /Size " + count + " /Root 1 0 R " +
         trailer + " >>\nstartxref\n" + start + "\n%%EOF\n";
}

std::string refusal(const std::string& bytes) {
  const auto document = read_document(bytes, "r.pdf", {});
  REQUIRE_FALSE(document);
  return document.error().message;
}

}  // namespace

TEST_CASE("a PDF's text is read with its pages, divided words joined, running lines marked") {
  if (!installed()) return;
  const char* const ends[] = {"was found.", "was not seen at first.", "came by mail.", "ended in May."};
  std::vector<std::vector<std::string>> pages;
  for (int i = 1; i <= 4; ++i) {
    pages.push_back({"Report of the Office " + std::to_string(i), "The intru-",
                     "sion of page " + std::to_string(i) + " " + ends[i - 1]});
  }
  const auto document = read_document(pdf(pages), "r.pdf", {});
  REQUIRE_MESSAGE(document, (document ? "" : document.error().message));
  for (int i = 1; i <= 4; ++i) {
    const std::string words = "intrusion of page " + std::to_string(i);
    const auto at = document->text.find(words);
    REQUIRE(at != std::string::npos);
    CHECK(original_place(document->offsets, static_cast<std::uint32_t>(at)).page == static_cast<std::uint32_t>(i));
  }
  REQUIRE(document->boilerplate.size() == 4);
  CHECK(text_of(document->text, document->boilerplate[2]) == "Report of the Office 3");
  CHECK(document->sha256.size() == 64);
}

TEST_CASE("PDFs that hold no readable text are refused with what to do") {
  if (!installed()) return;
  CHECK(refusal(pdf({{}, {}})).starts_with("r.pdf: no text layer in 2 pages; run text recognition"));
  CHECK(refusal("%PDF-1.4\nnothing").starts_with("r.pdf: not a PDF that can be read"));
  CHECK(refusal("%PDF-1.4\n" + std::string(2'000'000, '[')).starts_with("r.pdf: "));
  const std::string secret = "/Encrypt << /Filter /Standard /V 1 /R 2 /P -44 /O <" + std::string(64, '0') + "> /U <" +
                             std::string(64, '1') + "> >> /ID [<00> <00>]";
  CHECK(refusal(pdf({{"words"}}, secret)).starts_with("r.pdf: an encrypted PDF; save a copy without password"));
}
