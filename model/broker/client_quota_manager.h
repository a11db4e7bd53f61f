#pragma once
/// How much clients use of one resource of a broker, and how long they are throttled. Kafka: ClientQuotaManager,
/// ClientRequestQuotaManager.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "model/broker/quota_rate.h"
#include "model/config/broker_config.h"
#include "model/config/client_quota.h"

namespace kafka {

///   volatile   one rate for each client-id
class ClientQuotaManager {
 public:
  /// `limit`: which member of ClientQuota counts. `longest`: throttling is capped there (request time: one sample).
  ClientQuotaManager(const BrokerConfig& config, const std::vector<ClientQuota>& quotas,
                     std::optional<double> ClientQuota::*limit, std::optional<sim::Duration> longest = std::nullopt);

  /// Is anybody limited? If not nothing is recorded.
  [[nodiscard]] bool enabled() const { return default_ || !limits_.empty(); }
  /// Counts `value` and says how long the client must rest; 0 within the quota.
  sim::Duration record_and_get_throttle(const std::string& client_id, double value, sim::SimTime now);
  /// Counts without a judgement; negative: takes back.
  void record(const std::string& client_id, double value, sim::SimTime now);
  /// More than this at once is always throttled.
  [[nodiscard]] std::optional<double> most_in_window(const std::string& client_id) const;

 private:
  [[nodiscard]] std::optional<double> limit(const std::string& client_id) const;
  QuotaRate& rate(const std::string& client_id);

  std::int32_t samples_;
  sim::Duration sample_window_;
  std::optional<sim::Duration> longest_;
  std::optional<double> default_;
  std::map<std::string, double> limits_;
  std::map<std::string, QuotaRate> rates_;
};

/// The three quotas of a broker. Kafka: QuotaFactory.QuotaManagers.
struct QuotaManagers {
  QuotaManagers(const BrokerConfig& config, const std::vector<ClientQuota>& quotas)
      : produce(config, quotas, &ClientQuota::producer_byte_rate),
        fetch(config, quotas, &ClientQuota::consumer_byte_rate),
        request(config, quotas, &ClientQuota::request_percentage, config.quota_window_size_seconds) {}

  [[nodiscard]] bool enabled() const { return produce.enabled() || fetch.enabled() || request.enabled(); }

  ClientQuotaManager produce;
  ClientQuotaManager fetch;
  ClientQuotaManager request;  ///< percent of one thread's time
};

/// A thread's time as the request quota counts it. Source: ClientRequestQuotaManager.nanosToPercentage.
constexpr double percentage(sim::Duration thread_time) {
  return static_cast<double>(thread_time.count()) * 100.0 / 1e9;
}

}  // namespace kafka
