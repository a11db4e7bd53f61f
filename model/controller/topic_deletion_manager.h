#pragma once
/// Deletes topics: stops and deletes all replicas, then the znodes. Kafka: TopicDeletionManager,
/// ControllerDeletionClient.

#include <functional>
#include <set>
#include <vector>

#include "model/controller/partition_state_machine.h"
#include "model/controller/replica_state_machine.h"

namespace kafka {

/// A topic waits (is ineligible) while one of its replicas cannot answer or a reassignment runs; it is tried again when
/// that ends. With delete.topic.enable=false nothing happens here.
///
///   durable    removes /brokers/topics/<t>, /config/topics/<t>, /admin/delete_topics/<t>
///   volatile   in the ControllerContext
///   sends      UpdateMetadata with leader -2, StopReplica
///   receives   what became of the StopReplicas
class TopicDeletionManager {
 public:
  using Topics = std::set<TopicId>;
  using Replicas = std::vector<PartitionAndReplica>;

  /// `mute`: the topic's own node is no longer watched.
  TopicDeletionManager(const ControllerServices& services, ControllerContext& context, ControllerZk& zk,
                       PartitionStateMachine& partitions, ReplicaStateMachine& replicas, ControlRequestSender& sender,
                       std::function<void(TopicId)> mute)
      : services_(services),
        context_(context),
        zk_(zk),
        partitions_(partitions),
        replicas_(replicas),
        batch_(services.id, context, services.behaviour, sender),
        mute_(std::move(mute)) {}

  /// What a new controller finds under /admin/delete_topics.
  void init(const Topics& to_be_deleted, const Topics& ineligible);
  /// Goes on with whatever can go on. Source: tryTopicDeletion, resumeDeletions.
  void resume(Next done);
  void enqueue(const Topics& topics, Next done);
  /// Those of the topics that are to be deleted are eligible again. Source: resumeDeletionForTopics.
  void resume_for(const Topics& topics, Next done);
  void mark_ineligible(const Topics& topics);

  /// These replicas died or refused. Source: failReplicaDeletion.
  void fail_replicas(const Replicas& replicas, Next done);
  /// These are gone. Source: completeReplicaDeletion.
  void complete_replicas(const Replicas& replicas, Next done);

  [[nodiscard]] bool enabled() const { return services_.config.delete_topic_enable; }

 private:
  [[nodiscard]] bool eligible(TopicId topic) const;
  [[nodiscard]] Replicas queued(const Replicas& replicas) const;
  void complete(TopicId topic, Next done);
  void remove_nodes(TopicId topic, Next done);
  void retry_ineligible(const Topics& topics, Next done);
  void begin(const Topics& topics, Next done);
  void delete_replicas(const Topics& topics, Next done);

  const ControllerServices& services_;
  ControllerContext& context_;
  ControllerZk& zk_;
  PartitionStateMachine& partitions_;
  ReplicaStateMachine& replicas_;
  ControllerBrokerRequestBatch batch_;
  std::function<void(TopicId)> mute_;
};

}  // namespace kafka
