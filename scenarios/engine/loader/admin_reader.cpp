#include "scenarios/engine/loader/admin_reader.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "model/config/config_def.h"
#include "model/types/topic_name.h"
#include "scenarios/engine/loader/event_entry.h"
#include "scenarios/engine/loader/limits.h"
#include "scenarios/engine/loader/settings_reader.h"
#include "scenarios/engine/loader/shorten.h"
#include "scenarios/engine/loader/suggestion.h"
#include "scenarios/engine/loader/target_reader.h"
#include "scenarios/engine/loader/topic_reader.h"
#include "scenarios/engine/loader/units.h"

namespace scenario {
namespace {

using ReplicaLists = std::map<std::int32_t, std::vector<kafka::BrokerId>>;

std::vector<std::string_view> action_names() {
  std::vector<std::string_view> names;
  for (const AdminKindInfo& k : admin_kinds()) names.push_back(k.name);
  return names;
}

const AdminKindInfo* find_kind(std::string_view name) {
  const auto& kinds = admin_kinds();
  const auto found = std::find_if(kinds.begin(), kinds.end(), [&](const AdminKindInfo& k) { return k.name == name; });
  return found == kinds.end() ? nullptr : &*found;
}

/// First look at an entry: what it brings, without a word about mistakes. The second look reports them.
struct Announcement {
  std::string kind;
  std::string topic;
  std::optional<sim::Duration> at;
  std::int32_t partitions = -1;
  std::optional<std::int32_t> broker;
};

std::string text_of(const Node& entry, std::string_view key) {
  const Node* value = entry.find(key);
  return value != nullptr && value->scalar() ? value->text : "";
}

Announcement announcement_of(const Node& entry) {
  Announcement a;
  a.kind = text_of(entry, "kind");
  a.topic = text_of(entry, "topic");
  const auto at = parse_duration(text_of(entry, "at"));
  if (at.ok()) a.at = at.value;
  const auto partitions = parse_integer(text_of(entry, "partitions"), 1, kMostPartitions);
  if (partitions.ok()) a.partitions = static_cast<std::int32_t>(partitions.value);
  const Node* assignment = entry.find("assignment");
  if (a.partitions < 0 && assignment != nullptr && assignment->map()) {
    a.partitions = static_cast<std::int32_t>(assignment->entries.size());
  }
  const auto broker = parse_integer(text_of(entry, "id"), 0, std::numeric_limits<std::int32_t>::max());
  if (broker.ok()) a.broker = static_cast<std::int32_t>(broker.value);
  return a;
}

void announce(Context& context, const Node& entry, const kafka::ClusterSpec& cluster) {
  Announcement a = announcement_of(entry);
  if (a.kind == "add-broker") {
    if (!a.broker) {
      context.brokers_known = false;  // any unknown broker may be this one
      return;
    }
    const kafka::BrokerId id(*a.broker);
    const auto [known, added] = context.later_brokers.emplace(id, a.at.value_or(sim::Duration{0}));
    if (!added && a.at) known->second = std::min(known->second, *a.at);
    return;
  }
  if (a.kind == "create-topic") {
    if (a.topic.empty()) return context.topics.add_unreadable();
    if (a.partitions < 0) a.partitions = cluster.config.num_partitions;
    if (!context.topics.has(a.topic)) {
      context.topics.add(a.topic);
      context.partition_counts.push_back(a.partitions);
      context.later_topics.emplace(a.topic, a.at.value_or(sim::Duration{0}));
    } else if (const auto later = context.later_topics.find(a.topic); later != context.later_topics.end() && a.at) {
      later->second = std::min(later->second, *a.at);
    }
  }
}

/// After all topics are known: how many partitions they have in the end.
void announce_partitions(Context& context, const Node& entry) {
  const Announcement a = announcement_of(entry);
  if (a.kind != "add-partitions" && a.kind != "create-topic") return;
  const auto& names = context.topics.names();
  for (std::size_t i = 0; i < names.size() && i < context.partition_counts.size(); ++i) {
    if (names[i] == a.topic) context.partition_counts[i] = std::max(context.partition_counts[i], a.partitions);
  }
}

class AdminReader {
 public:
  AdminReader(Context& context, ScenarioSpec& spec) : context_(context), spec_(spec) {}

