#pragma once
/// What a cluster has stored in ZooKeeper: topics, leaders and in-sync replicas, brokers, the controller. The truth at
/// this instant, whatever processes believe; for views and faults. No process of the model reads it.

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "model/observe/event_sink.h"
#include "model/protocol/partition_state.h"
#include "model/types/by_partition.h"
#include "model/zk/zk_data.h"
#include "model/zookeeper/commit_listener.h"
#include "sim/core/scheduler.h"

namespace kafka {

/// Follows the ensemble's commits, and emits TopicCreated, PartitionsAdded and PartitionStateChanged where they change
/// what is stored.
class StoredState final : public zk::CommitListener {
 public:
  /// `topics` learns the names of topics that are new to it.
  StoredState(const sim::Scheduler& scheduler, const Emitter& emitter, TopicTable& topics, Mutation mutation);

  // zk::CommitListener
  void on_committed(const zk::Txn& txn) override;
  /// Called when a broker's registration has appeared.
  void set_registration_listener(std::function<void(BrokerId)> listener) { on_registered_ = std::move(listener); }

  /// Partitions that have a state, with their replicas.
  [[nodiscard]] const std::map<TopicPartition, PartitionState>& partitions() const { return partitions_; }
  /// nullptr: none.
  [[nodiscard]] const PartitionState* partition(TopicPartition tp) const;
  /// Of a topic that exists now; empty if there is none.
  [[nodiscard]] const zk_data::Assignment& assignment(TopicId topic) const;
  [[nodiscard]] const std::set<BrokerId>& brokers() const { return brokers_; }
  /// The content of /controller; kNoBroker: none.
  [[nodiscard]] BrokerId controller() const { return controller_; }
  /// Is it in /admin/delete_topics?
  [[nodiscard]] bool marked_for_deletion(const std::string& topic) const {
    return tree_.exists(zk_data::delete_topic_path(topic));
  }

 private:
  void on_changed(const std::string& path);
  void on_topic(const std::string& name);
  void on_partition(const std::string& topic, const std::string& partition);
  void on_broker(BrokerId broker);
  void announce_topic(TopicId topic, const zk_data::Assignment& before) const;
  void store(TopicPartition tp, const PartitionState& state);

  const sim::Scheduler& scheduler_;
  const Emitter& emitter_;
  TopicTable& topics_;
  zk::DataTree tree_;  ///< what is committed; a server may be behind
  std::map<TopicId, zk_data::Assignment> assignments_;
  std::map<TopicPartition, PartitionState> partitions_;
  ByPartition<const PartitionState*> states_;  // into partitions_: a leader is asked for at every batch
  std::set<BrokerId> brokers_;
  BrokerId controller_ = kNoBroker;
  std::function<void(BrokerId)> on_registered_;
};

}  // namespace kafka
