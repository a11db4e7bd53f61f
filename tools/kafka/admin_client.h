#pragma once
/// A program's connections to brokers and what it asks them. Kafka: KafkaAdminClient, and what tools of 2.3 ask through
/// a KafkaConsumer instead.

#include <coroutine>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "model/net/network_client.h"
#include "model/protocol/admin_messages.h"
#include "sim/core/timer.h"
#include "tools/kafka/async.h"
#include "tools/kafka/error_text.h"
#include "tools/kafka/tool.h"
#include "tools/kafka/world.h"

namespace tools {

/// Whom to ask. Kafka: NodeProvider.
struct AskAnybody {};
struct AskController {};
using AskedNode = std::variant<AskAnybody, AskController, kafka::BrokerId>;

/// One question after another. What cannot be answered is a JavaException: of the broker's error, or
/// TimeoutException once the call's time is up. Errors that may pass are tried again after retry.backoff.ms, 100.
///
///   volatile   connections, what is known of the cluster
///   sends      requests
///   receives   answers
///   timers     wake_: a call's time is up, or it is tried again
class AdminClient final : private kafka::NetworkClientListener {
 public:
  /// `context` outlives it.
  AdminClient(ToolContext& context, std::string_view bootstrap_servers);

  /// Each call has that long. Kafka: default.api.timeout.ms (request.timeout.ms in 2.3), or a tool's --timeout.
  void set_timeout(sim::Duration timeout) { timeout_ = timeout; }

  /// `name` of the call, as exceptions name it.
  template <class Response, class Request>
  Async<Response> ask(AskedNode node, std::string name, Request request) {
    Call call{std::move(name), deadline()};
    kafka::RequestBody question = question_of(std::move(request));
    const kafka::ResponseBody answer = co_await send(node, call, std::move(question));
    co_return std::get<Response>(std::get<kafka::AdminResponse>(answer).reply->body);
  }

  /// Of the controller, wherever it is by now. `error_of` an answer: NOT_CONTROLLER makes it look for another one.
  template <class Response, class Request, class ErrorOf>
  Async<Response> ask_controller(std::string name, Request request, ErrorOf error_of) {
    Call call{std::move(name), deadline()};
    while (true) {
      kafka::RequestBody question = question_of(request);
      const kafka::ResponseBody body = co_await send(AskController{}, call, std::move(question));
      const auto& answer = std::get<Response>(std::get<kafka::AdminResponse>(body).reply->body);
      if (error_of(answer) != kafka::ErrorCode::NOT_CONTROLLER) co_return answer;
      forget_brokers();
      co_await try_again(call, api_exception(kafka::ErrorCode::NOT_CONTROLLER));
    }
  }

  // ---- what the tools have in common
  /// A broker's settings are asked of that broker, other settings of any. Kafka: describeConfigs.
  Async<kafka::DescribeConfigsResponse::Resource> describe_configs(kafka::ConfigResource resource);
  /// Kafka: alterConfigs; throws the first error as future.get() does.
  Async<Done> alter_configs(kafka::AlterConfigsRequest::Resource resource);
  /// Kafka: incrementalAlterConfigs of all together; the same.
  Async<Done> incremental_alter_configs(std::vector<kafka::IncrementalAlterConfigsRequest::Resource> resources);
  Async<kafka::TopicMetadataResponse> metadata(std::vector<std::string> topics, std::string name);
  Async<kafka::TopicMetadataResponse> all_metadata(std::string name);
  /// By group, as asked. Kafka: describeConsumerGroups.
  Async<std::vector<kafka::DescribeGroupsResponse::Group>> describe_groups(std::vector<std::string> groups);
  /// The coordinator of that group as last found.
  [[nodiscard]] kafka::BrokerId coordinator_of(const std::string& group) const;
  Async<kafka::ListGroupsResponse> list_groups();
  /// An error of the group is thrown; an answer about it is not.
  Async<std::vector<kafka::PartitionOffset>> committed(std::string group);
  Async<kafka::ErrorCode> delete_group(std::string group);
  Async<kafka::OffsetDeleteResponse> delete_offsets(std::string group, std::vector<kafka::TopicPartition> partitions);
  Async<kafka::ErrorCode> commit(std::string group, std::vector<kafka::PartitionOffset> offsets);
  using Offsets = std::map<kafka::TopicPartition, kafka::Offset>;
  Async<Offsets> list_offsets(std::vector<kafka::TopicPartition> partitions, kafka::OffsetSpec spec);
  /// kUnknownOffset where no record is that new.
  Async<Offsets> offsets_for_times(std::vector<kafka::TopicPartition> partitions, std::int64_t timestamp_ms);

  [[nodiscard]] const std::vector<kafka::BrokerId>& brokers() const { return brokers_; }
  [[nodiscard]] kafka::BrokerId controller() const { return controller_; }
  /// Takes its time; may be called at any point.
  Async<Done> pause(sim::Duration time);

 private:
  struct Call {
    std::string name;
    sim::SimTime deadline;
    int tries = 0;
  };
  class Woken;

  template <class Request>
  static kafka::RequestBody question_of(Request request) {
    return kafka::admin_request({std::move(request)});
  }
  [[nodiscard]] sim::SimTime deadline() const;
  [[nodiscard]] JavaException timed_out(const Call& call, std::string_view msg) const;
  [[nodiscard]] bool expired(const Call& call) const;
  Async<kafka::ResponseBody> send(AskedNode node, Call call, kafka::RequestBody request);
  Async<std::optional<kafka::ResponseBody>> send_once(kafka::BrokerId node, const Call& call,
                                                      const kafka::RequestBody& request);
  Async<kafka::BrokerId> find(AskedNode node, const Call& call);
  Async<bool> connect(kafka::BrokerId node, sim::SimTime until);
  Async<Done> fetch_metadata(const Call& call);
  /// Fails or waits before the next attempt.
  Async<Done> try_again(Call& call, JavaException cause);
  Async<kafka::BrokerId> find_coordinator(std::string group, Call call);
  template <class Response, class Request, class ErrorOf>
  Async<Response> ask_coordinator(std::string group, std::string name, Request request, ErrorOf error_of);
  template <class Ask>
  Async<Offsets> ask_leaders(std::vector<kafka::TopicPartition> partitions, Ask ask);
  void forget_brokers() { brokers_.clear(); }
  void wake();

  // kafka::NetworkClientListener
  void on_response(const kafka::Request& request) override;
  void on_request_failed(const kafka::Request& request, kafka::RequestFailure why) override;
  void on_node_ready(kafka::BrokerId node) override;
  void on_connect_failed(kafka::BrokerId node) override;

  ToolContext& context_;
  sim::Duration timeout_;
  std::vector<kafka::BrokerId> bootstrap_;
  kafka::NetworkClient client_;
  std::vector<kafka::BrokerId> brokers_;
  kafka::BrokerId controller_ = kafka::kNoBroker;
  std::map<std::string, kafka::BrokerId> coordinators_;
  std::optional<kafka::ResponseBody> answer_;
  bool failed_ = false;
  std::coroutine_handle<> waiting_ = nullptr;
  sim::Timer wake_;
};

}  // namespace tools