  void read(const Node& node, std::size_t index) {
    MapReader map(context_, node, Section::admin, item_path("admin", node, index));
    if (!map.valid()) return;
    const std::string kind = read_kind(context_, map, "action", action_names());
    std::string name;
    map.text("name", name);
    AdminSpec action;
    read_moment(context_, map, "at", action.at);
    action.where = location_of(context_, node.mark);
    const AdminKindInfo* info = find_kind(kind);
    if (info == nullptr) return;
    action.kind = info->kind;
    report_foreign_keys(context_, node, Section::admin, kind, info->keys, {"kind", "at", "name"});
    read_details(map, action);
    spec_.admin.push_back(std::move(action));
  }

 private:
  void read_details(MapReader& map, AdminSpec& action) {
    switch (action.kind) {
      case AdminKind::create_topic:
        return create_topic(map, action);
      case AdminKind::delete_topic:
        read_topic(map, action, true);
        return;
      case AdminKind::add_partitions:
        return add_partitions(map, action);
      case AdminKind::add_broker:
        return add_broker(map, action);
      case AdminKind::reassign:
        return reassign(map, action);
      case AdminKind::elect_preferred_leaders:
        return elect(map, action);
      case AdminKind::change_config:
        return change_config(map, action);
    }
  }

  /// Of a topic that exists then.
  bool read_topic(MapReader& map, AdminSpec& action, bool required) {
    if (required) map.require("topic");
    if (!map.text("topic", action.topic)) return false;
    return check_topic_at(context_, map.find("topic")->mark, action.topic, action.at);
  }

  void create_topic(MapReader& map, AdminSpec& action) {
    kafka::TopicSpec& topic = action.new_topic;
    map.require("topic");
    if (map.text("topic", action.topic)) {
      const std::string wrong = kafka::invalid_topic_name(action.topic);
      if (!wrong.empty()) {
        context_.error(map.find("topic")->mark,
                       fmt::format("'{}' cannot be a topic's name: {}", shorten(action.topic), wrong));
      }
    }
    topic.name = action.topic;
    topic.partitions = -1;
    topic.replication_factor = -1;
    map.whole("partitions", topic.partitions, 1, kMostPartitions);
    map.whole("replication.factor", topic.replication_factor, 1, std::numeric_limits<std::int16_t>::max());
    if (const Node* assignment = map.find("assignment")) {
      read_assignment_at(context_, *assignment, map.path_of("assignment"), action.at, action.replicas);
      check_whole_assignment(*assignment, action);
      for (const auto& [partition, brokers] : action.replicas) topic.assignment.push_back(brokers);
      if (!topic.assignment.empty()) {
        topic.partitions = static_cast<std::int32_t>(topic.assignment.size());
        topic.replication_factor = static_cast<std::int32_t>(topic.assignment.front().size());
      }
    }
    if (topic.partitions < 0) topic.partitions = spec_.cluster.config.num_partitions;
    if (topic.replication_factor < 0) topic.replication_factor = spec_.cluster.config.default_replication_factor;
    topic.config = topic_defaults(spec_.cluster.config);
    read_settings(context_, map.find("config"), map.path_of("config"), topic.config);
  }

  void check_whole_assignment(const Node& where, const AdminSpec& action) {
    std::int32_t next = 0;
    for (const auto& [partition, brokers] : action.replicas) {
      if (partition != next) {
        context_.error(where.mark, fmt::format("'assignment' has no partition {}", next));
        return;
      }
      ++next;
      if (brokers.size() != action.replicas.begin()->second.size()) {
        context_.error(where.mark, "all partitions of a new topic have as many replicas");
        return;
      }
    }
    const std::int32_t given = action.new_topic.partitions;
    if (given >= 0 && next > 0 && given != next) {
      context_.error(where.mark, fmt::format("'assignment' has {} partitions, the topic {}", next, given));
    }
  }

  void add_partitions(MapReader& map, AdminSpec& action) {
    read_topic(map, action, true);
    map.require("partitions");
    map.whole("partitions", action.partitions, 1, kMostPartitions);
    if (const Node* assignment = map.find("assignment")) {
      read_assignment_at(context_, *assignment, map.path_of("assignment"), action.at, action.replicas);
      check_added(*assignment, action);
    }
  }

  void check_added(const Node& where, const AdminSpec& action) {
    std::int32_t next = action.partitions - static_cast<std::int32_t>(action.replicas.size());
    for (const auto& [partition, brokers] : action.replicas) {
      if (partition == next++) continue;
      context_.error(where.mark, "'assignment' must name exactly the partitions that are added",
                     fmt::format("the last {} of {}", action.replicas.size(), action.partitions));
      return;
    }
  }

