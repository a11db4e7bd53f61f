/// consumer_poll_commit: what poll() returns, how long a fetch waits, when positions are committed, and what a crash
/// costs by the order of work and commit. A real consumer before played brokers, or a real application on a cluster.
#include <algorithm>
#include <map>
#include <set>

#include <gtest/gtest.h>

#include "tests/conformance/runner/cases.h"
#include "tests/support/cluster_fixture.h"
#include "tests/support/consumer_bench.h"
#include "tests/support/one_broker.h"

namespace conformance {

namespace {

using namespace std::chrono_literals;
using namespace kafka;
using kafka::testing::ConsumerBench;

/// [from, to) of a field.
struct Range {
  std::int64_t from = 0;
  std::int64_t to = 0;
  friend bool operator==(const Range&, const Range&) = default;
  friend std::ostream& operator<<(std::ostream& out, const Range& r) { return out << r.from << ".." << r.to; }
};
Range range_of(Fields& fields, std::string_view key) {
  const auto numbers = fields.integers(key);
  if (numbers.size() != 2 || numbers[0] > numbers[1]) throw fields.error("no range");
  return {numbers[0], numbers[1]};
}

// ---- what poll() returns

class PollCase {
 public:
  PollCase(Fields& given, Fields& expected) : given_(given), expected_(expected) {
    Fields& fetched = given.map("fetched");
    names_ = fetched.keys();
    if (given.has("order")) names_ = given.texts("order");
    for (const std::string& name : names_) ranges_.push_back(range_of(fetched, name));
    if (given.has("max.poll.records")) bench_.config.max_poll_records = given.int32("max.poll.records");
    bench_.application.polls_on = false;
    bench_.topic("t", static_cast<int>(names_.size()) + 1);
  }

  /// Everything has been fetched before the first poll() that counts: the one that fetches returns with nothing.
  void run() {
    if (given_.has("revoked_before_poll")) return run_revoked();
    bench_.start();
    bench_.consumer->assign(partitions());
    begin_at_their_ranges();
    poll_once();
    fill();
    bench_.run_for(10ms);
    compare();
  }

 private:
  [[nodiscard]] TopicPartition tp(std::size_t i) const { return bench_.tp("t", static_cast<int>(i)); }
  [[nodiscard]] std::vector<TopicPartition> partitions() const {
    std::vector<TopicPartition> all;
    for (std::size_t i = 0; i < names_.size(); ++i) all.push_back(tp(i));
    return all;
  }
  void begin_at_their_ranges() {
    for (std::size_t i = 0; i < names_.size(); ++i) bench_.consumer->seek(tp(i), Offset(ranges_[i].from));
  }
  /// One answer with the partitions in the order in which the case has them.
  void fill() {
    FetchResponse answer;
    for (std::size_t i = 0; i < names_.size(); ++i) {
      auto* batch = new RecordBatch;
      batch->count = static_cast<std::int32_t>(ranges_[i].to - ranges_[i].from);
      batch->size = sim::Bytes(100 * batch->count);
      FetchResponse::Partition p{.tp = tp(i), .records = {}};
      p.records.push_back({.base_offset = Offset(ranges_[i].from), .epoch = LeaderEpoch(0), .batch = BatchPtr(batch)});
      answer.partitions.push_back(p);
    }
    bench_.brokers->answer_waiting_fetch(answer);
  }
  /// Unless the thread is inside one already.
  void poll_once() {
    const std::size_t answered =
        bench_.application.polls.size() + static_cast<std::size_t>(bench_.application.empty_polls);
    if (answered >= asked_) {
      bench_.consumer->poll(0ms);
      asked_ = answered + 1;
    }
    bench_.run_for(2ms);
  }
  void compare() {
    std::size_t next = 0;
    for (Fields* expected : expected_.maps("polls")) {
      if (bench_.application.polls.size() <= next) poll_once();
      std::map<std::string, Range> seen;
      if (bench_.application.polls.size() > next)
        for (const FetchedRecords& r : bench_.application.polls[next++].records) {
          Range& range =
              seen.try_emplace(names_[index(r.tp)], Range{r.base_offset.value(), r.base_offset.value()}).first->second;
          EXPECT_EQ(range.to, r.base_offset.value());
          range.to += r.count;
        }
      std::map<std::string, Range> wanted;
      for (const std::string& name : expected->keys()) wanted[name] = range_of(*expected, name);
      EXPECT_EQ(seen, wanted);
    }
  }
  static std::size_t index(TopicPartition partition) { return static_cast<std::size_t>(partition.partition.value()); }

