#include "format/misp_event.h"

#include <algorithm>
#include <array>

#include "base/base64.h"
#include "base/date.h"
#include "base/text.h"
#include "base/uuid.h"

namespace whence {
namespace {

constexpr std::string_view report_template = "70a68471-df22-4e3f-aa1a-5a3be19f82df";  // of misp-objects

struct Kind {
  std::string_view ours, misp, category;
};
constexpr std::array<Kind, 14> kinds = {{
    {"ipv4", "ip-dst", "Network activity"},
    {"ipv6", "ip-dst", "Network activity"},
    {"domain", "domain", "Network activity"},
    {"onion", "onion-address", "Network activity"},
    {"url", "url", "Network activity"},
    {"email", "email", "Payload delivery"},
    {"md5", "md5", "Payload delivery"},
    {"sha1", "sha1", "Payload delivery"},
    {"sha256", "sha256", "Payload delivery"},
    {"sha512", "sha512", "Payload delivery"},
    {"asn", "AS", "Network activity"},
    {"cve", "vulnerability", "External analysis"},
    {"path", "filename", "Payload delivery"},
    {"registry", "regkey", "Persistence mechanism"},
}};

std::string seconds(const std::string& day) {
  const auto date = parse_date(day);
  return std::to_string(date ? Time(date->first).time_since_epoch().count() : 0);
}

}  // namespace

std::pair<std::string, std::string> misp_type(std::string_view indicator) {
  for (const Kind& kind : kinds) {
    if (kind.ours == indicator) return {std::string(kind.misp), std::string(kind.category)};
  }
  return {};
}

std::string indicator_of_misp(std::string_view type) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 8> more = {{{"ip-src", "ipv4"},
                                                                                  {"hostname", "domain"},
                                                                                  {"uri", "url"},
                                                                                  {"link", ""},
                                                                                  {"email-src", "email"},
                                                                                  {"email-dst", "email"},
                                                                                  {"email-reply-to", "email"},
                                                                                  {"filename|sha256", ""}}};
  for (const auto& [name, ours] : more) {
    if (name == type) return std::string(ours);
  }
  for (const Kind& kind : kinds) {
    if (kind.misp == type) return std::string(kind.ours);
  }
  return "";
}

std::string galaxy_tag(const KnownNames& names, const std::string& id) {
  const auto known = names.find(id);
  if (known == names.end()) return "";
  const std::string& kind = known->second.kind;
  const std::string galaxy = kind == "technique" ? "mitre-attack-pattern"
                             : kind == "tool"    ? "mitre-tool"
                             : kind == "malware" ? "mitre-malware"
                             : kind == "group"   ? "mitre-intrusion-set"
                                                 : "";
  if (galaxy.empty()) return "";
  return "misp-galaxy:" + galaxy + "=\"" + known->second.name + " - " + id + "\"";
}

MispEvent::MispEvent(const Exchange& exchange, std::string info, const std::string& key)
    : exchange_(exchange),
      uuid_(uuid_v5(exchange_space, "misp event " + key)),
      time_(seconds(exchange.as_of)),
      info_(std::move(info)) {
  if (!exchange.tlp.empty()) tag("tlp:" + lower(exchange.tlp));
  if (exchange.exercise) tag("exercise:generic=\"exercise\"");
  tag("type:OSINT");
  self_.uuid = uuid_;
  self_.type = "Event";
}

std::string MispEvent::id(const std::string& of) const { return uuid_v5(uuid_, of); }

Json MispEvent::field(std::string_view relation, std::string_view type, std::string_view value) {
  return Json::object()
      .set("object_relation", relation)
      .set("type", type)
      .set("category", type == "link" ? "External analysis" : "Other")
      .set("value", value);
}

Json MispEvent::attachment(std::string_view relation, const std::string& file, std::string_view bytes) const {
  return Json::object()
      .set("object_relation", relation)
      .set("type", "attachment")
      .set("category", "External analysis")
      .set("value", file)
      .set("data", to_base64(bytes));
}

void MispEvent::tag(const std::string& name) {
  if (!name.empty()) tags_.push(Json::object().set("name", name));
}

std::string MispEvent::attribute(std::string_view type, std::string_view category, const std::string& value,
                                 const std::string& comment) {
  std::string key = "attribute ";
  key.append(type).append(" ").append(value);
  std::string uuid = id(key);
  if (at_.contains(uuid)) return uuid;
  Part part;
  part.uuid = uuid;
  part.type = "Attribute";
  part.json = Json::object()
                  .set("uuid", uuid)
                  .set("type", type)
                  .set("category", category)
                  .set("value", value)
                  .set("comment", comment)
                  .set("to_ids", false)
                  .set("disable_correlation", false)
                  .set("distribution", "5")
                  .set("timestamp", time_);
  return add(std::move(part));
}

