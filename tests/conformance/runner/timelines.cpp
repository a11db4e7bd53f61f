/// timelines: instants of a group's and its clients' events where only the protocol's own clocks take time. What is
/// played is told by the fields a case gives.
#include <algorithm>

#include <gtest/gtest.h>

#include "tests/conformance/runner/group_stage.h"

namespace conformance {

namespace {

using namespace std::chrono_literals;
using namespace kafka;

class Timeline {
 public:
  explicit Timeline(Fields& fields)
      : given_(fields.map("given")),
        expected_(fields.map("expect")),
        stage_(given_.text_or("profile", "3.9") == "2.3" ? Profile::v2_3 : Profile::v3_9) {
    given_.ignore("assume");
    ConsumerConfig& c = stage_.group.config;
    set("session.timeout.ms", c.session_timeout_ms);
    set("heartbeat.interval.ms", c.heartbeat_interval_ms);
    set("max.poll.interval.ms", c.max_poll_interval_ms);
    set("metadata.max.age.ms", c.metadata_max_age_ms);
    set("group.initial.rebalance.delay.ms", stage_.spec().config.group_initial_rebalance_delay_ms);
    set("retry.backoff.ms", stage_.producer.retry_backoff_ms);
    if (given_.has("assignor")) c.partition_assignment_strategy = {given_.text("assignor")};
  }

  void run() {
    if (given_.has("subscribe_at_ms")) return first_join();
    if (given_.has("join_at_ms")) return several_join();
    if (given_.has("m2_join_at_ms")) return second_joins();
    if (given_.has("m2_close_at_ms")) return second_leaves();
    if (given_.has("m2_killed_at_ms")) return second_crashes();
    if (given_.has("processing_ends_at_ms")) return too_slow();
    if (given_.has("partitions_added_at_ms")) return topic_grows();
    if (given_.has("m3_join_at_ms")) return third_joins();
    if (given_.has("produce_at_ms")) return leader_changed();
    throw given_.error("nobody knows what is to be played");
  }

 private:
  template <class D>
  void set(std::string_view key, D& setting) {
    if (given_.has(key)) setting = ms(given_.integer(key));
  }
  void expect(std::string_view key, std::int64_t seen) {
    if (expected_.has(key)) {
      EXPECT_EQ(seen, expected_.integer(key)) << key;
    }
  }
  void open(int members) {
    stage_.group.members = members;
    stage_.open();
  }
  /// When the coordinator or the member did something first, at or after an instant.
  std::int64_t generation_after(std::int64_t from, int number = 1) {
    return stage_.generation_at(number, before_) >= from ? stage_.generation_at(number, before_) : -1;
  }
  std::int64_t learns(int member, std::int64_t from) {
    return stage_.first<HeartbeatAnswered>(
        [&](const auto& e) { return e.member == stage_.client(member) && e.error == ErrorCode::REBALANCE_IN_PROGRESS; },
        from);
  }
  std::int64_t joining(int member, std::int64_t from) {
    return stage_.first<MemberJoining>([&](const auto& e) { return e.member == stage_.client(member); }, from);
  }
  std::int64_t assigned(int member, std::int64_t from) {
    return stage_.first<PartitionsAssigned>([&](const auto& e) { return e.member == stage_.client(member); }, from);
  }
  /// Together in a generation, from which the next ones are counted.
  void gather(int members) {
    stage_.gather(members);
    before_ = stage_.generation().generation;
  }

  // ---- joining

  void first_join() {
    open(1);
    const std::int64_t at = given_.integer("subscribe_at_ms");
    stage_.run_to(at);
    stage_.join(0);
    stage_.run(60s);
    stage_.send(0);
    expect("join_sent_at", joining(0, 0));
    expect("generation_1_at", stage_.generation_at(1));
    expect("assigned_at", assigned(0, 0));
    if (expected_.has("first_fetch_at")) {
      const std::int64_t positions =
          stage_.first<PositionSet>([&](const auto& e) { return e.member == stage_.client(0); });
      expect("first_fetch_at", positions);  // the fetch goes out in the same instant
    }
  }

