/// follower_truncation, check fetcher_reaction: a broker's real fetcher asks a leader that answers as the case wants.
#include <algorithm>
#include <functional>
#include <optional>
#include <regex>

#include <gtest/gtest.h>

#include "model/broker/broker.h"
#include "sim/net/topology_builders.h"
#include "tests/conformance/runner/cases.h"
#include "tests/conformance/runner/follower_truncation.h"
#include "tests/conformance/runner/replica_node.h"
#include "tests/conformance/runner/replicas.h"
#include "tests/support/recording_sink.h"

namespace conformance {

namespace {

using kafka::BrokerId;
using kafka::LeaderEpoch;
using kafka::Offset;
using kafka::ReplicationProtocol;

constexpr BrokerId kLeader{1};
constexpr BrokerId kFollower{2};
/// What the leader says is committed; more than the follower knows and within its log.
constexpr std::int64_t kMoreCommitted = 5;

/// Answers what it is told to, and otherwise not at all.
class ScriptedLeader final : public kafka::RequestReceiver {
 public:
  using Script = std::function<std::optional<kafka::ResponseBody>(const kafka::RequestBody&)>;
  ScriptedLeader(sim::Scheduler& scheduler, sim::Network& network, sim::HostId host)
      : scheduler_(scheduler), network_(network), host_(host) {}

  void on_request(sim::ConnectionId connection, const kafka::RequestPtr& request) override {
    asked.push_back({scheduler_.now(), kafka::api_of(request->body)});
    request->answer = script(request->body);
    if (!request->answer) return;
    network_.send(connection, host_, size_of(*request->answer), [r = request] { r->client->on_answer(r); });
  }

  struct Asked {
    sim::SimTime at;
    kafka::ApiKey api;
  };
  std::vector<Asked> asked;
  Script script;

 private:
  sim::Scheduler& scheduler_;
  sim::Network& network_;
  sim::HostId host_;
};

/// Broker 2, whole, follows broker 1.
class FollowingBroker final : public kafka::IsrChannel {
 public:
  FollowingBroker(ReplicationProtocol protocol, std::int64_t end, std::int64_t high_watermark, LeaderEpoch of_records)
      : tp_{topics_.intern("t"), kafka::PartitionId(0)}, network_(scheduler_, map_), disk_(scheduler_, {}) {
    behaviour_.protocol = protocol;
    emitter_.attach(events_);
    const auto places = sim::build_uniform(map_, {"broker-1", "broker-2"}, sim::Duration{0});
    const sim::HostId theirs = network_.add_host("broker-1", places[0]);
    const sim::HostId own = network_.add_host("broker-2", places[1]);
    const sim::LifeId leader_life = scheduler_.begin_life();
    network_.on_host_started(theirs, leader_life);
    network_.listen(theirs, leader_life);
    leader_.emplace(scheduler_, network_, theirs);
    directory_.add(kLeader, theirs);
    directory_.add(kFollower, own);
    directory_.set_receiver(kLeader, &*leader_);
    fill(end, high_watermark, of_records);
    begin(own);
    epoch_ = of_records + 1;
  }

  void leader_answers(ScriptedLeader::Script script) { leader_->script = std::move(script); }
  void tell_again() {
    broker_->become_leader_or_follower(
        tp_,
        {.leader = kLeader, .leader_epoch = epoch_, .replicas = {kLeader, kFollower}, .isr = {kLeader, kFollower}});
  }
  void tell_next_epoch() {
    ++epoch_;
    tell_again();
  }
  void run_for(sim::Duration time) { scheduler_.run_until(scheduler_.from_now(time)); }

  [[nodiscard]] kafka::TopicPartition tp() const { return tp_; }
  [[nodiscard]] const kafka::ReplicaFetcherManager& fetchers() const { return broker_->fetchers(); }
  [[nodiscard]] const kafka::FetchedPartition* fetched() const { return fetchers().find(tp_); }
  [[nodiscard]] const kafka::Log& log() { return broker_->replicas().find(tp_)->log(); }
  [[nodiscard]] std::size_t truncations() const { return events_.count<kafka::LogTruncated>(); }
  [[nodiscard]] const std::vector<ScriptedLeader::Asked>& asked() const { return leader_->asked; }

  // IsrChannel
  void submit(BrokerId, const kafka::IsrChange&) override {}

