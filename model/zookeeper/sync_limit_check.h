#pragma once
/// Has a learner left a proposal without an answer for too long? org.apache.zookeeper.server.quorum
/// LearnerHandler.SyncLimitCheck.

#include "model/types/ids.h"
#include "sim/core/time.h"

namespace kafka::zk {

/// Follows two proposals at a time, the oldest known without an answer and the newest: an estimate, as in ZooKeeper.
class SyncLimitCheck {
 public:
  void on_proposal(Zxid zxid, sim::SimTime now) {
    Sent& slot = current_.waiting ? next_ : current_;
    slot = {true, zxid, now};
  }
  void on_ack(Zxid zxid) {
    if (current_.waiting && current_.zxid == zxid) {
      current_ = next_;
      next_ = {};
    } else if (next_.waiting && next_.zxid == zxid) {
      next_ = {};
    }
  }
  [[nodiscard]] bool within(sim::Duration limit, sim::SimTime now) const {
    return !current_.waiting || now - current_.since < limit;
  }

 private:
  struct Sent {
    bool waiting = false;
    Zxid zxid{0};
    sim::SimTime since{};
  };
  Sent current_;
  Sent next_;
};

}  // namespace kafka::zk
