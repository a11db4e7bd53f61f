// kafka-topics.sh --bootstrap-server: asks brokers. Kafka: TopicCommand.AdminClientTopicService; 3.9: TopicService.

#include <algorithm>

#include "model/types/java_hash.h"
#include "tools/kafka/admin_client.h"
#include "tools/kafka/topic_service.h"
#include "tools/kafka/world.h"

namespace tools {

namespace {

using namespace std::chrono_literals;

constexpr std::int32_t kShortMax = 32767;
/// timeoutMs of a request that changes topics.
constexpr sim::Duration kRequestTimeout = 30s;
/// A controller that has just moved is looked for again.
constexpr int kTries = 10;

/// Those of a HashMap of so many entries, as its iterator goes through them.
std::vector<std::string> map_order(const std::vector<std::string>& keys, std::int32_t table) {
  std::vector<std::int32_t> hashes;
  for (const std::string& key : keys) hashes.push_back(kafka::java_string_hash(key));
  std::vector<std::string> ordered;
  for (const std::size_t i : kafka::hash_map_order(hashes, table)) ordered.push_back(keys[i]);
  return ordered;
}

/// "name=value" of what is no default. Config keeps its entries in a HashMap of 64 bins.
std::string described_configs_text(const kafka::DescribeConfigsResponse::Resource& topic) {
  std::map<std::string, std::string> set;
  std::vector<std::string> names;
  for (const auto& entry : topic.entries) {
    if (entry.is_default()) continue;
    set[entry.name] = entry.value;
    names.push_back(entry.name);
  }
  std::string text;
  for (const std::string& name : map_order(names, 64)) text += (text.empty() ? "" : ",") + name + "=" + set[name];
  return text;
}

std::int32_t min_isr(const kafka::DescribeConfigsResponse::Resource& topic) {
  for (const auto& entry : topic.entries)
    if (entry.name == "min.insync.replicas") return static_cast<std::int32_t>(std::stol(entry.value));
  return 1;
}

///   volatile   its admin client, the work under way
class AdminClientTopicService final : public TopicService {
 public:
  AdminClientTopicService(ToolContext& context, TopicCommandOptions& options)
      : TopicService(context, options), client_(context, options.text("bootstrap-server").value_or("")) {}

  void run() override { act(); }

 private:
  void close(std::function<void()> done) override { done(); }

  void create_topic(CommandTopicPartition topic) override { begin(create(std::move(topic))); }
  void list_topics() override { begin(list()); }
  void alter_topic() override { begin(alter()); }
  void describe_topic() override { begin(describe()); }
  void delete_topic() override { begin(remove()); }

  void begin(Async<bool> work) {
    work_.emplace(guarded(std::move(work)));
    work_->start();
  }
  /// `work` answers false if it has ended the tool itself.
  Async<Done> guarded(Async<bool> work) {
    std::optional<JavaException> thrown;
    bool go_on = true;
    try {
      go_on = co_await work;
    } catch (const JavaException& exception) {
      thrown = exception;
    }
    if (thrown) {
      fail_future(*thrown);
    } else if (go_on) {
      done();
    }
    co_return Done{};
  }
  bool failed(const JavaException& exception) {
    fail(exception);
    return false;
  }

  /// Of a request to the controller: its errors, one for each topic; a controller that is none any more is asked after.
  template <class Response, class Request>
  Async<Response> ask_controller(std::string name, Request request) {
    for (int attempt = 1;; ++attempt) {
      Response response = co_await client_.ask<Response>(AskController{}, name, request);
      const bool moved = std::any_of(response.errors.begin(), response.errors.end(), [](const kafka::AdminError& e) {
        return e.error == kafka::ErrorCode::NOT_CONTROLLER;
      });
      if (!moved || attempt == kTries) co_return response;
      co_await client_.pause(100ms);
      co_await client_.all_metadata(name);
    }
  }
  static void throw_first(const std::vector<kafka::AdminError>& errors) {
    for (const kafka::AdminError& error : errors)
      if (!error.ok()) throw api_exception(error.error, error.message);
  }

  /// Kafka: getTopics.
  Async<std::optional<std::vector<std::string>>> get_topics() {
    const kafka::TopicMetadataResponse all = co_await client_.all_metadata("listTopics");
    std::vector<std::string> names;
    for (const auto& topic : all.topics) names.push_back(topic.name);
    co_return chosen(std::move(names));
  }