 private:
  void fill(std::int64_t end, std::int64_t high_watermark, LeaderEpoch epoch) {
    kafka::Log& log = disk_.create(tp_, &topic_, 0);
    while (log.log_end_offset() < Offset(end)) preset(log, disk_, batch_of(1), epoch, {});
    log.update_high_watermark(Offset(high_watermark));
    disk_.checkpoint_high_watermarks();
    disk_.mark_clean_shutdown();
  }
  void begin(sim::HostId host) {
    const sim::LifeId life = scheduler_.begin_life();
    network_.on_host_started(host, life);
    const kafka::BrokerContext context{.scheduler = scheduler_,
                                       .life = life,
                                       .host = host,
                                       .id = kFollower,
                                       .config = config_,
                                       .costs = costs_,
                                       .topics = topics_,
                                       .emitter = emitter_,
                                       .storage = disk_,
                                       .behaviour = behaviour_};
    broker_.emplace(context, network_, directory_, groups_, member_ids_, streams_, *this);
    broker_->metadata().set_alive({kLeader, kFollower});
    broker_->load([] {});
    broker_->start();
    broker_->replicas().create_partition(tp_, &topic_);
  }

  kafka::TopicTable topics_;
  kafka::TopicPartition tp_;
  kafka::TopicConfig topic_;
  kafka::BrokerConfig config_;
  kafka::BrokerCosts costs_;
  kafka::Behaviour behaviour_;
  kafka::GroupTable groups_;
  kafka::testing::RecordingSink events_;
  kafka::Emitter emitter_;
  sim::Scheduler scheduler_;
  sim::Topology map_;
  sim::Network network_;
  sim::Streams streams_{1};
  kafka::RandomMemberIds member_ids_{sim::Rng(1)};
  kafka::BrokerDirectory directory_;
  kafka::BrokerDisk disk_;
  std::optional<ScriptedLeader> leader_;
  std::optional<kafka::Broker> broker_;
  LeaderEpoch epoch_;
};

enum class AskedPhase { truncating, fetching, resetting };

AskedPhase read_phase(Fields& fields) {
  const std::string phase = fields.text("phase");
  if (phase == "truncating") return AskedPhase::truncating;
  if (phase == "fetching") return AskedPhase::fetching;
  if (phase.starts_with("resetting")) return AskedPhase::resetting;
  unknown(fields, "phase", phase);
}

kafka::ApiKey api_of(AskedPhase phase) {
  if (phase == AskedPhase::truncating) return kafka::ApiKey::OFFSET_FOR_LEADER_EPOCH;
  return phase == AskedPhase::fetching ? kafka::ApiKey::FETCH : kafka::ApiKey::LIST_OFFSETS;
}

kafka::ResponseBody failing(kafka::TopicPartition tp, kafka::ApiKey api, kafka::ErrorCode error) {
  if (api == kafka::ApiKey::FETCH)
    return kafka::FetchResponse{.partitions = {{.tp = tp, .error = error, .records = {}}}};
  if (api == kafka::ApiKey::LIST_OFFSETS) return kafka::ListOffsetsResponse{.partitions = {{.tp = tp, .error = error}}};
  return kafka::OffsetForLeaderEpochResponse{.partitions = {{.tp = tp, .error = error}}};
}

/// The first request of the phase meets the error; on the way there everything is out of range.
ScriptedLeader::Script script_of(kafka::TopicPartition tp, AskedPhase phase, kafka::ErrorCode error) {
  return [=, done = false](const kafka::RequestBody& body) mutable -> std::optional<kafka::ResponseBody> {
    const kafka::ApiKey api = kafka::api_of(body);
    if (done) return std::nullopt;
    if (api != api_of(phase)) return failing(tp, api, kafka::ErrorCode::OFFSET_OUT_OF_RANGE);
    done = true;
    return failing(tp, api, error);
  };
}

std::vector<sim::SimTime> times_of(const FollowingBroker& broker, kafka::ApiKey api) {
  std::vector<sim::SimTime> times;
  for (const auto& asked : broker.asked())
    if (asked.api == api) times.push_back(asked.at);
  return times;
}

void expect_kept(Fields& f, FollowingBroker& broker, kafka::ApiKey asked) {
  EXPECT_EQ(broker.fetched() != nullptr, f.flag("partition_kept"));
  EXPECT_FALSE(broker.fetchers().failed(broker.tp()));
  const std::chrono::milliseconds pause(f.integer("retry_after_ms"));
  broker.run_for(2 * pause);
  const std::vector<sim::SimTime> times = times_of(broker, asked);
  ASSERT_GE(times.size(), 2u) << "it never asks again";
  EXPECT_EQ(times[1] - times[0], pause);
}

void expect_given_up(Fields& f, FollowingBroker& broker) {
  EXPECT_EQ(broker.fetched() == nullptr, f.flag("partition_removed_from_fetcher"));
  EXPECT_EQ(broker.fetchers().failed(broker.tp()), f.flag("marked_failed"));
  const std::size_t asked = broker.asked().size();
  broker.run_for(std::chrono::minutes(10));
  EXPECT_EQ(broker.asked().size(), asked) << "it asks again by itself";
  if (f.text("until").find("LeaderAndIsr") == std::string::npos) unknown(f, "until", f.text("until"));
  broker.tell_next_epoch();
  EXPECT_NE(broker.fetched(), nullptr);
  EXPECT_FALSE(broker.fetchers().failed(broker.tp()));
}

void check_error(Fields& fields, AskedPhase phase, kafka::ErrorCode error) {
  const bool asks_for_epochs = phase == AskedPhase::truncating;
  FollowingBroker broker(asks_for_epochs ? ReplicationProtocol::kip320 : ReplicationProtocol::v39, 3, 1,
                         LeaderEpoch(0));
  broker.leader_answers(script_of(broker.tp(), phase, error));
  broker.tell_again();
  const kafka::FetchedPartition before = *broker.fetched();
  broker.run_for(std::chrono::milliseconds(10));
  ASSERT_EQ(times_of(broker, api_of(phase)).size(), 1u);
  Fields& expected = fields.map("expected");
  if (expected.has("state_unchanged")) {
    ASSERT_NE(broker.fetched(), nullptr);
    const bool same = broker.fetched()->phase() == before.phase() &&
                      broker.fetched()->fetch_offset() == before.fetch_offset() && broker.truncations() == 0;
    EXPECT_EQ(same, expected.flag("state_unchanged"));
  }
  if (expected.has("partition_kept")) return expect_kept(expected, broker, api_of(phase));
  expect_given_up(expected, broker);
}

/// The same LeaderAndIsr once more.
void check_added_again(Fields& fields, AskedPhase phase) {
  FollowingBroker broker(phase == AskedPhase::truncating ? ReplicationProtocol::kip320 : ReplicationProtocol::v39, 3, 1,
                         LeaderEpoch(0));
  broker.leader_answers([](const kafka::RequestBody&) { return std::nullopt; });
  broker.tell_again();
  broker.run_for(std::chrono::milliseconds(10));
  ASSERT_NE(broker.fetched(), nullptr);
  const Offset offset = broker.fetched()->fetch_offset();
  const auto before = broker.fetched()->phase();
  const std::size_t truncations = broker.truncations();
  broker.tell_again();
  broker.run_for(std::chrono::milliseconds(10));
  ASSERT_NE(broker.fetched(), nullptr);
  Fields& expected = fields.map("expected");
  if (expected.text("truncations") != "no new one") unknown(expected, "truncations", expected.text("truncations"));
  if (expected.text("fetch_offset") != "unchanged") unknown(expected, "fetch_offset", expected.text("fetch_offset"));
  EXPECT_EQ(broker.truncations(), truncations);
  EXPECT_EQ(broker.fetched()->phase(), before);
  EXPECT_EQ(broker.fetched()->fetch_offset(), offset);
}

void check_diverging(Fields& fields, const std::smatch& told) {
  const auto number = [&](std::size_t i) { return std::stoll(told[i].str()); };
  const LeaderEpoch epoch(static_cast<std::int32_t>(number(1)));
  const std::int64_t high_watermark = number(4);
  Fields& expected = fields.map("expected");
  const bool updates = expected.flag("high_watermark_updated_from_answer");
  FollowingBroker broker(updates ? ReplicationProtocol::v28 : ReplicationProtocol::v39, number(3), high_watermark,
                         epoch);
  broker.leader_answers([&, done = false](const kafka::RequestBody&) mutable -> std::optional<kafka::ResponseBody> {
    if (std::exchange(done, true)) return std::nullopt;
    return kafka::FetchResponse{
        .partitions = {{.tp = broker.tp(),
                        .high_watermark = Offset(high_watermark + kMoreCommitted),
                        .log_start_offset = Offset(0),
                        .records = {},
                        .diverging = kafka::DivergingEpoch{.epoch = epoch, .end_offset = Offset(number(2))}}}};
  });
  broker.tell_again();
  broker.run_for(std::chrono::milliseconds(10));
  EXPECT_EQ(broker.log().log_end_offset().value(), expected.integer("truncate_to"));
  EXPECT_EQ(broker.log().high_watermark() > Offset(high_watermark), updates);
}

}  // namespace

void check_fetcher_reaction(Fields& fields) {
  static const std::regex kDiverging(R"(diverging epoch \((\d+), ?(\d+)\), follower leo (\d+) hw (\d+))");
  const AskedPhase phase = read_phase(fields);
  const std::string error = fields.text("error");
  kafka::ErrorCode code{};
  std::smatch told;
  if (error == "none") return check_added_again(fields, phase);
  if (std::regex_match(error, told, kDiverging)) return check_diverging(fields, told);
  if (!kafka::find_error_code(error, code) || code == kafka::ErrorCode::NONE) unknown(fields, "error", error);
  check_error(fields, phase, code);
}

}  // namespace conformance
