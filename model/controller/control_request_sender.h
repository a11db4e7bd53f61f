#pragma once
/// Where control requests go: one queue for each broker.

#include "model/protocol/messages.h"

namespace kafka {

class ControlRequestSender {
 public:
  virtual ~ControlRequestSender() = default;
  /// LeaderAndIsr, UpdateMetadata or StopReplica; dropped if the broker has no queue.
  virtual void send(BrokerId to, RequestBody request) = 0;
};

}  // namespace kafka
