// Names of groups and malware in sentences that are not parsed: those of other languages.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "knowledge/knowledge.h"
#include "model/reading.h"
#include "reading/names/phrase_finder.h"

namespace whence {

class CatalogueNames {
 public:
  // Keeps nothing of `knowledge`.
  explicit CatalogueNames(const Knowledge& knowledge);

  // The names in text[where], the longest from the left, none overlapping, added to `actors` or `software`. Groups need
  // a capital or a digit; software must be written as the catalogue has it and have a capital.
  void find(std::string_view text, Span where, std::vector<NameMention>& actors,
            std::vector<NameMention>& software) const;

 private:
  struct Entry {
    std::string id, name;
    std::string written;  // how it must stand in the text; empty for groups
  };
  struct Draft;
  explicit CatalogueNames(Draft draft);

  std::vector<Entry> entries_;
  PhraseFinder finder_;
};

}  // namespace whence
