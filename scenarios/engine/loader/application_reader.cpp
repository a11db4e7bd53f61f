#include "scenarios/engine/loader/application_reader.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "scenarios/engine/loader/client_reader.h"
#include "scenarios/engine/loader/distribution_reader.h"
#include "scenarios/engine/loader/limits.h"
#include "scenarios/engine/loader/settings_reader.h"
#include "scenarios/engine/loader/shorten.h"
#include "scenarios/engine/loader/suggestion.h"

namespace scenario {
namespace {

using kafka::CommitMode;
using kafka::PoisonAction;
using kafka::ProcessingGuarantee;
using kafka::SinkKind;

constexpr std::array<std::string_view, 4> kCommits{"automatic", "before", "after", "after-async"};
constexpr std::array<std::string_view, 3> kSinks{"plain", "idempotent", "transactional"};
constexpr std::array<std::string_view, 2> kActions{"crash", "skip"};
constexpr std::array<std::string_view, 2> kGuarantees{"at_least_once", "exactly_once_v2"};

template <class E, std::size_t N>
bool read_word(MapReader& map, std::string_view key, const std::array<std::string_view, N>& words, E& out) {
  std::size_t index = 0;
  if (!map.choice(key, words, index)) return false;
  out = static_cast<E>(index);
  return true;
}

void read_poison(Context& context, const Node& node, const std::string& path, GroupSpec& group) {
  MapReader map(context, node, Section::poison, path);
  kafka::PoisonRecord record;
  if (group.topics.size() == 1) record.topic = group.topics.front();
  const bool named = map.text("topic", record.topic);
  if (named && std::find(group.topics.begin(), group.topics.end(), record.topic) == group.topics.end()) {
    context.error(map.find("topic")->mark, fmt::format("the group does not read topic '{}'", shorten(record.topic)),
                  suggest(record.topic, group.topics));
  } else if (!named && group.topics.size() > 1) {
    context.error(map.mark(), fmt::format("'topic' is missing in {}", path), "the group reads several topics");
  }
  map.whole("partition", record.partition, 0);
  if (map.require("offset") != nullptr) map.whole("offset", record.offset, 0, kMostRecords);
  read_word(map, "action", kActions, record.action);
  group.application.poison.push_back(std::move(record));
}

void read_poisons(Context& context, MapReader& map, GroupSpec& group) {
  const Node* list = map.find("poison");
  if (list == nullptr || !expect_list(context, *list, "poison")) return;
  for (std::size_t i = 0; i < list->items.size() && !context.diagnostics.full(); ++i)
    read_poison(context, list->items[i], fmt::format("{}[{}]", map.path_of("poison"), i), group);
}

void read_transform(Context& context, const Node& node, const std::string& path, GroupSpec& group) {
  MapReader map(context, node, Section::transform, path);
  kafka::TransformConfig& transform = group.application.transform.emplace();
  const Node* to = map.require("to");
  if (map.text("to", transform.to) && check_topic(context, to->mark, transform.to) &&
      std::find(group.topics.begin(), group.topics.end(), transform.to) != group.topics.end()) {
    context.error(to->mark, fmt::format("the group reads '{}' itself: this would never end", transform.to));
  }
  read_word(map, "guarantee", kGuarantees, transform.guarantee);
  const bool exactly_once = transform.guarantee == ProcessingGuarantee::exactly_once_v2;
  if (exactly_once && context.profile == kafka::Profile::v2_3)
    context.error(map.find("guarantee")->mark, "exactly_once_v2 came with Kafka 2.5 (KIP-447): use profile \"3.9\"");
  if (exactly_once) transform.commit_interval = std::chrono::milliseconds(100);
  if (map.duration("commit.interval", transform.commit_interval) && transform.commit_interval <= sim::Duration{0})
    context.error(map.find("commit.interval")->mark, "'commit.interval' must be longer than 0");
  sim::Bytes size{transform.value_size};
  if (map.bytes("value.size", size)) {
    if (size > sim::MiB(16)) {
      context.error(map.find("value.size")->mark, "'value.size' must be at most 16MiB");
    } else {
      transform.value_size = static_cast<std::int32_t>(size.count());
    }
  }
  group.producer = producer_defaults(context.profile);
  group.producer.linger_ms = std::chrono::milliseconds(100);  // Kafka: StreamsConfig.PRODUCER_DEFAULT_OVERRIDES
  if (exactly_once) {
    group.producer.transactional_id = group.name;
    group.producer.transaction_timeout_ms = std::chrono::milliseconds(10000);  // StreamsConfig, EOS overrides
  }
  const Node* config = map.find("config");
  read_settings(context, config, map.path_of("config"), group.producer);
  check_bootstrap_servers(context, config, group.producer.bootstrap_servers);
}

/// Keys that make no sense beside another.
void exclude(Context& context, const MapReader& map, std::string_view key, std::string_view because) {
  if (const Node* value = map.find(key))
    context.error(value->mark, fmt::format("'{}' cannot be given here: {}", key, because));
}

}  // namespace

void read_application(Context& context, MapReader& map, GroupSpec& group) {
  kafka::ApplicationConfig& application = group.application;
  if (const Node* processing = map.find("processing"))
    read_distribution(context, *processing, "processing", map.path_of("processing"), application.processing);
  read_word(map, "commit", kCommits, application.commit);
  read_word(map, "sink", kSinks, application.sink);
  map.boolean("worker", application.worker);
  map.duration("restart.after", application.restart_after);
  read_poisons(context, map, group);
  if (const Node* transform = map.find("transform")) {
    read_transform(context, *transform, map.path_of("transform"), group);
    for (const std::string_view key : {"commit", "sink", "worker", "poison"})
      exclude(context, map, key, "a transformation commits every commit.interval");
  }
  if (application.sink == SinkKind::transactional) {
    exclude(context, map, "commit", "a transactional sink keeps the offsets itself");
    exclude(context, map, "worker", "a transactional sink stores effect and offset together");
  }
}

void settle_for_application(const GroupSpec& group, kafka::Profile profile, kafka::ConsumerConfig& config) {
  const kafka::ApplicationConfig& application = group.application;
  if (application.commit != CommitMode::automatic || application.sink == SinkKind::transactional ||
      application.transform)
    config.enable_auto_commit = false;
  if (!application.transform) return;
  // Kafka: StreamsConfig.CONSUMER_DEFAULT_OVERRIDES, CONSUMER_EOS_OVERRIDES.
  config.auto_offset_reset = kafka::OffsetResetStrategy::earliest;
  config.max_poll_records = 1000;
  config.internal_leave_group_on_close = false;
  // StreamsPartitionAssignor keeps tasks where they are; before 2.4 (KIP-429) every rebalance is eager.
  config.partition_assignment_strategy = {profile == kafka::Profile::v2_3 ? "sticky" : "cooperative-sticky"};
  if (application.transform->guarantee == ProcessingGuarantee::exactly_once_v2)
    config.isolation_level = kafka::IsolationLevel::READ_COMMITTED;
}

void check_application(Context& context, const Node* config, const GroupSpec& group) {
  const Node* setting = config != nullptr ? config->find("enable.auto.commit") : nullptr;
  if (setting == nullptr || !group.config.enable_auto_commit) return;
  kafka::ConsumerConfig wanted = group.config;
  settle_for_application(group, context.profile, wanted);
  if (!wanted.enable_auto_commit)
    context.error(setting->mark, "'enable.auto.commit' must be false here: the application commits itself");
}

}  // namespace scenario
