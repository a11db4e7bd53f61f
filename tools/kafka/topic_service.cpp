#include "tools/kafka/topic_service.h"

#include "model/types/topic_name.h"
#include "tools/kafka/world.h"

namespace tools {

bool TopicService::is_2_3() const { return context_.world.release_2_3(); }

void TopicService::act() {
  if (options_.has("alter")) return alter_topic();
  if (options_.has("list")) return list_topics();
  if (options_.has("describe")) return describe_topic();
  if (options_.has("delete")) return delete_topic();
  auto read = options_.topic_partition();
  if (const auto* wrong = std::get_if<JavaException>(&read)) return fail(*wrong);
  CommandTopicPartition& topic = std::get<CommandTopicPartition>(read);
  if (kafka::has_collision_chars(topic.name))
    print(
        "WARNING: Due to limitations in metric names, topics with a period ('.') or underscore ('_') could collide. To "
        "avoid issues it is best to use either, but not both.");
  create_topic(std::move(topic));
}

// ---- how it ends

void TopicService::end(int code) {
  close([this, code] { context_.exit(code); });
}

void TopicService::done() { end(0); }

void TopicService::fail(const JavaException& exception) {
  print("Error while executing topic command : " + exception.message_text());
  log_line(context_, "ERROR", exception.text() + "\n",
           is_2_3() ? "kafka.admin.TopicCommand$" : "org.apache.kafka.tools.TopicCommand");
  end(1);
}

void TopicService::fail_future(const JavaException& cause) {
  fail(is_2_3() ? JavaException{"java.util.concurrent.ExecutionException", cause.text()} : cause);
}

// ---- which topics

/// 3.9 prints the Optional, not what is in it.
bool TopicService::ensure_topic_exists(const std::vector<std::string>& found) {
  const auto asked = options_.text("topic");
  if (!asked || (!is_2_3() && asked->empty()) || options_.has("if-exists") || !found.empty()) return true;
  if (context_.world.tools_release() == ToolsRelease::v2_0) {
    fail(illegal_argument("Topic " + *asked + " does not exist on ZK path " + options_.text("zookeeper").value_or("")));
    return false;
  }
  fail(illegal_argument("Topic '" + (is_2_3() ? *asked : "Optional[" + *asked + "]") + "' does not exist as expected"));
  return false;
}

std::optional<std::vector<std::string>> TopicService::chosen(std::vector<std::string> all) {
  const auto pattern = options_.text("topic");
  MatchingTopics matching;
  if (options_.problem()) {
    matching.invalid = options_.problem();
  } else {
    matching = matching_topics(std::move(all), pattern, options_.exclude_internal());
  }
  if (!matching.invalid) return std::move(matching.topics);
  fail(*matching.invalid);
  return std::nullopt;
}

// ---- what --describe says of a partition

bool TopicService::wanted(const PartitionDescription& p, const std::set<kafka::BrokerId>& live) const {
  if (options_.describe_configs()) return true;
  const auto in_sync = static_cast<std::int32_t>(p.isr.size());
  const bool led = p.leader && live.contains(kafka::BrokerId(*p.leader));
  return (options_.has("under-replicated-partitions") && p.isr.size() < p.replicas.size() - p.adding.size()) ||
         (options_.has("unavailable-partitions") && !led) ||
         (options_.has("under-min-isr-partitions") && (in_sync < p.min_isr || (!is_2_3() && !p.leader))) ||
         (options_.has("at-min-isr-partitions") && in_sync == p.min_isr);
}

void TopicService::maybe_print(const PartitionDescription& p, const std::set<kafka::BrokerId>& live_brokers) {
  if (!wanted(p, live_brokers)) return;
  print(partition_line(p, context_.world.tools_release(), p.marked_for_deletion && !options_.describe_configs()));
}

}  // namespace tools
