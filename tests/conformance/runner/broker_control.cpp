/// broker_control: what a broker makes of the controller's requests.
#include <gtest/gtest.h>

#include "tests/conformance/runner/cases.h"
#include "tests/conformance/runner/replicas.h"
#include "tests/support/controlled_broker.h"

namespace conformance {

namespace {

using kafka::BrokerId;
using kafka::ErrorCode;

constexpr BrokerId kControllerBroker{9};
constexpr std::int64_t kDefaultBrokerEpoch = 100;

/// A broker in the state of the case, and what its controller asks of it.
class ControlCase {
 public:
  explicit ControlCase(Fields& fields)
      : state_(fields.map("broker_state")),
        request_(fields.map("request")),
        expected_(fields.map("expected")),
        broker_(BrokerId(static_cast<std::int32_t>(state_.integer_or("broker", 1)))),
        tp_(broker_.tp("orders")),
        known_epoch_(kafka::ControllerEpoch(state_.int32("controller_epoch"))),
        own_epoch_(state_.integer_or("broker_epoch", kDefaultBrokerEpoch)) {
    broker_.control.set_broker_epoch(own_epoch_);
  }

  void leader_and_isr();
  void stop_replica();
  void update_metadata();

 private:
  [[nodiscard]] kafka::ControlHeader known_controller() const {
    return {.controller = kControllerBroker, .controller_epoch = known_epoch_, .broker_epoch = own_epoch_};
  }
  /// Brokers before 2.2 are not told any.
  [[nodiscard]] kafka::BrokerEpoch request_broker_epoch() const {
    if (!request_.has("broker_epoch")) return own_epoch_;
    if (is_none(request_.node("broker_epoch"))) return kafka::kNoBrokerEpoch;
    return kafka::BrokerEpoch(request_.integer("broker_epoch"));
  }
  [[nodiscard]] kafka::ControlHeader header() const {
    return {.controller = kControllerBroker,
            .controller_epoch = kafka::ControllerEpoch(request_.int32("controller_epoch")),
            .broker_epoch = request_broker_epoch()};
  }
  /// The replica is here in this state, be its leader alive or not.
  void host(const kafka::PartitionState& state) {
    broker_.replicas.create_partition(tp_, &broker_.configs.get(tp_.topic));
    ASSERT_EQ(broker_.replicas.become_leader_or_follower(tp_, state), ErrorCode::NONE);
  }
  void host_partition(Fields& partition);
  void fail_disk() {
    broker_.disk.set_full(true);
    broker_.replicas.checkpoint_high_watermarks();
  }
  [[nodiscard]] bool log_exists() { return broker_.disk.find(tp_) != nullptr; }

  template <class Response>
  void expect_error(const Response& response);
  void expect_role(const std::string& becomes, const kafka::PartitionState& asked, const kafka::PartitionState& before);
  [[nodiscard]] kafka::PartitionState seen() const;
  void expect_number(std::string_view field, std::int64_t seen_value) {
    if (!expected_.has(field)) return;
    EXPECT_EQ(seen_value, expected_.integer(field)) << field;
  }
  void expect_flag(std::string_view field, bool seen_value) {
    if (!expected_.has(field)) return;
    EXPECT_EQ(seen_value, expected_.flag(field)) << field;
  }
  static void expect_code(Fields& f, std::string_view field, ErrorCode code) {
    EXPECT_EQ(normalised_error(kafka::name_of(code)), normalised_error(f.text(field))) << field;
  }

