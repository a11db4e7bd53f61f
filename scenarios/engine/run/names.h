#pragma once
/// Names for output: what people call the things that events know by number.

#include <string>

#include "model/types/ids.h"
#include "model/types/topic_partition.h"
#include "sim/core/ids.h"

namespace scenario {

class Names {
 public:
  virtual ~Names() = default;
  [[nodiscard]] virtual std::string host(sim::HostId id) const = 0;
  [[nodiscard]] virtual std::string client(kafka::ClientId id) const = 0;
  [[nodiscard]] virtual std::string group(kafka::GroupId id) const = 0;
  [[nodiscard]] virtual std::string topic(kafka::TopicId id) const = 0;

  /// "orders-0", as Kafka prints it.
  [[nodiscard]] std::string partition(kafka::TopicPartition tp) const {
    return topic(tp.topic) + "-" + std::to_string(tp.partition.value());
  }
};

}  // namespace scenario
