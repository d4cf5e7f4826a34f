#include "attribution/scene.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include <fmt/format.h>

#include "attribution/behaviour/likelihood.h"
#include "attribution/families/fakeability.h"

namespace whence {
namespace {

// For every origin name, the first of the origins it is a copy of (or itself): three items or more, and this share of
// all their items in common.
std::vector<std::size_t> copies(const std::vector<std::set<ItemIndex>>& items, double overlap) {
  std::vector<std::size_t> first(items.size());
  for (std::size_t i = 0; i < items.size(); ++i) {
    first[i] = i;
    for (std::size_t j = 0; j < i && first[i] == i; ++j) {
      if (first[j] != j || items[i].size() < 3 || items[j].size() < 3) continue;
      std::vector<ItemIndex> common;
      std::set_intersection(items[i].begin(), items[i].end(), items[j].begin(), items[j].end(),
                            std::back_inserter(common));
      const auto all = static_cast<double>(items[i].size() + items[j].size() - common.size());
      if (static_cast<double>(common.size()) >= overlap * all) first[i] = j;
    }
  }
  return first;
}

struct Listing {
  std::size_t evidence = 0;
  ItemIndex item = 0;
};

std::vector<Listing> listings(const Case& incident, const Knowledge& known) {
  std::vector<Listing> result;
  for (std::size_t at = 0; at < incident.evidence.size(); ++at) {
    const Evidence& evidence = incident.evidence[at];
    if (!evidence.not_used.empty() || evidence.item.empty()) continue;
    if (const auto item = known.item(evidence.item)) result.push_back({at, *item});
  }
  return result;
}

// The items that bear on a cluster without being behaviour, with what they say.
struct Stated {
  std::size_t evidence = 0;
  const Bearing* bearing = nullptr;
};

std::vector<Stated> stated_items(const Case& incident, const Bearings& bearings) {
  std::vector<Stated> result;
  for (std::size_t at = 0; at < incident.evidence.size(); ++at) {
    for (const Bearing& bearing : bearings.items) {
      if (bearing.level != Level::cluster || bearing.leans.empty()) continue;
      if (bearing.evidence == incident.evidence[at].id) result.push_back({at, &bearing});
    }
  }
  return result;
}

// Origins in the order of their names; maps each item's origin name to its index.
std::map<std::string, std::size_t> gather_origins(Scene& scene, const Case& incident,
                                                  const std::vector<Listing>& listed, const std::vector<Stated>& stated,
                                                  const Settings& settings) {
  std::map<std::string, std::set<ItemIndex>> by_name;
  for (const Stated& item : stated) by_name.try_emplace(incident.evidence[item.evidence].origin);
  for (const Listing& listing : listed) by_name[incident.evidence[listing.evidence].origin].insert(listing.item);
  std::vector<std::string> names;
  std::vector<std::set<ItemIndex>> items;
  for (const auto& [name, of_name] : by_name) {
    names.push_back(name);
    items.push_back(of_name);
  }
  const std::vector<std::size_t> first = copies(items, settings.copy_overlap);
  std::map<std::string, std::size_t> place;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (first[i] == i) {
      place[names[i]] = scene.origins.size();
      scene.origins.push_back({names[i], origin_error(names[i], settings)});
    } else {
      place[names[i]] = place[names[first[i]]];
      scene.oddities.push_back(
          {incident.file, fmt::format("'{}' repeats '{}': counted as one origin", names[i], names[first[i]])});
    }
  }
  return place;
}

void note_implied(Scene& scene, const Catalogue& counts) {
  for (std::size_t s = 0; s < scene.pieces.size(); ++s) {
    if (scene.pieces[s].family != Family::software) continue;
    const auto& implied = counts.implied[scene.pieces[s].item];
    for (Piece& piece : scene.pieces) {
      if (piece.family == Family::techniques &&
          std::find(implied.begin(), implied.end(), piece.item) != implied.end()) {
        piece.implied_by.push_back(s);
      }
    }
  }
}

// 2.5 (a) and (b), tempered by the item's grade. The learned score does not use them, but planted evidence and what to
// collect next do.
void add_written_weights(Scene& scene) {
  const Settings& settings = scene.settings();
  for (Piece& piece : scene.pieces) {
    piece.before =
        piece.family == Family::techniques
            ? technique_weights(scene.background->counts, settings, piece.item)
            : software_weights(scene.background->counts, settings, piece.item, settings.leak ? piece.leak : 0.0);
    for (const double weight : piece.before) {
      piece.graded.push_back(std::log(piece.quality * std::exp(weight) + 1.0 - piece.quality));
    }
  }
}

// An item graded as the reports that the weights were learned from counts in full, a worse one in proportion.
Comparison compared(const Scene& scene) {
  std::vector<ItemIndex> items;
  std::vector<double> weights;
  for (std::size_t at = 0; at < scene.behaviour; ++at) {
    items.push_back(scene.pieces[at].item);
    weights.push_back(std::min(1.0, scene.pieces[at].quality / scene.settings().grade_full));
  }
  return {*scene.background->record, scene.settings(), std::move(items), std::move(weights)};
}

// A technique that a machine read from a document counts as often as such readings are right, until a person has
// checked it; one written out as an id hardly ever is misread.
double reading_chance(const Evidence& evidence, const StatedSettings& settings) {
  if (evidence.kind != EvidenceKind::technique || evidence.checked || !evidence.document) return 1.0;
  return evidence.quote.find(evidence.item) != std::string::npos ? settings.reading_precision_id
                                                                 : settings.reading_precision;
}

Family family_of(const Bearing& bearing) {
  if (bearing.family == name_of(Family::infrastructure)) return Family::infrastructure;
  return bearing.family == name_of(Family::code) ? Family::code : Family::victims;
}

// Nats by cluster; whoever is not listed has what the bearing says of others.
std::vector<double> by_cluster(const Bearing& bearing, const Knowledge& known, const Catalogue& counts) {
  std::vector<double> nats(counts.clusters.size(), bearing.others);
  for (const Lean& lean : bearing.leans) {
    const auto group = known.group(lean.of);
    if (!group) continue;
    const auto place = std::lower_bound(counts.clusters.begin(), counts.clusters.end(), *group,
                                        [](const CataloguedCluster& a, GroupIndex b) { return a.group < b; });
    if (place != counts.clusters.end() && place->group == *group)
      nats[static_cast<std::size_t>(place - counts.clusters.begin())] = lean.nats;
  }
  return nats;
}

void add_stated(Scene& scene, const std::vector<Stated>& stated, const Case& incident, const Knowledge& known,
                const std::map<std::string, std::size_t>& place) {
  for (const Stated& item : stated) {
    Piece piece;
    piece.evidence = {item.evidence};
    piece.origins = {place.at(incident.evidence[item.evidence].origin)};
    piece.family = family_of(*item.bearing);
    piece.quality = item.bearing->quality;
    piece.fake = item.bearing->fake;
    piece.cost = item.bearing->cost;
    piece.note = item.bearing->note;
    piece.before = by_cluster(*item.bearing, known, scene.background->counts);
    for (const double weight : piece.before) {
      piece.graded.push_back(std::log(piece.quality * std::exp(weight) + 1.0 - piece.quality));
    }
    scene.pieces.push_back(std::move(piece));
  }
}

}  // namespace

