#include "tools/kafka/world.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include <fmt/format.h>

#include "tools/kafka/calendar.h"

namespace tools {
namespace {

std::optional<std::int32_t> number(std::string_view text) {
  std::int32_t value = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (code != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// What of `all` is meant by one "HOST:PORT".
std::optional<std::int32_t> server_at(std::string_view address, std::string_view prefix, std::int32_t first_port,
                                      const std::vector<std::int32_t>& all) {
  const std::size_t colon = address.find(':');
  std::string_view host = address.substr(0, colon);
  const std::optional<std::int32_t> port =
      colon == std::string_view::npos ? first_port : number(address.substr(colon + 1));
  if (!port) return std::nullopt;
  if (host == "localhost" || host == "127.0.0.1") {
    const std::int64_t place = std::int64_t{*port} - first_port;
    if (place < 0 || place >= static_cast<std::int64_t>(all.size())) return std::nullopt;
    return all[static_cast<std::size_t>(place)];
  }
  if (host.starts_with(prefix)) host.remove_prefix(prefix.size());
  const std::optional<std::int32_t> id = number(host);
  if (!id || *port != first_port || std::find(all.begin(), all.end(), *id) == all.end()) return std::nullopt;
  return id;
}

std::vector<std::int32_t> servers_at(std::string_view addresses, std::string_view prefix, std::int32_t first_port,
                                     const std::vector<std::int32_t>& all) {
  std::vector<std::int32_t> found;
  while (!addresses.empty()) {
    const std::size_t comma = addresses.find(',');
    if (const auto id = server_at(addresses.substr(0, comma), prefix, first_port, all);
        id && std::find(found.begin(), found.end(), *id) == found.end())
      found.push_back(*id);
    addresses.remove_prefix(comma == std::string_view::npos ? addresses.size() : comma + 1);
  }
  return found;
}

template <class Id>
std::vector<std::int32_t> values(const std::vector<Id>& ids) {
  std::vector<std::int32_t> all;
  for (const Id id : ids) all.push_back(id.value());
  std::sort(all.begin(), all.end());
  return all;
}

constexpr std::int32_t kBrokerPort = 9092;
constexpr std::int32_t kZooKeeperPort = 2181;

}  // namespace

World::World(const WorldParts& parts)
    : parts_(parts),
      host_(parts.cluster.add_host("terminals")),
      tools_release_(release_of(parts.cluster.spec().profile)) {}

std::vector<kafka::BrokerId> World::brokers_at(std::string_view addresses) const {
  std::vector<kafka::BrokerId> ids;
  for (const std::int32_t id : servers_at(addresses, "broker-", kBrokerPort, values(cluster().brokers().all())))
    ids.push_back(kafka::BrokerId(id));
  return ids;
}

std::vector<std::string> World::bootstrap_servers(std::string_view addresses) const {
  std::vector<std::string> names;
  for (const kafka::BrokerId id : brokers_at(addresses)) names.push_back(fmt::format("broker-{}", id.value()));
  return names;
}

std::vector<kafka::ServerId> World::zookeeper_at(std::string_view addresses) const {
  addresses = addresses.substr(0, addresses.find('/'));
  std::vector<kafka::ServerId> ids;
  const auto all = values(cluster().ensemble().directory().all());
  for (const std::int32_t id : servers_at(addresses, "zookeeper-", kZooKeeperPort, all))
    ids.push_back(kafka::ServerId(id));
  return ids;
}

std::string World::address_of(kafka::BrokerId broker) const {
  if (cluster().spec().brokers.size() == 1) return fmt::format("localhost:{}", kBrokerPort);
  return fmt::format("broker-{}:{}", broker.value(), kBrokerPort);
}

std::string World::log_time() const { return "[" + log_date(epoch_ms()) + "]"; }

}  // namespace tools
