#pragma once
/// Judges each answered request of a client by its quotas. Kafka: the parts of KafkaApis and RequestHandlerHelper about
/// quotas.

#include <functional>
#include <string>
#include <utility>

#include "model/broker/client_quota_manager.h"
#include "model/config/hardware_config.h"
#include "model/net/network_client.h"

namespace kafka {

///   volatile   what clients used
class RequestQuotas {
 public:
  using ClientName = std::function<const std::string&(ClientId)>;

  /// `client_name`: client.id, by which quotas are given.
  RequestQuotas(const BrokerConfig& config, const BrokerCosts& costs, const std::vector<ClientQuota>& quotas,
                ClientName client_name)
      : quotas_(config, quotas), costs_(costs), client_name_(std::move(client_name)) {}

  /// A consumer's fetch asks for no more than its quota allows at once.
  void limit(const Request& request, FetchRequest& fetch) const;

  // How long the connection is muted behind the answer. Requests of brokers are exempt.
  sim::Duration after_produce(const Request& request, sim::SimTime now);
  /// An answer that is throttled is emptied and does not count.
  sim::Duration after_fetch(const Request& request, FetchResponse& answer, sim::SimTime now);
  sim::Duration after(const Request& request, sim::SimTime now);
  /// The network thread's time for an answer counts too, but throttles only with the next request.
  void written(const Request& request, sim::Bytes size, sim::SimTime now);

 private:
  [[nodiscard]] bool exempt(const Request& request) const {
    return !quotas_.enabled() || request.client->client() == kNoClient;
  }
  [[nodiscard]] const std::string& client_of(const Request& request) const {
    return client_name_(request.client->client());
  }

  QuotaManagers quotas_;
  const BrokerCosts& costs_;
  ClientName client_name_;
};

}  // namespace kafka
