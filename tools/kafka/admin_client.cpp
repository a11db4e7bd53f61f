#include "tools/kafka/admin_client.h"

#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "tools/kafka/command_line_utils.h"

namespace tools {

using kafka::BrokerId;
using kafka::ErrorCode;
using namespace std::chrono_literals;

namespace {

constexpr sim::Duration kRetryBackoff = 100ms;  // retry.backoff.ms

/// Kafka: request.timeout.ms of AdminClient in 2.3, default.api.timeout.ms since 2.5.
sim::Duration default_timeout(const World& world) { return world.release_2_3() ? 120s : 60s; }

kafka::NetworkClientConfig connection_config(const World& world) {
  return {.max_in_flight = 5,
          .request_timeout = world.release_2_3() ? 120s : 30s,
          .reconnect_backoff = 50ms,
          .reconnect_backoff_max = 1s,
          .connection_setup_timeout = 10s};
}

}  // namespace

/// Suspended until something happens to a connection, or `until`.
class AdminClient::Woken {
 public:
  Woken(AdminClient& client, sim::SimTime until) : client_(client), until_(until) {}
  [[nodiscard]] bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> waiting) {
    client_.waiting_ = waiting;
    client_.wake_.arm_at(std::max(until_, client_.context_.world.scheduler().now()));
  }
  void await_resume() noexcept {}

 private:
  AdminClient& client_;
  sim::SimTime until_;
};

AdminClient::AdminClient(ToolContext& context, std::string_view bootstrap_servers)
    : context_(context),
      timeout_(default_timeout(context.world)),
      bootstrap_(context.world.brokers_at(bootstrap_servers)),
      client_(context.world.scheduler(), context.world.cluster().network(), context.world.cluster().brokers(),
              context.world.emitter(), context.host, context.life, kafka::kNoClient, connection_config(context.world),
              context.world.streams().stream("tool/" + context.name + "/admin-client"), *this),
      wake_(context.world.scheduler(), context.life, [this] { wake(); }) {
  client_.set_bootstrap(bootstrap_);
}

void AdminClient::wake() {
  wake_.disarm();
  if (const auto waiting = std::exchange(waiting_, nullptr)) waiting.resume();
}

Async<Done> AdminClient::pause(sim::Duration time) {
  const sim::SimTime until = context_.world.scheduler().from_now(time);
  while (context_.world.scheduler().now() < until) co_await Woken(*this, until);
  co_return Done{};
}

// ---- time

sim::SimTime AdminClient::deadline() const { return context_.world.scheduler().from_now(timeout_); }

bool AdminClient::expired(const Call& call) const { return context_.world.scheduler().now() >= call.deadline; }

/// Source: KafkaAdminClient.Call.handleTimeoutFailure; 2.3 passes on what went wrong last.
JavaException AdminClient::timed_out(const Call& call, std::string_view msg) const {
  if (context_.world.release_2_3()) return kafka_exception("TimeoutException", std::string(msg));
  const std::int64_t now = context_.world.epoch_ms();
  return kafka_exception(
      "TimeoutException",
      fmt::format("Call(callName={}, deadlineMs={}, tries={}, nextAllowedTryMs={}) timed out at {} after {} attempt(s)",
                  call.name, kafka::epoch_ms(call.deadline), call.tries, now + 100, now, call.tries));
}

Async<Done> AdminClient::try_again(Call& call, JavaException cause) {
  ++call.tries;
  const bool late = context_.world.scheduler().now() + kRetryBackoff > call.deadline;
  if (late) {
    co_await pause(std::max(sim::Duration{0}, call.deadline - context_.world.scheduler().now()));
    throw context_.world.release_2_3() ? cause : timed_out(call, "");
  }
  co_await pause(kRetryBackoff);
  co_return Done{};
}

// ---- one request

Async<bool> AdminClient::connect(BrokerId node, sim::SimTime until) {
  sim::Scheduler& scheduler = context_.world.scheduler();
  while (scheduler.now() < until) {
    if (client_.ready(node)) co_return true;
    if (client_.connecting(node)) {
      co_await Woken(*this, until);
      if (!client_.connecting(node) && !client_.connected(node)) co_return false;
      continue;
    }
    co_await Woken(*this, std::min(until, client_.retry_at(node)));
  }
  co_return false;
}

/// Nothing: the connection broke, or there is no answer.
Async<std::optional<kafka::ResponseBody>> AdminClient::send_once(BrokerId node, const Call& call,
                                                                 const kafka::RequestBody& request) {
  answer_.reset();
  failed_ = false;
  client_.send(node, request, 0, true, call.deadline - context_.world.scheduler().now());
  const sim::SimTime latest = call.deadline + kRetryBackoff;
  while (!answer_ && !failed_ && context_.world.scheduler().now() < latest) co_await Woken(*this, latest);
  co_return std::exchange(answer_, std::nullopt);
}