std::string MispEvent::object(std::string_view name, const Json& fields, const std::vector<std::string>& tags) {
  const std::string uuid = id("object " + std::string(name) + to_text(fields));
  Json attributes = Json::array();
  std::size_t number = 0;
  for (const Json& field : fields.items()) {
    if (field["value"].text().empty()) continue;
    Json attribute = field;
    attribute.set("uuid", uuid_v5(uuid, std::to_string(number++)))
        .set("to_ids", false)
        .set("disable_correlation", true)
        .set("distribution", "5")
        .set("timestamp", time_);
    Json marks = Json::array();
    for (const std::string& each : tags) {
      if (!each.empty()) marks.push(Json::object().set("name", each));
    }
    if (!marks.items().empty() && number == 1) attribute.set("Tag", std::move(marks));
    attributes.push(std::move(attribute));
  }
  Part part;
  part.uuid = uuid;
  part.type = "Object";
  const bool theirs = name == "report";
  part.json = Json::object()
                  .set("uuid", uuid)
                  .set("name", name)
                  .set("meta-category", "misc")
                  .set("description", theirs ? "Report" : "Defined by Whence")
                  .set("template_uuid", theirs ? std::string(report_template)
                                               : uuid_v5(exchange_space, "misp template " + std::string(name)))
                  .set("template_version", "1")
                  .set("distribution", "5")
                  .set("timestamp", time_)
                  .set("Attribute", std::move(attributes));
  return add(std::move(part));
}

// The same content twice is one part.
std::string MispEvent::add(Part part) {
  std::string uuid = part.uuid;
  if (!at_.emplace(uuid, list_.size()).second) return uuid;
  list_.push_back(std::move(part));
  ++parts_;
  return uuid;
}

MispEvent::Part& MispEvent::part(const std::string& uuid) {
  if (uuid == uuid_) return self_;
  const auto found = at_.find(uuid);
  WHENCE_CHECK(found != at_.end());
  return list_[found->second];
}

Json MispEvent::analyst(const std::string& about, const std::string& author, const Json& content) {
  const std::string when = exchange_.as_of + " 00:00:00";
  Json one = Json::object()
                 .set("uuid", id("analyst " + about + author + to_text(content)))
                 .set("object_uuid", about)
                 .set("object_type", part(about).type)
                 .set("authors", author)
                 .set("created", when)
                 .set("modified", when)
                 .set("distribution", "5");
  for (const auto& [key, value] : content.members()) one.set(key, value);
  ++parts_;
  return one;
}

void MispEvent::opinion(const std::string& about, int number, const std::string& comment, const std::string& author) {
  part(about).opinions.push(analyst(about, author, Json::object().set("opinion", number).set("comment", comment)));
}

void MispEvent::note(const std::string& about, const std::string& text, const std::string& author) {
  part(about).notes.push(analyst(about, author, Json::object().set("note", text).set("language", "en")));
}

void MispEvent::relation(const std::string& from, std::string_view verb, const std::string& to,
                         std::string_view to_type, const std::string& author, const std::string& comment) {
  part(from).relations.push(analyst(from, author,
                                    Json::object()
                                        .set("relationship_type", verb)
                                        .set("related_object_uuid", to)
                                        .set("related_object_type", to_type)
                                        .set("comment", comment)));
}

void MispEvent::report(const std::string& name, const std::string& markdown) {
  reports_.push(Json::object()
                    .set("uuid", id("report " + name))
                    .set("name", name)
                    .set("content", markdown)
                    .set("distribution", "5")
                    .set("timestamp", time_)
                    .set("deleted", false));
  ++parts_;
}

Json MispEvent::event() && {
  const auto with_analyst_data = [](Json json, Part& part) {
    if (!part.notes.items().empty()) json.set("Note", std::move(part.notes));
    if (!part.opinions.items().empty()) json.set("Opinion", std::move(part.opinions));
    if (!part.relations.items().empty()) json.set("Relationship", std::move(part.relations));
    return json;
  };
  Json attributes = Json::array(), objects = Json::array();
  for (Part& part : list_) {
    const bool object = part.type == "Object";
    Json json = std::move(part.json);
    (object ? objects : attributes).push(with_analyst_data(std::move(json), part));
  }
  Json event =
      Json::object()
          .set("uuid", uuid_)
          .set("info", exchange_.exercise ? "EXERCISE: " + info_ : info_)
          .set("date", exchange_.as_of)
          .set("threat_level_id", "4")  // undefined: no threat is judged
          .set("analysis", "1")
          .set("distribution", "0")
          .set("published", false)
          .set("timestamp", time_)
          .set("Orgc", Json::object().set("name", "Whence").set("uuid", uuid_v5(exchange_space, "misp organisation")))
          .set("Tag", std::move(tags_))
          .set("Attribute", std::move(attributes))
          .set("Object", std::move(objects))
          .set("EventReport", std::move(reports_));
  return with_analyst_data(std::move(event), self_);
}

}  // namespace whence
