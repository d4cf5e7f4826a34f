// Frames: how a phrase of the language becomes a claim. Data (data/frames/*.txt), paragraphs of "key value" lines:
//
//     frame    accuse/1
//     kind     act
//     act      accuse
//     cue      accuse, blame
//     pattern  {source} CUE {accused} of|for|over {content?}
//     yes      Estonia accused Belarus of breaching its mail.  =>  source=EE | accused=BY
//
// A cue is a verb's lemma, with the words that must follow it ("call for"), a noun after
// "noun:", or other words after "adverbial:" ("according to"). In a pattern the slot
// before CUE is the subject, the slot behind it the object, any other stands behind one of the prepositions named. A
// slot with "?" may be empty. Passive voice needs no pattern of its own. docs/formats/frames.md has the whole language.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "lexicon/data.h"
#include "model/claim.h"
#include "model/public_act.h"

namespace whence {

enum class FrameKind {
  act,        // makes a claim of its own: accuse, deny, sanction
  say,        // carries what another predicate says: say, reveal, according to
  event,      // something done to a victim: breach, conduct cyber attacks
  behind,     // ties somebody to an event: be behind, be responsible for
  link,       // ties a group to an organ or state: operate under, work for
  victim,     // tells who was hit: fall victim to
  outcome,    // tells how it ended: be thwarted
  involve,    // takes part in an event named by its object: involvement in, role in
  purpose,    // tells what an act serves: serve, aim at
  remark,     // the narrator's opinion: mark, underscore
  public_act  // something done in public that is no claim: arrest, ban, march (data/public-acts/)
};

enum class Slot {
  source,
  evidence,
  accused,
  group,
  victim,
  content,
  claim,
  target,
  sponsor,
  event,
  demand,
  purpose,
  grounds,
  name,
  any
};

struct PatternSlot {
  Slot slot = Slot::any;
  bool optional = false;
  std::vector<std::string> prepositions;  // empty: subject or object
};

struct FrameCue {
  std::string lemma;
  std::vector<std::string> words;  // that follow the verb
  bool noun = false;
  bool adverbial = false;  // no verb at all: "according to"
};

struct FrameExample {
  std::string sentence, wanted;  // wanted: "source=EE | accused=BY"
  bool denied = false, none = false;
  std::size_t line = 0;
};

struct Frame {
  std::string name;  // "accuse/1"
  FrameKind kind = FrameKind::act;
  Act act = Act::comment;
  std::vector<FrameCue> cues;
  std::optional<PatternSlot> subject, object;
  std::vector<PatternSlot> attached;
  Hedge hedge = Hedge::flat;
  std::optional<PublicActKind> public_act;  // of kind public_act
  std::vector<std::string> modal;           // one of these must stand in the verb group: "must", "will"
  std::vector<std::string> with;            // one of these words must follow in the clause: place .. on its "list"
  std::vector<std::string> without;         // none of these may
  std::string lean;                         // "accusers", "denial": the narrator takes a side with this word
  Outcome outcome = Outcome::unknown;
  Status status = Status::none;
  bool cyber = false;        // an event that is a cyber operation whatever its object
  bool needs_cyber = false;  // counts only where the sentence or its object speaks of cyber matters
  bool graded = false;       // a link that is less than "works for": "linked to"
  bool strict = false;       // the event must be told by a word for an event, also where the text is about computers
  bool passive_only = false, not_passive = false;
  bool negative = false;   // says no without "not": "there is no evidence that"
  bool self = false;       // who did it says so: "claim responsibility for"
  bool agentless = false;  // leaves out who says it: "stand accused"
  bool fact = false;       // no act of its subject: "had no part in", for which whoever says so answers
  std::vector<FrameExample> examples;
  std::string file;
  std::size_t line = 0;
};

// Errors name file and line.
Result<std::vector<Frame>> read_frames(std::string_view text, std::string_view file);
// Every frame of data/`folder`/.
Result<std::vector<Frame>> load_frames(const Data& data, std::string_view folder = "frames");

}  // namespace whence
