#include <algorithm>

#include <fmt/format.h>

#include "scenarios/engine/loader/limits.h"
#include "scenarios/engine/loader/map_reader.h"
#include "scenarios/engine/loader/target_reader.h"
#include "scenarios/engine/loader/topic_reader.h"
#include "scenarios/engine/loader/units.h"

namespace scenario {
namespace {

using Replicas = std::vector<kafka::BrokerId>;

/// "" if the broker is in the cluster `at` that moment.
std::string unknown_broker(const Context& context, kafka::BrokerId broker, sim::Duration at) {
  if (!context.brokers_known) return "";
  if (std::find(context.brokers.begin(), context.brokers.end(), broker) != context.brokers.end()) return "";
  const auto later = context.later_brokers.find(broker);
  if (later == context.later_brokers.end()) return fmt::format("no broker {} is in the cluster", broker.value());
  if (later->second <= at) return "";
  return fmt::format("broker {} is added only at {}", broker.value(), moment_text(later->second));
}

/// One replica list. True if it is right.
bool read_replicas(Context& context, const Node& node, sim::Duration at, Replicas& replicas) {
  if (!node.sequence() || node.items.empty()) {
    context.error(node.mark, fmt::format("the replicas of a partition must be a list such as [101, 102], not {}",
                                         node.sequence() ? "an empty one" : describe(node)));
    return false;
  }
  bool right = true;
  for (const Node& item : node.items) {
    const std::string* text = expect_scalar(context, item, "assignment", "a broker id");
    const auto id = text != nullptr ? parse_integer(*text, 0, std::numeric_limits<std::int32_t>::max())
                                    : Parsed<std::int64_t>{0, "unread"};
    const kafka::BrokerId broker{static_cast<std::int32_t>(id.value)};
    std::string error;
    if (text == nullptr) {
      right = false;
      continue;
    }
    if (!id.ok()) {
      error = fmt::format("a broker id {}", id.error);
    } else if (error = unknown_broker(context, broker, at); !error.empty()) {
      // said
    } else if (std::find(replicas.begin(), replicas.end(), broker) != replicas.end()) {
      error = fmt::format("broker {} is there twice: a broker holds one replica of a partition", id.value);
    }
    if (!error.empty()) {
      context.error(item.mark, std::move(error));
      right = false;
    }
    replicas.push_back(broker);
  }
  return right;
}

}  // namespace

bool read_assignment(Context& context, const Node& node, const std::string& path, kafka::TopicSpec& topic) {
  if (!expect_map(context, node, path)) return false;
  report_duplicate_keys(context, node, path);
  const auto count = static_cast<std::int64_t>(node.entries.size());
  const std::int64_t partitions = topic.partitions < 0 ? count : topic.partitions;
  if (partitions != count) {
    context.error(node.mark, fmt::format("'assignment' has {} partitions, the topic {}", count, partitions));
    return false;
  }
  bool right = true;
  std::vector<Replicas> lists(static_cast<std::size_t>(partitions));
  for (const Entry& entry : node.entries) {
    const auto partition = parse_integer(entry.key, 0, partitions - 1);
    if (!partition.ok()) {
      context.error(entry.key_mark, fmt::format("a partition's number {}", partition.error));
      right = false;
      continue;
    }
    Replicas replicas;
    right = read_replicas(context, entry.value, sim::Duration{0}, replicas) && right;
    if (topic.replication_factor < 0 && !replicas.empty()) {
      topic.replication_factor = static_cast<std::int32_t>(replicas.size());
    }
    if (!replicas.empty() && static_cast<std::int32_t>(replicas.size()) != topic.replication_factor) {
      context.error(entry.value.mark, fmt::format("partition {} has {} replicas here, the replication factor is {}",
                                                  partition.value, replicas.size(), topic.replication_factor));
      right = false;
    }
    lists[static_cast<std::size_t>(partition.value)] = std::move(replicas);
  }
  if (!right) return false;
  topic.partitions = static_cast<std::int32_t>(partitions);
  topic.assignment = std::move(lists);
  return true;
}

void read_assignment_at(Context& context, const Node& node, const std::string& path, sim::Duration at,
                        std::map<std::int32_t, Replicas>& replicas) {
  if (!expect_map(context, node, path)) return;
  report_duplicate_keys(context, node, path);
  for (const Entry& entry : node.entries) {
    const auto partition = parse_integer(entry.key, 0, kMostPartitions - 1);
    if (!partition.ok()) {
      context.error(entry.key_mark, fmt::format("a partition's number {}", partition.error));
      continue;
    }
    read_replicas(context, entry.value, at, replicas[static_cast<std::int32_t>(partition.value)]);
  }
}

}  // namespace scenario
