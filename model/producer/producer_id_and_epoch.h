#pragma once
/// Who a producer is to the brokers. Kafka: ProducerIdAndEpoch.

#include "model/types/ids.h"

namespace kafka {

struct ProducerIdAndEpoch {
  ProducerId id = kNoProducerId;
  ProducerEpoch epoch = kNoProducerEpoch;

  [[nodiscard]] bool valid() const { return id > kNoProducerId; }
  friend constexpr auto operator<=>(const ProducerIdAndEpoch&, const ProducerIdAndEpoch&) = default;
};

}  // namespace kafka
