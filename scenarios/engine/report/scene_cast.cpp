#include "scenarios/engine/report/scene_cast.h"

#include <algorithm>

#include <fmt/format.h>

namespace report {

SceneActor SceneCast::zookeeper(const std::string& server, const std::set<std::string>& victims) const {
  const bool each =
      std::any_of(victims.begin(), victims.end(), [](const std::string& v) { return v.starts_with("zookeeper-"); });
  return {SceneActor::Kind::zookeeper, each && !server.empty() ? server : "ZooKeeper"};
}

std::optional<SceneActor> SceneCast::client(kafka::ClientId id, const std::set<std::string>& victims) const {
  if (id == kafka::kNoClient) return std::nullopt;
  const std::string name = names_.client(id);
  const int application = roles_.application(id);
  const auto group = group_of_.find(id);
  if (group != group_of_.end())
    return SceneActor{SceneActor::Kind::consumer, victims.count(name) > 0 ? name : names_.group(group->second)};
  if (application < 0) return std::nullopt;
  return SceneActor{SceneActor::Kind::producer,
                    victims.count(name) > 0 ? name : roles_.applications[static_cast<std::size_t>(application)]};
}

}  // namespace report