  void add_broker(MapReader& map, AdminSpec& action) {
    std::int32_t id = 0;
    map.text("rack", action.broker.rack);
    map.require("id");
    if (!map.whole("id", id, 0)) return;
    action.broker.id = kafka::BrokerId(id);
    const Mark where = map.find("id")->mark;
    if (std::count(context_.brokers.begin(), context_.brokers.end(), action.broker.id) > 0 ||
        std::count(added_.begin(), added_.end(), id) > 0) {
      context_.error(where, fmt::format("broker {} is in the cluster already", id));
    }
    added_.push_back(id);
  }

  void reassign(MapReader& map, AdminSpec& action) {
    const bool known = read_topic(map, action, true);
    const Node* assignment = map.require("assignment");
    if (assignment == nullptr) return;
    read_assignment_at(context_, *assignment, map.path_of("assignment"), action.at, action.replicas);
    if (!known || !assignment->map()) return;
    for (const Entry& entry : assignment->entries) check_partition(entry.key_mark, action.topic, entry.key);
  }

  void check_partition(Mark where, const std::string& topic, std::string_view number) {
    const auto partition = parse_integer(number, 0);
    if (!partition.ok()) return;  // reported before
    std::string t;
    std::int32_t p = 0;
    read_topic_partition(context_, where, fmt::format("{}-{}", topic, partition.value), t, p);
  }

  void elect(MapReader& map, AdminSpec& action) {
    const bool known = read_topic(map, action, false);
    const Node* partitions = map.find("partitions");
    if (partitions == nullptr || !expect_list(context_, *partitions, "partitions")) return;
    if (map.find("topic") == nullptr) context_.error(partitions->mark, "'partitions' needs 'topic'");
    for (const Node& item : partitions->items) {
      const std::string* text = expect_scalar(context_, item, "partitions", "a partition's number");
      if (text == nullptr) continue;
      const auto number = parse_integer(*text, 0, std::numeric_limits<std::int32_t>::max());
      if (!number.ok()) {
        context_.error(item.mark, fmt::format("a partition's number {}", number.error));
        continue;
      }
      if (known) check_partition(item.mark, action.topic, *text);
      action.elect.push_back(static_cast<std::int32_t>(number.value));
    }
  }

  void change_config(MapReader& map, AdminSpec& action) {
    read_topic(map, action, true);
    kafka::TopicConfig config = topic_defaults(spec_.cluster.config);
    const Node* settings = map.find("config");
    const Node* removed = map.find("remove");
    read_settings(context_, settings, map.path_of("config"), config);
    if (settings != nullptr && settings->map()) {
      for (const Entry& entry : settings->entries) {
        if (const auto value = kafka::get(config, entry.key)) action.settings[entry.key] = *value;
      }
    }
    if (removed != nullptr && expect_list(context_, *removed, "remove")) read_removed(*removed, action);
    if (settings == nullptr && removed == nullptr) {
      context_.error(map.mark(), fmt::format("{} changes nothing", map.path()), "add config or remove");
    }
  }

  void read_removed(const Node& removed, AdminSpec& action) {
    for (const Node& item : removed.items) {
      const std::string* name = expect_scalar(context_, item, "remove", "a setting's name");
      if (name == nullptr) continue;
      if (kafka::find_field<kafka::TopicConfig>(*name) == nullptr) {
        std::vector<std::string_view> known;
        for (const auto& field : kafka::fields<kafka::TopicConfig>()) known.push_back(field.name);
        context_.error(item.mark, fmt::format("topics have no setting '{}'", shorten(*name)), suggest(*name, known));
      } else if (!action.settings.emplace(*name, "").second) {
        context_.error(item.mark, fmt::format("'{}' cannot be set and removed", *name));
      }
    }
  }

  Context& context_;
  ScenarioSpec& spec_;
  std::vector<std::int32_t> added_;
};

}  // namespace

void read_admin(Context& context, const Node* node, ScenarioSpec& spec) {
  if (node == nullptr) return;
  if (!expect_list(context, *node, "admin")) return context.topics.add_unreadable();
  for (const Node& item : node->items) announce(context, item, spec.cluster);
  for (const Node& item : node->items) announce_partitions(context, item);
  AdminReader reader(context, spec);
  for (std::size_t i = 0; i < node->items.size() && !context.diagnostics.full(); ++i) reader.read(node->items[i], i);
}

}  // namespace scenario