  // ---- --create

  [[nodiscard]] std::optional<JavaException> wrong_numbers(const CommandTopicPartition& topic) const {
    const std::int32_t factor = topic.replication_factor.value_or(1);
    if (is_2_3()) {
      if (factor > kShortMax)
        return illegal_argument("The replication factor's maximum value must be smaller or equal to 32767");
      return std::nullopt;
    }
    if (factor > kShortMax || factor < 1)
      return illegal_argument("The replication factor must be between 1 and 32767 inclusive");
    if (topic.partitions.value_or(1) < 1) return illegal_argument("The partitions must be greater than 0");
    return std::nullopt;
  }

  Async<bool> create(CommandTopicPartition topic) {
    if (const auto wrong = wrong_numbers(topic)) co_return failed(*wrong);
    if (is_2_3()) {
      const kafka::TopicMetadataResponse all = co_await client_.all_metadata("listTopics");
      for (const auto& existing : all.topics)
        if (existing.name == topic.name) co_return failed(illegal_argument("Topic " + topic.name + " already exists"));
    }
    kafka::CreateTopicsRequest request{.topics = {}, .timeout = kRequestTimeout};
    request.topics.push_back({.name = topic.name,
                              .partitions = topic.partitions,
                              .replication_factor = topic.replication_factor,
                              .assignment = topic.replica_assignment,
                              .configs = topic.configs_to_add});
    const auto response = co_await ask_controller<kafka::CreateTopicsResponse>("createTopics", request);
    const bool exists = response.errors.front().error == kafka::ErrorCode::TOPIC_ALREADY_EXISTS;
    if (exists && options_.has("if-not-exists")) co_return true;
    throw_first(response.errors);
    if (!is_2_3()) print("Created topic " + topic.name + ".");
    co_return true;
  }

  // ---- --list

  Async<bool> list() {
    const auto topics = co_await get_topics();
    if (!topics) co_return false;
    std::string text;
    for (const std::string& topic : *topics) text += (text.empty() ? "" : "\n") + topic;
    print(text);
    co_return true;
  }

  // ---- --alter

  Async<bool> alter() {
    auto read = options_.topic_partition();
    if (const auto* wrong = std::get_if<JavaException>(&read)) co_return failed(*wrong);
    const CommandTopicPartition change = std::get<CommandTopicPartition>(std::move(read));
    const auto topics = co_await get_topics();
    if (!topics || !ensure_topic_exists(*topics)) co_return false;
    if (topics->empty()) co_return true;
    const kafka::TopicMetadataResponse known = co_await client_.metadata(*topics, "describeTopics");
    kafka::CreatePartitionsRequest request{.topics = {}, .timeout = kRequestTimeout};
    for (const auto& topic : known.topics) {
      auto& wanted = request.topics.emplace_back();
      wanted.name = topic.name;
      wanted.total = change.partitions.value_or(0);
      if (change.replica_assignment.empty()) continue;
      const std::size_t before = std::min(topic.partitions.size(), change.replica_assignment.size());
      wanted.assignment.emplace(change.replica_assignment.begin() + static_cast<std::ptrdiff_t>(before),
                                change.replica_assignment.end());
    }
    const auto response = co_await ask_controller<kafka::CreatePartitionsResponse>("createPartitions", request);
    throw_first(response.errors);
    co_return true;
  }

  // ---- --describe

  using Reassignment = kafka::ListPartitionReassignmentsResponse::Partition;
  using Reassignments = std::map<std::pair<std::string, kafka::PartitionId>, Reassignment>;
  static std::int32_t size_of(const std::vector<std::string>& names) { return static_cast<std::int32_t>(names.size()); }

  Async<bool> describe() {
    const auto topics = co_await get_topics();
    if (!topics || (!is_2_3() && !ensure_topic_exists(*topics))) co_return false;
    if (topics->empty()) co_return true;
    const kafka::TopicMetadataResponse known = co_await client_.metadata(*topics, "describeTopics");
    kafka::DescribeConfigsRequest asked;
    for (const std::string& topic : *topics) asked.resources.push_back({kafka::ConfigResource::Type::TOPIC, topic});
    const auto configs = co_await client_.ask<kafka::DescribeConfigsResponse>(AskAnybody{}, "describeConfigs", asked);
    Reassignments moving;
    if (!is_2_3()) moving = co_await reassignments(known);
    print_all(*topics, known, configs, moving);
    co_return true;
  }

