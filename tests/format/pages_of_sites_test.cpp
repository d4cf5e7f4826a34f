// Own pages in the shapes of common site systems: the article is kept, the rest is not read.
#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "base/file.h"
#include "base/text.h"
#include "format/document.h"
#include "format/offsets.h"
#include "lexicon/data.h"

using namespace whence;

namespace {

const std::string folder = std::string(WHENCE_TESTS) + "/format/pages";

const Boilerplate& shipped() {
  static const Boilerplate loaded = [] {
    const char* named = std::getenv("WHENCE_DATA");
    const Data data = (named == nullptr ? Data::open_embedded() : Data::open_directory(named)).value();
    return boilerplate_from(data.table("reading/boilerplate").value()).value();
  }();
  return loaded;
}

std::vector<std::string> pages() {
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".html") files.push_back(entry.path().string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

// Lines of what is read: the text without the runs marked as boilerplate.
std::string read_part(const Document& document) {
  std::string kept;
  std::size_t at = 0;
  for (const Span& span : document.boilerplate) {
    kept += document.text.substr(at, span.begin - at);
    at = span.end;
  }
  return kept + document.text.substr(at);
}

std::size_t count(std::string_view text, std::string_view word) {
  std::size_t found = 0;
  for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) ++found;
  return found;
}

// Sentences of the article stand in headings, paragraphs and table cells; the title is said again in the head.
std::size_t wanted_in(std::string_view page) {
  const auto body = page.find("<body");
  return count(page.substr(body == std::string_view::npos ? 0 : body), "Sable");
}

}  // namespace

TEST_CASE("of pages as sites serve them the article is read, and menus, banners, comments and other stories are not") {
  std::size_t wanted = 0, kept = 0, strange = 0, all_strange = 0;
  for (const std::string& file : pages()) {
    const std::string bytes = read_file(file, Limits{}).value();
    const auto document = read_document(bytes, file, Limits{}, shipped());
    REQUIRE(document);
    const std::string text = read_part(*document);
    const std::size_t here = count(text, "Sable"), other = count(text, "Quillon");
    wanted += wanted_in(bytes);
    kept += here;
    strange += other;
    all_strange += count(bytes.substr(bytes.find("<body")), "Quillon");
    if (here < wanted_in(bytes))
      MESSAGE(fmt::format("{}: {} of {} sentences of the article:\n{}", file, here, wanted_in(bytes), text));
    if (other > 0) {
      for (const std::string_view line : lines(text)) {
        if (line.find("Quillon") != std::string_view::npos) MESSAGE(fmt::format("{}: reads: {}", file, line));
      }
    }
  }
  fmt::print("pages of sites: {} of {} sentences of the articles read; {} of {} other pieces read\n", kept, wanted,
             strange, all_strange);
  CHECK(kept == wanted);
  CHECK(strange * 20 <= all_strange);
}

TEST_CASE("every word that is read of a page stands in the page where the map says") {
  for (const std::string& file : pages()) {
    const std::string bytes = read_file(file, Limits{}).value();
    const auto document = read_document(bytes, file, Limits{}, shipped());
    REQUIRE(document);
    for (auto at = document->text.find("Sable"); at != std::string::npos; at = document->text.find("Sable", at + 1)) {
      const OriginalPlace place = original_place(document->offsets, static_cast<std::uint32_t>(at));
      CHECK(bytes.substr(place.byte, 5) == "Sable");
    }
  }
}
