#pragma once
/// What Kafka's tools would say of a cluster at this instant, without asking it: for looking at any instant of a run,
/// which must stay as it is. The words are those of the tools themselves.

#include <cstdint>
#include <string>

#include "model/cluster/cluster.h"
#include "tools/kafka/tools_release.h"

namespace tools {

class ClusterText {
 public:
  /// `seed`: the run's, for what tools draw from it. The cluster outlives it.
  ClusterText(const kafka::Cluster& cluster, std::uint64_t seed);

  /// kafka-topics.sh --describe, as stored in ZooKeeper.
  [[nodiscard]] std::string topics() const;
  /// kafka-consumer-groups.sh --describe --all-groups: offsets, members with their assignments, state. A group whose
  /// coordinator is down or has not read its log yet has only a line that says so.
  [[nodiscard]] std::string groups() const;
  /// Every znode with its data, as zookeeper-shell.sh shows them.
  [[nodiscard]] std::string zookeeper() const;
  /// kafka-log-dirs.sh --describe, of brokers that run.
  [[nodiscard]] std::string log_dirs() const;

 private:
  [[nodiscard]] std::string topic(const kafka::zk::DataTree& tree, const std::string& name) const;
  [[nodiscard]] std::string group(kafka::GroupId id) const;
  [[nodiscard]] std::string address_of(kafka::BrokerId broker) const;
  [[nodiscard]] std::string host_of(kafka::ClientId client) const;

  const kafka::Cluster& cluster_;
  std::uint64_t seed_;
  ToolsRelease release_;
};

}  // namespace tools
