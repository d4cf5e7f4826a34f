#include <algorithm>
#include <cmath>
#include <numeric>

#include "attribution/cases.h"
#include "attribution/combine/runs.h"
#include "attribution/robustness/flip.h"
#include "prob/interval.h"

using namespace whence;
using doctest::Approx;

namespace {

// A case of random items: each from one of a few clusters' records or from anywhere.
Case random_case(Random& random, std::size_t items, std::size_t origins) {
  const Knowledge& known = shipped_knowledge();
  Case incident;
  incident.name = incident.file = "random";
  const auto& uses = known.group_uses();
  const GroupIndex favourite = uses[random.below(uses.size())].group;
  while (incident.evidence.size() < items) {
    const GroupUse& use = uses[random.below(uses.size())];
    if (use.group != favourite && random.unit() < 0.9) continue;
    Evidence evidence = item(std::string(known.items()[use.item].id));
    evidence.kind =
        known.items()[use.item].kind == ItemKind::technique ? EvidenceKind::technique : EvidenceKind::software;
    evidence.origin = "report " + std::to_string(random.below(origins));
    evidence.grade = {static_cast<char>('A' + random.below(6)), static_cast<char>('1' + random.below(6))};
    incident.evidence.push_back(std::move(evidence));
  }
  return incident;
}

const Bench& learned() { return bench(); }
const Bench& written() {
  static const Bench value(false);
  return value;
}
constexpr const Bench& (*benches[])() = {learned, written};

double odds(const std::vector<double>& share, std::size_t k) { return std::log(share[k] / share.back()); }

}  // namespace

TEST_CASE("ranges are the extremes over everything they run over, computed one by one") {
  Random random(11);
  for (int round = 0; round < 100; ++round) {
    const Bench& bench = benches[round % 2]();
    const Case incident = random_case(random, 2 + random.below(12), 1 + random.below(4));
    const Answer answer = bench.answer(incident);
    const Scene scene = bench.scene_of(incident);
    std::vector<double> low(bench.counts().clusters.size() + 1, 1.0);
    std::vector<double> high(low.size(), 0.0);
    std::vector<Kept> ways = {all_pieces(scene)};
    for (std::size_t origin = 0; origin < scene.origins.size(); ++origin) {
      Kept kept = all_pieces(scene);
      for (std::size_t at = 0; at < kept.size(); ++at) {
        const auto& origins = scene.pieces[at].origins;
        if (std::all_of(origins.begin(), origins.end(), [&](std::size_t other) { return other == origin; }))
          kept[at] = 0;
      }
      ways.push_back(kept);
    }
    for (const Kept& kept : ways) {
      const Folded folded = fold(scene, kept);
      for (const ClusterPrior& prior : scene.priors) {
        const auto planted = framed(scene, folded, leading_cluster(prior, folded.total));
        for (const double phi : {.02, .1}) {
          const std::vector<double> share = mixed(prior, folded.total, planted, phi).share;
          for (std::size_t h = 0; h < share.size(); ++h) {
            low[h] = std::min(low[h], share[h]);
            high[h] = std::max(high[h], share[h]);
          }
        }
      }
    }
    for (const Share& share : answer.levels.front().shares) {
      std::size_t h = low.size() - 1;
      for (std::size_t k = 0; share.hypothesis.actor && k + 1 < low.size(); ++k) {
        if (shipped_knowledge().groups()[bench.counts().clusters[k].group].id == *share.hypothesis.actor) h = k;
      }
      CHECK(share.low.value() == Approx(low[h]));
      CHECK(share.high.value() == Approx(high[h]));
      CHECK(share.low <= share.probability);
      CHECK(share.probability <= share.high);
    }
  }
}

TEST_CASE("shares sum to one and every cluster's reasons sum to its log odds against nobody we know") {
  Random random(12);
  for (int round = 0; round < 20; ++round) {
    const Answer answer = benches[round % 2]().answer(random_case(random, 1 + random.below(15), 3));
    const auto& shares = answer.levels.front().shares;
    double sum = 0.0;
    double unknown = 0.0;
    for (const Share& share : shares) {
      sum += share.probability.value();
      if (!share.hypothesis.actor) unknown = share.probability.value();
    }
    CHECK(sum == Approx(1.0).epsilon(1e-9));
    REQUIRE(answer.levels.front().others);
    double listed = answer.levels.front().others->probability.value() + unknown;
    for (std::size_t at = 0, known = 0; known < answer.levels.front().shown; ++at) {
      if (!shares[at].hypothesis.actor) continue;
      listed += shares[at].probability.value();
      ++known;
    }
    CHECK(listed == Approx(1.0).epsilon(1e-9));
    for (const Share& share : shares) {
      if (!share.hypothesis.actor) continue;
      double nats = 0.0;
      for (const Reason& reason : share.reasons) nats += reason.weight.nats;
      CHECK(nats == Approx(std::log(share.probability.value() / unknown)).epsilon(1e-6));
    }
  }
}

