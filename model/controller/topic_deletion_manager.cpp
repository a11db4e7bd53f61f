#include "model/controller/topic_deletion_manager.h"

#include <memory>
#include <utility>

#include "model/zk/zk_data.h"

namespace kafka {

using State = ReplicaMachineState;

// ---- which topics

void TopicDeletionManager::init(const Topics& to_be_deleted, const Topics& ineligible) {
  if (!enabled()) return;
  context_.to_be_deleted.insert(to_be_deleted.begin(), to_be_deleted.end());
  mark_ineligible(ineligible);
}

void TopicDeletionManager::enqueue(const Topics& topics, Next done) {
  if (!enabled()) return done();
  context_.to_be_deleted.insert(topics.begin(), topics.end());
  resume(std::move(done));
}

void TopicDeletionManager::resume_for(const Topics& topics, Next done) {
  bool any = false;
  for (const TopicId topic : topics) {
    if (!context_.is_queued_for_deletion(topic)) continue;
    context_.ineligible_for_deletion.erase(topic);
    any = true;
  }
  if (!enabled() || !any) return done();
  resume(std::move(done));
}

void TopicDeletionManager::mark_ineligible(const Topics& topics) {
  if (!enabled()) return;
  for (const TopicId topic : topics)
    if (context_.is_queued_for_deletion(topic)) context_.ineligible_for_deletion.insert(topic);
}

bool TopicDeletionManager::eligible(TopicId topic) const {
  return context_.is_queued_for_deletion(topic) && !context_.any_replica_in(topic, State::DeletionStarted) &&
         !context_.ineligible_for_deletion.contains(topic);
}

// ---- what became of replicas

TopicDeletionManager::Replicas TopicDeletionManager::queued(const Replicas& replicas) const {
  Replicas found;
  for (const PartitionAndReplica& replica : replicas)
    if (context_.is_queued_for_deletion(replica.tp.topic)) found.push_back(replica);
  return found;
}

void TopicDeletionManager::fail_replicas(const Replicas& replicas, Next done) {
  const Replicas failed = queued(replicas);
  if (!enabled() || failed.empty()) return done();
  Topics topics;
  for (const PartitionAndReplica& replica : failed) topics.insert(replica.tp.topic);
  replicas_.move(failed, State::DeletionIneligible);
  mark_ineligible(topics);
  resume(std::move(done));
}

void TopicDeletionManager::complete_replicas(const Replicas& replicas, Next done) {
  replicas_.move(queued(replicas), State::DeletionSuccessful);
  resume(std::move(done));
}

// ---- going on

/// Source: resumeDeletions. A topic all of whose replicas are gone is completed; one where something failed and nothing
/// is under way may begin anew when it is eligible.
void TopicDeletionManager::resume(Next done) {
  if (!enabled()) return done();
  const std::vector<TopicId> all(context_.to_be_deleted.begin(), context_.to_be_deleted.end());
  const auto retry = std::make_shared<Topics>();
  const auto fresh = std::make_shared<Topics>();
  for_each_in_turn(
      all,
      [this, retry, fresh](TopicId topic, Next next) {
        if (context_.all_replicas_in(topic, State::DeletionSuccessful)) return complete(topic, std::move(next));
        const bool under_way = context_.any_replica_in(topic, State::DeletionStarted);
        if (!under_way && context_.any_replica_in(topic, State::DeletionIneligible)) retry->insert(topic);
        if (eligible(topic)) fresh->insert(topic);
        next();
      },
      [this, retry, fresh, done = std::move(done)] {
        retry_ineligible(*retry, [this, fresh, done] { begin(*fresh, done); });
      });
}

void TopicDeletionManager::retry_ineligible(const Topics& topics, Next done) {
  Replicas failed;
  for (const TopicId topic : topics)
    for (const PartitionAndReplica& replica : context_.replicas_in(topic, State::DeletionIneligible))
      failed.push_back(replica);
  replicas_.to_offline(failed, std::move(done));
}

/// Source: onTopicDeletion.
void TopicDeletionManager::begin(const Topics& topics, Next done) {
  if (topics.empty()) return done();
  std::vector<TopicPartition> all;
  std::vector<TopicPartition> unseen;
  for (const TopicId topic : topics)
    for (const TopicPartition tp : context_.partitions_of(topic)) {
      all.push_back(tp);
      if (!context_.deletion_started.contains(topic)) unseen.push_back(tp);
    }
  partitions_.move(unseen, PartitionMachineState::Offline);
  partitions_.move(unseen, PartitionMachineState::NonExistent);
  for (const TopicId topic : topics)
    if (context_.deletion_started.insert(topic).second)
      services_.emit([&] { return TopicDeletionStarted{.topic = topic}; });
  batch_.new_batch();
  batch_.add_update_metadata(context_.live_or_shutting_down_ids(), all);
  batch_.send_to_brokers();
  delete_replicas(topics, std::move(done));
}

/// Source: onPartitionDeletion. Those on dead brokers make their topic wait.
void TopicDeletionManager::delete_replicas(const Topics& topics, Next done) {
  Replicas dead;
  Replicas alive;
  Topics waiting;
  for (const TopicId topic : topics) {
    for (const PartitionAndReplica& replica : context_.replicas_of(topic)) {
      if (!context_.is_online(replica.replica, replica.tp)) {
        dead.push_back(replica);
        waiting.insert(topic);
      } else if (context_.replica_state(replica) != State::DeletionSuccessful) {
        alive.push_back(replica);
      }
    }
  }
  replicas_.move(dead, State::DeletionIneligible);
  replicas_.to_offline(alive, [this, alive, waiting, done = std::move(done)] {
    replicas_.move(alive, State::DeletionStarted);
    mark_ineligible(waiting);
    done();
  });
}

// ---- the end

/// Source: completeDeleteTopic. The topic's own node must not call for its return when it changes.
void TopicDeletionManager::complete(TopicId topic, Next done) {
  mute_(topic);
  const Replicas gone = context_.replicas_in(topic, State::DeletionSuccessful);
  remove_nodes(topic, [this, topic, gone, done = std::move(done)] {
    replicas_.move(gone, State::NonExistent);
    context_.remove_topic(topic);
    services_.emit([&] { return TopicDeleted{.topic = topic}; });
    done();
  });
}

/// Children before parents, then the settings, then the wish itself. Source: KafkaZkClient.deleteTopicZNode,
/// deleteTopicConfigs, deleteTopicDeletions.
void TopicDeletionManager::remove_nodes(TopicId topic, Next done) {
  const std::string& name = services_.topics.name(topic);
  std::vector<zk::Op> states;
  std::vector<zk::Op> partitions;
  for (const TopicPartition tp : context_.partitions_of(topic)) {
    states.push_back(zk::Delete{zk_data::partition_state_path(name, tp.partition)});
    partitions.push_back(zk::Delete{zk_data::partition_path(name, tp.partition)});
  }
  zk_.write_in_rounds({std::move(states),
                       std::move(partitions),
                       {zk::Delete{zk_data::topic_partitions_path(name)}},
                       {zk::Delete{zk_data::topic_path(name)}},
                       {zk::Delete{zk_data::topic_config_path(name)}},
                       {zk::Delete{zk_data::delete_topic_path(name)}}},
                      [done = std::move(done)](const std::vector<zk::Response>&) { done(); });
}

}  // namespace kafka
