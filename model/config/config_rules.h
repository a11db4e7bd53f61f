#pragma once
/// What Kafka demands of settings together, when a client or a broker starts.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/config/config_def.h"

namespace kafka {

/// Where a config comes from: Kafka forgives a default what it refuses when somebody wrote it.
struct ConfigOrigin {
  Profile profile = Profile::v3_9;
  std::span<const std::string_view> given;  ///< names that were set explicitly

  [[nodiscard]] bool is_given(std::string_view name) const;
};

/// Adjusts what Kafka adjusts by itself and returns what it refuses, in its words where it has some; empty = valid.
///   ProducerConfig  delivery.timeout.ms >= linger.ms + request.timeout.ms (a default is raised); idempotence needs
///                   acks=all, retries and at most 5 requests in flight (a default is switched off); transactions need
///                   idempotence; the partitioner must exist in the release; reconnect and retry backoffs
///   ConsumerConfig  reconnect and retry backoffs
///   BrokerConfig    replica.fetch.wait.max.ms against replica.socket.timeout.ms and replica.lag.time.max.ms;
///                   log.retention.ms
///   TopicConfig     nothing so far
std::vector<std::string> validate(ProducerConfig& config, const ConfigOrigin& origin);
std::vector<std::string> validate(ConsumerConfig& config, const ConfigOrigin& origin);
std::vector<std::string> validate(BrokerConfig& config, const ConfigOrigin& origin);
std::vector<std::string> validate(TopicConfig& config, const ConfigOrigin& origin);

}  // namespace kafka
