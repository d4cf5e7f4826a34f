// The reader: a document in, what it says out. One object serves many documents; it never changes after loading.
#pragma once

#include <memory>

#include "base/result.h"
#include "knowledge/knowledge.h"
#include "lexicon/data.h"
#include "model/reading.h"

namespace whence {

class Reader {
 public:
  static Result<Reader> load(const Data& data, const Knowledge& knowledge);
  Reader(Reader&&) noexcept;
  Reader& operator=(Reader&&) noexcept;
  ~Reader();

  // Claims with matters and what the text does not say; relations between claims and with the ledger are others' work.
  // Linear in the text; sentences beyond a bound of words are cut and counted as oddities.
  Reading read(Document document) const;
  // Fills `source` and `published` from the document's first lines where they are absent.
  void read_heading(Document& document) const;

 private:
  struct Tables;
  explicit Reader(std::unique_ptr<const Tables> tables);
  std::unique_ptr<const Tables> tables_;
};

}  // namespace whence