/// A node to which there is a connection.
Async<BrokerId> AdminClient::find(AskedNode node, const Call& call) {
  while (true) {
    if (expired(call))
      throw timed_out({call.name, call.deadline, call.tries + 1}, "Timed out waiting for a node assignment.");
    if (brokers_.empty()) co_await fetch_metadata(call);
    std::vector<BrokerId> candidates = brokers_;
    if (const auto* id = std::get_if<BrokerId>(&node)) candidates = {*id};
    if (std::holds_alternative<AskController>(node)) candidates = {controller_};
    for (const BrokerId id : candidates) {
      if (std::find(brokers_.begin(), brokers_.end(), id) == brokers_.end()) continue;
      if (co_await connect(id, call.deadline)) co_return id;
    }
    co_await pause(kRetryBackoff);
    brokers_.clear();
  }
}

/// From the bootstrap servers, until one answers.
Async<Done> AdminClient::fetch_metadata(const Call& call) {
  while (!expired(call)) {
    for (std::size_t i = 0; i < bootstrap_.size(); ++i) {
      const BrokerId node = kafka::bootstrap_node(i);
      if (!co_await connect(node, call.deadline)) continue;
      const kafka::RequestBody question = question_of(kafka::TopicMetadataRequest{});
      const auto answer = co_await send_once(node, call, question);
      if (!answer) continue;
      const auto& metadata =
          std::get<kafka::TopicMetadataResponse>(std::get<kafka::AdminResponse>(*answer).reply->body);
      for (const auto& broker : metadata.brokers) brokers_.push_back(broker.id);
      controller_ = metadata.controller;
      if (!brokers_.empty()) co_return Done{};
    }
    co_await pause(kRetryBackoff);
  }
  co_return Done{};
}

Async<kafka::ResponseBody> AdminClient::send(AskedNode node, Call call, kafka::RequestBody request) {
  while (true) {
    const BrokerId found = co_await find(node, call);
    auto answer = co_await send_once(found, call, request);
    if (answer) co_return std::move(*answer);
    brokers_.clear();
    if (expired(call)) {
      ++call.tries;
      throw timed_out(call, "Aborted due to timeout.");
    }
    co_await try_again(call, kafka_exception("DisconnectException", std::nullopt));
  }
}

// ---- listener: what happens is looked at in an event of its own

void AdminClient::on_response(const kafka::Request& request) {
  answer_ = *request.answer;
  if (waiting_) wake_.arm(sim::Duration{0});
}
void AdminClient::on_request_failed(const kafka::Request&, kafka::RequestFailure) {
  failed_ = true;
  if (waiting_) wake_.arm(sim::Duration{0});
}
void AdminClient::on_node_ready(BrokerId) {
  if (waiting_) wake_.arm(sim::Duration{0});
}
void AdminClient::on_connect_failed(BrokerId node) {
  const std::string address = context_.world.address_of(client_.broker_behind(node));
  const std::string host = address.substr(0, address.find(':'));
  const std::int64_t number = node.value() < 0 ? std::int64_t{node.value()} + 1 : std::int64_t{node.value()};
  log_line(context_, "WARN",
           fmt::format("[AdminClient clientId=adminclient-1] Connection to node {} ({}/127.0.0.1:9092) could not be "
                       "established. Broker may not be available.",
                       number, host),
           "org.apache.kafka.clients.NetworkClient");
  if (waiting_) wake_.arm(sim::Duration{0});
}

// ---- metadata

Async<kafka::TopicMetadataResponse> AdminClient::metadata(std::vector<std::string> topics, std::string name) {
  kafka::TopicMetadataRequest request;
  request.topics = std::move(topics);
  auto answer = co_await ask<kafka::TopicMetadataResponse>(AskAnybody{}, std::move(name), std::move(request));
  controller_ = answer.controller;
  co_return answer;
}

Async<kafka::TopicMetadataResponse> AdminClient::all_metadata(std::string name) {
  kafka::TopicMetadataRequest request;
  request.all = true;
  auto answer = co_await ask<kafka::TopicMetadataResponse>(AskAnybody{}, std::move(name), std::move(request));
  controller_ = answer.controller;
  co_return answer;
}

// ---- groups

BrokerId AdminClient::coordinator_of(const std::string& group) const {
  const auto it = coordinators_.find(group);
  return it == coordinators_.end() ? kafka::kNoBroker : it->second;
}

