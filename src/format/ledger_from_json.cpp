#include "format/ledger_json.h"

namespace whence {
namespace {

std::string text(const Json& json) { return std::string(json.text()); }
std::size_t whole(const Json& json) {
  const double number = json.number().value_or(0);
  return number >= 0 && number < 9e15 ? static_cast<std::size_t>(number) : 0;
}
bool yes(const Json& json) { return json.boolean().value_or(false); }
std::vector<std::string> texts(const Json& json) {
  std::vector<std::string> parts;
  for (const Json& item : json.items()) parts.emplace_back(item.text());
  return parts;
}

}  // namespace

LedgerLine ledger_line_from(const Json& json) {
  LedgerLine line;
  line.id = text(json["id"]);
  line.on_record = json["kind"].text() == "public record";
  line.exchanged = json["kind"].text() == "exchanged";
  line.date = text(json["date"]);
  line.accuser_states = texts(json["accuser_states"]);
  line.accused_states = texts(json["accused_states"]);
  line.victim_states = texts(json["victim_states"]);
  line.accusers = text(json["accusers"]);
  line.accused = text(json["accused"]);
  line.groups = text(json["groups"]);
  line.organisations = text(json["organisations"]);
  line.victims = text(json["victims"]);
  line.sectors = text(json["sectors"]);
  line.act = text(json["act"]);
  if (const auto rung = json["rung"].number(); rung && *rung >= 0 && *rung <= 5) line.rung = static_cast<int>(*rung);
  line.hedge = text(json["hedge"]);
  line.outcome = text(json["outcome"]);
  line.status = text(json["status"]);
  line.text = text(json["text"]);
  line.quote = text(json["quote"]);
  const auto sayings = [](const Json& list) {
    std::vector<LedgerAnswer> result;
    for (const Json& one : list.items())
      result.push_back(
          {text(one["by"]), text(one["text"]), text(one["date"]), text(one["where"]), yes(one["verified"])});
    return result;
  };
  line.answers = sayings(json["answers"]);
  line.in_answer_to = sayings(json["in_answer_to"]);
  line.answers_hidden = whole(json["answers_unverified"]);
  line.origin = text(json["origin"]);
  line.tellings = whole(json["tellings"]);
  line.incident = text(json["incident"]);
  line.record = texts(json["public_record"]);
  line.verdict = text(json["verdict"]);
  line.tags = texts(json["tags"]);
  line.tlp = text(json["tlp"]);
  line.document = text(json["document"]);
  line.document_name = text(json["name"]);
  line.sentence = whole(json["sentence"]);
  line.outlet = text(json["outlet"]);
  line.url = text(json["url"]);
  line.language = text(json["language"]);
  line.exercise = yes(json["exercise"]);
  line.denied = yes(json["denied"]);
  return line;
}

LedgerView ledger_frame_from(const Json& json) {
  LedgerView view;
  view.asked = text(json["asked"]);
  view.claims = whole(json["claims"]);
  view.claims_capped = yes(json["claims_counted_no_further"]);
  view.listed_claims = whole(json["claims_listed"]);
  view.documents = whole(json["documents"]);
  view.origins = whole(json["independent_origins"]);
  view.record = whole(json["public_record"]);
  view.record_size = whole(json["public_record_size"]);
  view.unverified = whole(json["public_record_unverified"]);
  for (const Json& one : json["not_read"].items())
    view.unread.push_back({text(one["language"]), yes(one["in_part"]), whole(one["documents"])});
  for (const Json& one : json["drift"].items())
    view.drifts.push_back({text(one["field"]), text(one["before"]), text(one["after"]), text(one["direction"]),
                           text(one["from"]), text(one["to"])});
  for (const Json& one : json["incidents"].items())
    view.incidents.push_back({text(one["id"]), texts(one["members"]), texts(one["reasons"])});
  view.exercise = yes(json["exercise"]);
  view.data = text(json["data"]);
  return view;
}

}  // namespace whence
