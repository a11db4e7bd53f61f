#pragma once
/// A transaction: what the leader proposes, every server logs and applies. org.apache.zookeeper.txn.TxnHeader.

#include <cstdint>
#include <vector>

#include "model/observe/control_event.h"
#include "model/zookeeper/data_tree.h"

namespace kafka::zk {

/// zxid = epoch << 32 | counter. Source: ZxidUtils.
inline Zxid make_zxid(std::int64_t epoch, std::int64_t counter) { return Zxid(epoch << 32 | counter); }
inline std::int64_t epoch_of(Zxid zxid) { return zxid.value() >> 32; }
inline std::int64_t counter_of(Zxid zxid) { return zxid.value() & 0xffffffff; }

enum class TxnKind : std::uint8_t { write, create_session, close_session };

struct Txn {
  Zxid zxid{0};
  sim::SimTime time{};  ///< when the leader proposed it
  TxnKind kind = TxnKind::write;
  SessionId session = kNoSession;
  Request request;       ///< write only
  Session opened;        ///< create_session only
  bool refused = false;  ///< the leader found an error in it: it takes its zxid and changes nothing
  Response refusal;      ///< what the client is told then
  // What the leader found that it will do:
  std::string path;           ///< the node it writes; of a multi the first one
  std::int32_t version = -1;  ///< of that node afterwards; -1 where there is none
  std::vector<ZooKeeperWrite> writes;
  ServerId origin{0};        ///< where the client is
  std::uint64_t ticket = 0;  ///< the origin's own mark of the request; 0: nobody waits for it
};

/// What it did, for the client and for watches.
struct Applied {
  Response response;
  std::vector<NodeChange> changes;
};
Applied apply(DataTree& tree, const Txn& txn);

/// Unless it is refused already, checks `txn` against `tree`, the state with everything proposed before it, applies it
/// there, and fills in what it does. Source: PrepRequestProcessor.
void prepare(DataTree& tree, Txn& txn);

/// createSession, closeSession, create, delete, setData, multi, or error if it was refused.
std::string_view type_of(const Txn& txn);

}  // namespace kafka::zk
