#include <algorithm>
#include <array>
#include <utility>

#include "base/json_glance.h"
#include "base/text.h"
#include "format/json_objects.h"
#include "format/stix.h"

namespace whence {
namespace {

constexpr std::size_t most_oddities = 100;
constexpr std::size_t most_types = 1000;  // counted by name
// Types of objects that STIX 2.1 defines, and the bundle.
constexpr std::string_view defined_types =
    "artifact attack-pattern autonomous-system bundle campaign course-of-action directory domain-name email-addr "
    "email-message extension-definition file grouping identity incident indicator infrastructure intrusion-set "
    "ipv4-addr ipv6-addr language-content location mac-addr malware malware-analysis marking-definition mutex "
    "network-traffic note observed-data opinion process relationship report sighting software threat-actor tool url "
    "user-account vulnerability windows-registry-key x509-certificate";

bool is_defined(std::string_view type) {
  static const std::vector<std::string_view> types = split(defined_types, ' ');
  return std::find(types.begin(), types.end(), type) != types.end();
}

bool is_stix_id(std::string_view id, std::string_view type) {
  return id.size() > type.size() + 2 && id.starts_with(type) && id.substr(type.size(), 2) == "--" && id.size() < 300;
}

}  // namespace

struct StixReader::State {
  State(std::string file, const Limits& limit, Keep sink)
      : name(std::move(file)),
        limits(limit),
        keep(std::move(sink)),
        objects("objects", name, limit, [this](std::string_view object) { return take(object); }) {}

  Result<void> take(std::string_view object) {
    constexpr std::array<std::string_view, 6> names = {"type", "id", "modified", "revoked", "spec_version", "created"};
    ++found.objects;
    const auto looked = glance.look(object, names, values);
    if (!looked) return odd("no JSON: " + looked.error().message);
    const std::string_view type = values[0].value_or(""), id = values[1].value_or("");
    if (type.empty() || !is_stix_id(id, type)) return odd("an object without a type and an id of that type");
    if (found.types.size() < most_types || found.types.contains(std::string(type))) ++found.types[std::string(type)];
    const bool revoked = values[3].value_or("") == "true";
    found.revoked += revoked ? 1U : 0U;
    found.custom += is_defined(type) ? 0U : 1U;
    const std::string spec(values[4].value_or(""));
    if (found.spec.empty()) found.spec = spec;
    if (keep) {
      ForeignObject foreign{
          std::string(id), std::string(type),  std::string(values[2].value_or(values[5].value_or(""))), spec,
          revoked,         std::string(object)};
      if (auto kept = keep(foreign); !kept) return kept.error();
    }
    note_marking(object);
    if (!own) return {};
    if (type == "artifact" || bears_our_extension(object)) return take_ours(type, object);
    return {};
  }

  Result<void> odd(const std::string& what) {
    if (found.oddities.size() < most_oddities)
      found.oddities.push_back({name + ": object " + std::to_string(found.objects), what});
    return {};
  }

  void note_marking(std::string_view object) {
    const std::string label = strictest_mark(object);
    if (tlp_rank(label) > tlp_rank(found.tlp)) found.tlp = label;
  }

  Result<void> take_ours(std::string_view type, std::string_view object) {
    const auto parsed = parse_json(object, name, limits);
    return parsed ? own->take(type, *parsed) : odd(parsed.error().message);
  }

  std::string name;
  Limits limits;
  Keep keep;
  JsonGlance glance;
  std::vector<std::optional<std::string_view>> values;
  StixReading found;
  std::optional<StixOwn> own;
  JsonObjects objects;
};

StixReader::StixReader(std::string name, const Limits& limits, Keep keep, const RestoreDocument& restore)
    : StixReader(std::move(name), limits, std::move(keep)) {
  State& state = *state_;
  state.own.emplace(
      state.name, limits, restore ? restore : [&state](const ReceivedDocument& document) -> Result<void> {
        state.found.ours.documents.push_back(document);
        return {};
      });
}
StixReader::StixReader(std::string name, const Limits& limits, Keep keep)
    : state_(std::make_unique<State>(std::move(name), limits, std::move(keep))) {}
StixReader::~StixReader() = default;
StixReader::StixReader(StixReader&&) noexcept = default;

Result<void> StixReader::feed(std::string_view bytes) { return state_->objects.feed(bytes); }

Result<StixReading> StixReader::finish() {
  // TAXII writes an envelope without objects as {}.
  if (!state_->objects.found()) {
    const auto envelope = parse_json(state_->objects.outside_text(), state_->name, state_->limits);
    const auto is_paging = [](const auto& member) { return member.first == "more" || member.first == "next"; };
    if (envelope && envelope->is_object() &&
        std::all_of(envelope->members().begin(), envelope->members().end(), is_paging)) {
      state_->found.more = (*envelope)["more"].boolean().value_or(false);
      state_->found.next = (*envelope)["next"].text();
      return std::move(state_->found);
    }
  }
  WHENCE_TRY(const std::string rest, state_->objects.finish());
  WHENCE_TRY(const Json outside, parse_json(rest, state_->name, state_->limits));
  const bool bundle = outside["type"].text() == "bundle";
  if (bundle && state_->found.spec.empty()) state_->found.spec = outside["spec_version"].text();
  state_->found.more = outside["more"].boolean().value_or(false);
  state_->found.next = outside["next"].text();
  if (state_->found.types.empty() && !bundle && outside["more"].is_null())
    return Error{Code::unsupported, state_->name + ": no STIX objects in it"};
  if (!state_->own) return std::move(state_->found);
  if (auto done = state_->own->finish(state_->found.ours, state_->found.oddities); !done) return done.error();
  return std::move(state_->found);
}

Result<StixReading> read_stix(std::string_view bytes, std::string_view name, const Limits& limits) {
  StixReader reader(std::string(name), limits, {}, {});
  if (auto fed = reader.feed(bytes); !fed) return fed.error();
  return reader.finish();
}

}  // namespace whence
