#pragma once
/// What can be seen of the control plane: ZooKeeper, the controller, replicas that change their role, faults. Part of
/// the vocabulary of event.h.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/types/error_code.h"
#include "model/types/ids.h"
#include "model/types/topic_partition.h"
#include "sim/core/ids.h"
#include "sim/core/time.h"

namespace kafka {

// ---- ZooKeeper: servers

/// A ZooKeeper server's process begins.
struct ZooKeeperServerStarted {
  ServerId server;
};
/// A ZooKeeper server's process is over.
struct ZooKeeperServerStopped {
  ServerId server;
  std::string_view how;  ///< clean, kill, power_loss
};
/// A server went to another state. Source: QuorumPeer.ServerState.
struct ZooKeeperServerStateChanged {
  ServerId server;
  std::string_view state;  ///< LOOKING, FOLLOWING, LEADING
};
/// A leader has a quorum that is in sync with it and serves from now on.
struct ZooKeeperLeaderServing {
  ServerId server;
  std::int32_t epoch;
  Zxid zxid;  ///< the last of its history
  std::int32_t followers;
};
/// One change of a node.
struct ZooKeeperWrite {
  std::string_view type;  ///< create, setData, delete
  std::string path;
  std::int32_t version = -1;  ///< of the node after it; -1: it is deleted
  bool ephemeral = false;     ///< create: the node ends with its session
};
/// A transaction is committed: the leader has a quorum of acknowledgements. In the order of zxid.
struct ZooKeeperCommitted {
  ServerId leader;
  Zxid zxid;
  SessionId session;
  std::string_view type;                    ///< create, delete, setData, multi, createSession, closeSession, error
  std::string path;                         ///< of a multi: its first write
  std::int32_t version;                     ///< of the node after it; -1 where there is none
  std::vector<ZooKeeperWrite> writes = {};  ///< all it did, in order; closeSession: the ephemeral nodes it deletes
};

// ---- ZooKeeper: sessions and watches

/// createSession is committed: its owner may write.
struct SessionOpened {
  SessionId session;
  sim::HostId owner;
  sim::Duration timeout;  ///< as negotiated
};
/// The leader gave a session up (closeSession is submitted): nothing touched it for its timeout.
struct SessionExpired {
  SessionId session;
  sim::HostId owner;
  sim::Duration since_last_touch;
};
/// closeSession is committed: the session's ephemeral nodes are gone.
struct SessionClosed {
  SessionId session;
  std::int32_t ephemerals;  ///< nodes deleted with it
};
/// A watch fired at the server that keeps it.
struct WatchFired {
  SessionId session;
  std::string_view type;  ///< NodeCreated, NodeDeleted, NodeDataChanged, NodeChildrenChanged
  std::string path;
  Zxid zxid;
};
/// A client of ZooKeeper learned of its connection. Source: KeeperState.
struct ZooKeeperClientStateChanged {
  std::string_view state;  ///< SyncConnected, Disconnected, Expired
  SessionId session;
};

// ---- brokers and the controller

/// /brokers/ids/<id> exists with this czxid.
struct BrokerRegistered {
  BrokerId broker;
  BrokerEpoch broker_epoch;
};
/// A broker has written /controller: it is the active controller.
struct ControllerElected {
  BrokerId broker;
  ControllerEpoch controller_epoch;
};
/// A broker is no longer the active controller.
struct ControllerResigned {
  BrokerId broker;
  ControllerEpoch controller_epoch;
};
/// The controller has loaded its context and goes to work. Source: KafkaController.onControllerFailover.
struct ControllerReady {
  BrokerId broker;
  ControllerEpoch controller_epoch;
  std::int32_t partitions;
  sim::Duration loading;
};
/// The controller handles a change of the set of live brokers. Source: KafkaController.processBrokerChange.
struct ControllerSawBrokers {
  BrokerId controller;
  std::vector<BrokerId> started;
  std::vector<BrokerId> failed;
  std::vector<BrokerId> bounced;
};
/// An election wrote its result. Source: PartitionStateMachine.doElectLeaderForPartitions.
struct LeaderElected {
  TopicPartition tp;
  BrokerId controller;
  BrokerId before;
  BrokerId leader;
  LeaderEpoch leader_epoch;
  std::string_view strategy;  ///< new, offline, reassign, preferred, controlled_shutdown
  bool unclean;
};
/// No replica may lead the partition.
struct LeaderElectionFailed {
  TopicPartition tp;
  BrokerId controller;
  std::string_view strategy;
};
/// The controller sent a request to a broker.
struct ControlRequestSent {
  BrokerId controller;
  ControllerEpoch controller_epoch;
  BrokerId to;
  std::string_view api;  ///< LeaderAndIsr, UpdateMetadata, StopReplica
  std::int32_t partitions;
};
/// A broker answered one: NONE, STALE_CONTROLLER_EPOCH, STALE_BROKER_EPOCH.
struct ControlRequestHandled {
  BrokerId broker;
  std::string_view api;
  BrokerId controller;
  ControllerEpoch controller_epoch;        ///< of the request
  ControllerEpoch known_controller_epoch;  ///< the largest the broker had accepted before it
  BrokerEpoch broker_epoch;                ///< of the request; -1: none
  BrokerEpoch own_broker_epoch;
  ErrorCode error;
};
/// A broker asked for a controlled shutdown and was answered.
struct ControlledShutdownAnswered {
  BrokerId broker;
  ErrorCode error;
  std::int32_t remaining;  ///< partitions it still leads
};
/// The controller begins to move a partition to other brokers.
struct ReassignmentStarted {
  TopicPartition tp;
  std::vector<BrokerId> adding;
  std::vector<BrokerId> removing;
};
/// A partition has moved: only the wanted brokers have it.
struct ReassignmentCompleted {
  TopicPartition tp;
  std::vector<BrokerId> replicas;
};
/// The controller begins to delete a topic.
struct TopicDeletionStarted {
  TopicId topic;
};
/// All replicas are deleted, and the topic is no longer stored.
struct TopicDeleted {
  TopicId topic;
};
/// More partitions of a topic are stored.
struct PartitionsAdded {
  TopicId topic;
  std::int32_t partitions;  ///< afterwards
};

// ---- replicas

/// A broker begins to lead a partition, as the controller told it.
struct BecameLeader {
  BrokerId broker;
  TopicPartition tp;
  LeaderEpoch leader_epoch;
  Offset log_end_offset;
  Offset high_watermark;
  std::vector<BrokerId> isr;
  std::vector<BrokerId> replicas = {};  ///< assigned; only they count for the high watermark
};
/// A broker begins to follow a partition's leader, as the controller told it.
struct BecameFollower {
  BrokerId broker;
  TopicPartition tp;
  BrokerId leader;  ///< kNoBroker: none
  LeaderEpoch leader_epoch;
  Offset log_end_offset;
  Offset high_watermark;
};
/// A broker no longer has this replica open; `deleted`: nor its log.
struct ReplicaStopped {
  BrokerId broker;
  TopicPartition tp;
  bool deleted;
};
/// A log was opened when its broker started.
struct LogLoaded {
  BrokerId broker;
  TopicPartition tp;
  Offset log_start_offset;
  Offset log_end_offset;
  Offset high_watermark;
  bool recovered;  ///< segments were scanned, because the last stop was not clean
};
enum class TruncationReason { high_watermark, leader_epoch, diverging_epoch, out_of_range, power_loss, disk_lost };
/// A replica's log lost its end.
struct LogTruncated {
  BrokerId broker;
  TopicPartition tp;
  Offset from;  ///< log end before
  Offset to;    ///< log end after
  Offset high_watermark;
  TruncationReason reason;
};
/// A leader learned how far a follower has come: its fetch offset moved. Source: Partition.updateFollowerFetchState.
struct FollowerProgressed {
  BrokerId leader;
  BrokerId follower;
  TopicPartition tp;
  Offset log_end_offset;
  LeaderEpoch leader_epoch;
  LeaderEpoch request_epoch;  ///< kNoEpoch: not said
};
/// A leader proposes another ISR (AlterPartition, or a write of its own before 2.7).
struct IsrChangeProposed {
  BrokerId leader;
  TopicPartition tp;
  LeaderEpoch leader_epoch;
  PartitionEpoch partition_epoch;
  std::vector<BrokerId> isr;
};
/// ... and was refused. Kafka: FailedIsrUpdatesPerSec.
struct IsrChangeFailed {
  BrokerId leader;
  TopicPartition tp;
  ErrorCode error;
};
/// A leader answered for one acks=all batch.
struct AcksAllAnswered {
  BrokerId broker;
  TopicPartition tp;
  ErrorCode error;
  Offset base_offset;  ///< kUnknownOffset: nothing was appended
  Offset next_offset;  ///< behind the batch
  Offset high_watermark;
  LeaderEpoch leader_epoch;
  std::int32_t in_sync;  ///< members of the maximal ISR
  std::int32_t min_isr;  ///< effective
};

// ---- faults and administration

/// A fault of the scenario hits its target.
struct FaultBegan {
  std::int32_t fault;  ///< its number in the scenario
  std::string kind;    ///< as in the scenario file
  std::string target;  ///< as resolved, e.g. "broker-102"
};
/// A fault of the scenario is over.
struct FaultEnded {
  std::int32_t fault;
  std::string kind;
  std::string target;
};
/// Nothing answered to the fault's target at its time: it did not happen.
struct FaultFoundNoTarget {
  std::int32_t fault;
  std::string kind;
  std::string target;  ///< as written
  std::string why;     ///< "there is none", "stopped already"
};
/// An administrator's command was carried out, or refused.
struct AdminCommandDone {
  std::string command;
  std::string target;
  std::string error;  ///< "" = done; else Kafka's exception
};

}  // namespace kafka