std::string_view name_of(Family family) {
  switch (family) {
    case Family::techniques:
      return "techniques";
    case Family::software:
      return "software";
    case Family::infrastructure:
      return "infrastructure";
    case Family::code:
      return "code";
    case Family::victims:
      return "victims";
  }
  return "";
}

double origin_error(std::string_view origin, const Settings& settings) {
  if (origin.empty()) return settings.error_unsourced;
  return origin.substr(0, 3) == "own" ? settings.error_own : settings.error_report;
}

Scene scene(const Case& incident, const Knowledge& known, const Background& background, const Priors& priors,
            const std::vector<Traced>& traced) {
  const Settings& settings = background.settings;
  const Catalogue& counts = background.counts;
  Scene result;
  result.background = &background;
  const std::string& country = incident.victim.country;
  PriorSet of_class =
      country.empty() ? background.priors : priors_for(background.published, counts, priors, settings, country);
  result.priors = std::move(of_class.priors);
  result.prior_note = std::move(of_class.not_applicable);
  const std::vector<Listing> listed = listings(incident, known);
  result.bearings = bearings(incident, known, background, priors, traced);
  const std::vector<Stated> stated = stated_items(incident, result.bearings);
  const auto place = gather_origins(result, incident, listed, stated, settings);

  std::map<ItemIndex, Piece> pieces;  // techniques stand before software in Knowledge::items()
  for (const Listing& listing : listed) {
    const Evidence& evidence = incident.evidence[listing.evidence];
    Piece& piece = pieces[listing.item];
    const double quality =
        quality_of(evidence, priors, settings) * (settings.grades ? reading_chance(evidence, settings.stated) : 1.0);
    piece.quality = piece.evidence.empty() ? quality : std::max(piece.quality, quality);
    piece.item = listing.item;
    piece.evidence.push_back(listing.evidence);
    piece.origins.push_back(place.at(evidence.origin));
  }
  for (auto& [index, piece] : pieces) {
    const Item& item = known.items()[index];
    const bool technique = item.kind == ItemKind::technique;
    const Fakeability& fake = fakeability_named(
        priors, technique ? "technique" : software_class(priors, item, counts.postings[index].size()));
    piece.family = technique ? Family::techniques : Family::software;
    piece.sibling = counts.parent[index];
    piece.fake = fake.fake;
    piece.cost = fake.cost;
    piece.leak = fake.leak;
    std::sort(piece.origins.begin(), piece.origins.end());
    piece.origins.erase(std::unique(piece.origins.begin(), piece.origins.end()), piece.origins.end());
    result.pieces.push_back(std::move(piece));
  }
  result.behaviour = result.pieces.size();
  add_written_weights(result);
  add_stated(result, stated, incident, known, place);
  note_implied(result, counts);
  if (background.record) result.comparison.emplace(compared(result));
  return result;
}

}  // namespace whence
