#pragma once
/// The names of a run as they stood at one instant: a copy, for who must not ask the run itself.

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "model/cluster/cluster.h"
#include "scenarios/engine/run/names.h"

namespace view {

class NameTable final : public scenario::Names {
 public:
  explicit NameTable(const kafka::Cluster& cluster) {
    brokers_ = cluster.brokers().all().size();
    for (const kafka::Machine& m : cluster.machines()) {
      const auto host = static_cast<std::size_t>(m.host.value());
      if (hosts_.size() <= host) hosts_.resize(host + 1);
      hosts_[host] = cluster.host_name(m.host);
    }
    for (int c = 0; c < cluster.client_count(); ++c) clients_.push_back(cluster.client_name(kafka::ClientId(c)));
    for (int g = 0; g < cluster.group_count(); ++g) groups_.push_back(cluster.group_name(kafka::GroupId(g)));
    for (std::size_t t = 0; t < cluster.topics().size(); ++t)
      topics_.push_back(cluster.topics().name(kafka::TopicId(static_cast<std::int32_t>(t))));
  }
  /// Has the cluster more of anything by now?
  [[nodiscard]] bool outdated(const kafka::Cluster& cluster) const {
    return clients_.size() != static_cast<std::size_t>(cluster.client_count()) ||
           groups_.size() != static_cast<std::size_t>(cluster.group_count()) ||
           topics_.size() != cluster.topics().size() || brokers_ != cluster.brokers().all().size();
  }

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
