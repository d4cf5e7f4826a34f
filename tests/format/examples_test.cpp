#include <filesystem>

#include <doctest/doctest.h>

#include "base/file.h"
#include "format/boilerplate.h"
#include "format/case_list.h"
#include "format/case_yaml.h"
#include "format/document.h"
#include "lexicon/data.h"

using namespace whence;

namespace {

std::vector<std::string> examples() {
  std::vector<std::string> paths;
  for (const auto& entry : std::filesystem::directory_iterator(WHENCE_SOURCE "/examples")) {
    if (entry.is_regular_file()) paths.push_back(entry.path().string());
  }
  REQUIRE(paths.size() >= 5);
  return paths;
}

std::string bytes_of(const std::string& path) {
  auto bytes = read_file(path, {});
  REQUIRE(bytes);
  return std::move(bytes).value();
}

// The table of real states, from which a victim of an exercise must not come.
CountryCodes real_codes() {
  const auto data = Data::open_embedded();
  REQUIRE(data);
  const auto table = data->table("gazetteer/states");
  REQUIRE(table);
  CountryCodes codes;
  for (std::size_t row = 0; row < table->rows(); ++row) codes.emplace(table->text(row, table->column("code").value()));
  REQUIRE(codes.size() > 190);
  return codes;
}

}  // namespace

TEST_CASE("every example says that it is an exercise") {
  for (const std::string& path : examples()) {
    const std::string bytes = bytes_of(path);
    INFO(path);
    if (case_form(bytes, path) == CaseForm::yaml) {
      const auto incident = read_case(bytes, path, real_codes(), {});
      REQUIRE_MESSAGE(incident, (incident ? "" : incident.error().message));
      CHECK(incident->exercise);
    } else if (case_form(bytes, path) == CaseForm::list) {
      const auto incident = read_case_list(bytes, path, {});
      REQUIRE(incident);
      CHECK(incident->exercise);
    } else if (path.ends_with(".txt") || path.ends_with(".html")) {
      const auto document = read_document(bytes, path, {});
      REQUIRE(document);
      CHECK(document->exercise);
      CHECK(document->text.find("EXERCISE") != std::string::npos);
    }
  }
}

TEST_CASE("every golden page says that it is an exercise, and is of invented states") {
  std::size_t pages = 0;
  for (const auto& entry : std::filesystem::directory_iterator(WHENCE_SOURCE "/tests/golden/pages")) {
    const std::string page = bytes_of(entry.path().string());
    INFO(entry.path().string());
    CHECK((page.find("EXERCISE") != std::string::npos || page.find("\"exercise\": true") != std::string::npos ||
           page.find("\"exercise\":true") != std::string::npos));
    ++pages;
  }
  CHECK(pages >= 10);
}

TEST_CASE("no example names a real state") {
  const auto data = Data::open_embedded();
  REQUIRE(data);
  const auto table = data->table("gazetteer/states");
  REQUIRE(table);
  for (const std::string& path : examples()) {
    const std::string text = bytes_of(path);
    for (std::size_t row = 0; row < table->rows(); ++row) {
      std::vector<std::string_view> words = table->list(row, table->column("names").value());
      for (const std::string_view word : table->list(row, table->column("adjectives").value())) words.push_back(word);
      for (const std::string_view word : words) {
        const auto at = text.find(word);
        const bool inside =
            at != std::string::npos && (std::isalpha(static_cast<unsigned char>(text[at + word.size()])) != 0 ||
                                        (at > 0 && std::isalpha(static_cast<unsigned char>(text[at - 1])) != 0));
        // The web shell's name is not the state's.
        const bool tool = at != std::string::npos && text.substr(at).starts_with("China Chopper");
        CHECK_MESSAGE((at == std::string::npos || inside || tool), path << ": " << word);
      }
    }
  }
}

TEST_CASE("the page of the example is read as its article, all else left out") {
  const auto data = Data::open_embedded();
  REQUIRE(data);
  const auto boilerplate = boilerplate_from(data->table("reading/boilerplate").value());
  REQUIRE(boilerplate);
  const std::string path = WHENCE_SOURCE "/examples/river-works.html";
  const auto document = read_document(bytes_of(path), "river-works.html", {}, *boilerplate);
  REQUIRE(document);
  CHECK(document->text.starts_with("Xorland says contractors for Xindar entered river works network\n\nEXERCISE"));
  CHECK(document->text.ends_with("who has not seen the data."));
  for (const char* outside :
       {"cookies", "Home", "Related", "Leave a comment", "All rights", "readers do not", "window.page"}) {
    CHECK_MESSAGE(document->text.find(outside) == std::string::npos, outside);
  }
  REQUIRE(document->boilerplate.size() == 1);
  CHECK(text_of(document->text, document->boilerplate[0]).starts_with("Photo:"));
  CHECK(document->title == "Xorland says contractors for Xindar entered river works network");
  CHECK(document->source == "The Sable Post");
  CHECK(document->url == "https://sable-post.example/2026/05/12/river-works");
  CHECK(to_string(*document->published) == "2026-05-12");
}

TEST_CASE("the drafting office has eleven items and one that no catalogue knows, of four origins") {
  const auto incident =
      read_case(bytes_of(WHENCE_SOURCE "/examples/drafting-office.yaml"), "drafting-office.yaml", real_codes(), {});
  REQUIRE(incident);
  CHECK(incident->evidence.size() == 12);
  std::set<std::string> origins;
  std::vector<std::string> unchecked;
  for (const Evidence& item : incident->evidence) {
    origins.insert(item.origin);
    if (!item.checked) unchecked.push_back(item.id.text);
  }
  CHECK(origins.size() == 4);
  CHECK(unchecked == std::vector<std::string>{"e3", "e4", "e6"});
  CHECK(incident->statements.size() == 2);
  CHECK(incident->known.size() == 5);
}
