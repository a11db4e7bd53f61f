#include "scenarios/engine/loader/topic_reader.h"

#include <set>

#include <fmt/format.h>

#include "model/types/topic_name.h"
#include "scenarios/engine/loader/limits.h"
#include "scenarios/engine/loader/map_reader.h"
#include "scenarios/engine/loader/settings_reader.h"
#include "scenarios/engine/loader/shorten.h"

namespace scenario {
namespace {

class TopicReader {
 public:
  TopicReader(Context& context, kafka::ClusterSpec& spec) : context_(context), spec_(spec) {}

  void read(const Node& node, std::size_t index) {
    MapReader map(context_, node, Section::topic, item_path("topics", node, index));
    kafka::TopicSpec topic;
    const int errors_before = context_.diagnostics.errors();
    const bool named = read_name(map, topic.name);
    topic.partitions = -1;
    topic.replication_factor = -1;
    map.whole("partitions", topic.partitions, 1, kMostPartitions);
    const bool factor_read = read_replication_factor(map, topic);
    bool assigned = false;
    if (const Node* assignment = map.find("assignment")) {
      assigned = read_assignment(context_, *assignment, map.path_of("assignment"), topic);
    }
    if (topic.partitions < 0) topic.partitions = spec_.config.num_partitions;
    if (topic.replication_factor < 0) topic.replication_factor = spec_.config.default_replication_factor;
    topic.config = topic_defaults(spec_.config);
    read_settings(context_, map.find("config"), map.path_of("config"), topic.config);
    if (!assigned) check_replication_factor(map, factor_read, topic);
    check_min_insync(map, topic);
    count_partitions(map, topic);
    if (named) {
      const bool partitions_right = map.find("partitions") == nullptr || context_.diagnostics.errors() == errors_before;
      context_.partition_counts.push_back(partitions_right ? topic.partitions : -1);
    }
    spec_.topics.push_back(std::move(topic));
  }

 private:
  bool read_name(MapReader& map, std::string& name) {
    if (map.require("name") == nullptr || !map.text("name", name)) {
      context_.topics.add_unreadable();
      return false;
    }
    const Mark where = map.find("name")->mark;
    const std::string wrong = kafka::invalid_topic_name(name);
    if (!wrong.empty()) {
      context_.error(where, fmt::format("'{}' cannot be a topic's name: {}", shorten(name), wrong));
    } else if (kafka::is_internal_topic(name)) {
      context_.error(where, fmt::format("'{}' is Kafka's own topic: it is there without being named", name));
    } else if (context_.topics.has(name)) {
      context_.error(where, fmt::format("a topic named '{}' is there already", name));
    } else if (!metric_names_.insert(kafka::unify_collision_chars(name)).second) {
      context_.error(where,
                     fmt::format("'{}' collides with another topic's name: metrics do not tell '.' from '_'", name));
    }
    context_.topics.add(name);
    return true;
  }

  bool read_replication_factor(MapReader& map, kafka::TopicSpec& topic) {
    return map.whole("replication.factor", topic.replication_factor, 1, std::numeric_limits<std::int16_t>::max());
  }

  void check_replication_factor(MapReader& map, bool factor_read, const kafka::TopicSpec& topic) {
    if (!context_.brokers_known || topic.replication_factor <= static_cast<int>(context_.brokers.size())) return;
    const Node* factor = map.find("replication.factor");
    if (factor != nullptr && !factor_read) return;
    context_.error(factor != nullptr ? factor->mark : map.mark(),
                   fmt::format("replication factor {} is larger than the number of brokers, {}",
                               topic.replication_factor, context_.brokers.size()),
                   factor != nullptr ? "" : "default.replication.factor of the cluster");
  }

  void check_min_insync(MapReader& map, const kafka::TopicSpec& topic) {
    if (topic.config.min_insync_replicas <= topic.replication_factor) return;
    const Node* config = map.find("config");
    const Node* own = config != nullptr && config->map() ? config->find("min.insync.replicas") : nullptr;
    context_.diagnostics.warning(
        own != nullptr ? own->mark : map.mark(),
        fmt::format("min.insync.replicas {} is more than the replication factor {}: every send with acks=all will fail",
                    topic.config.min_insync_replicas, topic.replication_factor),
        own != nullptr ? "" : "the cluster's min.insync.replicas");
  }

  void count_partitions(MapReader& map, const kafka::TopicSpec& topic) {
    const bool within = partitions_ <= kMostPartitions;
    partitions_ += topic.partitions;
    if (!within || partitions_ <= kMostPartitions) return;
    const Node* partitions = map.find("partitions");
    context_.error(partitions != nullptr ? partitions->mark : map.mark(),
                   fmt::format("with this topic the cluster has more than {} partitions", kMostPartitions));
  }

  Context& context_;
  kafka::ClusterSpec& spec_;
  std::set<std::string> metric_names_;
  std::int64_t partitions_ = 0;
};

}  // namespace

void read_topics(Context& context, const Node* node, kafka::ClusterSpec& spec) {
  if (node == nullptr) return;
  if (!expect_list(context, *node, "topics")) {
    context.topics.add_unreadable();
    return;
  }
  TopicReader reader(context, spec);
  for (std::size_t i = 0; i < node->items.size() && !context.diagnostics.full(); ++i) reader.read(node->items[i], i);
}

}  // namespace scenario
