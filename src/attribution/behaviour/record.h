// What was on record at a time, arranged for comparing an incident with every cluster at once: counts with campaigns,
// single reports, what software implies, and how recent it all is. docs/model.md 2.5.0.
#pragma once

#include <cstdint>
#include <vector>

#include "attribution/behaviour/catalogue.h"
#include "attribution/settings.h"

namespace whence {

using ReportIndex = std::uint32_t;  // into Record::reports

// One cluster in one report.
struct PastReport {
  ClusterIndex cluster = 0;
  double age = 0.0;                           // years before the record's day
  double norm = 0.0;                          // √ Σ idf² over the items that the report says the cluster used
  double near_fade = 1.0, kernel_fade = 1.0;  // 2^(-age / half-life) of the two features that look at single reports
};

// Everything about one cluster that does not depend on the incident.
struct ClusterRecord {
  double norm = 0.0;          // √ Σ idf² over its items
  double family_norm = 0.0;   // √ Σ (idf ln(1 + count))² over its parent techniques
  double implied_norm = 0.0;  // √ Σ (idf · share of its software that implies the technique)²
  double age = 0.0;           // years since its last report
  double recent = 0.0;        // reports in the last Settings::recent_years
  double report_size = 0.0;   // mean of ln(items) over its reports, drawn to Settings::report_size
};

// Counts in which a report weighs 2^(-age / half-life).
struct FadingCounts {
  std::vector<std::vector<Posting>> postings;  // by item
  std::vector<double> total;                   // by cluster
};

struct Record {
  Catalogue counts;  // with campaigns
  std::vector<ClusterRecord> clusters;
  std::vector<double> idf, family_idf;  // by item; family: at the parent
  FadingCounts fading, fading_fast;
  std::vector<std::vector<Posting>> implied;  // by technique: share of a cluster's software that is on record with it
  std::vector<PastReport> reports;
  std::vector<std::vector<ReportIndex>> in_reports;  // by item
};

Record record(const Knowledge& known, const Cut& cut, const Settings& settings);

}  // namespace whence
