#include "evaluation/incidents.h"

#include <algorithm>

#include "attribution/cases.h"

using namespace whence;

TEST_CASE("protocol A has the published number of incidents") {
  const std::vector<Incident> incidents = chronological_incidents(shipped_knowledge());
  const auto count = [&](auto which) { return std::count_if(incidents.begin(), incidents.end(), which); };
  const auto tested = [](const Incident& incident) { return incident.year >= 2018 && incident.year <= 2025; };
  CHECK(count([](const Incident& incident) { return incident.known; }) == 474);
  CHECK(count([](const Incident& incident) { return !incident.known; }) == 147);
  CHECK(count([&](const Incident& incident) { return tested(incident) && incident.known; }) == 406);
  CHECK(count([&](const Incident& incident) { return tested(incident) && !incident.known; }) == 91);
}

TEST_CASE("protocol B has the published number of incidents") {
  CHECK(left_out_incidents(shipped_knowledge()).size() == 672);
}

TEST_CASE("no fact dated on or after the cut enters the counts") {
  const std::vector<Incident> incidents = chronological_incidents(shipped_knowledge());
  for (std::size_t at = 0; at < incidents.size(); at += 50) {
    const Incident& incident = incidents[at];
    for (const bool campaigns : {false, true}) {
      Cut cut = incident.cut;
      cut.campaigns = campaigns;
      const Catalogue counts = catalogue(shipped_knowledge(), cut);
      for (const CataloguedCluster& cluster : counts.clusters) CHECK(cluster.last < *incident.cut.before);
    }
  }
}
