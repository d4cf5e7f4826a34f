// One document as one version of the reader understood it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/claim.h"
#include "model/document.h"
#include "model/ledger.h"
#include "model/oddity.h"
#include "model/public_act.h"

namespace whence {

// A country that the words tie to who did it, or to who was hit. Of people ("Chinese hackers") it is the origin that
// the text states, and no word on any state.
struct CountryRole {
  std::string state;  // ISO 3166-1 alpha-2, or a body's id
  std::string text;   // as written
  Span span;
  std::string how;    // origin, tie, subject, agent, object, place, owner, ...: the rule that read it
  double weight = 0;  // 0-9: how surely
};

// A name in the text. `id` is empty for a name that looks like an actor's but is in no catalogue we hold.
struct NameMention {
  std::string text;
  Span span;
  std::string id;    // "G0128", "S0020"; a galaxy cluster as "misp:UUID"
  std::string name;  // the catalogue's own name
};

struct TechniqueMention {
  std::string id;  // "T1566.002"
  Span span;
  bool explicit_id = true;  // false: read from prose
  double confidence = 1.0;  // of the reader in this mention, 0-1
};

struct IndicatorMention {
  std::string
      type;  // ipv4, ipv6, domain, url, email, md5, sha1, sha256, sha512, cve, asn, onion, wallet, path, registry
  std::string value;  // normal form, refanged
  std::string text;   // as written
  Span span;
  bool defanged = false;
  std::string
      note;  // why it may be no lead: private, documentation, reserved, article link, ...; empty if nothing is known
};

// One incident of the text. The letter is stable within the reading.
struct Matter {
  std::string letter;
  std::string summary;
  std::vector<std::size_t> claims;   // indices into Reading::claims: what is alleged
  std::vector<std::size_t> answers;  // what is answered
};

// A link that readers supply and the text does not make.
struct Unsaid {
  std::string what;
  std::string why;
};

// A difference or agreement between a claim here and an entry of the ledger.
struct LedgerNote {
  std::string matter;
  std::string kind;      // differs, firmer, weaker, adds, same
  std::size_t here = 0;  // index into Reading::claims
  std::string there;     // ledger id, "L083"
  std::string field;
  std::string text_here, text_there;  // both sides' words
  std::string status;                 // of the ledger entry: verified, unverified
};

// Whether a sentence tells of the incident that the document is about, of what was before, or of others.
enum class Passage { incident, background, other_actors };

struct Sentence {
  Span span;
  bool headline = false;
  bool boilerplate = false;  // found, not read
  Passage passage = Passage::incident;
};

// How much of a document its language let the reader understand.
enum class Understood {
  fully,
  cues,  // who answers or accuses, by cue words alone; quoted, never translated
  no     // names and indicators only
};
std::string_view name_of(Understood understood);
std::optional<Understood> understood_named(std::string_view name);

struct Reading {
  Document document;
  std::string language;  // ISO 639-1, empty if not told
  Understood understood = Understood::fully;
  std::vector<Sentence> sentences;
  std::vector<Claim> claims;           // in text order
  std::vector<PublicAct> public_acts;  // told beside the claims, in text order
  std::vector<NameMention> actors, software;
  std::vector<NameMention> analysts, outlets;  // security firms and media that the text names
  std::vector<TechniqueMention> techniques;
  std::vector<IndicatorMention> indicators;
  std::vector<Party> victims;
  std::vector<CountryRole> doer_countries, hit_countries;  // one entry for each country, the surest first
  std::vector<Matter> matters;
  std::vector<Unsaid> not_in_text;
  std::vector<LedgerNote> against_ledger;
  std::vector<LedgerEntry> ledger;  // the entries that against_ledger cites, for pages that show both sides of them
  std::size_t ledger_size = 0;      // of the whole ledger that was compared; 0: none was
  std::vector<Oddity> oddities;
  bool exercise = false;  // an invented incident: the document says so, or names a country XA-XZ other than XK
  std::string data;       // hash of the data that read it
};

}  // namespace whence
