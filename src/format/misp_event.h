// One MISP event on its way out. Ids are UUIDv5 over what they stand for, so the same content gives the same event.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/json.h"
#include "format/exchange.h"

namespace whence {

class MispEvent {
 public:
  MispEvent(const Exchange& exchange, std::string info, const std::string& key);

  // An attribute of an object.
  static Json field(std::string_view relation, std::string_view type, std::string_view value);
  Json attachment(std::string_view relation, const std::string& file, std::string_view bytes) const;

  void tag(const std::string& name);
  std::string attribute(std::string_view type, std::string_view category, const std::string& value,
                        const std::string& comment);
  // An object of a template of ours ("whence-claim") or, named "report", of MISP's. Answers its uuid.
  std::string object(std::string_view name, const Json& fields, const std::vector<std::string>& tags);
  // Analyst data: who says so is its author. `about`: an object's or attribute's uuid, or the event's.
  void opinion(const std::string& about, int number, const std::string& comment, const std::string& author);
  void note(const std::string& about, const std::string& text, const std::string& author);
  void relation(const std::string& from, std::string_view verb, const std::string& to, std::string_view to_type,
                const std::string& author, const std::string& comment);
  void report(const std::string& name, const std::string& markdown);

  const std::string& uuid() const { return uuid_; }
  std::size_t parts() const { return parts_; }
  Json event() &&;

 private:
  struct Part {
    std::string uuid, type;  // Attribute, Object
    Json json;
    Json opinions = Json::array(), notes = Json::array(), relations = Json::array();
  };
  Part& part(const std::string& uuid);
  std::string add(Part part);
  Json analyst(const std::string& about, const std::string& author, const Json& content);
  std::string id(const std::string& of) const;

  const Exchange& exchange_;
  std::string uuid_, time_, info_;
  std::vector<Part> list_;
  std::unordered_map<std::string, std::size_t> at_;  // of a uuid in list_
  Part self_;
  Json tags_ = Json::array(), reports_ = Json::array();
  std::size_t parts_ = 0;
};

// misp-galaxy's tags.
std::string galaxy_tag(const KnownNames& names, const std::string& id);
// MISP's type and category of an indicator; empty where it has none.
std::pair<std::string, std::string> misp_type(std::string_view indicator);
std::string indicator_of_misp(std::string_view type);

}  // namespace whence
