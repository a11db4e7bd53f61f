#pragma once
/// For whoever follows what an ensemble stores: an observer of the run, not a client.

#include "model/zookeeper/txn.h"

namespace kafka::zk {

class CommitListener {
 public:
  virtual ~CommitListener() = default;
  /// Each committed transaction once, in the order of zxid, refused ones too: at the instant at which its leader has a
  /// quorum for it, before any server shows it. One that a leader did not live to commit is told of by the next.
  virtual void on_committed(const Txn& txn) = 0;
};

}  // namespace kafka::zk
