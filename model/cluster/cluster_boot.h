#pragma once
/// How a cluster comes up before time zero: ZooKeeper, the brokers one after the other, then the topics.

#include <memory>
#include <string>
#include <vector>

#include "model/cluster/admin_host.h"
#include "model/cluster/broker_machine.h"
#include "model/cluster/stored_state.h"
#include "model/zookeeper/ensemble.h"

namespace kafka {

/// What is to be brought up.
struct BootParts {
  sim::Scheduler& scheduler;
  const sim::Streams& streams;
  zk::Ensemble& ensemble;
  const std::vector<std::unique_ptr<BrokerMachine>>& brokers;
  AdminHost& admin;
  const StoredState& stored;
  const TopicTable& topics;
};

class ClusterBoot {
 public:
  explicit ClusterBoot(const BootParts& parts) : parts_(parts) {}

  /// Powers ZooKeeper on now, the brokers from 10 s to 30 s later. The topics are created when all brokers run.
  void begin(std::vector<TopicSpec> topics);
  /// Why the cluster is not as it should be by now; "" if it is: all brokers run, and every partition of the topics is
  /// led by its preferred leader, with all replicas in sync.
  [[nodiscard]] std::string problem() const;

 private:
  void on_broker_started(const BrokerMachine& broker, const std::string& exception);
  [[nodiscard]] std::string problem_of(const TopicSpec& topic) const;
  [[nodiscard]] bool leads(BrokerId broker, TopicPartition tp) const;

  BootParts parts_;
  std::vector<TopicSpec> topics_;
  std::size_t running_ = 0;
  std::string failure_;
};

}  // namespace kafka
