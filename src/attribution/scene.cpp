#include "attribution/scene.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include <fmt/format.h>

#include "attribution/likelihood.h"

namespace whence {
namespace {

double factor(const Priors& priors, char mark) {
  for (const GradeFactor& row : priors.grades) {
    if (row.mark == mark) return row.factor;
  }
  return 1.0;  // load_priors has checked that every mark has a row
}

const Fakeability& class_named(const Priors& priors, std::string_view id) {
  static const Fakeability unknown{};
  for (const Fakeability& row : priors.fakeability) {
    if (row.id == id) return row;
  }
  return unknown;
}

// A row of its own, or what the catalogue entry suggests.
const Fakeability& class_of(const Priors& priors, const Item& item, std::size_t holders) {
  if (item.kind == ItemKind::technique) return class_named(priors, "technique");
  const auto row = std::lower_bound(priors.software_classes.begin(), priors.software_classes.end(), item.id,
                                    [](const SoftwareClass& a, std::string_view id) { return a.software < id; });
  if (row != priors.software_classes.end() && row->software == item.id) return class_named(priors, row->id);
  if (item.software_kind == "tool") return class_named(priors, "public-tool");
  return class_named(priors, holders > 1 ? "shared-implant" : "bespoke-implant");
}

double error_of(std::string_view origin, const Settings& settings) {
  if (origin.empty()) return settings.error_unsourced;
  return origin.substr(0, 3) == "own" ? settings.error_own : settings.error_report;
}

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

// Origins in the order of their names; maps each listing's origin name to its index.
std::map<std::string, std::size_t> gather_origins(Scene& scene, const Case& incident,
                                                  const std::vector<Listing>& listed, const Settings& settings) {
  std::map<std::string, std::set<ItemIndex>> by_name;
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
      scene.origins.push_back({names[i], error_of(names[i], settings)});
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
  for (const Piece& piece : scene.pieces) {
    items.push_back(piece.item);
    weights.push_back(std::min(1.0, piece.quality / scene.settings().grade_full));
  }
  return {*scene.background->record, scene.settings(), std::move(items), std::move(weights)};
}

}  // namespace

std::string_view name_of(Family family) {
  switch (family) {
    case Family::techniques:
      return "techniques";
    case Family::software:
      return "software";
  }
  return "";
}

Scene scene(const Case& incident, const Knowledge& known, const Background& background, const Priors& priors) {
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
  const auto place = gather_origins(result, incident, listed, settings);

  std::map<ItemIndex, Piece> pieces;  // techniques stand before software in Knowledge::items()
  for (const Listing& listing : listed) {
    const Evidence& evidence = incident.evidence[listing.evidence];
    Piece& piece = pieces[listing.item];
    const double quality =
        settings.grades ? factor(priors, evidence.grade.reliability) * factor(priors, evidence.grade.credibility) : 1.0;
    piece.quality = piece.evidence.empty() ? quality : std::max(piece.quality, quality);
    piece.item = listing.item;
    piece.evidence.push_back(listing.evidence);
    piece.origins.push_back(place.at(evidence.origin));
  }
  for (auto& [index, piece] : pieces) {
    const Item& item = known.items()[index];
    const Fakeability& fake = class_of(priors, item, counts.postings[index].size());
    piece.family = item.kind == ItemKind::technique ? Family::techniques : Family::software;
    piece.sibling = counts.parent[index];
    piece.fake = fake.fake;
    piece.cost = fake.cost;
    piece.leak = fake.leak;
    std::sort(piece.origins.begin(), piece.origins.end());
    piece.origins.erase(std::unique(piece.origins.begin(), piece.origins.end()), piece.origins.end());
    result.pieces.push_back(std::move(piece));
  }
  add_written_weights(result);
  note_implied(result, counts);
  if (background.record) result.comparison.emplace(compared(result));
  return result;
}

}  // namespace whence
