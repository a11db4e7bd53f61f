#include "scenarios/engine/loader/trucks_reader.h"

#include <fmt/format.h>

#include "scenarios/engine/loader/client_reader.h"
#include "scenarios/engine/loader/limits.h"
#include "scenarios/engine/loader/map_reader.h"
#include "scenarios/engine/loader/settings_reader.h"
#include "scenarios/engine/loader/shorten.h"
#include "scenarios/engine/loader/workload_reader.h"

namespace scenario {
namespace {

void read_reports(Context& context, MapReader& map, TrucksSpec& trucks) {
  map.whole("fleet", trucks.fleet, 1, kLargestFleet);
  if (map.duration("every", trucks.every) && trucks.every < sim::Duration{std::chrono::milliseconds(1)}) {
    context.error(map.find("every")->mark, "'every' must be at least 1ms");
  }
  if (map.duration("stop", trucks.stop) && trucks.stop <= sim::Duration{0}) {
    context.error(map.find("stop")->mark, "'stop' must be later than 0");
  }
  if (map.text("key", trucks.key_format) && !key_format_valid(trucks.key_format)) {
    context.error(map.find("key")->mark, fmt::format("'key' must hold one %d (or %05d, with leading zeros), not '{}'",
                                                     shorten(trucks.key_format)));
  }
  sim::Bytes size{trucks.value_size};
  if (map.bytes("value.size", size)) {
    if (size > sim::MiB(1)) {
      context.error(map.find("value.size")->mark, "'value.size' must be at most 1MiB");
    } else {
      trucks.value_size = static_cast<std::int32_t>(size.count());
    }
  }
}

/// The trucks bring their two groups along; a group of `groups:` with the same name is one too many.
void read_application(Context& context, MapReader& map, std::string_view key, std::string& name) {
  map.text(key, name);
  if (context.groups.add(name)) return;
  const Node* own = map.find(key);
  context.error(own != nullptr ? own->mark : map.mark(),
                fmt::format("a group named '{}' is there already", shorten(name)),
                fmt::format("the trucks bring their {} group along", key));
}

}  // namespace

void read_trucks(Context& context, const Node* node, ScenarioSpec& spec) {
  if (node == nullptr) return;
  MapReader map(context, *node, Section::trucks, "trucks");
  TrucksSpec trucks;
  read_reports(context, map, trucks);
  map.text("topic", trucks.topic);
  const Node* topic = map.find("topic");
  check_topic(context, topic != nullptr ? topic->mark : map.mark(), trucks.topic);
  trucks.config = producer_defaults(context.profile);
  const Node* config = map.find("config");
  read_settings(context, config, map.path_of("config"), trucks.config);
  check_bootstrap_servers(context, config, trucks.config.bootstrap_servers);
  read_application(context, map, "dashboard", trucks.dashboard_group);
  read_application(context, map, "notification", trucks.notification_group);
  if (!context.producers.add(kFleetName)) {
    context.error(map.mark(),
                  fmt::format("a producer is named '{}': expectations could not tell it from the fleet", kFleetName));
  }
  spec.trucks = std::move(trucks);
}

}  // namespace scenario
