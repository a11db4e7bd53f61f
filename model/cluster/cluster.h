#pragma once
/// A whole Kafka cluster with its clients on a simulated network.

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "model/cluster/broker_machine.h"
#include "model/cluster/partition_registry.h"
#include "model/config/cluster_spec.h"
#include "model/consumer/consumer.h"
#include "model/producer/producer.h"
#include "sim/net/topology.h"
#include "sim/random/streams.h"

namespace kafka {

class ClusterView;

/// A group of consumers that share topics.
struct ConsumerGroupSpec {
  std::string name;  ///< group.id
  std::vector<std::string> topics;
  std::int32_t members = 1;
  std::string rack;
  ConsumerConfig config;
  sim::Duration processing{0};   ///< per record
  sim::Duration start_after{0};  ///< after start()
};

/// Use: construct, add clients, start(), run the scheduler. Brokers are up at start(), topics placed by Kafka's rule,
/// every partition led by its preferred replica with a full ISR; each group gets its assignment when it starts.
class Cluster final : private RegistryListener {
 public:
  /// `spec` is copied; scheduler, streams and emitter must outlive the cluster.
  Cluster(sim::Scheduler& scheduler, const sim::Streams& streams, const Emitter& emitter, ClusterSpec spec);
  ~Cluster() override;

  /// Before start(). `rack`: "" = none.
  Producer& add_producer(const std::string& name, const std::string& rack, const ProducerConfig& config);
  GroupId add_group(const ConsumerGroupSpec& spec);
  void start();

  /// The process or machine of a broker ends; nothing takes its partitions over (docs/not-modelled.md).
  void stop_broker(BrokerId id, sim::StopKind how);
  /// SIGSTOP and SIGCONT for a broker's process.
  void pause_broker(BrokerId id);
  void resume_broker(BrokerId id);

  [[nodiscard]] const TopicTable& topics() const { return topics_; }
  [[nodiscard]] const std::string& client_name(ClientId id) const;
  [[nodiscard]] const std::string& group_name(GroupId id) const { return groups_.name(id); }
  [[nodiscard]] const std::string& host_name(sim::HostId id) const { return network_.host_name(id); }
  [[nodiscard]] int client_count() const { return static_cast<int>(client_names_.size()); }
  [[nodiscard]] int group_count() const { return static_cast<int>(groups_.size()); }
  [[nodiscard]] const ClusterSpec& spec() const { return spec_; }
  [[nodiscard]] ClusterView view() const;
  [[nodiscard]] sim::Network& network() { return network_; }
  [[nodiscard]] sim::Topology& topology() { return topology_; }

 private:
  friend class ClusterView;
  struct Group {
    ConsumerGroupSpec spec;
    GroupId id;
    std::vector<std::unique_ptr<Consumer>> members;
  };

  void build_hosts();
  void add_offsets_topic();
  void place_topics();
  void place_topic(TopicId topic, const TopicSpec& spec, sim::Rng& rng);
  void spread_state();
  void start_group(std::size_t index);
  [[nodiscard]] std::vector<std::vector<TopicPartition>> assign_group(const Group& group) const;
  sim::NodeId attach(const std::string& host, const std::string& rack);
  sim::HostId add_client_host(const std::string& name, const std::string& rack);
  [[nodiscard]] std::vector<BrokerId> resolve_bootstrap(const std::vector<std::string>& servers) const;
  [[nodiscard]] BrokerMachine& machine(BrokerId id);
  [[nodiscard]] const BrokerMachine& machine(BrokerId id) const;
  [[nodiscard]] std::string member_client_id(const Group& group, std::int32_t index) const;
  ClientId new_client(const std::string& name);

  // RegistryListener
  void on_state_changed(TopicPartition tp, const PartitionState& state) override;
  void on_isr_answer(BrokerId leader, TopicPartition tp, ErrorCode error, PartitionEpoch epoch) override;

  sim::Scheduler& scheduler_;
  const sim::Streams& streams_;
  const Emitter& emitter_;
  ClusterSpec spec_;
  sim::Topology topology_;
  sim::Network network_;
  sim::NodeId core_;  ///< where hosts without a rack are attached
  TopicTable topics_;
  GroupTable groups_;
  BrokerDirectory directory_;
  PartitionRegistry registry_;
  std::vector<std::unique_ptr<BrokerMachine>> machines_;  // by id
  std::vector<std::string> client_names_;
  std::vector<std::unique_ptr<Producer>> producers_;
  std::vector<Group> consumer_groups_;
  bool started_ = false;
};

}  // namespace kafka
