#include "format/stix_objects.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include "base/text.h"
#include "base/uuid.h"

namespace whence {
namespace {

// Things and definitions were not made on any day that matters; every export gives them the same.
constexpr std::string_view timeless = "2026-01-01T00:00:00.000Z";
constexpr std::string_view schema =
#include "format/stix_extension.inc"
    ;

struct Mark {
  std::string_view label, second, first, first_word;
};
// Ids that OASIS (1.0) and FIRST with OASIS (2.0) have fixed.
constexpr std::array<Mark, 5> marks_of_tlp = {{
    {"CLEAR", "94868c89-83c2-464b-929b-a1a8aa3c8487", "613f2e26-407d-48c7-9eca-b8e91df99dc9", "white"},
    {"GREEN", "bab4a63c-aed9-4cf5-a766-dfca5abac2bb", "34098fce-860f-48ae-8e50-ebd3cc5e41da", "green"},
    {"AMBER", "55d920b0-5e8b-4f79-9ee9-91f868d9b421", "f88d31f6-486f-44da-b317-01333bde0b82", "amber"},
    {"AMBER+STRICT", "939a9414-2ddd-4d32-a0cd-375ea402b003", "f88d31f6-486f-44da-b317-01333bde0b82", "amber"},
    {"RED", "e828b379-4e03-4974-9ac4-e53a884c97c1", "5e57c739-391a-4eb3-b6be-7d15ca92d5ed", "red"},
}};
constexpr std::string_view tlp_extension = "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d";

std::string typed(std::string_view type, const std::string& uuid) { return std::string(type) + "--" + uuid; }

// STIX forbids null and the empty list; where they stood, the reader finds nothing, which means the same.
bool is_filled(const Json& value) {
  if (value.is_object()) {
    return std::any_of(value.members().begin(), value.members().end(),
                       [](const auto& member) { return is_filled(member.second); });
  }
  return value.is_array() ? !value.items().empty() : !value.is_null();
}

// The filled parts of a value, as text: a record is large, and is not copied to leave something out. An item of a list
// keeps its place, so one that is not filled is written as null.
void append_filled(std::string& out, const Json& value) {
  if (value.is_object() && is_filled(value)) {
    char before = '{';
    for (const auto& [key, member] : value.members()) {
      if (!is_filled(member)) continue;
      out += before;
      before = ',';
      out.append(to_text(Json(key))).append(":");
      append_filled(out, member);
    }
    out += '}';
  } else if (value.is_array() && is_filled(value)) {
    char before = '[';
    for (const Json& item : value.items()) {
      out += before;
      before = ',';
      append_filled(out, item);
    }
    out += ']';
  } else {
    out += is_filled(value) ? to_text(value) : "null";
  }
}

std::string our_extension(const Json& ours) {
  std::string text = "{\"" + stix_extension_id() + R"(":{"extension_type":"property-extension")";
  for (const auto& [key, value] : ours.members()) {
    if (!is_filled(value)) continue;
    text.append(",").append(to_text(Json(key))).append(":");
    append_filled(text, value);
  }
  return text + "}}";
}

Json reference(std::string_view source, std::string_view id) {
  return Json::array().push(Json::object().set("source_name", source).set("external_id", id));
}

// As find(), at the speed of the C library.
std::size_t place(std::string_view text, std::string_view wanted) {
  const void* found = memmem(text.data(), text.size(), wanted.data(), wanted.size());
  return found == nullptr ? std::string_view::npos
                          : static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
}

}  // namespace

const std::string& stix_extension_id() {
  static const std::string id = typed("extension-definition", uuid_v5(exchange_space, "extension 1"));
  return id;
}

Json tlp_marking(std::string_view label, TlpVersion version) {
  const auto found =
      std::find_if(marks_of_tlp.begin(), marks_of_tlp.end(), [&](const Mark& mark) { return mark.label == label; });
  WHENCE_CHECK(found != marks_of_tlp.end());
  Json object = Json::object().set("type", "marking-definition").set("spec_version", "2.1");
  if (version == TlpVersion::one) {
    std::string name = "TLP:";
    for (const char c : found->first_word) name += static_cast<char>(c - 'a' + 'A');
    return object.set("id", typed("marking-definition", std::string(found->first)))
        .set("created", "2017-01-20T00:00:00.000Z")
        .set("definition_type", "tlp")
        .set("name", name)
        .set("definition", Json::object().set("tlp", found->first_word));
  }
  return object.set("id", typed("marking-definition", std::string(found->second)))
      .set("created", "2022-10-01T00:00:00.000Z")
      .set("name", "TLP:" + std::string(label))
      .set("extensions",
           Json::object().set(std::string(tlp_extension),
                              Json::object().set("extension_type", "property-extension").set("tlp_2_0", lower(label))));
}

std::string tlp_of_marking(std::string_view id) {
  constexpr std::string_view type = "marking-definition--";
  if (!id.starts_with(type)) return "";
  id.remove_prefix(type.size());
  for (const Mark& mark : marks_of_tlp) {
    if (id == mark.second || id == mark.first) return std::string(mark.label);
  }
  return "";
}

std::string strictest_mark(std::string_view object) {
  constexpr std::string_view start = "marking-definition--";
  constexpr std::size_t uuid = 36;
  std::string strictest;
  for (auto at = place(object, start); at != std::string_view::npos;) {
    object.remove_prefix(at);
    std::string label = tlp_of_marking(object.substr(0, start.size() + uuid));
    if (tlp_rank(label) > tlp_rank(strictest)) strictest = std::move(label);
    object.remove_prefix(1);
    at = place(object, start);
  }
  return strictest;
}

bool bears_our_extension(std::string_view object) {
  return place(object, stix_extension_id()) != std::string_view::npos;
}

StixObjects::StixObjects(const Exchange& exchange, TlpVersion tlp)
    : exchange_(exchange), created_(exchange.as_of + "T00:00:00.000Z") {
  ourselves_ = thing("identity", Json::object().set("name", "Whence").set("identity_class", "system"));
  put_whole(Json::object()
                .set("type", "extension-definition")
                .set("spec_version", "2.1")
                .set("id", stix_extension_id())
                .set("created_by_ref", ourselves_)
                .set("created", timeless)
                .set("modified", timeless)
                .set("name", "Whence: claims, cases and judgements")
                .set("description", "Likelihoods with their ranges, rival shares, origins, spans and rules.")
                .set("schema", schema)
                .set("version", "1.0.0")
                .set("extension_types", Json::array().push("property-extension")));
  if (exchange.tlp.empty()) return;
  const Json marking = tlp_marking(exchange.tlp, tlp);
  marking_ = marking["id"].text();
  put_whole(marking);
}

Json StixObjects::marks() const { return Json::array().push(marking_); }

void StixObjects::put_text(const std::string& id, std::string_view text) {
  if (!held_.insert(id).second) return;
  order_.push_back(id);
  text_ += order_.size() == 1 ? "" : ",\n";
  text_ += text;
}

void StixObjects::put_whole(const Json& object) { put_text(std::string(object["id"].text()), to_text(object)); }

// Requires: properties is an object with at least one member.
std::string StixObjects::put(std::string_view type, const Json& properties, std::string_view extension) {
  std::string text = to_text(properties);
  if (!extension.empty()) {
    text.back() = ',';
    text.append("\"extensions\":").append(extension).append("}");
  }
  std::string name(type);
  name += text;
  const std::string id = typed(type, uuid_v5(exchange_space, name));
  if (held_.contains(id)) return id;
  std::string whole = "{\"type\":\"";
  whole.append(type).append("\",\"spec_version\":\"2.1\",\"id\":\"").append(id).append("\",");
  whole.append(text, 1);
  put_text(id, whole);
  return id;
}

std::string StixObjects::say(std::string_view type, Json properties, std::string_view creator, const Json& ours) {
  if (!creator.empty()) properties.set("created_by_ref", creator);
  properties.set("created", created_).set("modified", created_);
  if (!marking_.empty()) properties.set("object_marking_refs", marks());
  if (exchange_.exercise) properties.set("labels", Json::array().push("exercise"));
  return put(type, properties, ours.is_null() ? "" : our_extension(ours));
}

std::string StixObjects::thing(std::string_view type, Json properties) {
  properties.set("created", timeless).set("modified", timeless);
  if (!marking_.empty()) properties.set("object_marking_refs", marks());
  return put(type, properties, "");
}

std::string StixObjects::observable(std::string_view type, const Json& contributing, const Json& more) {
  const std::string id = typed(type, uuid_v5(stix_observables, canonical_text(contributing)));
  Json object = Json::object().set("type", type).set("spec_version", "2.1").set("id", id);
  for (const auto* part : {&contributing, &more}) {
    for (const auto& [key, value] : part->members()) object.set(key, value);
  }
  if (!marking_.empty()) object.set("object_marking_refs", marks());
  put_whole(object);
  return id;
}

std::string StixObjects::relate(const std::string& from, std::string_view verb, const std::string& to, Json properties,
                                std::string_view creator, const Json& ours) {
  properties.set("relationship_type", verb).set("source_ref", from).set("target_ref", to);
  return say("relationship", std::move(properties), creator, ours);
}

void StixObjects::pass_on(const ForeignObject& object) { put_text(object.id, object.json); }

std::string StixObjects::identity(const std::string& name, std::string_view kind) {
  return thing("identity", Json::object().set("name", name).set("identity_class", kind));
}

std::string StixObjects::state_name(const std::string& code) const {
  const auto known = exchange_.names.find(code);
  return known == exchange_.names.end() ? code : known->second.name;
}

std::string StixObjects::threat_actor(const std::string& name) {
  return thing("threat-actor",
               Json::object()
                   .set("name", name)
                   .set("description", "As accused in public; that a body is named here is no finding."));
}

std::string StixObjects::state(const std::string& code) {
  const std::string name = state_name(code);
  const std::string id = identity(name, "organization");
  // XA to XZ are nobody's codes: they stand for invented states. XK is in use.
  const bool invented = code.size() == 2 && code[0] == 'X' && code != "XK";
  const bool country = code.size() == 2 && is_upper(code[0]) && is_upper(code[1]) && code != "EU" && !invented;
  if (country) {
    const std::string place = thing("location", Json::object().set("name", name).set("country", code));
    thing("relationship",
          Json::object().set("relationship_type", "located-at").set("source_ref", id).set("target_ref", place));
  }
  return id;
}

std::string StixObjects::intrusion_set(const std::string& id, const std::string& name) {
  Json one = Json::object().set("name", name);
  if (id.starts_with('G')) one.set("external_references", reference("mitre-attack", id));
  if (id.starts_with("misp:")) one.set("external_references", reference("misp-galaxy", std::string_view(id).substr(5)));
  return thing("intrusion-set", std::move(one));
}

std::string StixObjects::technique(const std::string& id) {
  const auto known = exchange_.names.find(id);
  return thing("attack-pattern", Json::object()
                                     .set("name", known == exchange_.names.end() ? id : known->second.name)
                                     .set("external_references", reference("mitre-attack", id)));
}

std::string StixObjects::software(const std::string& id, const std::string& name) {
  const auto known = exchange_.names.find(id);
  Json one = Json::object().set("name", known == exchange_.names.end() ? name : known->second.name);
  if (id.starts_with('S')) one.set("external_references", reference("mitre-attack", id));
  if (known != exchange_.names.end() && known->second.kind == "tool") return thing("tool", std::move(one));
  return thing("malware", std::move(one.set("is_family", true)));
}

std::string StixObjects::campaign(const std::string& name, const std::string& key) {
  return say("campaign", Json::object().set("name", name), ourselves_, Json::object().set("part_of", key));
}

std::string StixObjects::bundle() && {
  const std::string id = typed("bundle", uuid_v5(exchange_space, join(order_, "\n")));
  return "{\"type\":\"bundle\",\"id\":\"" + id + "\",\"objects\":[\n" + std::move(text_) + "\n]}\n";
}

}  // namespace whence
