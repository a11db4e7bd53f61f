#include "model/cluster/stored_state.h"

#include <algorithm>
#include <charconv>
#include <string_view>
#include <utility>

namespace kafka {

namespace {

/// "b/c" of "/a/b/c" under "/a"; "" if it is elsewhere.
std::string_view below(std::string_view path, std::string_view parent) {
  if (!path.starts_with(parent) || path.size() <= parent.size() + 1 || path[parent.size()] != '/') return {};
  return path.substr(parent.size() + 1);
}

std::vector<std::string> split(std::string_view path) {
  std::vector<std::string> names;
  while (!path.empty()) {
    const std::size_t slash = std::min(path.find('/'), path.size());
    names.emplace_back(path.substr(0, slash));
    path.remove_prefix(std::min(slash + 1, path.size()));
  }
  return names;
}

}  // namespace

StoredState::StoredState(const sim::Scheduler& scheduler, const Emitter& emitter, TopicTable& topics, Mutation mutation)
    : scheduler_(scheduler), emitter_(emitter), topics_(topics), tree_(mutation) {}

const PartitionState* StoredState::partition(TopicPartition tp) const {
  const PartitionState* const* const state = states_.find(tp);
  return state ? *state : nullptr;
}

const zk_data::Assignment& StoredState::assignment(TopicId topic) const {
  static const zk_data::Assignment kNone;
  const auto it = assignments_.find(topic);
  return it == assignments_.end() ? kNone : it->second;
}

// ---- commits

/// Looks at each node as the whole transaction leaves it.
void StoredState::on_committed(const zk::Txn& txn) {
  for (const zk::NodeChange& change : zk::apply(tree_, txn).changes)
    if (change.type != zk::EventType::NodeChildrenChanged) on_changed(change.path);
}

void StoredState::on_changed(const std::string& path) {
  if (path == zk_data::kControllerPath) {
    const std::string* data = tree_.data(path);
    controller_ = data ? zk_data::decode_controller(*data).value_or(kNoBroker) : kNoBroker;
  } else if (const std::string_view broker = below(path, zk_data::kBrokerIdsPath); !broker.empty()) {
    if (const auto id = zk_data::broker_of_child(broker)) on_broker(*id);
  } else {
    const std::vector<std::string> names = split(below(path, zk_data::kTopicsPath));  // <t>[/partitions/<p>/state]
    if (names.size() == 1) on_topic(names[0]);
    if (names.size() == 4 && names[3] == "state") on_partition(names[0], names[2]);
  }
}

void StoredState::on_broker(BrokerId broker) {
  if (!tree_.exists(zk_data::broker_path(broker))) return void(brokers_.erase(broker));
  if (brokers_.insert(broker).second && on_registered_) on_registered_(broker);
}

// ---- topics

void StoredState::on_topic(const std::string& name) {
  const TopicId topic = topics_.intern(name);
  const std::string* data = tree_.data(zk_data::topic_path(name));
  zk_data::Assignment before = std::exchange(assignments_[topic], {});
  if (data) assignments_[topic] = zk_data::decode_topic(*data).value_or(zk_data::Assignment{});
  if (assignments_[topic].empty()) return void(assignments_.erase(topic));
  announce_topic(topic, before);
  for (const auto& [number, replicas] : assignments_[topic])
    if (const PartitionState* known = partition({topic, number})) store({topic, number}, *known);
}

void StoredState::announce_topic(TopicId topic, const zk_data::Assignment& before) const {
  const zk_data::Assignment& now = assignment(topic);
  const auto partitions = static_cast<std::int32_t>(now.size());
  const auto factor = static_cast<std::int32_t>(now.begin()->second.replicas.size());
  if (before.empty()) {
    emitter_.emit(scheduler_.now(), kNoHost,
                  [&] { return TopicCreated{.topic = topic, .partitions = partitions, .replication_factor = factor}; });
  } else if (now.size() > before.size()) {
    emitter_.emit(scheduler_.now(), kNoHost, [&] { return PartitionsAdded{.topic = topic, .partitions = partitions}; });
  }
}

void StoredState::on_partition(const std::string& topic, const std::string& partition) {
  std::int32_t number = -1;
  std::from_chars(partition.data(), partition.data() + partition.size(), number);
  const TopicPartition tp{topics_.intern(topic), PartitionId(number)};
  const std::string path = zk_data::partition_state_path(topic, tp.partition);
  const std::string* data = tree_.data(path);
  const auto state = data ? zk_data::decode_partition_state(*data, tree_.stat(path)) : std::nullopt;
  if (state) return store(tp, *state);
  partitions_.erase(tp);
  states_.at(tp) = nullptr;
}

/// With the replicas that its topic's node gives it.
void StoredState::store(TopicPartition tp, const PartitionState& state) {
  PartitionState full = state;
  const zk_data::Assignment& all = assignment(tp.topic);
  if (const auto it = all.find(tp.partition); it != all.end()) {
    full.replicas = it->second.replicas;
    full.adding = it->second.adding;
    full.removing = it->second.removing;
  }
  const auto [it, fresh] = partitions_.try_emplace(tp, full);
  states_.at(tp) = &it->second;
  if (!fresh && std::exchange(it->second, full) == full) return;
  emitter_.emit(scheduler_.now(), kNoHost, [&] {
    return PartitionStateChanged{.tp = tp,
                                 .leader = full.leader,
                                 .leader_epoch = full.leader_epoch,
                                 .partition_epoch = full.partition_epoch,
                                 .replicas = full.replicas,
                                 .isr = full.isr};
  });
}

}  // namespace kafka