  Fields& state_;
  Fields& request_;
  Fields& expected_;
  kafka::testing::ControlledBroker broker_;
  kafka::TopicPartition tp_;
  kafka::ControllerEpoch known_epoch_;
  kafka::BrokerEpoch own_epoch_;
};

/// The error of the whole request, or else that of its one partition.
template <class Response>
void ControlCase::expect_error(const Response& response) {
  if (!expected_.has("request_error") && !expected_.has("partition_error"))
    throw expected_.error("neither request_error nor partition_error");
  if (expected_.has("request_error")) {
    expect_code(expected_, "request_error", response.error);
  } else {
    EXPECT_EQ(response.error, ErrorCode::NONE);
  }
  if (!expected_.has("partition_error")) return;
  ASSERT_EQ(response.partitions.size(), 1U);
  EXPECT_EQ(response.partitions[0].tp, tp_);
  expect_code(expected_, "partition_error", response.partitions[0].error);
}

// ---- LeaderAndIsr

void ControlCase::host_partition(Fields& partition) {
  const std::string role = partition.text("role");
  if (role != "leader" && role != "follower") unknown(partition, "role", role);
  kafka::PartitionState state;
  state.leader = BrokerId(static_cast<std::int32_t>(partition.integer_or("leader", broker_.id.value())));
  if ((state.leader == broker_.id) != (role == "leader")) throw partition.error("role and leader disagree");
  state.leader_epoch = kafka::LeaderEpoch(partition.int32("leader_epoch"));
  state.partition_epoch = kafka::PartitionEpoch(partition.int32("partition_epoch"));
  state.replicas = brokers(partition.integers("assigned"));
  state.isr = partition.has("isr") ? brokers(partition.integers("isr")) : state.replicas;
  host(state);
}

/// What the replica is now; nobody's if there is none.
kafka::PartitionState ControlCase::seen() const {
  kafka::PartitionState state;
  state.leader_epoch = kafka::kNoEpoch;
  const kafka::Partition* partition = broker_.replicas.find(tp_);
  if (partition == nullptr) return state;
  state.leader = partition->leader();
  state.leader_epoch = partition->leader_epoch();
  state.partition_epoch = partition->partition_epoch();
  state.replicas = partition->replicas();
  return state;
}

void ControlCase::leader_and_isr() {
  const std::vector<BrokerId> alive =
      state_.has("alive_in_metadata") ? brokers(state_.integers("alive_in_metadata")) : brokers({1, 2, 3});
  broker_.tell_alive(known_controller(), alive);
  if (state_.has("partition") && !is_none(state_.node("partition"))) host_partition(state_.map("partition"));
  if (state_.flag_or("log_dir_offline", false)) fail_disk();
  const kafka::PartitionState before = seen();

  kafka::PartitionState asked;
  asked.leader = BrokerId(request_.int32("leader"));
  asked.leader_epoch = kafka::LeaderEpoch(request_.int32("leader_epoch"));
  asked.partition_epoch = kafka::PartitionEpoch(
      static_cast<std::int32_t>(request_.integer_or("partition_epoch", before.partition_epoch.value() + 1)));
  asked.replicas = brokers(request_.integers("replicas"));
  asked.isr = request_.has("isr") ? brokers(request_.integers("isr")) : asked.replicas;
  const kafka::LeaderAndIsrRequest request{
      .header = header(), .partitions = {{.tp = tp_, .state = asked, .is_new = request_.flag_or("is_new", false)}}};
  expect_error(broker_.ask<kafka::LeaderAndIsrResponse>(request));

  expect_role(expected_.text_or("becomes", "unchanged"), asked, before);
  expect_number("fetch_from", broker_.fetchers.source(tp_).value());
  expect_number("controller_epoch", broker_.control.controller_epoch().value());
}

void ControlCase::expect_role(const std::string& becomes, const kafka::PartitionState& asked,
                              const kafka::PartitionState& before) {
  const kafka::PartitionState now = seen();
  const bool fetches = broker_.fetchers.fetches(tp_);
  if (becomes == "leader" || becomes == "follower") {
    EXPECT_EQ(now, (kafka::PartitionState{.leader = asked.leader,
                                          .leader_epoch = asked.leader_epoch,
                                          .partition_epoch = asked.partition_epoch,
                                          .replicas = asked.replicas}));
    EXPECT_EQ(now.leader == broker_.id, becomes == "leader");
    EXPECT_EQ(fetches, becomes == "follower");
  } else if (becomes == "follower without fetcher") {  // Kafka leaves role and epoch as they were, the log is made
    EXPECT_NE(now.leader, broker_.id);
    EXPECT_TRUE(log_exists());
    EXPECT_FALSE(fetches);
  } else if (becomes == "unchanged" || becomes == "none") {
    EXPECT_EQ(now, before);
  } else {
    unknown(expected_, "becomes", becomes);
  }
}

// ---- StopReplica

/// A replica that is not hosted may still have its log on the disk, as in Kafka's tests.
void ControlCase::stop_replica() {
  const BrokerId leader = broker_.id + 1;
  broker_.tell_alive(known_controller(), {broker_.id, leader});
  const bool hosted = state_.flag("hosted");
  if (hosted) {
    kafka::PartitionState state{.leader = leader, .leader_epoch = kafka::LeaderEpoch(state_.int32("leader_epoch"))};
    state.replicas = state.isr = {broker_.id, leader};
    host(state);
    ASSERT_TRUE(broker_.fetchers.fetches(tp_));
  } else {
    if (state_.has("leader_epoch") && !is_none(state_.node("leader_epoch")))
      throw state_.error("a replica that is not hosted has no leader epoch");
    broker_.logs.get_or_create(tp_, &broker_.configs.get(tp_.topic));
  }
  if (state_.flag_or("log_dir_offline", false)) fail_disk();

  const kafka::StopReplicaRequest request{
      .header = header(),
      .partitions = {{.tp = tp_,
                      .leader_epoch = kafka::LeaderEpoch(request_.int32("leader_epoch")),
                      .delete_partition = request_.flag("delete")}}};
  const auto response = broker_.ask<kafka::StopReplicaResponse>(request);
  expect_error(response);

  const bool stopped = response.error == ErrorCode::NONE && response.partitions[0].error == ErrorCode::NONE;
  const bool fetcher_removed = hosted && !broker_.fetchers.fetches(tp_);
  expect_flag("fetcher_removed", fetcher_removed);
  EXPECT_TRUE(stopped || !fetcher_removed);
  expect_flag("log_deleted", !log_exists());
  EXPECT_EQ(broker_.replicas.find(tp_) != nullptr, hosted && log_exists()) << "a replica has a log";
}

// ---- UpdateMetadata

void ControlCase::update_metadata() {
  const kafka::PartitionState old{.leader = broker_.id, .replicas = {broker_.id}, .isr = {broker_.id}};
  kafka::UpdateMetadataRequest known{.header = known_controller(), .partitions = {}, .live_brokers = {}};
  known.live_brokers = {{broker_.id, ""}};
  known.partitions = {{.tp = tp_, .state = old}};
  ASSERT_EQ(broker_.ask<kafka::UpdateMetadataResponse>(known).error, ErrorCode::NONE);

  const BrokerId joined = broker_.id + 1;
  kafka::UpdateMetadataRequest request{.header = header(), .partitions = {}, .live_brokers = {}};
  request.header.controller = joined;
  request.live_brokers = {{broker_.id, ""}, {joined, ""}};
  kafka::PartitionState next = old;
  next.leader = BrokerId(static_cast<std::int32_t>(request_.integer_or("leader", joined.value())));
  next.leader_epoch = old.leader_epoch + 1;
  request.partitions = {{.tp = tp_, .state = next}};
  const ErrorCode error = broker_.ask<kafka::UpdateMetadataResponse>(request).error;
  expect_code(expected_, "error", error);

  const bool updated = expected_.flag_or("cache_updated", error == ErrorCode::NONE);
  EXPECT_EQ(broker_.metadata.controller(), updated ? joined : kControllerBroker);
  EXPECT_EQ(broker_.metadata.is_alive(joined), updated);
  const kafka::PartitionState* cached = broker_.metadata.find(tp_);
  if (updated && next.leader == kafka::kLeaderDuringDelete) {
    EXPECT_EQ(cached, nullptr);
  } else {
    ASSERT_NE(cached, nullptr);
    EXPECT_EQ(*cached, updated ? next : old);
  }
  const kafka::ControllerEpoch epoch = updated ? request.header.controller_epoch : known_epoch_;
  EXPECT_EQ(broker_.control.controller_epoch(), epoch);
  expect_number("controller_epoch", epoch.value());
}

}  // namespace

void run_broker_control(Fields& fields) {
  read_origin(fields);
  const std::string check = fields.text("check");
  if (check == "leader_and_isr") return ControlCase(fields).leader_and_isr();
  if (check == "stop_replica") return ControlCase(fields).stop_replica();
  if (check == "update_metadata") return ControlCase(fields).update_metadata();
  unknown(fields, "check", check);
}

}  // namespace conformance
