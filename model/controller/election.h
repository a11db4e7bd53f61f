#pragma once
/// Who becomes leader. Kafka: Election and PartitionLeaderElectionAlgorithms. Pure functions of what the controller
/// knows; the order of preference is always the assignment's, never the ISR's.

#include <optional>
#include <set>
#include <string_view>
#include <vector>

#include "model/protocol/partition_state.h"
#include "model/protocol/replica_assignment.h"

namespace kafka {

enum class ElectionStrategy : std::uint8_t {
  created,              ///< the first leader of a partition
  offline,              ///< its leader is gone
  offline_unclean,      ///< ... and an administrator accepts losses (ElectionType.UNCLEAN)
  reassign,             ///< a reassignment ends
  preferred,            ///< back to the first assigned replica
  controlled_shutdown,  ///< its leader wants to stop
};
/// new, offline, reassign, preferred, controlled_shutdown.
std::string_view name_of(ElectionStrategy strategy);

/// What an election is held on.
struct ElectionInput {
  ReplicaAssignment assignment;
  PartitionState stored;             ///< as read; leader, ISR, epochs and recovery count
  std::set<BrokerId> online;         ///< brokers that can serve this partition
  std::set<BrokerId> shutting_down;  ///< brokers that can, but want to stop; not among `online`
  bool unclean_enabled = false;      ///< of the topic, or asked for
  bool recovery_supported = true;    ///< KIP-704
};

struct ElectionResult {
  std::optional<PartitionState> state;  ///< to be written, leader epoch + 1; nothing if nobody may lead
  std::vector<BrokerId> recipients;     ///< of LeaderAndIsr
  bool unclean = false;
};

/// For every strategy but `created`.
ElectionResult elect_leader(ElectionStrategy strategy, const ElectionInput& input);

/// New -> Online: the first live replica leads, all live ones are in sync, epoch 0. Nothing if none is live.
std::optional<PartitionState> initial_leadership(const std::vector<BrokerId>& live_replicas);

/// What is left of a leadership when a replica goes: not its leader, out of the ISR unless it is the last member,
/// leader epoch + 1. Kafka: ReplicaStateMachine.doRemoveReplicasFromIsr.
PartitionState without_replica(PartitionState state, BrokerId gone);

// PartitionLeaderElectionAlgorithms: kNoBroker if nobody may lead.
BrokerId offline_leader(const std::vector<BrokerId>& assignment, const std::vector<BrokerId>& isr,
                        const std::vector<BrokerId>& live, bool unclean_enabled);
BrokerId reassign_leader(const std::vector<BrokerId>& targets, const std::vector<BrokerId>& isr,
                         const std::vector<BrokerId>& live);
BrokerId preferred_leader(const std::vector<BrokerId>& assignment, const std::vector<BrokerId>& isr,
                          const std::vector<BrokerId>& live);
BrokerId controlled_shutdown_leader(const std::vector<BrokerId>& assignment, const std::vector<BrokerId>& isr,
                                    const std::vector<BrokerId>& live, const std::set<BrokerId>& shutting_down);

}  // namespace kafka
