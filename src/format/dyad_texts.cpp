#include "format/dyad_texts.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "base/text.h"
#include "format/layout.h"

namespace whence {
namespace {

std::string strength(double factor, const DyadView& view) {
  if (factor >= view.sure) return "a change";
  return factor >= view.weak ? "weak" : "none shown";
}

std::string scope_text(const std::vector<std::string>& bounds) {
  return bounds.empty() ? "without any bound" : join(bounds, ", ");
}

std::string some_of(const std::vector<std::string>& ids) {
  constexpr std::size_t most = 8;
  std::vector<std::string> shown(ids.begin(), ids.begin() + static_cast<std::ptrdiff_t>(std::min(most, ids.size())));
  std::string text = clean(join(shown, " "));
  if (ids.size() > most) text += fmt::format(" and {} more", ids.size() - most);
  return text;
}

}  // namespace

std::string factor_text(double factor) {
  return factor < 100.0 ? fmt::format("{:.2g}", factor) : fmt::format("{:.0f}", factor);
}

std::string accusations(std::size_t number) { return counted(number, "accusation", "accusations"); }

std::string change_text(const Dyad& dyad, const DyadView& view) {
  if (!dyad.change) return "window too short to look for a change";
  const DyadChange& change = *dyad.change;
  if (change.factor < view.weak)
    return fmt::format("no change shown (Bayes factor {}); {:.2f} a year over the window", factor_text(change.factor),
                       dyad.rate);
  std::string text = fmt::format("{:.2f} a year before {}, {:.2f} after; Bayes factor {} ({}); expected date {}",
                                 change.before, to_string(change.date), change.after, factor_text(change.factor),
                                 strength(change.factor, view), to_string(change.expected));
  if (dyad.changes.size() > 1) {
    text += "; in all:";
    for (const DyadChange& one : dyad.changes)
      text += fmt::format(" {} ({:.2f} to {:.2f}, {})", to_string(one.date), one.before, one.after,
                          factor_text(one.factor));
  }
  return text;
}

std::string answers_text(const Dyad& dyad) {
  std::map<std::string, std::size_t> kinds;
  std::size_t none = 0;
  for (const DyadEvent& event : dyad.events) {
    const DyadReply* best = nullptr;
    for (const std::size_t act : event.acts) {
      for (const DyadReply& reply : dyad.acts[act].replies) {
        if (best == nullptr || reply.weight > best->weight) best = &reply;
      }
    }
    best == nullptr ? ++none : ++kinds[best->kind];
  }
  std::vector<std::string> parts;
  for (const auto& [kind, count] : kinds) parts.push_back(fmt::format("{} {}", kind, count));
  if (none != 0) parts.push_back(fmt::format("no answer found in what we hold {}", none));
  std::string text = join(parts, ", ");
  if (dyad.replies_hidden != 0)
    text += fmt::format("; {} that nobody has verified left out: --unverified", dyad.replies_hidden);
  return text;
}

std::string tension_text(const Dyad& dyad, const DyadView& view) {
  const Tension& tension = dyad.tension;
  return fmt::format("{:.2f} at the end of {} = accusations {:.2f} + answers {:.2f}; half-life {:g} y", tension.total(),
                     to_string(dyad.to), tension.accusations, tension.answers, view.half_life);
}

std::string surprise_text(const Dyad& dyad) {
  return fmt::format(
      "{} in the last twelve months, {:.2f} expected by the time before; chance of as many {:.2g}, {:.1f} bits",
      accusations(dyad.recent), dyad.expected, dyad.recent_chance, dyad.recent_bits);
}

std::string first_text(const Dyad& dyad, const DyadFirst& first) {
  const DyadAct& act = dyad.acts[first.act];
  std::string text = clean(act.id) + ": ";
  if (first.limits.empty()) {
    text += "the first in this ledger in the widest scope";
  } else if (first.widest.empty()) {
    text +=
        "no first in any scope: even " + scope_text(first.narrowest) + ", " + some_of(first.against) + " came before";
  } else {
    std::vector<std::string> scopes;
    constexpr std::size_t most = 3;
    for (std::size_t i = 0; i < std::min(most, first.widest.size()); ++i) scopes.push_back(scope_text(first.widest[i]));
    text += "in the widest scope no first (" + some_of(first.limits) + " came before); the first " +
            join(scopes, "; also ") + "; narrowest: " + scope_text(first.narrowest);
  }
  const DyadEvent& event = dyad.events[first.event];
  text += fmt::format(". Surprise {:.1f} bits{}", event.bits, event.pooled ? ", by the accusers of its region" : "");
  return text;
}

}  // namespace whence
