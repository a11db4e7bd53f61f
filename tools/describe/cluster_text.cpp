#include "tools/describe/cluster_text.h"

#include <algorithm>

#include <fmt/format.h>

#include "model/cluster/cluster_view.h"
#include "tools/kafka/group_text.h"
#include "tools/kafka/partition_json.h"
#include "tools/kafka/topic_text.h"
#include "tools/kafka/world.h"

namespace tools {

namespace zk = kafka::zk;
namespace zk_data = kafka::zk_data;

ClusterText::ClusterText(const kafka::Cluster& cluster, std::uint64_t seed)
    : cluster_(cluster), seed_(seed), release_(release_of(cluster.spec().profile)) {}

/// As World has it.
std::string ClusterText::address_of(kafka::BrokerId broker) const {
  if (cluster_.spec().brokers.size() == 1) return "localhost:9092";
  return fmt::format("broker-{}:9092", broker.value());
}

std::string ClusterText::host_of(kafka::ClientId client) const {
  if (client == kafka::kNoClient || cluster_.spec().brokers.size() == 1) return "/127.0.0.1";
  return "/" + cluster_.client_name(client);
}

// ---- topics

std::string ClusterText::topics() const {
  const zk::DataTree* tree = cluster_.ensemble().tree();
  if (!tree) return "ZooKeeper has no leader: nobody can say what is stored.\n";
  std::vector<std::string> names = tree->children(zk_data::kTopicsPath);
  std::sort(names.begin(), names.end());
  std::string text;
  for (const std::string& name : names) text += topic(*tree, name);
  return text;
}

std::string ClusterText::topic(const zk::DataTree& tree, const std::string& name) const {
  const std::string* stored = tree.data(zk_data::topic_path(name));
  const auto assignment = stored ? zk_data::decode_topic(*stored) : std::nullopt;
  if (!assignment || assignment->empty()) return "";
  const std::string* configs = tree.data(zk_data::topic_config_path(name));
  const bool marked = tree.exists(zk_data::delete_topic_path(name));
  TopicDescription topic;
  topic.name = name;
  topic.topic_id = topic_id_text(sim::Streams(seed_), name);
  topic.partitions = assignment->size();
  topic.replication_factor = assignment->begin()->second.origin().size();
  topic.configs = configs ? configs_text(zk_data::decode_config(*configs)) : "";
  topic.marked_for_deletion = marked;
  std::string text = topic_line(topic, release_) + "\n";
  for (const auto& [partition, replicas] : *assignment) {
    const std::string path = zk_data::partition_state_path(name, partition);
    const std::string* data = tree.data(path);
    const auto state = data ? zk_data::decode_partition_state(*data, tree.stat(path)) : std::nullopt;
    PartitionDescription p;
    p.topic = name;
    p.partition = partition.value();
    if (state && (release_ == ToolsRelease::v2_3 || state->leader != kafka::kNoBroker))
      p.leader = state->leader.value();
    p.replicas = replicas.replicas;
    if (state) p.isr = state->isr;
    p.adding = replicas.adding;
    p.removing = replicas.removing;
    p.reassigned = replicas.being_reassigned();
    text += partition_line(p, release_) + "\n";
  }
  return text;
}

// ---- groups

std::string ClusterText::groups() const {
  std::string text;
  for (int g = 0; g < cluster_.group_count(); ++g) text += group(kafka::GroupId(g));
  return text;
}

std::string ClusterText::group(kafka::GroupId id) const {
  const kafka::ClusterView view = cluster_.view();
  GroupDescription described;
  described.group = cluster_.group_name(id);
  kafka::GroupSummary summary;
  summary.error = kafka::ErrorCode::COORDINATOR_NOT_AVAILABLE;
  std::vector<kafka::PartitionOffset> stored;
  for (const kafka::BrokerId broker : view.brokers()) {
    const kafka::KafkaServer* server = view.server(broker);
    if (!server || !server->running()) continue;
    const kafka::GroupSummary here = server->broker().coordinator().describe_group(id);
    if (here.error != kafka::ErrorCode::NONE) continue;
    summary = here;
    stored.clear();
    (void)server->broker().coordinator().fetch_all_offsets(id, stored);
    described.coordinator = address_of(broker);
    described.coordinator_id = broker.value();
  }
  if (summary.error != kafka::ErrorCode::NONE)
    return fmt::format("\nGroup '{}' has no coordinator.\n", described.group);
  described.state = name_of(summary.state);
  described.assignment_strategy = summary.protocol;
  const auto named = [this](kafka::TopicPartition tp) {
    return TopicAndPartition(cluster_.topics().name(tp.topic), tp.partition.value());
  };
  for (const kafka::MemberSummary& m : summary.members) {
    MemberDescription& member = described.members.emplace_back();
    member.consumer_id = m.member_id;
    member.group_instance_id = m.group_instance_id;
    member.host = host_of(m.client);
    member.client_id = m.client_id;
    for (const kafka::TopicPartition tp : m.assignment.partitions) member.partitions.push_back(named(tp));
  }
  OffsetsByPartition committed;
  for (const kafka::PartitionOffset& o : stored) committed[named(o.tp)] = o.offset.value();
  OffsetsByPartition ends;
  for (const auto& [topic, p] : partitions_of(described, committed)) {
    const kafka::Offset end = view.high_watermark({cluster_.topics().find(topic), kafka::PartitionId(p)});
    if (end != kafka::kUnknownOffset) ends[{topic, p}] = end.value();
  }
  std::string text;
  const auto add = [&text](const GroupText& part) {
    text += part.err + part.out;
    if (!text.empty() && text.back() != '\n') text += "\n";
  };
  add(offsets_text(described, partition_rows(described, committed, ends), release_));
  if (!described.members.empty()) {
    add({members_text(described, true, release_).out, ""});
    add({state_text(described, release_).out, ""});
  }
  return text;
}

// ---- ZooKeeper

namespace {

void add_node(const zk::DataTree& tree, const std::string& path, std::string& text) {
  const std::string* data = tree.data(path.empty() ? "/" : path);
  if (!path.empty()) text += path + (data && !data->empty() ? " " + *data : "") + "\n";
  std::vector<std::string> children = tree.children(path.empty() ? "/" : path);
  std::sort(children.begin(), children.end());
  for (const std::string& child : children) add_node(tree, path + "/" + child, text);
}

}  // namespace

std::string ClusterText::zookeeper() const {
  const zk::DataTree* tree = cluster_.ensemble().tree();
  if (!tree) return "ZooKeeper has no leader: nobody can say what is stored.\n";
  std::string text;
  add_node(*tree, "", text);
  return text;
}

// ---- log directories

std::string ClusterText::log_dirs() const {
  const kafka::ClusterView view = cluster_.view();
  std::vector<BrokerLogDir> dirs;
  for (const kafka::BrokerId id : view.brokers()) {
    const kafka::KafkaServer* server = view.server(id);
    if (!server) continue;
    BrokerLogDir& dir = dirs.emplace_back();
    dir.broker = id.value();
    dir.log_dir = World::kLogDir;
    server->broker().replicas().for_each([&](const kafka::Partition& p) {
      const std::int64_t lag = p.log().high_watermark().value() - p.log().log_end_offset().value();
      dir.replicas.push_back({.partition = {cluster_.topics().name(p.tp().topic), p.tp().partition.value()},
                              .size = p.log().size().count(),
                              .offset_lag = std::max<std::int64_t>(0, lag)});
    });
    std::sort(dir.replicas.begin(), dir.replicas.end(),
              [](const LogDirReplica& a, const LogDirReplica& b) { return a.partition < b.partition; });
  }
  return log_dirs_json(dirs, release_) + "\n";
}

}  // namespace tools