TEST_CASE("the same report under several publishers moves no share by more than .01") {
  Random random(13);
  for (int round = 0; round < 30; ++round) {
    Case incident = random_case(random, 3 + random.below(10), 1);
    for (Evidence& evidence : incident.evidence) evidence.grade = {'B', '2'};
    const Bench& bench = benches[round % 2]();
    const Answer once = bench.answer(incident);
    Case thrice = incident;
    for (const char* publisher : {"paper", "agency"}) {
      for (Evidence evidence : incident.evidence) {
        evidence.origin = publisher;
        thrice.evidence.push_back(std::move(evidence));
      }
    }
    const Answer repeated = bench.answer(thrice);
    for (const Share& share : once.levels.front().shares) {
      const double then = share_of(repeated.levels.front(), share.hypothesis.actor.value_or(""));
      CHECK(std::abs(then - share.probability.value()) <= .01);
    }
    const bool copies_counted_once =
        once.headline.established == repeated.headline.established && repeated.incident.oddities.size() == 2;
    const bool too_few_to_tell = bench.scene_of(incident).pieces.size() < 3;
    CHECK((copies_counted_once || too_few_to_tell));
  }
}

TEST_CASE("the order of the evidence changes nothing") {
  Random random(14);
  for (int round = 0; round < 30; ++round) {
    Case incident = resolved(random_case(random, 12, 3), shipped_knowledge());
    const Bench& bench = benches[round % 2]();
    const Answer before = bench.answer(incident);
    for (std::size_t at = incident.evidence.size(); at > 1; --at) {
      std::swap(incident.evidence[at - 1], incident.evidence[random.below(at)]);
    }
    const Answer after = bench.answer(incident);
    for (std::size_t at = 0; at < before.levels.front().shares.size(); ++at) {
      CHECK(before.levels.front().shares[at].hypothesis == after.levels.front().shares[at].hypothesis);
      CHECK(before.levels.front().shares[at].probability == after.levels.front().shares[at].probability);
      CHECK(before.levels.front().shares[at].low == after.levels.front().shares[at].low);
    }
  }
}

TEST_CASE("by the written likelihoods an item that speaks for a cluster never lowers it against nobody we know") {
  // Where the item stands for itself: software that implies techniques in evidence takes a quarter of their weight.
  Random random(15);
  int tried = 0;
  for (int round = 0; round < 200; ++round) {
    const Case incident = random_case(random, 2 + random.below(12), 3);
    const Scene all = written().scene_of(incident);
    const std::vector<double> with = plain_shares(all, all_pieces(all));
    for (std::size_t at = 0; at < all.pieces.size(); ++at) {
      const bool implies = std::any_of(all.pieces.begin(), all.pieces.end(), [&](const Piece& piece) {
        return std::find(piece.implied_by.begin(), piece.implied_by.end(), at) != piece.implied_by.end();
      });
      if (implies) continue;
      Kept kept = all_pieces(all);
      kept[at] = 0;
      const std::vector<double> without = plain_shares(all, kept);
      for (std::size_t k = 0; k + 1 < with.size(); ++k) {
        if (all.pieces[at].graded[k] < 0.0) continue;
        ++tried;
        CHECK(odds(with, k) >= odds(without, k) - 1e-9);
      }
    }
  }
  CHECK(tried > 10000);
}