Async<BrokerId> AdminClient::find_coordinator(std::string group, Call call) {
  const kafka::FindCoordinatorRequest request{.group = context_.world.cluster().group(group)};
  Call finding{"findCoordinator", call.deadline};
  while (true) {
    kafka::RequestBody question = request;
    const kafka::ResponseBody body = co_await send(AskAnybody{}, finding, std::move(question));
    const auto& answer = std::get<kafka::FindCoordinatorResponse>(body);
    if (answer.error == ErrorCode::NONE) {
      coordinators_[group] = answer.coordinator;
      if (std::find(brokers_.begin(), brokers_.end(), answer.coordinator) == brokers_.end()) brokers_.clear();
      co_return answer.coordinator;
    }
    if (!kafka::is_retriable(answer.error)) throw api_exception(answer.error);
    co_await try_again(finding, api_exception(answer.error));
  }
}

/// `error_of` what is answered of the group; one that may pass, or says that somebody else coordinates it, is asked
/// again. Source: CoordinatorStrategy, AdminApiDriver.
template <class Response, class Request, class ErrorOf>
Async<Response> AdminClient::ask_coordinator(std::string group, std::string name, Request request, ErrorOf error_of) {
  Call call{std::move(name), deadline()};
  while (true) {
    const BrokerId coordinator = co_await find_coordinator(group, call);
    kafka::RequestBody question = question_of(request);
    const kafka::ResponseBody body = co_await send(coordinator, call, std::move(question));
    const auto& answer = std::get<Response>(std::get<kafka::AdminResponse>(body).reply->body);
    const ErrorCode error = error_of(answer);
    const bool passes = error == ErrorCode::COORDINATOR_LOAD_IN_PROGRESS ||
                        error == ErrorCode::COORDINATOR_NOT_AVAILABLE || error == ErrorCode::NOT_COORDINATOR;
    if (!passes) co_return answer;
    co_await try_again(call, api_exception(error));
  }
}

Async<std::vector<kafka::DescribeGroupsResponse::Group>> AdminClient::describe_groups(std::vector<std::string> groups) {
  std::vector<kafka::DescribeGroupsResponse::Group> described;
  for (const std::string& group : groups) {
    kafka::DescribeGroupsRequest request;
    request.groups.push_back(context_.world.cluster().group(group));
    const auto answer = co_await ask_coordinator<kafka::DescribeGroupsResponse>(
        group, "describeConsumerGroups", std::move(request), [](const auto& a) { return a.groups.front().error; });
    if (answer.groups.front().error != ErrorCode::NONE)
      throw execution_exception(api_exception(answer.groups.front().error));
    described.push_back(answer.groups.front());
  }
  co_return described;
}

Async<kafka::ListGroupsResponse> AdminClient::list_groups() {
  std::vector<std::string> none;
  const auto known = co_await metadata(std::move(none), "findAllBrokers");
  kafka::ListGroupsResponse all;
  for (const auto& broker : known.brokers) {
    Call call{"listConsumerGroups", deadline()};
    while (true) {
      kafka::RequestBody question = question_of(kafka::ListGroupsRequest{});
      const kafka::ResponseBody body = co_await send(broker.id, call, std::move(question));
      const auto& answer = std::get<kafka::ListGroupsResponse>(std::get<kafka::AdminResponse>(body).reply->body);
      if (answer.error == ErrorCode::NONE) {
        all.groups.insert(all.groups.end(), answer.groups.begin(), answer.groups.end());
        break;
      }
      if (!kafka::is_retriable(answer.error)) throw execution_exception(api_exception(answer.error));
      co_await try_again(call, execution_exception(api_exception(answer.error)));
    }
  }
  co_return all;
}

Async<std::vector<kafka::PartitionOffset>> AdminClient::committed(std::string group) {
  kafka::GroupOffsetsRequest request;
  request.group = context_.world.cluster().group(group);
  const auto answer = co_await ask_coordinator<kafka::GroupOffsetsResponse>(group, "offsetFetch", std::move(request),
                                                                            [](const auto& a) { return a.error; });
  if (answer.error != ErrorCode::NONE) throw execution_exception(api_exception(answer.error));
  co_return answer.offsets;
}

Async<ErrorCode> AdminClient::delete_group(std::string group) {
  kafka::DeleteGroupsRequest request;
  request.groups.push_back(context_.world.cluster().group(group));
  const auto answer = co_await ask_coordinator<kafka::DeleteGroupsResponse>(
      group, "deleteConsumerGroups", std::move(request), [](const auto& a) { return a.errors.front(); });
  co_return answer.errors.front();
}

