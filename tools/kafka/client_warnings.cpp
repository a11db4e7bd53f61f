#include "tools/kafka/client_warnings.h"

#include <utility>

#include "model/net/network_client.h"
#include "model/types/java_hash.h"
#include "tools/kafka/command_line_utils.h"
#include "tools/kafka/world.h"

namespace tools {

namespace {

/// Java prints a resolved address as name/number; what was given as a number has no name.
std::string socket_address(const std::string& address) {
  const std::size_t colon = address.rfind(':');
  const std::string host = address.substr(0, colon);
  const std::string port = colon == std::string::npos ? ":9092" : address.substr(colon);
  const bool number = host.find_first_not_of("0123456789.") == std::string::npos;
  return number ? "/" + host + port : host + "/127.0.0.1" + port;
}

bool is_bootstrap(kafka::BrokerId node) { return node.value() <= kafka::bootstrap_node(0).value(); }
std::size_t place_of(kafka::BrokerId node) {
  return static_cast<std::size_t>(kafka::bootstrap_node(0).value() - node.value());
}
/// Kafka counts bootstrap servers down from -1.
std::int32_t number_of(kafka::BrokerId node) {
  return is_bootstrap(node) ? -1 - static_cast<std::int32_t>(place_of(node)) : node.value();
}

}  // namespace

ClientWarnings::ClientWarnings(ToolContext& context, std::string who, std::string_view addresses)
    : context_(context), who_(std::move(who)) {
  while (!addresses.empty()) {
    const std::string_view one = addresses.substr(0, addresses.find(','));
    if (!context.world.brokers_at(one).empty()) bootstrap_.emplace_back(one);
    addresses.remove_prefix(std::min(one.size() + 1, addresses.size()));
  }
}

void ClientWarnings::warn(const std::string& message) {
  log_line(context_, "WARN", "[" + who_ + "] " + message, "org.apache.kafka.clients.NetworkClient");
}

std::string ClientWarnings::address_of(kafka::BrokerId node) const {
  if (!is_bootstrap(node)) return context_.world.address_of(node);
  return place_of(node) < bootstrap_.size() ? bootstrap_[place_of(node)] : "";
}

/// A coordinator's connection is named by a number of its own. Source: NetworkClient.processDisconnection,
/// DefaultMetadataUpdater.handleServerDisconnect.
void ClientWarnings::on_disconnected(kafka::BrokerId node, bool refused) {
  if (!refused) return;
  const bool old = context_.world.release_2_3();
  const kafka::BrokerId half(1 << 30);
  const kafka::BrokerId broker = node > half ? kafka::coordinator_node(node) : node;
  const std::string address = address_of(broker);
  warn("Connection to node " + std::to_string(number_of(node)) + " (" + socket_address(address) +
       ") could not be established. " + (old ? "Broker" : "Node") + " may not be available.");
  if (!old && is_bootstrap(node))
    warn("Bootstrap broker " + address + " (id: " + std::to_string(number_of(node)) + " rack: null) disconnected");
}

/// Numbers of requests: the first question on a connection is always ApiVersions.
void ClientWarnings::on_metadata_errors(std::span<const kafka::TopicId> topics, kafka::ErrorCode error) {
  std::string errors;
  for (const kafka::TopicId topic : topics)
    errors += (errors.empty() ? "" : ", ") + context_.world.cluster().topics().name(topic) + "=" +
              std::string(kafka::name_of(error));
  const int correlation = ++metadata_answers_ == 1 ? 1 : metadata_answers_ + 1;
  warn((context_.world.release_2_3() ? "Error while fetching metadata with correlation id "
                                     : "The metadata response from the cluster reported a recoverable issue with "
                                       "correlation id ") +
       std::to_string(correlation) + " : {" + errors + "}");
}

}  // namespace tools
