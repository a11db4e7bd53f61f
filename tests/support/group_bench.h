#pragma once
/// A group coordinator without a broker: its log is in memory, its requests come from the test.

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "model/group/group_coordinator.h"
#include "tests/support/recording_sink.h"
#include "tests/support/timed_coordinator_log.h"

namespace kafka::testing {

/// What a request was answered, once it was.
template <class Response>
class Reply {
 public:
  [[nodiscard]] std::function<void(Response)> receiver() const {
    return [to = answers_](Response response) { to->push_back(std::move(response)); };
  }
  [[nodiscard]] bool answered() const { return !answers_->empty(); }
  [[nodiscard]] std::size_t answers() const { return answers_->size(); }
  [[nodiscard]] const Response& get() const {
    SIM_CHECK(answered(), "it was answered");
    return answers_->front();
  }
  [[nodiscard]] ErrorCode error() const { return get().error; }

 private:
  std::shared_ptr<std::vector<Response>> answers_ = std::make_shared<std::vector<Response>>();
};

/// 001, 002, ...: in the order in which they were asked for.
class NumberedMemberIds final : public MemberIds {
 public:
  std::string uuid(ClientId) override {
    const std::string digits = std::to_string(++last_);
    return std::string(digits.size() < 3 ? 3 - digits.size() : 0, '0') + digits;
  }

 private:
  int last_ = 0;
};

class GroupBench {
 public:
  static constexpr sim::Duration kSession = std::chrono::seconds(10);
  static constexpr sim::Duration kRebalance = std::chrono::seconds(60);

  GroupBench() : log(scheduler) {
    emitter_.attach(events);
    orders = {topics.intern("orders"), PartitionId(0)};
    payments = {topics.intern("payments"), PartitionId(0)};
    group = add_group("group");
  }

  GroupId add_group(const std::string& name) {
    return groups.add({.name = name, .offsets_partition = offsets_partition()});
  }
  [[nodiscard]] TopicPartition offsets_partition() { return {topics.intern(kGroupMetadataTopicName), PartitionId(0)}; }
  /// A coordinator that has read its log; the one before it goes on, as one that has not heard of it.
  GroupCoordinator& start() {
    GroupCoordinator& made = make();
    made.on_election(offsets_partition());
    run_for(log.reading);
    return made;
  }
  /// ... that nobody has elected.
  GroupCoordinator& make() {
    coordinators_.push_back(std::make_unique<GroupCoordinator>(
        GroupCoordinatorContext{.scheduler = scheduler,
                                .life = sim::kWorld,
                                .host = sim::HostId(1),
                                .broker = BrokerId(static_cast<std::int32_t>(coordinators_.size()) + 1),
                                .config = config,
                                .behaviour = behaviour,
                                .groups = groups,
                                .topics = topics,
                                .emitter = emitter_,
                                .member_ids = member_ids},
        log));
    coordinators_.back()->startup();
    return *coordinators_.back();
  }
  [[nodiscard]] GroupCoordinator& coordinator() { return *coordinators_.back(); }
  void run_for(sim::Duration time) { scheduler.run_until(scheduler.from_now(time)); }

  // ---- requests

  /// Of a consumer that reads `orders` with the range assignor.
  [[nodiscard]] JoinGroupRequest joining(const std::string& member_id = "") {
    JoinGroupRequest request;
    request.group = group;
    request.session_timeout = kSession;
    request.rebalance_timeout = kRebalance;
    request.member_id = member_id;
    request.client_id = "consumer";
    request.client = ClientId(0);
    request.protocols = {protocol("range")};
    return request;
  }
  [[nodiscard]] JoinGroupRequest joining_static(const std::string& instance_id, const std::string& member_id = "") {
    JoinGroupRequest request = joining(member_id);
    request.group_instance_id = instance_id;
    return request;
  }
  [[nodiscard]] JoinGroupProtocol protocol(const std::string& name) const {
    JoinGroupProtocol made;
    made.name = name;
    made.subscription.topics = {orders.topic};
    return made;
  }
  Reply<JoinGroupResponse> join(const JoinGroupRequest& request) {
    Reply<JoinGroupResponse> reply;
    coordinator().handle_join_group(request, reply.receiver());
    return reply;
  }
  Reply<JoinGroupResponse> join(const std::string& member_id) { return join(joining(member_id)); }
  /// The id that a new dynamic member is told.
  std::string new_id() { return join("").get().member_id; }

