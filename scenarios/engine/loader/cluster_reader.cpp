#include "scenarios/engine/loader/cluster_reader.h"

#include <set>

#include <fmt/format.h>

#include "scenarios/engine/loader/limits.h"
#include "scenarios/engine/loader/settings_reader.h"
#include "scenarios/engine/loader/units.h"

namespace scenario {
namespace {

// Kafka reserves ids up to 1000 for people (reserved.broker.max.id); the tutorial's cluster begins at 101.
constexpr std::int32_t kFirstBrokerId = 101;

struct BrokerReader {
  Context& context;
  kafka::ClusterSpec& spec;
  std::set<std::int32_t> seen;

  void add(Mark where, std::int32_t id, std::string rack) {
    if (!seen.insert(id).second) {
      context.error(where, fmt::format("broker {} is there twice", id));
      return;
    }
    spec.brokers.push_back({kafka::BrokerId{id}, std::move(rack)});
  }

  void add_id(const Node& node) {
    const std::string* text = expect_scalar(context, node, "brokers", "a broker id or a map {id, rack}");
    if (text == nullptr) return;
    const auto id = parse_integer(*text, 0, std::numeric_limits<std::int32_t>::max());
    if (id.ok()) {
      add(node.mark, static_cast<std::int32_t>(id.value), "");
    } else {
      context.error(node.mark, fmt::format("a broker id {}", id.error));
    }
  }

  void add_map(const Node& node, std::size_t index) {
    MapReader map(context, node, Section::broker, fmt::format("cluster.brokers[{}]", index));
    std::int32_t id = 0;
    std::string rack;
    map.text("rack", rack);
    if (map.require("id") != nullptr && map.whole("id", id, 0)) add(map.find("id")->mark, id, std::move(rack));
  }

  void add_count(const Node& node) {
    const auto count = parse_integer(node.text, 1, kMostBrokers);
    if (!count.ok()) {
      context.error(node.mark, fmt::format("'brokers' {}", count.error),
                    "a number, a list of ids or a list of {id, rack}");
      return;
    }
    for (std::int32_t i = 0; i < count.value; ++i) add(node.mark, kFirstBrokerId + i, "");
  }
};

void read_brokers(Context& context, const Node& node, kafka::ClusterSpec& spec) {
  const int errors_before = context.diagnostics.errors();
  BrokerReader reader{context, spec, {}};
  if (node.scalar()) {
    reader.add_count(node);
  } else if (!node.sequence()) {
    context.error(node.mark, fmt::format("'brokers' must be a number or a list, not {}", describe(node)));
  } else if (node.items.empty()) {
    context.error(node.mark, "a cluster needs at least one broker");
  } else if (static_cast<std::int64_t>(node.items.size()) > kMostBrokers) {
    context.error(node.mark, fmt::format("more than {} brokers", kMostBrokers));
  } else {
    for (std::size_t i = 0; i < node.items.size(); ++i) {
      const Node& item = node.items[i];
      if (item.map()) {
        reader.add_map(item, i);
      } else {
        reader.add_id(item);
      }
    }
  }
  for (const kafka::BrokerSpec& broker : spec.brokers) context.brokers.push_back(broker.id);
  context.brokers_known = context.diagnostics.errors() == errors_before;
}

}  // namespace

void read_cluster(Context& context, MapReader& root, kafka::ClusterSpec& spec) {
  const Node* node = root.require("cluster");
  if (node == nullptr) return;
  MapReader cluster(context, *node, Section::cluster, "cluster");
  if (const Node* brokers = cluster.require("brokers")) read_brokers(context, *brokers, spec);
  read_settings(context, cluster.find("config"), cluster.path_of("config"), spec.config);
  read_hardware(context, cluster.find("hardware"), spec.hardware);
  read_zookeeper(context, cluster.find("zookeeper"), spec.zookeeper);
  read_behaviour(context, cluster, spec.behaviour);
}

}  // namespace scenario
