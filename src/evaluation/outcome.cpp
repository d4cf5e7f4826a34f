#include "evaluation/outcome.h"

#include <algorithm>
#include <functional>
#include <numeric>

#include "prob/interval.h"

namespace whence {
namespace {

constexpr double selective = 0.7;  // "p >= .7" of docs/evaluation.md
constexpr std::size_t reliability_bins = 10;

using Value = std::function<double(const AnswerOutcome&)>;

struct Figures {
  std::vector<EvaluationRow>& rows;
  Slice slice;
  std::string block;

  void add(const std::string& metric, double value, Bounds bounds, std::size_t n) const {
    EvaluationRow row{.protocol = slice.protocol,
                      .set = slice.set,
                      .method = slice.method,
                      .metric = metric,
                      .block = block,
                      .value = value,
                      .low = bounds.low,
                      .high = bounds.high,
                      .n = n,
                      .bar = std::nullopt,
                      .goal = std::nullopt};
    rows.push_back(std::move(row));
  }
  // The mean of a share that came true or not.
  void share(const std::string& metric, std::span<const AnswerOutcome> outcomes, const Value& value) const {
    double sum = 0.0;
    for (const AnswerOutcome& outcome : outcomes) sum += value(outcome);
    const auto n = static_cast<double>(outcomes.size());
    add(metric, n > 0.0 ? sum / n : 0.0, wilson(sum, n), outcomes.size());
  }
  void mean(const std::string& metric, std::span<const AnswerOutcome> outcomes, const Value& value) const {
    std::vector<double> values;
    for (const AnswerOutcome& outcome : outcomes) values.push_back(value(outcome));
    const double sum = std::accumulate(values.begin(), values.end(), 0.0);
    add(metric, values.empty() ? 0.0 : sum / static_cast<double>(values.size()), bootstrap_mean(values), values.size());
  }
};

std::vector<AnswerOutcome> those(std::span<const AnswerOutcome> outcomes,
                                 const std::function<bool(const AnswerOutcome&)>& which) {
  std::vector<AnswerOutcome> result;
  std::copy_if(outcomes.begin(), outcomes.end(), std::back_inserter(result), which);
  return result;
}

void add_closed(const Figures& figures, std::span<const AnswerOutcome> known) {
  figures.share("top1", known, [](const AnswerOutcome& outcome) { return outcome.rank.top1; });
  figures.share("top3", known, [](const AnswerOutcome& outcome) { return outcome.rank.top3; });
  figures.share("top10", known, [](const AnswerOutcome& outcome) { return outcome.rank.top10; });
  figures.mean("mrr", known, [](const AnswerOutcome& outcome) { return outcome.rank.reciprocal; });
  if (known.empty() || known.front().ranks_only) return;
  figures.mean("log_loss", known, [](const AnswerOutcome& outcome) { return log_loss(outcome.truth_closed); });
  figures.mean("brier", known, [](const AnswerOutcome& outcome) { return outcome.brier; });
  std::vector<Forecast> forecasts;
  for (const AnswerOutcome& outcome : known) forecasts.push_back({outcome.top_closed, outcome.top_right});
  const double error = calibration_error(forecasts, reliability_bins);
  figures.add("ece", error, {error, error}, known.size());
}

void add_open(const Figures& figures, std::span<const AnswerOutcome> all, std::span<const AnswerOutcome> known,
              std::span<const AnswerOutcome> novel) {
  figures.mean("log_loss_open", all, [](const AnswerOutcome& outcome) { return log_loss(outcome.open_truth); });
  const auto bold = [](const AnswerOutcome& outcome) { return outcome.top_open >= selective; };
  const std::vector<AnswerOutcome> answered = those(known, bold);
  figures.share("precision_at_0.7", answered, [](const AnswerOutcome& outcome) { return outcome.top_open_right; });
  figures.share("coverage_at_0.7", known, [&](const AnswerOutcome& outcome) { return bold(outcome) ? 1.0 : 0.0; });
  figures.share("wrong_novel_at_0.7", novel, [&](const AnswerOutcome& outcome) { return bold(outcome) ? 1.0 : 0.0; });
  std::vector<double> of_novel;
  std::vector<double> of_known;
  for (const AnswerOutcome& outcome : novel) of_novel.push_back(outcome.unknown);
  for (const AnswerOutcome& outcome : known) of_known.push_back(outcome.unknown);
  const double area = auroc(of_novel, of_known);
  figures.add("auroc", area, {area, area}, all.size());
  figures.mean("log_loss_unknown", all, [](const AnswerOutcome& outcome) {
    return log_loss(outcome.known ? 1.0 - outcome.unknown : outcome.unknown);
  });
  const double rate = all.empty() ? 0.0 : static_cast<double>(novel.size()) / static_cast<double>(all.size());
  figures.mean("log_loss_base_rate", all,
               [&](const AnswerOutcome& outcome) { return log_loss(outcome.known ? 1.0 - rate : rate); });
}

void add_headline(const Figures& figures, std::span<const AnswerOutcome> known, std::span<const AnswerOutcome> novel) {
  figures.share("headline_coverage", known, [](const AnswerOutcome& outcome) { return outcome.named ? 1.0 : 0.0; });
  figures.share("headline_wrong", known,
                [](const AnswerOutcome& outcome) { return outcome.named && !outcome.named_right ? 1.0 : 0.0; });
  figures.share("headline_wrong_novel", novel, [](const AnswerOutcome& outcome) { return outcome.named ? 1.0 : 0.0; });
}

}  // namespace

AnswerOutcome outcome_of(int year, std::span<const double> share, double unknown, std::optional<std::size_t> truth) {
  AnswerOutcome outcome;
  outcome.year = year;
  outcome.known = truth.has_value();
  outcome.unknown = unknown;
  double sum = 0.0;
  for (const double p : share) sum += p;
  std::vector<double> closed(share.begin(), share.end());
  for (double& p : closed) p = sum > 0.0 ? p / sum : 1.0 / static_cast<double>(closed.size());
  outcome.top_closed = closed.empty() ? 0.0 : *std::max_element(closed.begin(), closed.end());
  outcome.top_open = share.empty() ? 0.0 : *std::max_element(share.begin(), share.end());
  outcome.open_truth = truth ? share[*truth] : unknown;
  if (!truth) return outcome;
  outcome.rank = rank_score(closed, *truth);
  outcome.truth_closed = closed[*truth];
  outcome.brier = brier(closed, *truth);
  outcome.top_right = outcome.rank.top1;
  outcome.top_open_right = outcome.rank.top1;
  return outcome;
}

void add_block(std::vector<EvaluationRow>& rows, const Slice& slice, const std::string& block,
               std::span<const AnswerOutcome> outcomes) {
  const std::vector<AnswerOutcome> known = those(outcomes, [](const AnswerOutcome& outcome) { return outcome.known; });
  const std::vector<AnswerOutcome> novel = those(outcomes, [](const AnswerOutcome& outcome) { return !outcome.known; });
  const Figures figures{rows, slice, block};
  add_closed(figures, known);
  if (slice.method.substr(0, 6) != "whence" || slice.protocol == "G") return;
  if (!novel.empty()) add_open(figures, outcomes, known, novel);
  add_headline(figures, known, novel);
  if (slice.protocol.front() != 'D') return;
  figures.share("decoy_first", known, [](const AnswerOutcome& outcome) { return outcome.framed; });
  figures.share("confident_wrong", known, [](const AnswerOutcome& outcome) {
    return outcome.top_open >= selective ? 1.0 - outcome.top_open_right : 0.0;
  });
}

void add_rows(std::vector<EvaluationRow>& rows, const Slice& slice, std::span<const AnswerOutcome> outcomes) {
  struct Block {
    const char* name;
    int from, to;
  };
  for (const Block& block : {Block{"all", 0, 9999}, Block{"2018-21", 2018, 2021}, Block{"2022-25", 2022, 2025}}) {
    const std::vector<AnswerOutcome> all = those(
        outcomes, [&](const AnswerOutcome& outcome) { return outcome.year >= block.from && outcome.year <= block.to; });
    if (all.empty() || (block.from > 0 && all.size() == outcomes.size())) continue;
    add_block(rows, slice, block.name, all);
  }
}

}  // namespace whence