  void several_join() {
    Fields& at = given_.map("join_at_ms");
    std::vector<std::int64_t> instants;
    for (const std::string& name : at.keys()) instants.push_back(at.integer(name));
    open(static_cast<int>(instants.size()));
    for (std::size_t i = 0; i < instants.size(); ++i) {
      stage_.run_to(instants[i]);
      stage_.join(static_cast<int>(i));
    }
    stage_.run(600s);
    expect("generation_1_at", stage_.generation_at(1));
    expect("generation_2_at", stage_.generation_at(2));
    expect("members", static_cast<std::int64_t>(stage_.generation().members.size()));
    expect("rebalances", stage_.count<GenerationStarted>([&](const auto& e) { return e.group == stage_.id(); }));
  }

  void second_joins() {
    open(2);
    gather(1);
    const std::int64_t at = given_.integer("m2_join_at_ms");
    check_beats("m1_heartbeats_at_ms");
    stage_.run_to(at);
    stage_.join(1);
    stage_.run(60s);
    expect("m1_learns_at", learns(0, at));
    expect("generation_2_at", generation_after(at));
    expect("m2_wait_ms", generation_after(at) - at);
  }
  /// The phase in which the case sees the heartbeats is the one they have here.
  void check_beats(std::string_view key) {
    if (!given_.has(key)) return;
    for (const std::int64_t beat : given_.integers(key))
      if (ms(beat) % stage_.group.config.heartbeat_interval_ms != 0ms)
        throw given_.error("heartbeats of another phase");
  }

  // ---- leaving

  void second_leaves() {
    open(2);
    gather(2);
    const std::int64_t at = given_.integer("m2_close_at_ms");
    stage_.run_to(at);
    stage_.close(1);
    stage_.run(60s);
    expect("leave_group_at", stage_.first<MemberLeft>([&](const auto& e) { return e.member == stage_.client(1); }));
    expect("m1_learns_at", learns(0, at));
    expect("generation_next_at", generation_after(at));
  }

  void second_crashes() {
    open(2);
    gather(2);
    const std::int64_t at = given_.integer("m2_killed_at_ms");
    stage_.run_to(at);
    stage_.kill(1);
    if (given_.has("m2_last_heartbeat_ms")) {
      std::int64_t last = -1;
      for (std::int64_t beat = 0; beat >= 0 && beat <= at; beat = answered(1, beat + 1)) last = beat;
      EXPECT_EQ(last, given_.integer("m2_last_heartbeat_ms"));
    }
    stage_.run(200s);
    const std::int64_t removed =
        stage_.first<GroupMemberRemoved>([&](const auto& e) { return e.member == stage_.client(1); });
    expect("m2_removed_at", removed);
    expect("m1_learns_at", learns(0, at));
    expect("generation_next_at", generation_after(at));
    expect("partitions_unread_ms", assigned(0, at) - at);
  }
  std::int64_t answered(int member, std::int64_t from) {
    return stage_.first<HeartbeatAnswered>([&](const auto& e) { return e.member == stage_.client(member); }, from);
  }

  void too_slow() {
    stage_.group.members = 1;
    stage_.open();
    gather(1);
    const std::int64_t last_poll = given_.integer("last_poll_at_ms");
    const std::int64_t end = given_.integer("processing_ends_at_ms");
    stage_.run_to(last_poll);
    stage_.app(0).polls_on = false;
    stage_.send(0);
    stage_.run_to(end);
    ASSERT_EQ(stage_.app(0).records(), 1);
    expect("leave_group_sent_at", stage_.first<MemberLeft>([](const auto&) { return true; }));
    std::string exception;
    Consumer& consumer = *stage_.member(0).consumer();
    consumer.commit_sync({{.tp = stage_.tp(0), .offset = Offset(1)}}, [&](std::string_view what) { exception = what; });
    stage_.run_to(end);
    const std::string key = "commit_at_" + std::to_string(end);
    if (expected_.has(key)) {
      EXPECT_EQ(exception.empty() ? "none" : exception, expected_.text(key));
    }
    consumer.poll();
    stage_.run(60s);
    expect("rejoins_at", joining(0, last_poll + 1));
  }

  // ---- other reasons

