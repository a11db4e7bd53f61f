#pragma once
/// Moves partitions from state to state, electing leaders on the way. Kafka: ZkPartitionStateMachine.

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "model/controller/controller_broker_request_batch.h"
#include "model/controller/controller_zk.h"
#include "model/controller/election.h"
#include "model/controller/steps.h"

namespace kafka {

///   durable    .../partitions/<p>/state
///   sends      LeaderAndIsr, UpdateMetadata
///
/// A partition whose state may not be left for the target stays as it is (Kafka logs it), as does one whose election
/// fails; LeaderElectionFailed tells of the latter.
class PartitionStateMachine {
 public:
  /// Partitions that have a new leader.
  using Elected = std::function<void(std::vector<TopicPartition>)>;

  PartitionStateMachine(const ControllerServices& services, ControllerContext& context, ControllerZk& zk,
                        ControlRequestSender& sender)
      : services_(services), context_(context), zk_(zk), batch_(services.id, context, services.behaviour, sender) {}

  /// The event that was processed ends early: what it had to say to brokers is forgotten.
  void give_up() { batch_.clear(); }

  /// Takes the states from leaderships and live brokers, then elects for whoever has no leader.
  void startup(Next done);

  /// To New, Offline or NonExistent: nothing is written or sent.
  void move(const std::vector<TopicPartition>& partitions, PartitionMachineState target);
  /// To Online: new partitions get their first leader, the others one by `strategy`. Source: handleStateChanges.
  void to_online(const std::vector<TopicPartition>& partitions, ElectionStrategy strategy, Elected done);
  /// The same for all that are New or Offline and not to be deleted. Source: triggerOnlinePartitionStateChange.
  void trigger_online(Elected done);
  void trigger_online(TopicId topic, Elected done);

 private:
  [[nodiscard]] std::vector<TopicPartition> legal(const std::vector<TopicPartition>& partitions,
                                                  PartitionMachineState target);
  void trigger_online_where(const std::function<bool(TopicPartition)>& wanted, Elected done);
  void initialize(const std::vector<TopicPartition>& partitions, Next done);
  /// Elects for `partitions`, those again whose state changed meanwhile; adds to `elected`.
  void elect(std::vector<TopicPartition> partitions, ElectionStrategy strategy, std::vector<TopicPartition> elected,
             Elected done);
  void hold_elections(const LeadershipStates& stored, const std::set<TopicId>& unclean, ElectionStrategy strategy,
                      std::vector<TopicPartition> elected, Elected done);
  /// Which of the topics whose partitions have nobody in sync alive allow an unclean election.
  void read_unclean(const LeadershipStates& stored, ElectionStrategy strategy,
                    std::function<void(std::set<TopicId>)> done);
  [[nodiscard]] bool anybody_in_sync(TopicPartition tp, const PartitionState& state) const;
  [[nodiscard]] ElectionInput input_of(TopicPartition tp, const PartitionState& stored, bool unclean) const;
  /// `written` is what `result` became in the store.
  void adopt(TopicPartition tp, BrokerId before, const PartitionState& written, const ElectionResult& result,
             ElectionStrategy strategy);
  void failed(TopicPartition tp, ElectionStrategy strategy);

  const ControllerServices& services_;
  ControllerContext& context_;
  ControllerZk& zk_;
  ControllerBrokerRequestBatch batch_;
};

}  // namespace kafka
