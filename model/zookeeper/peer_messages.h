#pragma once
/// What servers of an ensemble say to each other, and clients to servers. org.apache.zookeeper.server.quorum Leader
/// (packet types), QuorumPacket; org.apache.zookeeper.proto ConnectRequest, ReplyHeader.

#include <memory>
#include <optional>
#include <set>
#include <vector>

#include "model/zookeeper/leader_election.h"
#include "model/zookeeper/txn_log.h"
#include "sim/core/bytes.h"

namespace kafka::zk {

// ---- learner and leader, on the learner's connection (port 2888)

struct FollowerInfo {  ///< learner -> leader
  ServerId sid;
  std::int64_t accepted_epoch;
};
struct LeaderInfo {  ///< leader -> learner: the epoch to come
  std::int64_t epoch;
};
struct AckEpoch {  ///< learner -> leader
  /// It has promised this epoch before, maybe to another leader: it may follow, but does not count.
  static constexpr std::int64_t kPromisedBefore = -1;
  std::int64_t current_epoch;
  Zxid last_zxid;
};
/// Leader -> learner: DIFF, TRUNC or SNAP, and then NEWLEADER.
struct NewLeader {
  std::int64_t epoch;
  std::optional<Zxid> truncate_to;           ///< TRUNC
  std::shared_ptr<const DataTree> snapshot;  ///< SNAP
  Zxid snapshot_zxid{0};
  std::vector<TxnPtr> txns;  ///< DIFF
  Zxid committed{0};         ///< all up to here is
};
struct AckNewLeader {};  ///< learner -> leader
struct UpToDate {};      ///< leader -> learner: serve
struct Proposal {
  TxnPtr txn;
};
struct Ack {
  Zxid zxid;
};
struct Commit {
  Zxid zxid;
};
struct Ping {};
/// The answer, with the sessions touched since the last one.
struct PingReply {
  std::vector<SessionId> touched;
};
/// A learner's client wants to write; `txn` has no zxid yet.
struct ForwardedRequest {
  Txn txn;
};
/// A learner's client wants to be sure of what it reads.
struct SyncRequest {
  std::uint64_t ticket;
};
struct SyncAnswer {
  std::uint64_t ticket;
};
/// Does this session still live? Sent when a client comes from another server.
struct Revalidate {
  SessionId session;
};
struct RevalidateAnswer {
  SessionId session;
  bool valid;
};

using PeerMessage =
    std::variant<Notification, FollowerInfo, LeaderInfo, AckEpoch, NewLeader, AckNewLeader, UpToDate, Proposal, Ack,
                 Commit, Ping, PingReply, ForwardedRequest, SyncRequest, SyncAnswer, Revalidate, RevalidateAnswer>;

// ---- client and server

struct ConnectRequest {
  SessionId session = kNoSession;  ///< kNoSession: a new one
  sim::Duration timeout{0};
  Zxid last_zxid_seen{0};
};
struct ClientPing {};
struct CloseSession {};
/// What a client wants to go on watching on its new server, and what it knew.
struct SetWatches {
  Zxid relative_zxid{0};
  std::vector<std::string> data;    ///< nodes that existed
  std::vector<std::string> absent;  ///< nodes that did not
  std::vector<std::string> children;
};
using ClientMessage = std::variant<ConnectRequest, Request, ClientPing, CloseSession, SetWatches>;

struct ConnectResponse {
  SessionId session = kNoSession;  ///< kNoSession: it has expired
  sim::Duration timeout{0};
};
struct PingResponse {};
using ServerMessage = std::variant<ConnectResponse, Response, WatchedEvent, PingResponse>;

sim::Bytes size_of(const PeerMessage& message);
sim::Bytes size_of(const ClientMessage& message);
sim::Bytes size_of(const ServerMessage& message);

}  // namespace kafka::zk
