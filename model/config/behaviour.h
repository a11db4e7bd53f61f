#pragma once
/// Rules of Kafka that changed from release to release, one switch each. A profile sets all of them; a scenario may
/// set single ones to show what a change of Kafka was good for.

#include <cstdint>
#include <string_view>
#include <vector>

#include "model/config/mutation.h"
#include "model/config/profile.h"

namespace kafka {

/// How replicas agree after a change of leader, by the generations of Kafka's replication protocol.
enum class ReplicationProtocol : std::uint8_t {
  hw,      ///< up to 0.10.2: a new follower cuts its log at its own high watermark
  kip101,  ///< 0.11 to 1.1: OffsetForLeaderEpoch, one answer
  kip279,  ///< 2.0.0: the answer names its epoch, the follower may ask again
  v201,    ///< 2.0.1: + unknown smaller epochs (KIP-279), epoch entry at election (KAFKA-7415), ISR join (KAFKA-7128)
  kip320,  ///< 2.1 to 2.7: + fetches are fenced by leader epoch
  v28,     ///< 2.8.0: diverging epoch in the fetch answer
  v39,     ///< 3.9: the same without KAFKA-13141, KAFKA-14704; high watermark frozen below min ISR
};
std::string_view name_of(ReplicationProtocol protocol);
/// False if there is none of this name.
bool find_protocol(std::string_view name, ReplicationProtocol& protocol);

struct Behaviour {
  ReplicationProtocol protocol = ReplicationProtocol::v39;
  bool alter_partition = true;                ///< 2.7, KIP-497: ISR changes go through the controller
  bool broker_epochs = true;                  ///< 2.2, KIP-380: control requests name the registration they are for
  bool stop_replica_epochs = true;            ///< 2.6, KIP-570: StopReplica carries a leader epoch
  bool isr_needs_alive_broker = true;         ///< 3.3, KAFKA-14140: ISR candidates must be alive
  bool min_isr_bounded_by_replicas = true;    ///< 3.7: effective min ISR = min(min.insync.replicas, replicas)
  bool followers_serve_consumers = true;      ///< 2.4, KIP-392
  bool recovering_leader = true;              ///< 3.2, KIP-704: RECOVERING after an unclean election
  bool pipelined_zookeeper_writes = true;     ///< 1.1: before, one write at a time
  bool guarded_controller_writes = true;      ///< 2.1, KAFKA-6082: writes check the version of /controller_epoch
  bool rebalance_during_reassignment = true;  ///< 3.4, KAFKA-10149: leaders are balanced while replicas move
  bool retain_remote_offsets = true;          ///< all releases: a leader re-elected keeps followers' offsets
                                              ///< (Source: Partition.makeLeader; schedule MODEL-RETAINED-LEO)
  // groups, transactions, clients
  bool heartbeat_while_completing = true;      ///< 2.7: a heartbeat between join and sync is answered NONE
  bool sync_timeout = true;                    ///< 3.0, KAFKA-12890: members that do not sync are removed
  bool skip_assignment = true;                 ///< 3.2, KIP-814: a static leader that comes back assigns nothing
  bool static_members_sort_first = true;       ///< 2.4, KAFKA-8432
  bool asynchronous_revocation_commit = true;  ///< 3.2, KAFKA-13310: onJoinPrepare does not block poll()
  bool producer_epoch_bump = true;             ///< 2.5, KIP-360: an idempotent producer mends a gap with a new epoch
  bool group_metadata_fencing = true;          ///< 2.5, KIP-447: TxnOffsetCommit names member and generation
  bool transaction_verification = true;        ///< 3.6, KIP-890: leaders ask the coordinator first
  bool producer_ids_ahead = true;              ///< 3.0, KIP-730: ids are fetched ahead, nobody waits for a block
  bool new_leader_in_errors = true;            ///< 3.7, KIP-951: NOT_LEADER_OR_FOLLOWER names the new leader
  bool registered_features = true;             ///< 2.7, KIP-584: a broker's registration tells its features
  bool kraft_controller_epoch = true;          ///< 3.4, KIP-866: /controller tells KRaft's epoch
  bool position_validation = true;             ///< 2.3, KIP-320: a position is checked after a change of leader
  Mutation mutation = Mutation::none;          ///< for tests of the invariant checkers only

  [[nodiscard]] bool mutated(Mutation bug) const { return mutation == bug; }
  /// 2.1, KIP-320: fetches and epoch requests of another leader epoch are refused.
  [[nodiscard]] bool fences_epochs() const { return protocol >= ReplicationProtocol::kip320; }
  /// 2.8: no OffsetForLeaderEpoch requests; fetch answers tell where logs diverge.
  [[nodiscard]] bool truncates_on_fetch() const { return protocol >= ReplicationProtocol::v28; }
  /// 2.0.1, KAFKA-7415: becoming leader writes an epoch entry.
  [[nodiscard]] bool epoch_entry_on_election() const { return protocol >= ReplicationProtocol::v201; }
  /// 2.0.1, KAFKA-7128: joining the ISR needs the leader's epoch start.
  [[nodiscard]] bool join_needs_epoch_start() const { return protocol >= ReplicationProtocol::v201; }
  /// 3.7, KAFKA-15583.
  [[nodiscard]] bool hw_frozen_below_min_isr() const { return protocol >= ReplicationProtocol::v39; }
};

/// What a release does.
Behaviour behaviour_of(Profile profile);

/// A switch by the name scenarios use, e.g. "alter-partition"; nullptr if there is none.
bool* find_switch(Behaviour& behaviour, std::string_view name);

/// Names of all switches and of all protocols, for messages and the reference.
std::vector<std::string_view> switch_names();
std::vector<std::string_view> protocol_names();

}  // namespace kafka