  /// The leader gives everybody named here one partition of `orders`, by position.
  Reply<SyncGroupResponse> sync(const std::string& member_id, std::int32_t generation,
                                const std::vector<std::string>& assigned = {}) {
    SyncGroupRequest request;
    request.group = group;
    request.generation = Generation(generation);
    request.member_id = member_id;
    for (std::size_t i = 0; i < assigned.size(); ++i)
      request.assignments.push_back({assigned[i], share(static_cast<std::int32_t>(i))});
    return sync(request);
  }
  Reply<SyncGroupResponse> sync(const SyncGroupRequest& request) {
    Reply<SyncGroupResponse> reply;
    coordinator().handle_sync_group(request, reply.receiver());
    return reply;
  }
  [[nodiscard]] Assignment share(std::int32_t partition) const {
    Assignment assignment;
    assignment.partitions = {{orders.topic, PartitionId(partition)}};
    return assignment;
  }

  ErrorCode heartbeat(const std::string& member_id, std::int32_t generation, const std::string& instance_id = "") {
    HeartbeatRequest request;
    request.group = group;
    request.generation = Generation(generation);
    request.member_id = member_id;
    request.group_instance_id = instance_id;
    return coordinator().handle_heartbeat(request).error;
  }
  ErrorCode leave(const std::string& member_id, const std::string& instance_id = "") {
    LeaveGroupRequest request;
    request.group = group;
    request.member_id = member_id;
    request.group_instance_id = instance_id;
    return coordinator().handle_leave_group(request).error;
  }

  [[nodiscard]] OffsetCommitRequest committing(std::int64_t offset, const std::string& member_id = "",
                                               std::int32_t generation = -1) const {
    OffsetCommitRequest request;
    request.group = group;
    request.generation = Generation(generation);
    request.member_id = member_id;
    request.offsets = {{.tp = orders, .offset = Offset(offset)}};
    return request;
  }
  Reply<OffsetCommitResponse> commit(const OffsetCommitRequest& request) {
    Reply<OffsetCommitResponse> reply;
    coordinator().handle_commit_offsets(request, reply.receiver());
    return reply;
  }
  Reply<OffsetCommitResponse> commit(std::int64_t offset, const std::string& member_id = "",
                                     std::int32_t generation = -1) {
    return commit(committing(offset, member_id, generation));
  }
  [[nodiscard]] TxnOffsetCommitRequest txn_committing(std::int64_t producer, std::int64_t offset) const {
    TxnOffsetCommitRequest request;
    request.transactional_id = "transform";
    request.producer_id = ProducerId(producer);
    request.producer_epoch = ProducerEpoch(0);
    request.group = group;
    request.offsets = {{.tp = orders, .offset = Offset(offset)}};
    return request;
  }
  Reply<TxnOffsetCommitResponse> txn_commit(const TxnOffsetCommitRequest& request) {
    Reply<TxnOffsetCommitResponse> reply;
    coordinator().handle_txn_commit_offsets(request, reply.receiver());
    return reply;
  }
  /// The marker, and that the coordinator hears of it.
  void end_txn(std::int64_t producer, bool commit) {
    log.append_marker(offsets_partition(), ProducerId(producer), commit);
    coordinator().handle_txn_completion(ProducerId(producer), {offsets_partition()}, commit);
  }
  OffsetFetchResponse fetch(bool require_stable = false) {
    OffsetFetchRequest request;
    request.group = group;
    request.partitions = {orders};
    request.require_stable = require_stable;
    return coordinator().handle_fetch_offsets(request);
  }
  /// -1: nothing.
  [[nodiscard]] std::int64_t committed() { return coordinator().committed(group, orders).value(); }

  // ---- what it is

  [[nodiscard]] GroupSummary summary() { return coordinator().describe_group(group); }
  [[nodiscard]] GroupState state() { return summary().state; }
  [[nodiscard]] std::int32_t generation() { return summary().generation.value(); }

  /// Members that joined together and are Stable in generation 1; the first one leads.
  std::vector<std::string> form(std::size_t members) {
    std::vector<std::string> ids;
    for (std::size_t i = 0; i < members; ++i) ids.push_back(new_id());
    for (const std::string& id : ids) join(id);
    run_for(2 * config.group_initial_rebalance_delay_ms + std::chrono::milliseconds(1));
    stabilise(ids);
    return ids;
  }
  /// CompletingRebalance -> Stable.
  void stabilise(const std::vector<std::string>& ids) {
    const std::int32_t current = generation();
    const std::string leader = summary().leader;
    for (const std::string& id : ids)
      if (id != leader) sync(id, current);
    sync(leader, current, ids);
    run_for(log.latency);
    SIM_CHECK(state() == GroupState::Stable, "everybody is synced");
  }

  sim::Scheduler scheduler;
  RecordingSink events;
  BrokerConfig config;
  Behaviour behaviour;
  TopicTable topics;
  GroupTable groups;
  NumberedMemberIds member_ids;
  TimedCoordinatorLog log;
  TopicPartition orders;
  TopicPartition payments;
  GroupId group{0};

 private:
  Emitter emitter_;
  std::vector<std::unique_ptr<GroupCoordinator>> coordinators_;
};

}  // namespace kafka::testing