  void print_all(const std::vector<std::string>& topics, const kafka::TopicMetadataResponse& known,
                 const kafka::DescribeConfigsResponse& configs, const Reassignments& moving) {
    std::set<kafka::BrokerId> live;
    for (const auto& broker : known.brokers) live.insert(broker.id);
    for (const std::string& name : map_order(topics, kafka::hash_table_for_capacity(size_of(topics)))) {
      const auto& topic =
          *std::find_if(known.topics.begin(), known.topics.end(), [&](const auto& t) { return t.name == name; });
      const auto& config = *std::find_if(configs.resources.begin(), configs.resources.end(),
                                         [&](const auto& c) { return c.resource.name == name; });
      if (topic.error != kafka::ErrorCode::NONE) throw api_exception(topic.error);
      if (!config.error.ok()) throw api_exception(config.error.error, config.error.message);
      print_topic(topic, config, moving);
      if (options_.describe_partitions()) print_partitions(topic, config, moving, live);
    }
  }

  /// Kafka: listAllReassignments.
  Async<Reassignments> reassignments(kafka::TopicMetadataResponse known) {
    kafka::ListPartitionReassignmentsRequest request;
    request.partitions.emplace();
    for (const auto& topic : known.topics)
      for (const auto& p : topic.partitions)
        request.partitions->push_back({context_.world.cluster().topic(topic.name), p.partition});
    const auto response = co_await client_.ask<kafka::ListPartitionReassignmentsResponse>(
        AskController{}, "listPartitionReassignments", request);
    Reassignments moving;
    for (const Reassignment& p : response.partitions)
      moving[{context_.world.cluster().topics().name(p.tp.topic), p.tp.partition}] = p;
    co_return moving;
  }
  static const Reassignment* find(const Reassignments& moving, const std::string& topic, kafka::PartitionId partition) {
    const auto it = moving.find({topic, partition});
    return it == moving.end() ? nullptr : &it->second;
  }

  void print_topic(const kafka::TopicMetadataResponse::Topic& topic,
                   const kafka::DescribeConfigsResponse::Resource& config, const Reassignments& moving) {
    const std::string set = described_configs_text(config);
    if (!options_.describe_configs() || (options_.has("topics-with-overrides") && set.empty())) return;
    const auto& first = topic.partitions.front();
    std::size_t factor = first.replicas.size();
    if (const Reassignment* moves = find(moving, topic.name, first.partition))
      factor = moves->replicas.size() - moves->adding.size();
    print(topic_line({.name = topic.name,
                      .topic_id = topic_id_text(context_.world.streams(), topic.name),
                      .partitions = topic.partitions.size(),
                      .replication_factor = factor,
                      .configs = set},
                     context_.world.tools_release()));
  }

  void print_partitions(const kafka::TopicMetadataResponse::Topic& topic,
                        const kafka::DescribeConfigsResponse::Resource& config, const Reassignments& moving,
                        const std::set<kafka::BrokerId>& live) {
    for (const auto& p : topic.partitions) {
      PartitionDescription description;
      description.topic = topic.name;
      description.partition = p.partition.value();
      if (p.leader != kafka::kNoBroker) description.leader = p.leader.value();
      description.replicas = p.replicas;
      description.isr = p.isr;
      description.min_isr = min_isr(config);
      if (const Reassignment* moves = find(moving, topic.name, p.partition)) {
        description.reassigned = true;
        description.adding = moves->adding;
        description.removing = moves->removing;
      }
      maybe_print(description, live);
    }
  }

  // ---- --delete

  Async<bool> remove() {
    const auto topics = co_await get_topics();
    if (!topics || !ensure_topic_exists(*topics)) co_return false;
    const kafka::DeleteTopicsRequest request{.topics = *topics, .timeout = kRequestTimeout};
    const auto response = co_await ask_controller<kafka::DeleteTopicsResponse>("deleteTopics", request);
    throw_first(response.errors);
    co_return true;
  }

  AdminClient client_;
  std::optional<Async<Done>> work_;
};

}  // namespace

std::unique_ptr<TopicService> make_admin_client_topic_service(ToolContext& context, TopicCommandOptions& options) {
  return std::make_unique<AdminClientTopicService>(context, options);
}

}  // namespace tools
