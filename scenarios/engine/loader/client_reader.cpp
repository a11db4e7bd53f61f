#include "scenarios/engine/loader/client_reader.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "scenarios/engine/loader/application_reader.h"
#include "scenarios/engine/loader/limits.h"
#include "scenarios/engine/loader/map_reader.h"
#include "scenarios/engine/loader/settings_reader.h"
#include "scenarios/engine/loader/shorten.h"
#include "scenarios/engine/loader/suggestion.h"
#include "scenarios/engine/loader/units.h"
#include "scenarios/engine/loader/workload_reader.h"

namespace scenario {
namespace {

/// Reads an application's name; an empty result has been reported.
std::string read_name(MapReader& map, Context& context, NameList& names, std::string_view kind) {
  std::string name;
  if (map.require("name") == nullptr || !map.text("name", name)) {
    names.add_unreadable();
    return {};
  }
  if (!names.add(name)) {
    context.error(map.find("name")->mark, fmt::format("a {} named '{}' is there already", kind, shorten(name)));
  }
  return name;
}

/// A transactional producer sends in transactions and in nothing else.
void check_transactions(Context& context, const Node* config, const Node& workload, const ProducerSpec& producer) {
  const bool transactional = !producer.config.transactional_id.empty();
  if (producer.workload.transactions && !transactional) {
    context.error(workload.find("transactions")->mark, "'transactions' need a transactional.id",
                  "config: { transactional.id: NAME }");
  } else if (transactional && workload.find("transactions") == nullptr) {
    context.error(config->find("transactional.id")->mark,
                  "a producer with a transactional.id can send only in transactions",
                  "workload: { transactions: { every: 100ms } }");
  }
}

void read_producer(Context& context, const Node& node, std::size_t index, ScenarioSpec& spec) {
  MapReader map(context, node, Section::producer, item_path("producers", node, index));
  ProducerSpec producer;
  producer.name = read_name(map, context, context.producers, "producer");
  map.whole("count", producer.count, 1, kMostClients);
  map.text("rack", producer.rack);
  producer.config = producer_defaults(context.profile);
  const Node* config = map.find("config");
  read_settings(context, config, map.path_of("config"), producer.config);
  check_bootstrap_servers(context, config, producer.config.bootstrap_servers);
  if (const Node* workload = map.require("workload")) {
    read_workload(context, *workload, map.path_of("workload"), spec.duration, producer.workload);
    check_transactions(context, config, *workload, producer);
  }
  spec.producers.push_back(std::move(producer));
}

void read_subscription(Context& context, MapReader& map, GroupSpec& group) {
  const Node* topics = map.require("topics");
  if (topics == nullptr || !expect_list(context, *topics, "topics")) return;
  if (topics->items.empty()) context.error(topics->mark, "a group needs at least one topic to read");
  for (const Node& item : topics->items) {
    const std::string* name = expect_scalar(context, item, "topics", "a topic's name");
    if (name == nullptr || !check_topic(context, item.mark, *name)) continue;
    if (std::find(group.topics.begin(), group.topics.end(), *name) != group.topics.end()) {
      context.error(item.mark, fmt::format("topic '{}' is there twice", shorten(*name)));
      continue;
    }
    group.topics.push_back(*name);
  }
}

void read_member_ids(Context& context, MapReader& map, GroupSpec& group) {
  const Node* ids = map.find("member.ids");
  if (ids == nullptr || !expect_list(context, *ids, "member.ids")) return;
  if (ids->items.size() != static_cast<std::size_t>(group.members)) {
    context.error(ids->mark, fmt::format("'member.ids' must name each of the {} members once, not {}", group.members,
                                         ids->items.size()));
    return;
  }
  for (const Node& item : ids->items) {
    const std::string* id = expect_scalar(context, item, "member.ids", "a member's id");
    if (id == nullptr) return;
    if (std::find(group.member_ids.begin(), group.member_ids.end(), *id) != group.member_ids.end())
      return context.error(item.mark, fmt::format("member id '{}' is there twice", shorten(*id)));
    group.member_ids.push_back(*id);
  }
}

void read_group(Context& context, const Node& node, std::size_t index, ScenarioSpec& spec) {
  MapReader map(context, node, Section::group, item_path("groups", node, index));
  GroupSpec group;
  group.name = read_name(map, context, context.groups, "group");
  read_subscription(context, map, group);
  map.whole("members", group.members, 1, kMostClients);
  map.text("rack", group.rack);
  map.duration("start", group.start);
  map.duration("start.every", group.start_every);
  read_member_ids(context, map, group);
  read_application(context, map, group);
  group.config = consumer_defaults(context.profile);
  settle_for_application(group, context.profile, group.config);
  const Node* config = map.find("config");
  read_settings(context, config, map.path_of("config"), group.config);
  check_application(context, config, group);
  check_bootstrap_servers(context, config, group.config.bootstrap_servers);
  spec.groups.push_back(std::move(group));
}

/// Instances of "shop" are "shop-1", "shop-2": nobody else may be called so.
void check_instance_names(Context& context, const Node& list, const ScenarioSpec& spec) {
  std::map<std::string_view, std::int32_t> counts;
  for (const ProducerSpec& p : spec.producers) {
    if (p.count > 1) counts.emplace(p.name, p.count);
  }
  for (std::size_t i = 0; i < spec.producers.size() && !counts.empty(); ++i) {
    const std::string_view name = spec.producers[i].name;
    const std::size_t dash = name.rfind('-');
    if (dash == std::string_view::npos) continue;
    const auto other = counts.find(name.substr(0, dash));
    if (other == counts.end() || !parse_integer(name.substr(dash + 1), 1, other->second).ok()) continue;
    context.error(list.items[i].find("name")->mark,
                  fmt::format("'{}' is already the name of an instance of '{}'", shorten(name), shorten(other->first)));
  }
}

}  // namespace

bool check_topic(Context& context, Mark where, const std::string& name) {
  if (context.topics.has(name) || !context.topics.complete()) return true;
  context.error(where, fmt::format("no topic is named '{}'", shorten(name)), suggest(name, context.topics.names()));
  return false;
}

void check_bootstrap_servers(Context& context, const Node* config, const std::vector<std::string>& servers) {
  const Node* setting = config != nullptr ? config->find("bootstrap.servers") : nullptr;
  if (setting == nullptr || !context.brokers_known) return;
  for (std::size_t i = 0; i < servers.size(); ++i) {
    constexpr std::string_view kHostPrefix = "broker-";
    const std::string_view server = servers[i];
    const auto id = parse_integer(server.starts_with(kHostPrefix) ? server.substr(kHostPrefix.size()) : server);
    const bool known = id.ok() && std::any_of(context.brokers.begin(), context.brokers.end(),
                                              [&](kafka::BrokerId b) { return b.value() == id.value; });
    if (known) continue;
    const bool own_place = setting->sequence() && setting->items.size() == servers.size();
    context.error(own_place ? setting->items[i].mark : setting->mark,
                  fmt::format("no broker '{}' is in the cluster", shorten(servers[i])),
                  "bootstrap.servers are broker ids here, such as [101, 102]");
  }
}

void read_producers(Context& context, const Node* node, ScenarioSpec& spec) {
  if (node == nullptr) return;
  if (!expect_list(context, *node, "producers")) return context.producers.add_unreadable();
  for (std::size_t i = 0; i < node->items.size() && !context.diagnostics.full(); ++i) {
    read_producer(context, node->items[i], i, spec);
  }
  check_instance_names(context, *node, spec);
}

void read_groups(Context& context, const Node* node, ScenarioSpec& spec) {
  if (node == nullptr) return;
  if (!expect_list(context, *node, "groups")) return context.groups.add_unreadable();
  for (std::size_t i = 0; i < node->items.size() && !context.diagnostics.full(); ++i) {
    read_group(context, node->items[i], i, spec);
  }
}

}  // namespace scenario