Async<kafka::OffsetDeleteResponse> AdminClient::delete_offsets(std::string group,
                                                               std::vector<kafka::TopicPartition> partitions) {
  kafka::OffsetDeleteRequest request;
  request.group = context_.world.cluster().group(group);
  request.partitions = std::move(partitions);
  co_return co_await ask_coordinator<kafka::OffsetDeleteResponse>(group, "offsetDelete", std::move(request),
                                                                  [](const auto& a) { return a.error; });
}

/// Kafka: alterConsumerGroupOffsets; 2.3 has its consumer commit.
Async<ErrorCode> AdminClient::commit(std::string group, std::vector<kafka::PartitionOffset> offsets) {
  Call call{"offsetCommit", deadline()};
  while (true) {
    const BrokerId coordinator = co_await find_coordinator(group, call);
    kafka::OffsetCommitRequest request;
    request.group = context_.world.cluster().group(group);
    request.offsets = offsets;
    kafka::RequestBody question = std::move(request);
    const kafka::ResponseBody body = co_await send(coordinator, call, std::move(question));
    const ErrorCode error = std::get<kafka::OffsetCommitResponse>(body).error;
    if (!kafka::is_retriable(error)) co_return error;
    co_await try_again(call, api_exception(error));
  }
}

// ---- logs

/// Asks each leader; partitions whose leader is unknown, or another one, are asked for again.
template <class Ask>
Async<AdminClient::Offsets> AdminClient::ask_leaders(std::vector<kafka::TopicPartition> partitions, Ask ask_leader) {
  Offsets offsets;
  Call call{"listOffsets", deadline()};
  std::set<kafka::TopicPartition> open(partitions.begin(), partitions.end());
  while (!open.empty()) {
    std::set<std::string> topics;
    for (const kafka::TopicPartition tp : open) topics.insert(context_.world.cluster().topics().name(tp.topic));
    std::vector<std::string> names(topics.begin(), topics.end());
    const auto known = co_await metadata(std::move(names), "metadata");
    std::map<BrokerId, std::vector<kafka::TopicPartition>> by_leader;
    for (const auto& topic : known.topics)
      for (const auto& p : topic.partitions)
        if (const kafka::TopicPartition tp{context_.world.cluster().topic(topic.name), p.partition};
            open.contains(tp) && p.leader != kafka::kNoBroker)
          by_leader[p.leader].push_back(tp);
    ErrorCode last = by_leader.empty() ? ErrorCode::LEADER_NOT_AVAILABLE : ErrorCode::NONE;
    for (const auto& topic : known.topics)
      if (topic.error != ErrorCode::NONE) last = topic.error;
    for (const auto& [leader, of_leader] : by_leader) {
      kafka::RequestBody question = ask_leader.request(of_leader);
      const kafka::ResponseBody body = co_await send(leader, call, std::move(question));
      for (const auto& p : ask_leader.partitions(body)) {
        if (p.error == ErrorCode::NONE) {
          offsets[p.tp] = p.offset;
          open.erase(p.tp);
        } else {
          last = p.error;
        }
      }
    }
    if (!open.empty()) co_await try_again(call, api_exception(last));
  }
  co_return offsets;
}

namespace {

struct AskForSpec {
  kafka::OffsetSpec spec;
  [[nodiscard]] kafka::RequestBody request(const std::vector<kafka::TopicPartition>& partitions) const {
    kafka::ListOffsetsRequest request;
    for (const kafka::TopicPartition tp : partitions) request.partitions.push_back({.tp = tp, .spec = spec});
    return request;
  }
  [[nodiscard]] static const auto& partitions(const kafka::ResponseBody& body) {
    return std::get<kafka::ListOffsetsResponse>(body).partitions;
  }
};

struct AskForTime {
  std::int64_t timestamp_ms;
  [[nodiscard]] kafka::RequestBody request(const std::vector<kafka::TopicPartition>& partitions) const {
    return kafka::admin_request(
        {kafka::OffsetsForTimesRequest{.partitions = partitions, .timestamp_ms = timestamp_ms}});
  }
  [[nodiscard]] static const auto& partitions(const kafka::ResponseBody& body) {
    return std::get<kafka::OffsetsForTimesResponse>(std::get<kafka::AdminResponse>(body).reply->body).partitions;
  }
};

}  // namespace

Async<AdminClient::Offsets> AdminClient::list_offsets(std::vector<kafka::TopicPartition> partitions,
                                                      kafka::OffsetSpec spec) {
  co_return co_await ask_leaders(std::move(partitions), AskForSpec{spec});
}

Async<AdminClient::Offsets> AdminClient::offsets_for_times(std::vector<kafka::TopicPartition> partitions,
                                                           std::int64_t timestamp_ms) {
  co_return co_await ask_leaders(std::move(partitions), AskForTime{timestamp_ms});
}

}  // namespace tools
