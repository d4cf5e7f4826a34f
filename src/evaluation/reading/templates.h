// Example sentences with slots for states: "{A short} accused {B short} of breaching its parliament's mail."
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/table.h"
#include "evaluation/reading/country_names.h"
#include "reading/frames/frames.h"

namespace whence {

enum class FormKind { short_, long_, adjective, person, capital, ministry, embassy };
inline constexpr std::size_t form_kinds = 7;

// One phrase of each kind for one state; empty where there is none.
struct StateForms {
  std::string code;
  std::array<std::string, form_kinds> phrase;
  const std::string& of(FormKind kind) const { return phrase[static_cast<std::size_t>(kind)]; }
};
// `forms`: data/gazetteer/forms.tsv.
Result<std::vector<StateForms>> load_state_forms(const Table& forms);

struct TemplateSlot {
  std::size_t letter = 0;  // 0 is A, 1 is B: the same letter is the same state
  FormKind kind = FormKind::short_;
  bool speaks = false;  // the example's source: a capital, ministry or embassy may stand here too
  bool owns = false;    // "Albania's": only a name may stand here
};

// Text and slots in turn: texts[0] slots[0] texts[1] ... texts[n].
struct SentenceTemplate {
  std::string frame, where;  // "accuse/1", "frames/accuse.txt:11"
  std::vector<std::string> texts;
  std::vector<TemplateSlot> slots;
  std::vector<std::string> codes;  // by letter: the states of the example itself
  bool passive = false;            // made from an active example
  std::string example;             // the sentence it was made from
};

// Which states' words stand in an example and as what; absent if a word for a state has no kind.
std::optional<SentenceTemplate> template_of(const Frame& frame, const FrameExample& example, const CountryNames& names,
                                            const std::vector<StateForms>& forms);
// "{A} accused {B} of ..." as "{B} was accused by {A} of ..."; absent unless the two slots enclose one past form.
// `verbs`: data/reading/verbs.tsv.
std::optional<SentenceTemplate> passive_of(const SentenceTemplate& active, const Table& verbs);

// The sentence with one state for each letter and `round` choosing between the kinds of phrase that may stand in a
// slot. Absent if a state has no such phrase.
std::optional<std::string> filled(const SentenceTemplate& sentence, const std::vector<const StateForms*>& states,
                                  std::size_t round);

}  // namespace whence
