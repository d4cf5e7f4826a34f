#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "format/page_actor_parts.h"

namespace whence {
namespace {

std::string share_text(double share) {
  std::string text = fmt::format("{:.2f}", share);
  return text.starts_with("0") ? text.substr(1) : text;
}

}  // namespace

PageBlock meaning_block(const ActorAnswer& answer, const PageOptions& options) {
  constexpr std::size_t most = 4;
  PageBlock block;
  block.minor = true;
  std::string whose = answer.meant_by.empty() ? "" : ", as " + clean(answer.meant_by) + " uses it";
  if (!answer.meant_on.empty()) whose += ", in " + answer.meant_on;
  block.heading = "WHICH CLUSTER IS MEANT" + whose + " (shares by rule, not measured)";
  for (const NameMeaning& meaning : answer.meaning) {
    const std::string catalogue = meaning.catalogue == "attack" ? "ATT&CK" : "misp-galaxy";
    std::vector<std::string> row;
    for (std::size_t i = 0; i < std::min(most, meaning.shares.size()); ++i) {
      const NameShare& share = meaning.shares[i];
      const std::string label = padded(i == 0 ? "   " + catalogue : "", 15) + share_text(share.share) + "  ";
      for (const std::string& line :
           hanging(label, clean(share.cluster.name) + ": " + clean(share.why), options.columns))
        row.push_back(line);
    }
    if (meaning.shares.size() > most)
      row.push_back(std::string(15, ' ') + fmt::format("     {} more", meaning.shares.size() - most));
    row.push_back(std::string(15, ' ') + share_text(meaning.rest) +
                  "  a cluster that it does not have, or another use of the name");
    block.rows.push_back(std::move(row));
  }
  if (answer.meaning.empty()) block.rows.push_back({"   By that day no catalogue has the name on record."});
  return block;
}

}  // namespace whence