  /// A member fetches, and before its next poll() the group takes the partitions away.
  void run_revoked() {
    const std::vector<std::string> revoked = given_.texts("revoked_before_poll");
    bench_.start({"t"});
    bench_.run_for(2ms);
    // A record of another partition makes poll() return; meanwhile the rest is fetched.
    bench_.brokers->append(tp(names_.size()), 1);
    bench_.run_for(2ms);
    ASSERT_EQ(bench_.application.records(), 1);
    for (std::size_t i = 0; i < names_.size(); ++i)
      bench_.brokers->append(tp(i), static_cast<std::int32_t>(ranges_[i].to - ranges_[i].from));
    bench_.brokers->will_refuse(ApiKey::HEARTBEAT, ErrorCode::REBALANCE_IN_PROGRESS);
    bench_.run_for(bench_.config.heartbeat_interval_ms);
    JoinGroupResponse next;
    next.generation = Generation(2);
    next.protocol = "range";
    next.leader = "another";
    next.member_id = bench_.consumer->group_metadata().member_id;
    bench_.brokers->will_answer(ApiKey::JOIN_GROUP, next);
    bench_.brokers->will_hold(ApiKey::FETCH);  // nothing is fetched anew
    for (std::size_t i = 0; i < names_.size(); ++i)
      if (std::find(revoked.begin(), revoked.end(), names_[i]) == revoked.end())
        bench_.brokers->follower_assignment.push_back(tp(i));
    poll_once();
    bench_.run_for(20ms);
    bench_.application.polls.clear();
    asked_ = 1;  // it is inside the poll() in which the partitions went
    bench_.application.empty_polls = 0;
    compare();
  }

  Fields& given_;
  Fields& expected_;
  std::vector<std::string> names_;
  std::vector<Range> ranges_;
  ConsumerBench bench_;
  std::size_t asked_ = 0;  ///< calls of poll()
};

// ---- how long a fetch waits, how much it brings

void run_fetch_wait(Fields& given, Fields& expected) {
  kafka::testing::OneBroker world;
  world.start();
  world.lead("t", {}, {1}, {1});
  const auto client = world.client();
  FetchRequest request = world.fetch_at(Offset(0));
  request.min_bytes = sim::Bytes(given.integer("fetch.min.bytes"));
  request.max_wait = ms(given.integer("fetch.max.wait.ms"));
  const sim::SimTime sent = world.scheduler.now();
  client->send(request);
  if (!is_none(given.node("data_at_ms"))) {
    world.run_for(ms(given.integer("data_at_ms")));
    world.append(given.integer_or("data_bytes", 100));
  }
  world.run_for(10min);
  ASSERT_EQ(client->answers.size(), 1u);
  EXPECT_EQ(client->answers[0].at - sent, ms(expected.integer("response_at_ms")));
}

void run_oversized(Fields& given, Fields& expected) {
  kafka::testing::OneBroker world;
  world.start();
  TopicConfig large;
  large.max_message_bytes = sim::MiB(64);
  world.lead("t", large, {1}, {1});
  ConsumerConfig config;
  config.auto_offset_reset = OffsetResetStrategy::earliest;
  config.max_partition_fetch_bytes = sim::Bytes(given.integer("max.partition.fetch.bytes"));
  config.fetch_max_bytes = sim::Bytes(given.integer("fetch.max.bytes"));
  world.append(given.integer("record_bytes"));
  kafka::testing::RecordingApplication application(world.scheduler);
  const auto consumer = world.consumer(world.add_group("g"), config, application);
  application.on_started(*consumer, sim::kWorld);
  consumer->assign({world.tp()});
  consumer->poll();
  world.run_for(5s);
  EXPECT_EQ(application.records() > 0, expected.flag("returned"));
}

// ---- automatic commits

class AutoCommitCase {
 public:
  AutoCommitCase(Fields& given, Fields& expected) : given_(given), expected_(expected) {
    bench_.config.enable_auto_commit = true;
    bench_.config.auto_commit_interval_ms = ms(given.integer("auto.commit.interval.ms"));
    bench_.application.polls_on = false;
    bench_.topic("t", 1);
  }

