#include <array>

#include <fmt/format.h>

#include "scenarios/engine/loader/cluster_reader.h"
#include "scenarios/engine/loader/limits.h"
#include "scenarios/engine/loader/shorten.h"
#include "scenarios/engine/loader/suggestion.h"
#include "scenarios/engine/loader/units.h"

namespace scenario {
namespace {

/// Like a number of zoo.cfg: milliseconds, or with a unit. True if it was there and right.
bool read_millis(Context& context, MapReader& map, std::string_view key, sim::Duration& out) {
  const Node* value = map.find(key);
  if (value == nullptr) return false;
  const std::string* text = expect_scalar(context, *value, key, "milliseconds, such as 2000 or 2s");
  if (text == nullptr) return false;
  const auto number = parse_integer(*text);
  const auto duration = parse_duration(*text);
  if (!number.ok() && !duration.ok()) {
    context.error(value->mark, fmt::format("'{}' {}", key, duration.error));
    return false;
  }
  // 300 years of milliseconds do not fit into nanoseconds.
  constexpr std::int64_t kMost = std::int64_t{1000} * 60 * 60 * 24;
  if (number.ok() && (number.value < 1 || number.value > kMost)) {
    context.error(value->mark, fmt::format("'{}' must be from 1 ms to a day, not {}", key, number.value));
    return false;
  }
  const sim::Duration result = number.ok() ? sim::Duration{std::chrono::milliseconds(number.value)} : duration.value;
  if (result < sim::Duration{std::chrono::milliseconds(1)} || result > sim::Duration{std::chrono::hours(24)}) {
    context.error(value->mark, fmt::format("'{}' must be from 1 ms to a day, not {}", key, shorten(*text)));
    return false;
  }
  out = result;
  return true;
}

void read_servers(Context& context, const Node& node, kafka::ZooKeeperSpec& zookeeper) {
  if (node.scalar()) {
    const auto count = parse_integer(node.text, 1, kMostServers);
    if (count.ok()) {
      zookeeper.servers = static_cast<std::int32_t>(count.value);
    } else {
      context.error(node.mark, fmt::format("'servers' {}", count.error), "a number or a list of {rack}");
    }
    return;
  }
  if (!node.sequence()) {
    context.error(node.mark, fmt::format("'servers' must be a number or a list of {{rack}}, not {}", describe(node)));
    return;
  }
  if (node.items.empty() || static_cast<std::int64_t>(node.items.size()) > kMostServers) {
    context.error(node.mark, fmt::format("an ensemble has from 1 to {} servers", kMostServers));
    return;
  }
  zookeeper.servers = static_cast<std::int32_t>(node.items.size());
  for (std::size_t i = 0; i < node.items.size(); ++i) {
    MapReader server(context, node.items[i], Section::zookeeper_server,
                     fmt::format("cluster.zookeeper.servers[{}]", i));
    server.text("rack", zookeeper.racks.emplace_back());
  }
}

void read_session_limits(Context& context, MapReader& map, kafka::ZooKeeperConfig& config) {
  sim::Duration timeout{0};
  if (read_millis(context, map, "minSessionTimeout", timeout)) config.min_session_timeout = timeout;
  if (read_millis(context, map, "maxSessionTimeout", timeout)) config.max_session_timeout = timeout;
  if (config.least_session_timeout() <= config.most_session_timeout()) return;
  const Node* where = map.find("maxSessionTimeout");
  if (where == nullptr) where = map.find("minSessionTimeout");
  if (where != nullptr) context.error(where->mark, "'minSessionTimeout' must not be above 'maxSessionTimeout'");
}

}  // namespace

void read_zookeeper(Context& context, const Node* node, kafka::ZooKeeperSpec& zookeeper) {
  if (node == nullptr) return;
  static constexpr std::array<std::string_view, 2> kYesNo{"yes", "no"};
  MapReader map(context, *node, Section::zookeeper, "cluster.zookeeper");
  if (const Node* servers = map.find("servers")) read_servers(context, *servers, zookeeper);
  kafka::ZooKeeperConfig& config = zookeeper.config;
  read_millis(context, map, "tickTime", config.tick_time);
  map.whole("initLimit", config.init_limit, 1, 1'000'000);
  map.whole("syncLimit", config.sync_limit, 1, 1'000'000);
  read_session_limits(context, map, config);
  std::size_t sync = 0;
  if (map.choice("forceSync", kYesNo, sync)) config.force_sync = sync == 0;
}

void read_behaviour(Context& context, MapReader& cluster, kafka::Behaviour& behaviour) {
  behaviour = kafka::behaviour_of(context.profile);
  std::string protocol;
  if (cluster.text("protocol", protocol) && !kafka::find_protocol(protocol, behaviour.protocol)) {
    const auto known = kafka::protocol_names();
    context.error(cluster.find("protocol")->mark, fmt::format("no protocol is called '{}'", shorten(protocol)),
                  fmt::format("known are: {}", fmt::join(known, ", ")));
  }
  const Node* switches = cluster.find("behaviour");
  const std::string path = cluster.path_of("behaviour");
  if (switches == nullptr || !expect_map(context, *switches, path)) return;
  report_duplicate_keys(context, *switches, path);
  for (const Entry& entry : switches->entries) {
    if (context.diagnostics.full()) return;
    bool* value = kafka::find_switch(behaviour, entry.key);
    if (value == nullptr) {
      const auto known = kafka::switch_names();
      context.error(entry.key_mark, fmt::format("unknown key '{}' in {}", shorten(entry.key), path),
                    suggest(entry.key, known));
      continue;
    }
    const std::string* text = expect_scalar(context, entry.value, entry.key, "true or false");
    if (text == nullptr) continue;
    const auto parsed = parse_boolean(*text);
    if (parsed.ok()) {
      *value = parsed.value;
    } else {
      context.error(entry.value.mark, fmt::format("'{}' {}", entry.key, parsed.error));
    }
  }
}

}  // namespace scenario
