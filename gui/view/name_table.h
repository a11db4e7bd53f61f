#pragma once
/// The names of a run as they stood at one instant: a copy, for who must not ask the run itself.

#include <cstddef>
#include <string>
#include <vector>

#include "scenarios/engine/run/names.h"

namespace kafka {
class Cluster;
}

namespace view {

class NameTable final : public scenario::Names {
 public:
  explicit NameTable(const kafka::Cluster& cluster);
  /// Has the cluster more of anything by now?
  [[nodiscard]] bool outdated(const kafka::Cluster& cluster) const;

  [[nodiscard]] std::string host(sim::HostId id) const override { return at(hosts_, id.value()); }
  [[nodiscard]] std::string client(kafka::ClientId id) const override { return at(clients_, id.value()); }
  [[nodiscard]] std::string group(kafka::GroupId id) const override { return at(groups_, id.value()); }
  [[nodiscard]] std::string topic(kafka::TopicId id) const override { return at(topics_, id.value()); }

 private:
  static std::string at(const std::vector<std::string>& names, std::int64_t i) {
    return i >= 0 && static_cast<std::size_t>(i) < names.size() ? names[static_cast<std::size_t>(i)] : "?";
  }

  std::vector<std::string> hosts_;
  std::vector<std::string> clients_;
  std::vector<std::string> groups_;
  std::vector<std::string> topics_;
  std::size_t brokers_ = 0;
};

}  // namespace view
