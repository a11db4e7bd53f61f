#pragma once
/// What the handlers of the controller's events work with.

#include <functional>
#include <string_view>
#include <utility>
#include <vector>

#include "model/controller/controller_channel_manager.h"
#include "model/controller/controller_event_manager.h"
#include "model/controller/topic_deletion_manager.h"

namespace kafka {

struct ControllerParts {
  const ControllerServices& services;
  ControllerContext& context;
  ControllerZk& zk;
  ControllerEventManager& events;
  ControllerChannelManager& channels;
  PartitionStateMachine& partitions;
  ReplicaStateMachine& replicas;
  TopicDeletionManager& deletion;
  ControllerBrokerRequestBatch& batch;  ///< for what the state machines do not send
  /// Queues an event that does nothing if this broker is not the controller when its turn comes.
  std::function<void(std::string_view name, Step process)> put;

  /// To these brokers, at once. Without partitions they learn who is live. Source: sendUpdateMetadataRequest.
  void send_update_metadata(const std::vector<BrokerId>& brokers, const std::vector<TopicPartition>& which) const {
    batch.new_batch();
    batch.add_update_metadata(brokers, which);
    batch.send_to_brokers();
  }
  void send_update_metadata_to_all(const std::vector<TopicPartition>& which) const {
    send_update_metadata(context.live_or_shutting_down_ids(), which);
  }
  /// Source: updateLeaderAndIsrCache.
  void refresh_leaderships(const std::vector<TopicPartition>& which, Next next) const {
    zk.read_states(which, [this_context = &context, next = std::move(next)](const LeadershipStates& states) {
      for (const auto& [tp, state] : states) this_context->set_leadership(tp, state);
      next();
    });
  }
};

}  // namespace kafka
