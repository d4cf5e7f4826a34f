// Objects of a STIX 2.1 bundle on their way out. An object's id is a UUIDv5 over everything in it, so the same content
// has the same id everywhere and other content never bears an id that is taken: nothing we write needs a second
// version.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "base/json.h"
#include "format/exchange.h"

namespace whence {

// "extension-definition--...": ours, whose schema travels in every bundle (docs/formats/stix.md).
const std::string& stix_extension_id();
// Whether its id stands in an object's text: an object that we wrote, or one about it.
bool bears_our_extension(std::string_view object);
inline constexpr std::string_view stix_observables = "00abedb4-aa42-466c-9c01-fed23315a9b7";  // STIX 2.1, 2.9

// The marking-definition of a TLP label: of TLP 2.0, or of 1.0, which knows no AMBER+STRICT and calls CLEAR white.
enum class TlpVersion { one, two };
Json tlp_marking(std::string_view label, TlpVersion version);
// The label of a marking-definition's id of either version; empty for another's.
std::string tlp_of_marking(std::string_view id);
// The strictest label among the markings whose ids stand in an object's text; empty: none does.
std::string strictest_mark(std::string_view object);

class StixObjects {
 public:
  StixObjects(const Exchange& exchange, TlpVersion tlp);

  // An object stating what is new: created on the day of the exchange, by `creator` (an identity's id; empty: nobody
  // named). `ours` goes into the extension, null for none. Answers the id.
  std::string say(std::string_view type, Json properties, std::string_view creator, const Json& ours);
  // A thing that is the same whoever speaks of it and whenever: an identity, a technique, a group.
  std::string thing(std::string_view type, Json properties);
  // `contributing` makes the id; `more` is the rest.
  std::string observable(std::string_view type, const Json& contributing, const Json& more);
  std::string relate(const std::string& from, std::string_view verb, const std::string& to, Json properties,
                     std::string_view creator, const Json& ours);

  // Another's, byte for byte, unless an object of that id is there.
  void pass_on(const ForeignObject& object);

  std::string identity(const std::string& name, std::string_view kind);
  std::string state(const std::string& code);             // its identity; the location is related to it
  std::string state_name(const std::string& code) const;  // the code where no name is known
  // The standard's place for a body that is accused; a natural person is none.
  std::string threat_actor(const std::string& name);
  std::string intrusion_set(const std::string& id, const std::string& name);
  std::string technique(const std::string& id);
  std::string software(const std::string& id, const std::string& name);
  std::string campaign(const std::string& name, const std::string& key);
  const std::string& ourselves() const { return ourselves_; }  // the identity of this program

  const std::vector<std::string>& ids() const { return order_; }  // in the order added
  std::size_t size() const { return order_.size(); }
  std::string bundle() &&;

  const Exchange& exchange() const { return exchange_; }

 private:
  std::string put(std::string_view type, const Json& properties, std::string_view extension);
  void put_text(const std::string& id, std::string_view text);
  void put_whole(const Json& object);
  Json marks() const;

  const Exchange& exchange_;
  std::string created_, marking_, ourselves_, text_;
  std::unordered_set<std::string> held_;
  std::vector<std::string> order_;
};

}  // namespace whence
