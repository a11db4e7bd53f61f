#pragma once
/// The names of a running cluster.

#include "model/cluster/cluster.h"
#include "scenarios/engine/run/names.h"

namespace scenario {

class ClusterNames final : public Names {
 public:
  explicit ClusterNames(const kafka::Cluster& cluster) : cluster_(cluster) {}
  std::string host(sim::HostId id) const override { return cluster_.host_name(id); }
  std::string client(kafka::ClientId id) const override { return cluster_.client_name(id); }
  std::string group(kafka::GroupId id) const override { return cluster_.group_name(id); }
  std::string topic(kafka::TopicId id) const override { return cluster_.topics().name(id); }

 private:
  const kafka::Cluster& cluster_;
};

}  // namespace scenario