  void topic_grows() {
    open(1);
    const std::int64_t refresh = given_.integer("leader_last_refresh_ms");
    stage_.run_to(refresh);
    stage_.join(0);
    const std::int64_t added = given_.integer("partitions_added_at_ms");
    stage_.run_to(added);
    EXPECT_EQ(stage_.first<MetadataUpdated>([&](const auto& e) { return e.client == stage_.client(0); }), refresh);
    stage_.cluster().add_partitions("t", stage_.partitions + 1, {}, [](const std::string&) {});
    stage_.run(ms(2000000));
    expect("leader_notices_at", joining(0, added));
    expect("rebalance_starts_at",
           stage_.first<RebalanceStarted>([&](const auto& e) { return e.group == stage_.id(); }, added));
  }

  /// The two that are members work until the instants at which the case lets them poll again.
  void third_joins() {
    stage_.group.config.heartbeat_interval_ms = 100ms;
    open(3);
    stage_.app(0).polls_on = stage_.app(1).polls_on = false;
    given_.ignore("members");
    gather(2);
    for (int p = 0; p < stage_.partitions; ++p) stage_.send(p);
    const std::int64_t at = given_.integer("m3_join_at_ms");
    stage_.run_to(at);
    stage_.join(2);
    std::vector<std::pair<std::int64_t, int>> polls{{given_.integer("m1_rejoins_at_ms"), 0},
                                                    {given_.integer("m2_rejoins_at_ms"), 1}};
    std::sort(polls.begin(), polls.end());
    for (const auto& [when, who] : polls) {
      stage_.run_to(when);
      stage_.app(who).polls_on = true;
      stage_.member(who).consumer()->poll();
    }
    stage_.run(5s);
    if (expected_.has("m1_consumes_nothing_from_to")) {
      const std::int64_t gone =
          stage_.first<PartitionsRevoked>([&](const auto& e) { return e.member == stage_.client(0); }, at);
      EXPECT_EQ((std::vector<std::int64_t>{gone, assigned(0, at)}), expected_.integers("m1_consumes_nothing_from_to"));
    }
    expect("new_assignment_at", assigned(0, at));
  }

  // ---- a producer

  void leader_changed() {
    // Another stage: two brokers, and a leadership that moves behind the producer's back.
    GroupStage two(given_.text_or("profile", "3.9") == "2.3" ? Profile::v2_3 : Profile::v3_9, 2);
    two.producer = stage_.producer;
    if (given_.text_or("profile", "3.9") == "2.3") two.producer.retry_backoff_max_ms = two.producer.retry_backoff_ms;
    two.partitions = 1;
    two.open();
    const BrokerId old = two.fixture().view().leader(two.tp(0));
    const BrokerId next = old == BrokerId(101) ? BrokerId(102) : BrokerId(101);
    two.send(0);
    two.run(1s);
    two.cluster().reassign("t", {{0, {next, old}}}, [](const std::string&) {});
    two.run(20s);
    two.cluster().elect_preferred_leaders(std::nullopt, {}, [](const std::string&) {});
    two.run(20s);
    ASSERT_EQ(two.fixture().view().leader(two.tp(0)), next);
    two.begin();
    const std::int64_t at = given_.integer("produce_at_ms");
    two.run_to(at);
    two.send(0);
    two.run(10s);
    const auto retried = [&](const BatchRetried& e) {
      return std::string(name_of(e.error)) == given_.text("response");
    };
    EXPECT_EQ(two.first<BatchRetried>(retried), at);
    EXPECT_EQ(given_.integer_or("new_leader_known_to_brokers_at_ms", at), at);
    if (expected_.has("metadata_request_at")) {
      EXPECT_EQ(two.first<MetadataUpdated>([](const auto&) { return true; }), expected_.integer("metadata_request_at"));
    }
    const std::int64_t resent = two.first<BatchSent>([](const auto& e) { return e.attempt == 2; });
    if (expected_.has("resend_at")) {
      EXPECT_EQ(resent, expected_.integer("resend_at"));
    }
  }

  Fields& given_;
  Fields& expected_;
  GroupStage stage_;
  Generation before_{0};
};

}  // namespace

void run_timelines(Fields& fields) { Timeline(fields).run(); }

}  // namespace conformance
