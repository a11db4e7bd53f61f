#pragma once
/// What clients may use of a broker. Kafka: /config/clients/<client-id> and /config/clients/<default>.

#include <optional>
#include <string>

namespace kafka {

/// Of one client-id. Clients that share a client-id share its quota; each client-id of the default has one of its own.
struct ClientQuota {
  std::string client_id;  ///< "" = <default>: for every client-id without a quota of its own
  std::optional<double> producer_byte_rate = std::nullopt;  ///< bytes/s, on each broker
  std::optional<double> consumer_byte_rate = std::nullopt;  ///< bytes/s, on each broker
  std::optional<double> request_percentage = std::nullopt;  ///< of one thread's time, on each broker
};

}  // namespace kafka
