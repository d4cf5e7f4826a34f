#include "format/json_weigh.h"

#include <algorithm>

#include "base/json_lists.h"
#include "format/json_reading.h"
#include "format/weigh_view.h"

namespace whence {
namespace {

Json object(Json::Object members) { return Json(std::move(members)); }

Json reason(const Reason& reason) {
  return object({{"evidence", reason.evidence.text},
                 {"family", or_null(reason.family)},
                 {"llr", reason.weight.nats},
                 {"before", reason.before.nats},
                 {"dependence", reason.dependence},
                 {"cap", reason.capped}});
}

Json share(const Share& share) {
  return object({{"id", share.hypothesis.actor},
                 {"name", share.hypothesis.name},
                 {"p", share.probability.value()},
                 {"low", share.low.value()},
                 {"high", share.high.value()},
                 {"words", or_null(share.words)},
                 {"skill_measured", share.skill_measured},
                 {"capped", share.capped},
                 {"reasons", json_list(share.reasons, reason)}});
}

Json shares(const Posterior& posterior) { return json_list(posterior.shares, share); }

Json level(const Answer& answer, Level level) {
  const Posterior* posterior = posterior_of(answer, level);
  return posterior == nullptr ? Json::array() : shares(*posterior);
}

// Rule E 5: whoever copies the headline alone still has the range, the share of nobody we know and the data version.
Json headline(const Answer& answer) {
  const Headline& headline = answer.headline;
  Json result = object({{"established", headline.established},
                        {"id", headline.id},
                        {"name", or_null(headline.name)},
                        {"why_not", json_list(headline.why_not, [](const std::string& why) { return Json(why); })},
                        {"confidence", or_null(answer.confidence.word)},
                        {"exercise", answer.incident.exercise},
                        {"draft", is_draft(answer.incident)}});
  const auto range = [](const Share* share) {
    if (share == nullptr) return Json();
    return object({{"p", share->probability.value()}, {"low", share->low.value()}, {"high", share->high.value()}});
  };
  const Posterior* cluster = posterior_of(answer, Level::cluster);
  result.set("share", range(leader_of(answer)));
  result.set("not_in_catalogue", range(cluster == nullptr ? nullptr : unknown_of(*cluster)));
  result.set("data", or_null(answer.data));
  return result;
}

Json evidence(const Evidence& item) {
  const bool placed = item.document.has_value() || item.span.has_value();
  const std::string grade{item.grade.reliability, item.grade.credibility};
  return object(
      {{"id", item.id.text},
       {"type", name_of(item.kind)},
       {"value", item.value},
       {"origin", or_null(item.origin)},
       {"grade", grade},
       {"role", name_of(item.role)},
       {"via", or_null(item.via)},
       {"checked", item.checked},
       {"passage", or_null(item.passage)},
       {"rejected", item.rejected},
       {"not_used", or_null(item.not_used)},
       {"from", placed ? object({{"document", item.document}, {"span", item.span ? json_span(*item.span) : Json()}})
                       : Json()}});
}

Json column(const Column& column) {
  return object({{"name", column.name},
                 {"cluster", shares(column.cluster)},
                 {"sponsor", shares(column.sponsor)},
                 {"basis", or_null(column.basis)}});
}

Json strings(const std::vector<std::string>& all) {
  return json_list(all, [](const std::string& each) { return Json(each); });
}

Json assertion(const Assertion& each) {
  return object({{"level", name_of(each.level)},
                 {"child", or_null(each.child)},
                 {"id", or_null(each.id)},
                 {"name", or_null(each.link)},
                 {"unit", or_null(each.unit)},
                 {"tie", or_null(each.tie)},
                 {"asserted_by", or_null(each.by)},
                 {"speakers", or_null(each.speakers)},
                 {"answer", or_null(each.answer)},
                 {"answered_by", or_null(each.answered)},
                 {"of_incident", each.of_incident},
                 {"weighed", strings(each.weighed)},
                 {"sources", strings(each.sources)}});
}

Json part(const StatePart& each) {
  return object({{"state", each.state},
                 {"name", each.name},
                 {"modes", json_list(each.modes, share)},
                 {"basis", or_null(each.basis)}});
}

Json role(const RoleNote& each) {
  return object({{"role", name_of(each.role)},
                 {"evidence", json_list(each.items, [](const EvidenceId& id) { return Json(id.text); })},
                 {"note", or_null(each.text)}});
}

Json priors(const Answer& answer) {
  const auto run = [&](std::string_view name) {
    const auto found = std::find_if(answer.priors.begin(), answer.priors.end(),
                                    [&](const PriorRun& each) { return each.name == name; });
    return found == answer.priors.end() ? Json::array() : shares(found->cluster);
  };
  Json visibility = Json::array();
  for (const PriorRun& each : answer.priors) {
    if (each.name != "visibility") continue;
    visibility.push(object({{"omega", each.omega}, {"cluster", shares(each.cluster)}, {"sponsor", Json::array()}}));
  }
  return object({{"catalogue", run("catalogue")},
                 {"uniform", run("uniform")},
                 {"visibility", std::move(visibility)},
                 {"spread", answer.prior_spread}});
}

Json flip(const Flip& flip) {
  return object(
      {{"size", flip.size}, {"cost", flip.cost}, {"sets", json_list(flip.sets, [](const std::vector<EvidenceId>& set) {
                                                    return json_list(
                                                        set, [](const EvidenceId& id) { return Json(id.text); });
                                                  })}});
}

Json hypothesis(const Hypothesis& each) { return object({{"id", each.actor}, {"name", each.name}}); }

Json flip_above(const FlipAbove& flip) {
  const auto part = [](const FlipPart& each) {
    return object({{"id", each.id}, {"statements", strings(each.statements)}});
  };
  return object({{"level", name_of(flip.leader.level)},
                 {"leader", hypothesis(flip.leader)},
                 {"size", flip.size},
                 {"sets", json_list(flip.sets, [&](const std::vector<FlipPart>& set) { return json_list(set, part); })},
                 {"then", flip.size == 0 ? Json() : hypothesis(flip.then)},
                 {"then_share", flip.size == 0 ? Json() : Json(flip.then_share.value())}});
}

Json collect(const Collect& each) {
  Json by_level = Json::object();
  for (const Level level : {Level::cluster, Level::operator_, Level::organisation, Level::sponsor}) {
    by_level.set(std::string(name_of(level)), each.by_level[static_cast<std::size_t>(level)]);
  }
  return object({{"collect", each.what},
                 {"bits", each.bits},
                 {"level", name_of(each.level)},
                 {"effort", or_null(each.effort)},
                 {"by_level", std::move(by_level)}});
}

Json skill(const Skill& skill) {
  return object({{"protocol", or_null(skill.protocol)},
                 {"n", skill.n},
                 {"top1", skill.top1},
                 {"top10", skill.top10},
                 {"log_loss", skill.log_loss},
                 {"ece", skill.ece}});
}

}  // namespace

Json json_weigh(const Answer& given) {
  const Answer answer = as_shown(given);
  return object({
      {"headline", headline(answer)},
      {"case", or_null(answer.incident.name)},
      {"evidence", json_list(answer.incident.evidence, evidence)},
      {"levels", object({{"cluster", level(answer, Level::cluster)},
                         {"operator", level(answer, Level::operator_)},
                         {"organisation", level(answer, Level::organisation)},
                         {"sponsor", level(answer, Level::sponsor)}})},
      {"columns", json_list(answer.columns, column)},
      {"confidence",
       object({{"word", or_null(answer.confidence.word)},
               {"reasons", json_list(answer.confidence.reasons, [](const std::string& why) { return Json(why); })}})},
      {"priors", priors(answer)},
      {"flip", flip(answer.flip)},
      {"deception", object({{"phi", answer.deception.phi.value()},
                            {"p", answer.deception.posterior.value()},
                            {"framed", shares(answer.deception.framed)}})},
      {"flips_above", json_list(answer.flips_above, flip_above)},
      {"next", json_list(answer.next, collect)},
      {"skill", skill(answer.skill)},
      {"model", or_null(answer.model)},
      {"data", or_null(answer.data)},
      {"parameters", or_null(answer.parameters)},
      {"responsibility", json_list(answer.parts, part)},
      {"assertions", json_list(answer.assertions, assertion)},
      {"roles", json_list(answer.roles, role)},
  });
}

}  // namespace whence
