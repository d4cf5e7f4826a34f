#include "engine/actor_names.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "base/text.h"

namespace whence {
namespace {

// The key of a name without the last words that tell nothing ("Group"); the whole key if nothing else is left.
std::string core_key(std::string_view name, const std::vector<std::string>& generic) {
  std::string_view rest = trim(name);
  while (true) {
    const auto space = rest.rfind(' ');
    if (space == std::string_view::npos) return name_key(rest);
    const std::string last = lower(rest.substr(space + 1));
    if (std::find(generic.begin(), generic.end(), last) == generic.end()) return name_key(rest);
    rest = trim(rest.substr(0, space));
  }
}

class Search {
 public:
  Search(const Knowledge& knowledge, std::string_view asked, const std::vector<std::string>& generic)
      : knowledge_(knowledge),
        generic_(generic),
        key_(name_key(asked)),
        core_(core_key(asked, generic)),
        id_(lower(trim(asked))) {}

  ActorBearers bearers() {
    for (const Group& group : knowledge_.groups()) try_main(group.id, group.name);
    for (const GalaxyCluster& cluster : knowledge_.clusters()) try_main(cluster.id, cluster.name);
    for (const ActorName& name : knowledge_.names()) {
      if (name_key(name.name) == key_) found_.emplace(name.actor, "name");
    }
    for (const ActorRelation& relation : knowledge_.relations()) try_former(relation);
    for (const ActorName& name : knowledge_.names()) {
      if (core_key(name.name, generic_) != core_) continue;
      found_.emplace(name.actor, "name, as \"" + std::string(name.name) + "\"");
    }
    return std::move(found_);
  }

 private:
  bool is_id(std::string_view other) const { return lower(other) == id_ || lower(other) == "misp:" + id_; }

  void try_main(std::string_view id, std::string_view name) {
    if (is_id(id)) found_.emplace(id, "id");
    if (name_key(name) == key_) found_.emplace(id, "main name");
  }

  void try_former(const ActorRelation& relation) {
    if (relation.relation != "formerly") return;
    if (is_id(relation.b)) found_.emplace(relation.a, "former id");
    const auto same = [&](std::string_view other) { return name_key(other) == key_; };
    if (std::any_of(relation.names.begin(), relation.names.end(), same)) found_.emplace(relation.a, "former name");
  }

  const Knowledge& knowledge_;
  const std::vector<std::string>& generic_;
  std::string key_, core_, id_;
  ActorBearers found_;
};

// Edits (insert, delete, replace, each 1) from one key to the other.
std::size_t edits(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t corner = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t above = row[j];
      row[j] = std::min({above + 1, row[j - 1] + 1, corner + (a[i - 1] == b[j - 1] ? 0U : 1U)});
      corner = above;
    }
  }
  return row[b.size()];
}

}  // namespace

ActorBearers bearers_of(const Knowledge& knowledge, std::string_view asked, const std::vector<std::string>& generic) {
  return Search(knowledge, asked, generic).bearers();
}

std::vector<std::string_view> nearest_names(const Knowledge& knowledge, std::string_view name, std::size_t most) {
  constexpr std::size_t longest = 64;  // nobody's name is longer, and the time grows with the square
  const std::string wanted = name_key(name.substr(0, longest));
  std::map<std::string, std::pair<std::size_t, std::string_view>> by_key;
  for (const ActorName& row : knowledge.names()) {
    const std::string key = name_key(row.name);
    if (by_key.contains(key)) continue;
    const bool part = wanted.size() > 2 && key.find(wanted) != std::string::npos;
    by_key[key] = {part ? 1 : edits(wanted, key), row.name};
  }
  std::vector<std::tuple<std::size_t, std::string, std::string_view>> ranked;
  for (const auto& [key, found] : by_key) {
    if (found.first <= std::max<std::size_t>(1, wanted.size() / 3)) ranked.emplace_back(found.first, key, found.second);
  }
  std::sort(ranked.begin(), ranked.end());
  std::vector<std::string_view> names;
  for (std::size_t i = 0; i < std::min(most, ranked.size()); ++i) names.push_back(std::get<2>(ranked[i]));
  return names;
}

Result<std::vector<std::string>> generic_words(const Data& data) {
  WHENCE_TRY(const Table words, data.table("names/generic"));
  std::vector<std::string> generic;
  for (std::size_t row = 0; row < words.rows(); ++row) generic.emplace_back(words.text(row, 0));
  return generic;
}

}  // namespace whence
