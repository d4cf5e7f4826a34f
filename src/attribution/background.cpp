#include "attribution/background.h"

#include "attribution/links/testimony.h"

namespace whence {
namespace {

// What the galaxy says of groups: one catalogue, one origin.
std::vector<LinkClaim> catalogue_links(const Knowledge& known, const Settings& settings) {
  std::vector<LinkClaim> links;
  for (GroupIndex group = 0; group < known.groups().size(); ++group) {
    const auto label = known.label(group);
    // A country without a sponsor is where a group is said to sit, not whom it works for.
    if (!label || label->kind != "sponsor") continue;
    LinkClaim claim;
    claim.child = known.groups()[group].id;
    claim.parent = claim.parent_name = claim.state = claim.state_name = label->state;
    claim.source = claim.origin = "misp";
    claim.nats = testimony_nats({2}, settings);  // a state is named, by others' findings
    claim.id = label->source;
    links.push_back(std::move(claim));
  }
  return links;
}

}  // namespace

Result<Background> background(const Knowledge& known, const Priors& priors, const Cut& cut) {
  Background result;
  WHENCE_TRY(result.settings, settings(priors.parameters));
  Cut own = cut;
  own.campaigns = false;
  result.counts = catalogue(known, own);
  result.dated_only = cut.before.has_value();
  if (result.dated_only) {
    // Who stands behind whom and who was hit is on record without dates, so it may not tell of the past.
    result.published.sponsor.resize(result.counts.clusters.size());
    result.published.victims.resize(result.counts.clusters.size());
    result.priors = {cluster_priors(result.counts, result.settings), ""};
  } else {
    result.published = public_record(known, result.counts, own, priors);
    result.priors = priors_for(result.published, result.counts, priors, result.settings, "");
  }
  result.catalogue_prior = cluster_priors(result.counts, result.settings).front().log_share;
  result.links = catalogue_links(known, result.settings);
  result.link_settings = {.step_unknown = result.settings.step_unknown,
                          .step_other = result.settings.step_other,
                          .half_life = result.settings.link_half_life,
                          .corroborated = result.settings.testimony.corroborated,
                          .origin_cap = result.settings.testimony.origin_cap,
                          .as_of = result.counts.as_of};
  if (!result.settings.learned || result.counts.clusters.empty()) return result;
  WHENCE_TRY(result.model, behaviour_model(priors.weights));
  if (result.model.parts == 0) {
    return Error{Code::not_found,
                 "data/priors/behaviour-weights.tsv: no weights; run `whence evaluate attribution "
                 "--write-weights data` or set parameter 'learned' to 0"};
  }
  result.record = record(known, cut, result.settings);
  return result;
}

}  // namespace whence
