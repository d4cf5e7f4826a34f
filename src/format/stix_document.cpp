#include <algorithm>
#include <map>

#include "base/base64.h"
#include "base/hash.h"
#include "base/text.h"
#include "format/reading_view.h"
#include "format/stix.h"
#include "format/stix_indicators.h"

namespace whence {
namespace {

std::string kind_of(PartyKind kind) {
  switch (kind) {
    case PartyKind::person:
      return "individual";
    case PartyKind::group:
      return "group";
    case PartyKind::unnamed:
      return "unknown";
    case PartyKind::state:
    case PartyKind::organ:
    case PartyKind::company:
    case PartyKind::outlet:
    case PartyKind::institution:
      return "organization";
  }
  return "unknown";
}

std::vector<Party> joined(const std::vector<Party>& a, const std::vector<Party>& b) {
  std::vector<Party> all = a;
  all.insert(all.end(), b.begin(), b.end());
  return all;
}

class DocumentObjects {
 public:
  DocumentObjects(StixObjects& objects, const SharedDocument& shared)
      : objects_(objects), shared_(shared), reading_(shared.reading), first_(objects.size()) {}

  std::vector<std::string> add() {
    add_file();
    for (std::size_t i = 0; i < reading_.claims.size(); ++i) {
      if (!is_denial(reading_.claims[i].act)) add_claim(i);
    }
    for (std::size_t i = 0; i < reading_.claims.size(); ++i) {
      if (is_denial(reading_.claims[i].act)) add_denial(i);
    }
    add_mentions();
    add_report();
    return {objects_.ids().begin() + static_cast<std::ptrdiff_t>(first_), objects_.ids().end()};
  }

 private:
  const std::string& key() const { return reading_.document.id.text; }

  std::string called(const Party& party) const { return party_name(party, objects_.exchange().names); }
  bool has_name(const Party& party) const { return !called(party).empty() && called(party) != "narrator"; }

  std::string who(const Party& party) {
    if (party.kind == PartyKind::state && party.state) return objects_.state(*party.state);
    return objects_.identity(called(party), kind_of(party.kind));
  }

  std::string speaker(const Claim& claim) {
    for (const Party& party : claim.source) {
      if (has_name(party)) return who(party);
    }
    const auto& outlet = reading_.document.source;
    return objects_.identity(outlet ? *outlet : "Author of " + reading_.document.name, "unknown");
  }

  // The file as received, and its text as read.
  void add_file() {
    const Document& document = reading_.document;
    file_ = objects_.observable(
        "file", Json::object().set("hashes", Json::object().set("SHA-256", document.sha256)).set("name", document.name),
        Json::object().set("size", static_cast<std::size_t>(document.bytes)));
    if (document.text.empty()) return;
    text_ = objects_.observable("artifact",
                                Json::object()
                                    .set("hashes", Json::object().set("SHA-256", sha256(document.text)))
                                    .set("payload_bin", to_base64(document.text)),
                                Json::object().set("mime_type", "text/plain"));
  }

  Json source_reference(const Claim& claim) const {
    const Document& document = reading_.document;
    Json one = Json::object().set("source_name", document.source.value_or(document.name));
    one.set("description", document.name + ", sentence " + std::to_string(claim.sentence));
    one.set("hashes", Json::object().set("SHA-256", document.sha256));
    if (document.url && document.url->find("://") != std::string::npos) one.set("url", *document.url);
    return Json::array().push(std::move(one));
  }

  // The claim as it was read: an amendment stands beside it.
  Json ours(std::size_t index) const {
    Json one =
        Json::object().set("claim", shared_.claims.at(index)).set("claim_index", index).set("of_document", key());
    const SharedVerdict& verdict = shared_.verdicts.at(index);
    if (!verdict.words.empty())
      one.set("verdict", verdict.words).set("rejected", verdict.rejected).set("amended", verdict.amended);
    return one;
  }
  Json part_of(const Claim& claim) const {
    return Json::object().set("part_of", claim.id.text).set("of_document", key());
  }

  std::string quote(const Claim& claim) const {
    const std::string said = squeeze(text_of(reading_.document.text, claim.span));
    return said.empty() ? std::string(name_of(claim.act)) : said;
  }

  std::string incident(const Claim& claim) {
    const std::string letter = claim.matter.empty() ? "general" : claim.matter;
    std::string name = reading_.document.name + ": matter " + letter;
    for (const Matter& matter : reading_.matters) {
      if (matter.letter == claim.matter && !matter.summary.empty()) name = matter.summary;
    }
    return objects_.campaign(name, key() + "/" + letter);
  }

  // The standard's chain: campaign, intrusion set, threat actor, identity. Each link is one relationship of this claim
  // alone, so rival claims never share an edge. A person is no threat actor.
  void add_chain(std::size_t index) {
    const Claim& claim = reading_.claims[index];
    const std::string creator = speaker(claim), campaign = incident(claim);
    std::vector<std::string> made;
    const auto link = [&](const std::string& from, const char* verb, const std::string& to) {
      Json said = Json::object().set("description", quote(claim)).set("external_references", source_reference(claim));
      made.push_back(
          objects_.relate(from, verb, to, std::move(said), creator, made.empty() ? ours(index) : part_of(claim)));
    };
    std::vector<std::string> from;
    for (const Party& party : joined(claim.group, claim.accused)) {
      if (party.kind != PartyKind::group || !has_name(party)) continue;
      from.push_back(objects_.intrusion_set(party.id.value_or(""), called(party)));
      link(campaign, "attributed-to", from.back());
    }
    if (from.empty()) from.push_back(campaign);
    for (const Party& party : joined(claim.accused, claim.sponsor)) {
      const bool body = party.kind == PartyKind::state || party.kind == PartyKind::organ ||
                        party.kind == PartyKind::company || party.kind == PartyKind::institution;
      if (!body || !has_name(party)) continue;
      const std::string actor = objects_.threat_actor(called(party));
      for (const std::string& each : from) link(each, "attributed-to", actor);
      link(actor, "attributed-to", who(party));
    }
    if (made.empty()) return add_note(index);
    for (const Party& victim : claim.victim) {
      if (has_name(victim)) link(campaign, "targets", who(victim));
    }
    said_[index] = std::move(made);
  }