  void run() {
    const TopicPartition tp = bench_.tp("t", 0);
    const std::vector<Fields*> polls = given_.maps("polls");
    const std::int64_t before = given_.integer_or("committed_before", 0);
    if (before > 0) bench_.brokers->committed[tp] = {.tp = tp, .offset = Offset(before)};
    bench_.scheduler.run_until(sim::kTimeZero + ms(given_.integer_or("join_complete_ms", 0)));
    bench_.start({"t"});
    for (Fields* poll : polls) {
      const std::int64_t at = poll->integer("at_ms");
      const Range returns = range_of(*poll, "returns");
      bench_.scheduler.run_until(sim::kTimeZero + ms(at));
      bench_.brokers->append(tp, static_cast<std::int32_t>(returns.to - returns.from));
      if (poll != polls.front()) bench_.consumer->poll();
      bench_.run_for(2ms);
      ASSERT_FALSE(bench_.application.polls.empty());
      EXPECT_EQ(bench_.application.polls.back().at, sim::kTimeZero + ms(at));
      EXPECT_EQ(bench_.consumer->position(tp), Offset(returns.to));
    }
    if (given_.has("close_at_ms")) {
      bench_.scheduler.run_until(sim::kTimeZero + ms(given_.integer("close_at_ms")));
      bench_.consumer->close([] {});
      bench_.run_for(1s);
    } else if (given_.has("crash_at_ms")) {
      bench_.scheduler.run_until(sim::kTimeZero + ms(given_.integer("crash_at_ms")));
    }
    compare(tp, before);
  }

 private:
  void compare(TopicPartition tp, std::int64_t before) {
    using Commit = std::pair<std::int64_t, std::int64_t>;
    std::vector<Commit> seen, wanted;
    for (const auto& [at, commit] : bench_.brokers->all<OffsetCommitRequest>())
      seen.emplace_back(bench_.ms(at), commit.offsets[0].offset.value());
    if (expected_.has("commits")) {
      for (Fields* commit : expected_.maps("commits"))
        wanted.emplace_back(commit->integer("at_ms"), commit->integer("offset"));
      EXPECT_EQ(seen, wanted);
    }
    const bool committed = bench_.brokers->committed.contains(tp);
    const std::int64_t restart = committed ? bench_.brokers->committed[tp].offset.value() : before;
    if (expected_.has("restart_position")) {
      EXPECT_EQ(restart, expected_.integer("restart_position"));
    }
    if (expected_.has("redelivered")) {
      EXPECT_EQ(bench_.consumer->position(tp) - Offset(restart), expected_.integer("redelivered"));
    }
  }

  Fields& given_;
  Fields& expected_;
  ConsumerBench bench_;
};

// ---- what a crash costs

/// An application of one member on a cluster reads a batch, one second for each record, dies and comes back.
class DeliveryCase {
 public:
  DeliveryCase(Fields& given, Fields& expected) : given_(given), expected_(expected) {
    f_.brokers(1);
    f_.topic("t", 1, 1);
    f_.spec.config.offsets_topic_num_partitions = 1;
    group_.name = "g";
    group_.topics = {"t"};
    group_.config.auto_offset_reset = OffsetResetStrategy::earliest;
    group_.config.enable_auto_commit = false;
    group_.config.session_timeout_ms = 10s;
    group_.application.processing = sim::Constant{1};
  }

  void run() {
    if (given_.has("event")) return run_stale();
    if (given_.has("processed_last_offset")) return run_to_the_end();
    read_loop(given_.text("loop"));
    batch_ = range_of(given_, "batch");
    if (batch_.from != 0) throw given_.error("a batch that does not begin the log");
    open(batch_.to);
    crash(given_.integer("crash_after_processing"));
    f_.run_for(10min);
    compare();
  }

