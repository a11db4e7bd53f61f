#pragma once
/// Member ids that the scenario chose, for whoever wants a group's members in a certain order.

#include <map>
#include <string>

#include "model/group/member_ids.h"

namespace scenario {

/// A client gets its chosen id once; a later process of it, and everybody else, gets a random one.
class ChosenMemberIds final : public kafka::MemberIds {
 public:
  explicit ChosenMemberIds(sim::Rng rng) : random_(rng) {}

  void choose(kafka::ClientId client, std::string uuid) { chosen_[client] = std::move(uuid); }

  [[nodiscard]] std::string uuid(kafka::ClientId client) override {
    const auto it = chosen_.find(client);
    if (it == chosen_.end()) return random_.uuid(client);
    std::string uuid = std::move(it->second);
    chosen_.erase(it);
    return uuid;
  }

 private:
  std::map<kafka::ClientId, std::string> chosen_;
  kafka::RandomMemberIds random_;
};

}  // namespace scenario
