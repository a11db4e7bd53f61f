#pragma once
/// Who is who in a scene: machines by their own names, clients by their application or group, unless a fault hits just
/// one of them.

#include <map>
#include <optional>
#include <set>
#include <string>

#include "model/observe/event.h"
#include "scenarios/engine/report/scene.h"
#include "scenarios/engine/run/names.h"
#include "scenarios/engine/run/roles.h"

namespace report {

class SceneCast {
 public:
  /// `names` outlives it.
  SceneCast(const scenario::Names& names, scenario::Roles roles) : names_(names), roles_(std::move(roles)) {}

  /// A client belongs to a group.
  void learn(kafka::ClientId member, kafka::GroupId group) { group_of_[member] = group; }

  [[nodiscard]] static SceneActor broker(kafka::BrokerId id) {
    return {SceneActor::Kind::broker, "broker-" + std::to_string(id.value())};
  }
  /// The servers are one, unless one of them is a victim.
  [[nodiscard]] SceneActor zookeeper(const std::string& server, const std::set<std::string>& victims) const;
  /// Nothing for a client nobody knows yet.
  [[nodiscard]] std::optional<SceneActor> client(kafka::ClientId id, const std::set<std::string>& victims) const;
  [[nodiscard]] const scenario::Names& names() const { return names_; }

 private:
  const scenario::Names& names_;
  scenario::Roles roles_;
  std::map<kafka::ClientId, kafka::GroupId> group_of_;
};

}  // namespace report
