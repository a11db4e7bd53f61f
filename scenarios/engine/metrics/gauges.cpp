#include "scenarios/engine/metrics/gauges.h"

#include <algorithm>

#include "model/cluster/cluster_view.h"

namespace scenario {

namespace {

/// Rows of one process.
class Rows {
 public:
  Rows(std::vector<MetricRow>& rows, std::string process) : rows_(rows), process_(std::move(process)) {}
  template <class Number>
  void value(const std::string& mbean, Number number) {
    rows_.push_back({process_, mbean, "Value", static_cast<double>(number)});
  }
  template <class Number>
  void attribute(const std::string& mbean, const std::string& name, Number number) {
    rows_.push_back({process_, mbean, name, static_cast<double>(number)});
  }

 private:
  std::vector<MetricRow>& rows_;
  std::string process_;
};

struct ReplicaCounts {
  int partitions = 0;
  int leaders = 0;
  int under_replicated = 0;
  int under_min_isr = 0;
  int at_min_isr = 0;
  int reassigning = 0;
};

ReplicaCounts count_replicas(const kafka::Broker& broker, const kafka::ClusterView& view) {
  ReplicaCounts counts;
  broker.replicas().for_each([&](const kafka::Partition& p) {
    ++counts.partitions;
    if (!p.is_leader()) return;
    ++counts.leaders;
    const kafka::PartitionState& state = view.state(p.tp());
    const auto in_sync = static_cast<int>(state.isr.size());
    const int least = p.log().config().min_insync_replicas;
    counts.under_replicated += state.isr.size() + state.adding.size() < state.replicas.size() ? 1 : 0;
    counts.under_min_isr += in_sync < least ? 1 : 0;
    counts.at_min_isr += in_sync == least ? 1 : 0;
    counts.reassigning += state.adding.empty() && state.removing.empty() ? 0 : 1;
  });
  return counts;
}

void add_replica_manager(Rows& rows, const kafka::Broker& broker, const kafka::ClusterView& view) {
  const ReplicaCounts counts = count_replicas(broker, view);
  const std::string manager = "kafka.server:type=ReplicaManager,name=";
  rows.value(manager + "AtMinIsrPartitionCount", counts.at_min_isr);
  rows.value(manager + "LeaderCount", counts.leaders);
  rows.value(manager + "OfflineReplicaCount", 0);
  rows.value(manager + "PartitionCount", counts.partitions);
  rows.value(manager + "ReassigningPartitions", counts.reassigning);
  rows.value(manager + "UnderMinIsrPartitionCount", counts.under_min_isr);
  rows.value(manager + "UnderReplicatedPartitions", counts.under_replicated);
}

/// All but the controller show 0.
void add_controller(Rows& rows, const kafka::KafkaController& controller) {
  const bool active = controller.is_active();
  const kafka::ControllerContext& context = controller.context();
  const std::string name = "kafka.controller:type=KafkaController,name=";
  rows.value(name + "ActiveControllerCount", active ? 1 : 0);
  rows.value(name + "GlobalPartitionCount", active ? context.all_partitions().size() : 0);
  rows.value(name + "GlobalTopicCount", active ? context.topics.size() : 0);
  rows.value(name + "OfflinePartitionsCount", active ? context.offline_partition_count() : 0);
  rows.value(name + "PreferredReplicaImbalanceCount", active ? context.preferred_replica_imbalance_count() : 0);
  rows.value(name + "TopicsToDeleteCount", active ? context.to_be_deleted.size() : 0);
  rows.value("kafka.controller:type=ControllerEventManager,name=EventQueueSize", controller.events().queue_size());
}

void add_groups(Rows& rows, const kafka::GroupCoordinator& groups) {
  const std::string name = "kafka.coordinator.group:type=GroupMetadataManager,name=";
  const std::vector<kafka::ListGroupsResponse::Group> all = groups.list_groups().groups;
  const auto in = [&](kafka::GroupState state) {
    return std::count_if(all.begin(), all.end(), [&](const auto& group) { return group.state == name_of(state); });
  };
  std::vector<kafka::PartitionOffset> offsets;
  for (const auto& group : all) (void)groups.fetch_all_offsets(group.group, offsets);
  rows.value(name + "NumGroups", all.size());
  rows.value(name + "NumGroupsCompletingRebalance", in(kafka::GroupState::CompletingRebalance));
  rows.value(name + "NumGroupsDead", in(kafka::GroupState::Dead));
  rows.value(name + "NumGroupsEmpty", in(kafka::GroupState::Empty));
  rows.value(name + "NumGroupsPreparingRebalance", in(kafka::GroupState::PreparingRebalance));
  rows.value(name + "NumGroupsStable", in(kafka::GroupState::Stable));
  rows.value(name + "NumOffsets", offsets.size());
}

void add_logs(Rows& rows, const kafka::Broker& broker, const kafka::Cluster& cluster) {
  broker.replicas().for_each([&](const kafka::Partition& p) {
    const std::string of =
        ",topic=" + cluster.topics().name(p.tp().topic) + ",partition=" + std::to_string(p.tp().partition.value());
    const std::string name = "kafka.log:type=Log,name=";
    rows.value(name + "LogEndOffset" + of, p.log().log_end_offset().value());
    rows.value(name + "LogStartOffset" + of, p.log().log_start_offset().value());
    rows.value(name + "NumLogSegments" + of, p.log().segment_count());
    rows.value(name + "Size" + of, p.log().size().count());
  });
}

}  // namespace

std::vector<MetricRow> broker_gauges(const kafka::Cluster& cluster) {
  std::vector<MetricRow> rows;
  const kafka::ClusterView view = cluster.view();
  for (const kafka::BrokerId id : view.brokers()) {
    const kafka::KafkaServer* server = view.server(id);
    if (!server) continue;
    const kafka::Broker& broker = server->broker();
    Rows of(rows, "broker-" + std::to_string(id.value()));
    add_controller(of, server->controller());
    add_groups(of, broker.coordinator());
    add_logs(of, broker, cluster);
    of.value("kafka.network:type=RequestChannel,name=RequestQueueSize", broker.server().request_queue_size());
    const std::string purgatory = "kafka.server:type=DelayedOperationPurgatory,name=PurgatorySize,delayedOperation=";
    of.value(purgatory + "Fetch", broker.replicas().delayed_fetches());
    of.value(purgatory + "Produce", broker.replicas().delayed_produces());
    // Starting, running, in controlled shutdown. Kafka: BrokerStates.
    of.value("kafka.server:type=KafkaServer,name=BrokerState", server->shutting_down() ? 6 : server->running() ? 3 : 1);
    add_replica_manager(of, broker, view);
  }
  return rows;
}

std::vector<MetricRow> zookeeper_gauges(const kafka::Cluster& cluster) {
  std::vector<MetricRow> rows;
  for (const auto& machine : cluster.ensemble().machines()) {
    const kafka::zk::ZooKeeperServer* server = machine->server();
    if (!server || !server->serving()) continue;
    const kafka::zk::DataTree& tree = server->tree();
    Rows of(rows, "zookeeper-" + std::to_string(server->id().value()));
    std::size_t ephemerals = 0;
    for (const auto& [id, session] : tree.sessions()) ephemerals += tree.ephemerals(id).size();
    const std::string mntr = "mntr";
    of.attribute(mntr, "zk_approximate_data_size", tree.data_size());
    of.attribute(mntr, "zk_ephemerals_count", ephemerals);
    of.attribute(mntr, "zk_leader", server->leads() ? 1 : 0);
    of.attribute(mntr, "zk_num_alive_connections", server->connections());
    of.attribute(mntr, "zk_packets_received", server->packets().received);
    of.attribute(mntr, "zk_packets_sent", server->packets().sent);
    of.attribute(mntr, "zk_watch_count", server->watches());
    of.attribute(mntr, "zk_znode_count", tree.size());
  }
  return rows;
}

}  // namespace scenario
