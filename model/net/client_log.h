#pragma once
/// What a client's logger says at level WARN, for programs that print it.

#include <span>

#include "model/types/error_code.h"
#include "model/types/ids.h"

namespace kafka {

/// Kafka: the log of NetworkClient. Only told of; it changes nothing.
class ClientLog {
 public:
  virtual ~ClientLog() = default;
  /// A connection to that node ended, or did not come about: `refused`. Bootstrap nodes: see bootstrap_node().
  virtual void on_disconnected(BrokerId node, bool refused) = 0;
  /// A Metadata answer had no partitions of these topics.
  virtual void on_metadata_errors(std::span<const TopicId> topics, ErrorCode error) = 0;
};

}  // namespace kafka