TEST_CASE("no family of evidence passes its ceiling") {
  Random random(16);
  for (int round = 0; round < 50; ++round) {
    const Case incident = random_case(random, 40, 5);
    const Scene scene = written().scene_of(incident);
    const Folded folded = fold(scene, all_pieces(scene));
    const Settings& model = written().model();
    for (std::size_t k = 0; k < scene.clusters(); ++k) {
      double sum[families] = {};
      for (std::size_t at = 0; at < scene.pieces.size(); ++at) {
        sum[static_cast<std::size_t>(scene.pieces[at].family)] += folded.pieces[at].weight[k];
      }
      CHECK(std::abs(sum[0]) <= model.cap_techniques / model.temperature + 1e-9);
      CHECK(std::abs(sum[1]) <= model.cap_software / model.temperature + 1e-9);
      CHECK(sum[0] + sum[1] == Approx(folded.total[k]));
    }
    const Scene other = learned().scene_of(incident);
    const std::vector<double> total = fold_total(other, all_pieces(other));
    double least = total.front();
    double most = total.front();
    for (std::size_t k = 0; k < other.clusters(); ++k) {
      least = std::min(least, total[k]);
      most = std::max(most, total[k]);
    }
    CHECK(most - least <= 2.0 * learned().model().cap_behaviour + 1e-9);
  }
}

TEST_CASE("priors alone decide how likely a catalogued actor is, but for the novelty score") {
  Random random(18);
  for (int round = 0; round < 20; ++round) {
    const Case incident = random_case(random, 3 + random.below(8), 1);
    const Scene scene = learned().scene_of(incident);
    const std::vector<double> total = fold_total(scene, all_pieces(scene));
    double known = 0.0;
    const std::vector<double>& prior = scene.priors.front().log_share;
    for (std::size_t k = 0; k < scene.clusters(); ++k) known += std::exp(prior[k] + total[k]);
    CHECK(known == Approx(1.0 - learned().model().rho).epsilon(1e-6));
  }
}

TEST_CASE("flip sets are the smallest that every subset of up to three items allows") {
  Random random(17);
  int found = 0;
  for (int round = 0; round < 30; ++round) {
    const Scene scene = benches[round % 2]().scene_of(random_case(random, 3 + random.below(7), 2));
    const FlipSets flips = flip_sets(scene, FlipDepth::full);
    const std::vector<double> now = plain_shares(scene, all_pieces(scene));
    const std::size_t leader = leader_of(now);
    std::size_t least = 0;
    std::size_t of_least = 0;
    for (std::size_t mask = 1; mask < (std::size_t{1} << scene.pieces.size()); ++mask) {
      Kept kept = all_pieces(scene);
      std::size_t size = 0;
      for (std::size_t at = 0; at < kept.size(); ++at) {
        if ((mask >> at & 1U) != 0) kept[at] = 0, ++size;
      }
      if (size > 3) continue;
      const std::vector<double> then = plain_shares(scene, kept);
      const bool flips_it = leader_of(then) != leader || (now[leader] >= .5 && then[leader] < .5);
      if (!flips_it) continue;
      if (least == 0 || size < least) least = size, of_least = 0;
      if (size == least) ++of_least;
    }
    if (least == 0) {
      CHECK((flips.size == 0 || flips.size > 3));
      continue;
    }
    ++found;
    CHECK(flips.size == least);
    CHECK(flips.sets.size() == std::min<std::size_t>(of_least, 20));
  }
  CHECK(found > 3);
}

TEST_CASE("nothing at all, only testimony, duplicates and five thousand items each have a sensible answer") {
  Case nothing;
  nothing.file = "empty.yaml";
  const Answer prior = learned().answer(nothing);
  CHECK_FALSE(prior.headline.established);
  CHECK(share_of(prior.levels.front(), "") == Approx(learned().model().rho));
  CHECK(prior.confidence.word == "low");

  Case word;
  Evidence statement;
  statement.kind = EvidenceKind::testimony;
  statement.value = "ledger#L050";
  word.evidence.push_back(statement);
  const Answer told = learned().answer(word);
  CHECK(share_of(told.levels.front(), "") == Approx(learned().model().rho));
  CHECK_FALSE(told.incident.evidence[0].not_used.empty());

  Case many;
  for (int i = 0; i < 5000; ++i) {
    const auto& items = shipped_knowledge().items();
    many.evidence.push_back(item(std::string(items[static_cast<std::size_t>(i) % items.size()].id)));
    many.evidence.back().kind = items[static_cast<std::size_t>(i) % items.size()].kind == ItemKind::technique
                                    ? EvidenceKind::technique
                                    : EvidenceKind::software;
  }
  CHECK(learned().answer(many).levels.front().shares.size() == learned().counts().clusters.size() + 1);

  Case unknown = case_of({"T9999", "no such thing"});
  const Answer lost = learned().answer(unknown);
  CHECK(lost.incident.evidence[0].not_used == "no such technique in 18.1-a");
  CHECK_FALSE(lost.incident.evidence[1].not_used.empty());
}