 private:
  void read_loop(const std::string& loop) {
    const auto process = loop.find("process");
    const auto sync = loop.find("commitSync");
    const auto async = loop.find("commitAsync");
    ApplicationConfig& app = group_.application;
    if (sync != std::string::npos) {
      app.commit = sync < process ? CommitMode::before : CommitMode::after;
    } else if (async != std::string::npos && async > process) {
      app.commit = CommitMode::after_async;
    } else if (loop.find("auto") != std::string::npos) {
      group_.config.enable_auto_commit = true;
    } else {
      throw given_.error("unknown loop '" + loop + "'");
    }
    if (loop.find("upsert") != std::string::npos || loop.find("idempotent") != std::string::npos)
      app.sink = SinkKind::idempotent;
    app.worker = loop.find("worker") != std::string::npos || loop.find("thread") != std::string::npos;
  }
  /// Until poll() has returned the whole batch.
  void open(std::int64_t records) {
    Cluster& cluster = f_.build();
    producer_ = std::make_unique<kafka::testing::TestApplication>(cluster.add_producer("producer", "", {}));
    id_ = cluster.add_group(group_);
    cluster.start();
    producer_->send({.topic = f_.tp("t", 0).topic, .value_size = 10}, records);
    while (delivered() == 0 && f_.scheduler.now() < sim::kTimeZero + 1min) f_.run_for(1ms);
    ASSERT_EQ(delivered(), records);
  }
  [[nodiscard]] std::int64_t delivered() const {
    std::int64_t n = 0;
    for (const auto& [at, e] : f_.events.all<RecordsDelivered>()) n += e.count;
    return n;
  }
  [[nodiscard]] std::map<std::int64_t, int> processed() const {
    std::map<std::int64_t, int> times;
    for (const auto& [at, e] : f_.events.all<RecordsProcessed>())
      for (std::int32_t i = 0; i < e.count; ++i) ++times[e.base_offset.value() + i];
    return times;
  }
  ConsumerMachine& member() { return f_.cluster().member(id_, 0); }
  /// In the middle of the next record.
  void crash(std::int64_t after) {
    f_.run_for(after * 1s + 500ms);
    f_.cluster().stop(member().host().id(), sim::StopKind::kill);
    first_run_ = processed();
    f_.run_for(1s);
    restarted_ = f_.scheduler.now();
    f_.cluster().start(member().host().id());
  }
  void compare() {
    std::int64_t runs = 0, lost = 0, duplicated = 0;
    for (const auto& [offset, times] : first_run_) runs += times;
    const auto all = processed();
    for (std::int64_t offset = batch_.from; offset < batch_.to; ++offset) {
      const auto found = all.find(offset);
      lost += found == all.end() ? 1 : 0;
      duplicated += found == all.end() ? 0 : found->second - 1;
    }
    std::int64_t position = 0;
    for (const auto& [at, e] : f_.events.all<PositionSet>())
      if (at >= restarted_) position = e.position.value();
    expect("processed_first_run", runs);
    expect("restart_position", position);
    expect("lost", lost);
    expect("duplicated", duplicated);
    expect("sink_rows", static_cast<std::int64_t>(all.size()));
  }
  void expect(std::string_view key, std::int64_t seen) {
    if (expected_.has(key)) {
      EXPECT_EQ(seen, expected_.integer(key)) << key;
    }
  }

  void run_to_the_end() {
    group_.application.commit = CommitMode::after;
    open(given_.integer("processed_last_offset") + 1);
    f_.run_for(10min);
    EXPECT_EQ(f_.view().committed(id_, f_.tp("t", 0)), Offset(expected_.integer("commit_value")));
  }

  /// The application works longer than max.poll.interval.ms and commits then.
  void run_stale() {
    const std::string event = given_.text("event");
    if (event.find("max.poll.interval.ms") == std::string::npos || event.find("commitSync") == std::string::npos)
      throw given_.error("unknown event '" + event + "'");
    group_.application.commit = CommitMode::after;
    group_.config.max_poll_interval_ms = 5s;
    open(10);
    f_.run_for(12s);
    const auto failed = f_.events.all<CommitFailed>();
    ASSERT_FALSE(failed.empty());
    EXPECT_EQ(f_.events.count<GroupMemberRemoved>(), 1u);
    EXPECT_EQ(failed[0].second.exception, expected_.text("exception"));
  }

  Fields& given_;
  Fields& expected_;
  kafka::testing::ClusterFixture f_;
  ConsumerGroupSpec group_;
  GroupId id_{0};
  std::unique_ptr<kafka::testing::TestApplication> producer_;
  Range batch_;
  std::map<std::int64_t, int> first_run_;
  sim::SimTime restarted_{};
};

}  // namespace

void run_consumer_poll_commit(Fields& fields) {
  Fields& given = fields.map("given");
  Fields& expected = fields.map("expect");
  if (given.has("fetched")) return PollCase(given, expected).run();
  if (given.has("fetch.max.wait.ms")) return run_fetch_wait(given, expected);
  if (given.has("record_bytes")) return run_oversized(given, expected);
  if (given.has("polls")) return AutoCommitCase(given, expected).run();
  DeliveryCase(given, expected).run();
}

}  // namespace conformance
