// Parliaments, electoral bodies and parties of many states, and the bodies that speak for them.
#include <map>
#include <set>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "reading/shipped.h"

using namespace whence;

namespace {

std::map<std::string, std::set<std::string>> states_by_kind(const char* name) {
  const Table table = shipped_data().table(name).value();
  const std::size_t kind = table.column("kind").value(), state = table.column("state").value();
  std::map<std::string, std::set<std::string>> states;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    states[std::string(table.text(row, kind))].emplace(table.text(row, state));
  }
  return states;
}

}  // namespace

TEST_CASE("parliaments, electoral bodies and parties of at least a hundred states are known, organs of all blocs") {
  const auto institutions = states_by_kind("gazetteer/institutions");
  std::size_t all_three = 0;
  for (const std::string& state : institutions.at("parliament")) {
    all_three += institutions.at("electoral").contains(state) && institutions.at("party").contains(state) ? 1U : 0U;
  }
  const auto organs = states_by_kind("gazetteer/organs");
  fmt::print(
      "institutions: {} states with a parliament, {} with an electoral body, {} with a party, {} with all three; "
      "organs: ministries of {} states, services of {}, agencies of {}\n",
      institutions.at("parliament").size(), institutions.at("electoral").size(), institutions.at("party").size(),
      all_three, organs.at("ministry").size(), organs.at("service").size(), organs.at("agency").size());
  CHECK(all_three >= 100);
  CHECK(organs.at("ministry").size() >= 100);
  CHECK(organs.at("service").size() >= 100);
  CHECK(organs.at("agency").size() >= 100);
}

TEST_CASE("an institution that was attacked is a victim of its state and sector") {
  const Table table = shipped_data().table("gazetteer/institutions").value();
  const std::size_t names = table.column("names").value(), state = table.column("state").value(),
                    sector = table.column("sector").value();
  std::size_t right = 0;
  std::string missed;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const std::string name(table.list(row, names).front());
    const bool bare = name.find("'s ") != std::string::npos || name.starts_with("The ");
    Document document;
    document.text = "Xalia accused Xebros of hacking " + std::string(bare ? "" : "the ") + name + ".";
    bool found = false;
    for (const Claim& claim : shipped_reader().read(std::move(document)).claims) {
      for (const Party& victim : claim.victim) {
        found |= victim.state == table.text(row, state) && victim.sector == table.text(row, sector);
      }
    }
    if (found) ++right;
    if (!found) missed += name + "; ";
  }
  fmt::print("institutions read as victims: {} of {}\n", right, table.rows());
  CHECK_MESSAGE(10 * right >= 9 * table.rows(), missed);
}