  void add_claim(std::size_t index) {
    if (attributes(shared_, index)) return add_chain(index);
    add_note(index);
  }

  void add_note(std::size_t index) {
    const Claim& claim = reading_.claims[index];
    Json about = Json::array().push(file_);
    for (const auto* parties : {&claim.accused, &claim.group, &claim.sponsor, &claim.victim, &claim.target}) {
      for (const Party& party : *parties) {
        if (has_name(party)) about.push(who(party));
      }
    }
    Json note = Json::object()
                    .set("abstract", name_of(claim.act))
                    .set("content", quote(claim))
                    .set("object_refs", distinct(about))
                    .set("external_references", source_reference(claim));
    if (shared_.verdicts.at(index).rejected) note.set("revoked", true);
    said_[index] = {objects_.say("note", std::move(note), speaker(claim), ours(index))};
  }

  static Json distinct(const Json& list) {
    Json once = Json::array();
    for (const Json& item : list.items()) {
      if (std::find(once.items().begin(), once.items().end(), item) == once.items().end()) once.push(item);
    }
    return once;
  }

  // A denial is an opinion about what it answers; where the text does not say what that is, a note.
  void add_denial(std::size_t index) {
    const Claim& claim = reading_.claims[index];
    Json about = Json::array();
    for (const ClaimRelation& relation : claim.relations) {
      const auto answered = said_.find(relation.claim);
      if (relation.kind == RelationKind::repeats || answered == said_.end()) continue;
      for (const std::string& id : answered->second) about.push(id);
    }
    if (about.items().empty() || claim.denied || shared_.verdicts.at(index).rejected) return add_note(index);
    Json opinion = Json::object()
                       .set("opinion", "disagree")
                       .set("explanation", quote(claim))
                       .set("object_refs", distinct(about))
                       .set("external_references", source_reference(claim));
    said_[index] = {objects_.say("opinion", std::move(opinion), speaker(claim), ours(index))};
  }

  void add_mentions() {
    for (const IndicatorMention& mention : reading_.indicators) {
      if (mention.type == "cve") {
        Json one = Json::object().set("source_name", "cve").set("external_id", mention.value);
        objects_.thing(
            "vulnerability",
            Json::object().set("name", mention.value).set("external_references", Json::array().push(std::move(one))));
      } else if (const auto observable = stix_observable(mention.type, mention.value)) {
        objects_.observable(observable->type, observable->contributing, Json::object());
      }
    }
    for (const TechniqueMention& mention : reading_.techniques) objects_.technique(mention.id);
    for (const NameMention& mention : reading_.software) {
      if (!mention.id.empty()) objects_.software(mention.id, mention.name);
    }
    for (const NameMention& mention : reading_.actors) {
      if (!mention.id.empty()) objects_.intrusion_set(mention.id, mention.name);
    }
  }

  void add_report() {
    const Document& document = reading_.document;
    Json about = Json::array().push(file_);
    if (!text_.empty()) about.push(text_);
    for (std::size_t i = first_; i < objects_.ids().size(); ++i) {
      if (objects_.ids()[i] != file_ && objects_.ids()[i] != text_) about.push(objects_.ids()[i]);
    }
    Json reference = Json::object()
                         .set("source_name", document.source.value_or(document.name))
                         .set("hashes", Json::object().set("SHA-256", document.sha256));
    reference.set("description", "The document as received: " + document.name);
    if (document.url && document.url->find("://") != std::string::npos) reference.set("url", *document.url);
    Json report = Json::object()
                      .set("name", document.title.empty() ? document.name : document.title)
                      .set("object_refs", std::move(about))
                      .set("external_references", Json::array().push(std::move(reference)));
    Json record = shared_.record;
    if (!text_.empty()) record.set("text_ref", text_);
    Json extension = Json::object().set("document", std::move(record)).set("complete", true);
    if (document.published) {
      report.set("published", to_string(Date{document.published->first}) + "T00:00:00Z");
      report.set("report_types", Json::array().push("threat-report"));
      objects_.say("report", std::move(report), objects_.ourselves(), extension);
    } else {
      report.set("context", "unspecified");  // a report would have to say when it was published
      objects_.say("grouping", std::move(report), objects_.ourselves(), extension);
    }
  }

  StixObjects& objects_;
  const SharedDocument& shared_;
  const Reading& reading_;
  std::size_t first_;
  std::string file_, text_;
  std::map<std::size_t, std::vector<std::string>> said_;  // claim to the objects that say it
};

}  // namespace

std::vector<std::string> add_stix_document(StixObjects& objects, const SharedDocument& shared) {
  return DocumentObjects(objects, shared).add();
}

}  // namespace whence
