#include "model/broker/client_quota_manager.h"

#include <algorithm>

namespace kafka {

ClientQuotaManager::ClientQuotaManager(const BrokerConfig& config, const std::vector<ClientQuota>& quotas,
                                       std::optional<double> ClientQuota::*limit, std::optional<sim::Duration> longest)
    : samples_(config.quota_window_num), sample_window_(config.quota_window_size_seconds), longest_(longest) {
  for (const ClientQuota& quota : quotas) {
    if (!(quota.*limit)) continue;
    if (quota.client_id.empty()) {
      default_ = quota.*limit;
    } else {
      limits_[quota.client_id] = *(quota.*limit);
    }
  }
}

std::optional<double> ClientQuotaManager::limit(const std::string& client_id) const {
  const auto own = limits_.find(client_id);
  return own == limits_.end() ? default_ : std::optional(own->second);
}

QuotaRate& ClientQuotaManager::rate(const std::string& client_id) {
  return rates_.try_emplace(client_id, samples_, sample_window_).first->second;
}

sim::Duration ClientQuotaManager::record_and_get_throttle(const std::string& client_id, double value,
                                                          sim::SimTime now) {
  const std::optional<double> quota = limit(client_id);
  if (!quota) return sim::Duration{0};
  QuotaRate& used = rate(client_id);
  used.record(value, now);
  const double measured = used.measure(now);
  if (measured <= *quota) return sim::Duration{0};
  const std::int64_t rest = throttle_time_ms(measured, *quota, static_cast<double>(used.window_ms(now)));
  const sim::Duration throttle = std::chrono::milliseconds(rest);
  return longest_ ? std::min(throttle, *longest_) : throttle;
}

void ClientQuotaManager::record(const std::string& client_id, double value, sim::SimTime now) {
  if (limit(client_id)) rate(client_id).record(value, now);
}

/// Source: ClientQuotaManager.getMaxValueInQuotaWindow.
std::optional<double> ClientQuotaManager::most_in_window(const std::string& client_id) const {
  const std::optional<double> quota = limit(client_id);
  if (!quota) return std::nullopt;
  const double seconds = static_cast<double>(std::chrono::floor<std::chrono::seconds>(sample_window_).count());
  return *quota * static_cast<double>(samples_ - 1) * seconds;
}

}  // namespace kafka
