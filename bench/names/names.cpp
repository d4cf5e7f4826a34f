// Own finder, vectorscan and the search for words alone on one generated text; see README.md.
#include <algorithm>
#include <bit>
#include <set>

#include <fmt/format.h>
#include <hs/hs.h>

#include "base/text.h"
#include "harness.h"
#include "reading/indicators/characters.h"
#include "reading/names/phrase_finder.h"
#include "reading/names/word_masks.h"

namespace whence::bench {
namespace {

constexpr std::size_t how_many = 50'000;

// What both must find: the number of matches and a sum over their places and names.
struct Answer {
  std::uint64_t matches = 0, sum = 0;
  void add(std::size_t begin, std::size_t end, std::uint32_t name) {
    ++matches;
    sum += (begin * 31 + end) * 17 + name;
  }
  bool operator==(const Answer&) const = default;
};

std::string title(std::string word) {
  word[0] = static_cast<char>(word[0] - 'a' + 'A');
  return word;
}

// One in three is a single word, the others two or three. `common`: half of them begin with a word of the prose.
std::vector<std::string> names(bool common) {
  std::mt19937 random(20260702);
  std::set<std::string> seen;
  std::vector<std::string> result;
  while (result.size() < how_many) {
    std::string name;
    const std::string& word = prose_words()[random() % prose_words().size()];
    if (common && random() % 2 == 0 && std::all_of(word.begin(), word.end(), is_alpha)) {
      name = word + " " + title(invented_name(random));
    } else {
      name = title(invented_name(random));
      for (auto more = random() % 3; more > 0; --more) name += " " + title(invented_name(random));
    }
    if (seen.insert(lower(name)).second) result.push_back(std::move(name));
  }
  return result;
}

// Prose with a name, in any case, every `every` words or so.
std::string generated(const std::vector<std::string>& names, std::size_t size, unsigned every) {
  std::mt19937 random(20260703);
  std::string text;
  text.reserve(size + 200);
  for (std::size_t word = 1; text.size() < size; ++word) {
    if (random() % every == 0) {
      const std::string& name = names[random() % names.size()];
      text += random() % 4 == 0 ? lower(name) : name;
    } else {
      text += prose_words()[random() % prose_words().size()];
      if (random() % 14 == 0) text += '.';
    }
    text += word % 12 == 0 ? '\n' : ' ';
  }
  return text;
}

struct Heard {
  std::string_view text;
  const std::vector<std::string>* names = nullptr;
  std::size_t offset = 0;
  Answer answer;
};

// vectorscan knows no whole words in literals: what stands beside a match is looked at here.
int hear(unsigned id, unsigned long long, unsigned long long to, unsigned, void* context) {
  Heard& heard = *static_cast<Heard*>(context);
  const auto end = static_cast<std::size_t>(to);
  const std::size_t begin = end - (*heard.names)[id].size();
  if (begin > 0 && is_alnum(heard.text[begin - 1])) return 0;
  if (end < heard.text.size() && is_alnum(heard.text[end])) return 0;
  heard.answer.add(heard.offset + begin, heard.offset + end, id);
  return 0;
}

class Literals {
 public:
  explicit Literals(const std::vector<std::string>& names) : names_(names) {
    std::vector<const char*> words;
    std::vector<std::size_t> sizes;
    std::vector<unsigned> flags(names.size(), HS_FLAG_CASELESS), ids;
    for (const std::string& name : names) {
      ids.push_back(static_cast<unsigned>(words.size()));
      words.push_back(name.c_str());
      sizes.push_back(name.size());
    }
    hs_compile_error_t* error = nullptr;
    ready_ =
        hs_compile_lit_multi(words.data(), flags.data(), ids.data(), sizes.data(), static_cast<unsigned>(names.size()),
                             HS_MODE_BLOCK, nullptr, &database_, &error) == HS_SUCCESS &&
        hs_alloc_scratch(database_, &scratch_) == HS_SUCCESS;
    if (error != nullptr) hs_free_compile_error(error);
  }
  ~Literals() {
    hs_free_scratch(scratch_);
    hs_free_database(database_);
  }
  Literals(const Literals&) = delete;
  Literals& operator=(const Literals&) = delete;

  bool ready() const { return ready_; }
  Answer find(std::string_view text) const {
    Heard heard{{}, &names_, 0, {}};
    for (const std::string_view document : documents(text)) {
      heard.text = document;
      hs_scan(database_, document.data(), static_cast<unsigned>(document.size()), 0, scratch_, hear, &heard);
      heard.offset += document.size();
    }
    return heard.answer;
  }

 private:
  const std::vector<std::string>& names_;
  hs_database_t* database_ = nullptr;
  hs_scratch_t* scratch_ = nullptr;
  bool ready_ = false;
};

Answer found(const PhraseFinder& finder, std::string_view text) {
  Answer answer;
  std::size_t offset = 0;
  for (const std::string_view document : documents(text)) {
    for (const PhraseMatch& match : finder.find(document))
      answer.add(offset + match.span.begin, offset + match.span.end, match.phrase);
    offset += document.size();
  }
  return answer;
}

std::size_t words_in(std::string_view text) {
  const AlnumMask mask_of = alnum_mask(VectorPath::automatic);
  std::size_t words = 0;
  std::uint64_t inside = 0;
  for (std::size_t at = 0; at + 64 <= text.size(); at += 64) {
    const std::uint64_t mask = mask_of(text.data() + at);
    words += static_cast<std::size_t>(std::popcount(mask & ~(mask << 1U | inside)));
    inside = mask >> 63U;
  }
  return words;
}

Contest contest(const char* input, bool common, unsigned every, int rounds) {
  const std::vector<std::string> wanted = names(common);
  const std::string text = generated(wanted, std::size_t{48} << 20U, every);
  const double megabytes = static_cast<double>(text.size()) / 1e6;
  Contest result{input, "MB", {"own", {}, megabytes}, {"vectorscan", {}, megabytes}, {"words alone", {}, megabytes},
                 ""};
  const PhraseFinder finder(wanted);
  const Literals literals(wanted);
  if (!literals.ready()) result.problem = "vectorscan did not take the names";
  Answer own, peer;
  std::size_t words = 0;
  for (int round = 0; round < rounds && result.problem.empty(); ++round) {
    result.own.seconds.push_back(measured([&] { own = found(finder, text); }));
    result.peer.seconds.push_back(measured([&] { peer = literals.find(text); }));
    result.limit.seconds.push_back(measured([&] { words += words_in(text); }));
    if (!(own == peer)) result.problem = fmt::format("own {} matches, vectorscan {}", own.matches, peer.matches);
    if (own.matches == 0 || words == 0) result.problem = "nothing found";
  }
  result.input += fmt::format(" ({} matches)", own.matches);
  return result;
}

}  // namespace

std::vector<Contest> names_contests(int rounds) {
  return {contest("50,000 names, half of them begin with a word of the text", true, 20, rounds),
          contest("50,000 invented names, one in 50 words of text", false, 50, rounds),
          contest("50,000 invented names, one in 500 words of text", false, 500, rounds)};
}

}  // namespace whence::bench
