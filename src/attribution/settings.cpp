#include "attribution/settings.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>
#include <utility>

#include <fmt/format.h>

namespace whence {

namespace {

using Place = std::pair<std::string_view, double*>;

// Every parameter that is a number, with where it goes.
std::array<Place, 66> numbers(Settings& result) {  // NOLINT(readability-function-size): one row a parameter
  return {{
      {"m_T", &result.m_T},
      {"b", &result.b},
      {"m_S", &result.m_S},
      {"lambda_S", &result.lambda_S},
      {"eta", &result.eta},
      {"rho", &result.rho},
      {"alpha", &result.alpha},
      {"coverage_least", &result.coverage_least},
      {"class_reports", &result.class_reports},
      {"omega_1", &result.omega[0]},
      {"omega_2", &result.omega[1]},
      {"omega_3", &result.omega[2]},
      {"omega_4", &result.omega[3]},
      {"age_half_life", &result.age_half_life},
      {"temperature", &result.temperature},
      {"delta", &result.delta},
      {"sibling_r", &result.sibling_r},
      {"error_own", &result.error_own},
      {"error_report", &result.error_report},
      {"error_unsourced", &result.error_unsourced},
      {"cap_techniques", &result.cap_techniques},
      {"cap_software", &result.cap_software},
      {"phi", &result.phi},
      {"phi_low", &result.phi_low},
      {"phi_high", &result.phi_high},
      {"naming_low", &result.naming_low},
      {"carries", &result.carries},
      {"flip_share", &result.flip_share},
      {"word_ceiling", &result.word_ceiling},
      {"spread_high", &result.spread_high},
      {"spread_low", &result.spread_low},
      {"few_reports", &result.few_reports},
      {"at_most", &result.at_most},
      {"copy_overlap", &result.copy_overlap},
      {"step_unknown", &result.step_unknown},
      {"capped_below", &result.capped_below},
      {"cap_behaviour", &result.cap_behaviour},
      {"sharpness", &result.sharpness},
      {"kappa_own", &result.kappa_own},
      {"kappa_ally", &result.kappa_ally},
      {"step_other", &result.step_other},
      {"link_half_life", &result.link_half_life},
      {"links_from", &result.links_from},
      {"dispute_from", &result.dispute_from},
      {"testimony_b_1", &result.testimony_b[0]},
      {"testimony_b_2", &result.testimony_b[1]},
      {"testimony_b_3", &result.testimony_b[2]},
      {"testimony_b_4", &result.testimony_b[3]},
      {"testimony_b_5", &result.testimony_b[4]},
      {"sharpness_sure", &result.sharpness_sure},
      {"grade_full", &result.grade_full},
      {"recent_half_life", &result.recent_half_life},
      {"recent_half_life_fast", &result.recent_half_life_fast},
      {"near_half_life", &result.near_half_life},
      {"kernel_half_life", &result.kernel_half_life},
      {"undated_age", &result.undated_age},
      {"recent_years", &result.recent_years},
      {"report_size", &result.report_size},
      {"report_size_weight", &result.report_size_weight},
      {"kernel_width", &result.kernel_width},
      {"bm25_k1", &result.bm25_k1},
      {"bm25_b", &result.bm25_b},
      {"ridge", &result.ridge},
      {"novelty_ridge", &result.novelty_ridge},
      {"planted_weight", &result.planted_weight},
      {"techniques_weight", &result.techniques_weight},
  }};
}

std::array<Place, 24> stated_numbers(StatedSettings& result) {
  return {{
      {"cap_infrastructure", &result.cap_infrastructure},
      {"cap_code", &result.cap_code},
      {"cap_victims", &result.cap_victims},
      {"cap_hours", &result.cap_hours},
      {"cap_days_off", &result.cap_days_off},
      {"cap_time", &result.cap_time},
      {"cap_language", &result.cap_language},
      {"cap_language_text", &result.cap_language_text},
      {"code_weak", &result.code_weak},
      {"code_moderate", &result.code_moderate},
      {"code_strong", &result.code_strong},
      {"control_ratio", &result.control_ratio},
      {"assignment_right", &result.assignment_right},
      {"pivot_prior", &result.pivot_prior},
      {"pointer_found", &result.pointer_found},
      {"tracked_clusters", &result.tracked_clusters},
      {"hours_in_office", &result.hours_in_office},
      {"hours_days_most", &result.hours_days_most},
      {"hours_days_per_unit", &result.hours_days_per_unit},
      {"hours_days_untold", &result.hours_days_untold},
      {"days_off_work", &result.days_off_work},
      {"language_native", &result.language_native},
      {"m_V", &result.m_V},
      {"victims_least", &result.victims_least},
  }};
}

std::array<Place, 10> testimony_numbers(TestimonySettings& result) {
  return {{
      {"kappa_bystander", &result.kappa_bystander},
      {"testimony_no_data", &result.no_data},
      {"testimony_checkable", &result.checkable},
      {"testimony_conflict", &result.conflict},
      {"testimony_counter", &result.counter},
      {"testimony_counter_days", &result.counter_days},
      {"reversal_a", &result.reversal_a},
      {"reversal_c", &result.reversal_c},
      {"testimony_corroborated", &result.corroborated},
      {"testimony_origin_cap", &result.origin_cap},
  }};
}

bool is_chance(double value) { return value >= 0.0 && value <= 1.0; }

// What would divide by nothing or be no chance, in the words of an error; empty if all is well.
std::string_view wrong_with(const StatedSettings& stated) {
  if (!is_chance(stated.assignment_right) || !is_chance(stated.pivot_prior) || !is_chance(stated.pointer_found) ||
      !is_chance(stated.language_native) || !is_chance(stated.reading_precision) ||
      !is_chance(stated.reading_precision_id)) {
    return "assignment_right, pivot_prior, pointer_found, language_native and reading_precision must be chances";
  }
  if (stated.hours_in_office < 0.0 || stated.hours_in_office >= 1.0) return "hours_in_office must be below 1";
  if (stated.days_off_work <= 0.0 || stated.days_off_work > 1.0) return "days_off_work must be above 0, at most 1";
  if (stated.control_ratio < 1.0 || stated.tracked_clusters < 1.0) {
    return "control_ratio and tracked_clusters must be at least 1";
  }
  if (stated.hours_days_per_unit <= 0.0 || stated.m_V <= 0.0) return "hours_days_per_unit and m_V must be above 0";
  return "";
}

}  // namespace

Result<Settings> settings(const Parameters& parameters) {
  Settings result;
  for (const auto& [id, place] : numbers(result)) {
    WHENCE_TRY(*place, parameters.value(id));
  }
  for (const auto& [id, place] : stated_numbers(result.stated)) {
    WHENCE_TRY(*place, parameters.value(id));
  }
  for (const auto& [id, place] : testimony_numbers(result.testimony)) {
    WHENCE_TRY(*place, parameters.value(id));
    if (*place < 0.0) return Error{Code::malformed, fmt::format("data/priors/parameters.tsv: {} is below 0", id)};
  }
  if (result.testimony.reversal_a <= 0.0 || result.testimony.reversal_c <= 0.0) {
    return Error{Code::malformed, "data/priors/parameters.tsv: reversal_a and reversal_c must be above 0"};
  }
  WHENCE_TRY(result.stated.reading_precision, parameters.value("reading_precision"));
  WHENCE_TRY(result.stated.reading_precision_id, parameters.value("reading_precision_id"));
  if (const std::string_view wrong = wrong_with(result.stated); !wrong.empty()) {
    return Error{Code::malformed, "data/priors/parameters.tsv: " + std::string(wrong)};
  }
  const std::array<std::pair<std::string_view, std::size_t*>, 3> counts{{
      {"framing_targets", &result.framing_targets},
      {"naming_origins", &result.naming_origins},
      {"flip_exact_items", &result.flip_exact_items},
  }};
  for (const auto& [id, place] : counts) {
    WHENCE_TRY(const double value, parameters.value(id));
    *place = static_cast<std::size_t>(value < 0.0 ? 0.0 : value);
  }
  WHENCE_TRY(const double grades, parameters.value("grades"));
  WHENCE_TRY(const double leak, parameters.value("leak"));
  WHENCE_TRY(const double learned, parameters.value("learned"));
  result.learned = learned != 0.0;
  result.grades = grades != 0.0;
  result.leak = leak != 0.0;
  if (result.recent_half_life <= 0.0 || result.recent_half_life_fast <= 0.0 || result.near_half_life <= 0.0 ||
      result.kernel_half_life <= 0.0 || result.ridge <= 0.0 || result.novelty_ridge <= 0.0) {
    return Error{Code::malformed, "data/priors/parameters.tsv: half-lives and ridge must be above 0"};
  }
  if (std::any_of(result.omega.begin(), result.omega.end(), [](double omega) { return omega <= 0.0; }) ||
      result.alpha < 0.0) {
    return Error{Code::malformed, "data/priors/parameters.tsv: omega must be above 0 and alpha not below it"};
  }
  if (result.temperature <= 0.0 || result.rho <= 0.0 || result.rho >= 1.0) {
    return Error{Code::malformed, "data/priors/parameters.tsv: temperature must be above 0 and rho between 0 and 1"};
  }
  return result;
}

}  // namespace whence
