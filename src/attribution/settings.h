// The parameters of the attribution model by name, taken from the table once. docs/model.md says what each does.
#pragma once

#include <array>
#include <cstddef>

#include "base/result.h"
#include "model/parameters.h"

namespace whence {

// Of evidence that is not behaviour, 2.5 (c) to (h). Ceilings in nats, 0 is off.
struct StatedSettings {
  double cap_infrastructure = 0.0, cap_code = 0.0, cap_victims = 0.0;
  double cap_hours = 0.0, cap_days_off = 0.0, cap_time = 0.0, cap_language = 0.0, cap_language_text = 0.0;
  double code_weak = 0.0, code_moderate = 0.0, code_strong = 0.0;
  double control_ratio = 1.0, assignment_right = 0.0, pivot_prior = 0.0, tracked_clusters = 1.0;
  double pointer_found = 0.0;  // that what is behind a relay points to a cluster on record
  double hours_in_office = 0.0, hours_days_most = 1.0, hours_days_per_unit = 1.0, hours_days_untold = 0.0;
  double days_off_work = 1.0, language_native = 0.0;
  double m_V = 0.0, victims_least = 0.0;
  double reading_precision = 1.0, reading_precision_id = 1.0;  // of techniques read from a document, unchecked
};

// Of accusations, 3.2 and 3.3: factors on b, a prior on speakers' reversals, what further claims of one origin add.
struct TestimonySettings {
  double kappa_bystander = 0.0;
  double no_data = 1.0, checkable = 1.0, conflict = 1.0;
  double counter = 1.0, counter_days = 0.0;     // the speaker was accused within so many days before
  double reversal_a = 1.0, reversal_c = 1.0;    // pseudo-counts: taken back, not taken back
  double corroborated = 0.0, origin_cap = 0.0;  // ι; nats, 0 is off
};

struct Settings {
  double m_T = 0.0, b = 0.0, m_S = 0.0, lambda_S = 0.0;           // smoothing, 2.5
  double eta = 0.0, rho = 0.0, age_half_life = 0.0;               // cluster prior, 2.3
  double alpha = 0.0, coverage_least = 0.0, class_reports = 0.0;  // visibility, 2.3
  std::array<double, 4> omega{};                                  // falling
  double temperature = 1.0;                                       // 2.7
  double delta = 0.0, sibling_r = 0.0;                            // dependence, 2.6
  bool grades = true, leak = true;
  double error_own = 0.0, error_report = 0.0, error_unsourced = 0.0;  // same origin, 2.6
  double cap_techniques = 0.0, cap_software = 0.0;                    // nats, 0 is off
  double phi = 0.0, phi_low = 0.0, phi_high = 0.0;                    // planted evidence, 2.8
  std::size_t framing_targets = 0;
  double naming_low = 0.0, carries = 0.0;  // naming rule
  std::size_t naming_origins = 0;
  double flip_share = 0.0;
  std::size_t flip_exact_items = 0;
  double word_ceiling = 0.0, at_most = 0.0;  // 2.11
  double spread_high = 0.0, spread_low = 0.0, few_reports = 0.0;
  // The learned behaviour score, 2.5.0.
  bool learned = false;
  double cap_behaviour = 0.0, sharpness = 1.0, sharpness_sure = 1.0, grade_full = 1.0;
  double recent_half_life = 1.0, recent_half_life_fast = 1.0, near_half_life = 1.0, kernel_half_life = 1.0;  // years
  double undated_age = 0.0, recent_years = 0.0;
  double report_size = 0.0, report_size_weight = 0.0, kernel_width = 0.0, bm25_k1 = 0.0, bm25_b = 0.0;
  // Of training.
  double ridge = 1.0, novelty_ridge = 1.0, planted_weight = 0.0, techniques_weight = 0.0;
  // Links and testimony, 2.9 and 3.2.
  double kappa_own = 0.0, kappa_ally = 0.0, step_other = 0.1, link_half_life = 0.0;
  double links_from = 0.0, dispute_from = 0.0;  // share of a cluster, of a state, from which it is spoken of
  std::array<double, 5> testimony_b{};          // by rung, from 1
  TestimonySettings testimony;
  StatedSettings stated;
  double copy_overlap = 0.0, step_unknown = 0.0, capped_below = 0.0;
};

Result<Settings> settings(const Parameters& parameters);

}  // namespace whence
