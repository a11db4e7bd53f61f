#include <numeric>

#include "scenarios/engine/export/trace_sink.h"
#include "scenarios/engine/run/summary_json.h"
#include "tests/scenarios/export/exported_run.h"
#include "tests/scenarios/export/trace_reader.h"
#include "tests/scenarios/run/feed.h"

namespace scenario::test {
namespace {

using namespace std::chrono_literals;

struct Traced {
  std::string text;
  RunResult result;
};

Traced trace(const ScenarioSpec& spec, TraceLimits limits = {}) {
  Traced traced;
  std::unique_ptr<TraceSink> sink;
  Experiment experiment(spec);
  sink = std::make_unique<TraceSink>(experiment.names(), limits, [&](std::string_view text) { traced.text += text; });
  experiment.attach(*sink);
  experiment.start();
  experiment.advance(experiment.end());
  sink->finish(experiment.now());
  traced.result = experiment.finish();
  return traced;
}

/// One run for all tests that only look.
struct TraceOfARun : testing::Test {
  static const Traced& run() {
    static const Traced traced = trace(disturbed_spec());
    return traced;
  }
  static const TraceReader& reader() {
    static const TraceReader read(run().text);
    return read;
  }
};

TEST_F(TraceOfARun, HoldsTheRulesOfTheFormat) {
  EXPECT_TRUE(run().result.kept_promises());
  EXPECT_GT(reader().slices().size(), 10'000u);  // nesting and names are checked as it is read
  EXPECT_GT(reader().arrows().size(), 4'000u);
}

TEST_F(TraceOfARun, HasASliceForEveryRequestAsTheSummaryCountsThem) {
  std::int64_t all = 0;
  for (const auto& [name, statistics] : run().result.requests) {
    EXPECT_EQ(static_cast<std::int64_t>(reader().slices(name).size()), statistics.total.count()) << name;
    all += statistics.total.count();
  }
  EXPECT_GT(all, 5'000);
}

TEST_F(TraceOfARun, PhasesFillTheirRequests) {
  std::int64_t requests = 0;
  std::int64_t phases = 0;
  for (const Slice& s : reader().slices()) {
    if (run().result.requests.count(s.row) == 0) continue;
    if (s.depth == 0) requests += s.until - s.from;
    if (s.depth == 1) phases += s.until - s.from;
    EXPECT_LE(s.depth, 1u);
  }
  EXPECT_GT(requests, 0);
  EXPECT_EQ(phases, requests);
}

TEST_F(TraceOfARun, BatchesAndPollsAddUpToTheSummary) {
  std::int64_t acknowledged = 0;
  for (const Slice* s : reader().slices("batches"))
    if (s->args.value("outcome", "") == "acknowledged") acknowledged += s->args["count"].get<std::int64_t>();
  EXPECT_EQ(acknowledged, run().result.totals.acknowledged);
  std::int64_t polled = 0;
  for (const Slice* s : reader().slices("poll()")) polled += s->args["records"].get<std::int64_t>();
  std::int64_t delivered = 0;
  for (const GroupResult& g : run().result.groups) delivered += g.totals.delivered;
  EXPECT_EQ(polled, delivered);
}

TEST_F(TraceOfARun, CountersEndWhereTheSummaryDoes) {
  for (const GroupResult& g : run().result.groups)
    EXPECT_EQ(reader().counter("committed lag of " + g.name).back(), g.lag()) << g.name;
  const std::vector<std::int64_t> lagging = reader().counter("under-replicated partitions");
  EXPECT_EQ(lagging.back(), run().result.history.under_replicated({}).at(run().result.end));
  const auto whole = run().result.history.under_replicated({}).most(sim::kTimeZero, run().result.end);
  EXPECT_EQ(*std::max_element(lagging.begin(), lagging.end()), whole);
  EXPECT_GE(whole, 3);  // broker 102 had a replica of each
}

TEST_F(TraceOfARun, ShowsTheFaultAndWhatFollowed) {
  const std::vector<const Slice*> faults = reader().slices("faults");
  ASSERT_EQ(faults.size(), 1u);
  EXPECT_EQ(faults[0]->name, "kill broker-102");
  EXPECT_EQ(faults[0]->from, 10'000'000'000);
  EXPECT_EQ(faults[0]->until, 30'000'000'000);
  using Window = ClusterHistory::Window;
  const Window whole{sim::kTimeZero, run().result.end};
  const auto counted = [&](Incident what) { return run().result.history.count(what, {}, whole); };
  EXPECT_GT(counted(Incident::leader_election), 0);
  std::int64_t elections = 0;  // of partitions that had a leader
  for (const Json& e : reader().instants("LeaderElected ")) elections += e["args"]["before"] != -1 ? 1 : 0;
  EXPECT_EQ(elections, counted(Incident::leader_election));
  EXPECT_EQ(static_cast<std::int64_t>(reader().instants("IsrShrunk ").size()), counted(Incident::isr_shrink));
  EXPECT_EQ(static_cast<std::int64_t>(reader().instants("IsrExpanded ").size()), counted(Incident::isr_expand));
  std::vector<std::string> processes;
  for (const Slice* s : reader().slices("process"))
    if (s->process == "broker-102") processes.push_back(s->name);
  EXPECT_EQ(processes, (std::vector<std::string>{"running", "running"}));
}

TEST_F(TraceOfARun, ShowsEveryRebalanceOfEveryMember) {
  std::size_t parts = 0;
  for (const GroupResult& g : run().result.groups)
    for (const Rebalance& r : g.rebalances.rebalances) parts += r.members.size();
  EXPECT_GE(parts, 3u);
  std::size_t completed = 0;
  for (const Slice& s : reader().slices())
    if (s.row == "rebalance" && s.name == "sync" && s.args.contains("partitions")) ++completed;
  EXPECT_EQ(completed, parts);
  EXPECT_FALSE(reader().slices("group readers").empty());
}

TEST_F(TraceOfARun, LeadsEachRecordFromItsProducerToBothGroups) {
  std::map<const Slice*, std::vector<std::string>> readers;  // by the Produce request
  std::size_t produced = 0;
  for (const ArrowEnds& a : reader().arrows()) {
    if (a.name == "produce") {
      EXPECT_EQ(a.from->row, "batches");
      EXPECT_EQ(a.to->row, "Produce");
      ++produced;
    } else {
      EXPECT_EQ(a.from->row, "Produce");
      EXPECT_EQ(a.to->row, "poll()");
      readers[a.from].push_back(a.to->process.substr(0, 7));
    }
  }
  EXPECT_GT(produced, 1'000u);
  std::size_t both = 0;
  for (const auto& [request, groups] : readers) {
    const bool one = std::count(groups.begin(), groups.end(), "readers") > 0;
    const bool other = std::count(groups.begin(), groups.end(), "archive") > 0;
    both += one && other ? 1 : 0;
  }
  EXPECT_EQ(both, readers.size());  // all was read by the end
}

TEST_F(TraceOfARun, TheSameRunGivesTheSameBytesAndIsNotChanged) {
  EXPECT_EQ(trace(disturbed_spec()).text, run().text);
  EXPECT_EQ(scenario::run(disturbed_spec()).fingerprints, run().result.fingerprints);
}

TEST(Trace, AWindowLeavesOutTheRestButNoTurningPoint) {
  TraceLimits limits;
  limits.from = sim::kTimeZero + 9s;
  limits.until = sim::kTimeZero + 12s;
  const Traced traced = trace(disturbed_spec(), limits);
  const TraceReader reader(traced.text);
  ASSERT_FALSE(reader.slices("Produce").empty());
  for (const Slice* s : reader.slices("Produce")) {
    EXPECT_GE(s->until, 9'000'000'000);
    EXPECT_LT(s->until, 12'000'000'000);
  }
  EXPECT_EQ(reader.slices("faults").size(), 1u);
  EXPECT_FALSE(reader.instants("IsrExpanded ").empty());  // at 30 s or later
  ASSERT_EQ(reader.instants("left out").size(), 1u);
  EXPECT_GT(reader.instants("left out")[0]["args"]["outside the window"].get<int>(), 1'000);
}

TEST(Trace, ALimitKeepsItSmallAndWhole) {
  TraceLimits limits;
  limits.routine = 500;
  const Traced traced = trace(disturbed_spec(), limits);
  const TraceReader reader(traced.text);
  EXPECT_GT(reader.slices().size(), 100u);
  EXPECT_LT(reader.slices().size(), 1'000u);
  EXPECT_GT(reader.instants("left out").at(0)["args"]["over the limit"].get<int>(), 10'000);
}

// ---- single events

struct TraceOfEvents : testing::Test {
  PlainNames names;
  std::string text;
  TraceSink sink{names, {}, [this](std::string_view part) { text += part; }};
  Feed feed{sink};

  void request(sim::Duration queue, sim::Duration local, sim::Duration remote, sim::HostId host = sim::HostId(1)) {
    feed.emit(kafka::RequestCompleted{kafka::BrokerId(101), kafka::ApiKey::PRODUCE, false, kafka::ErrorCode::NONE,
                                      queue, local, remote, 0ms, 0ms},
              host);
  }
  TraceReader read(std::int64_t end_ms) {
    sink.finish(at_ms(end_ms));
    return TraceReader(text);
  }
};

TEST_F(TraceOfEvents, RequestsThatOverlapHaveLanesOfTheirOwn) {
  feed.now = at_ms(20);
  request(5ms, 5ms, 0ms);  // 10 to 20
  feed.now = at_ms(25);
  request(0ms, 10ms, 5ms);  // 10 to 25
  feed.now = at_ms(30);
  request(1ms, 9ms, 0ms);  // 20 to 30: behind the first
  const TraceReader reader = read(30);
  std::map<int, int> by_lane;
  for (const Json& e : reader.events())
    if (e["ph"] == "X" && e["name"] == "Produce") ++by_lane[e["tid"].get<int>()];
  ASSERT_EQ(by_lane.size(), 2u);
  EXPECT_EQ(by_lane.begin()->second, 2);
}

TEST_F(TraceOfEvents, WhatBeganBeforeTimeZeroIsDrawnFromThere) {
  feed.now = at_ms(-500);
  feed.emit(kafka::BrokerStarted{kafka::BrokerId(101)});
  feed.emit(kafka::IsrShrunk{orders(0), {kafka::BrokerId(101)}, {kafka::BrokerId(102)}});
  feed.now = at_ms(5);
  request(10ms, 2ms, 0ms);  // from -7
  const TraceReader reader = read(1000);
  EXPECT_EQ(reader.slices("process").at(0)->from, 0);
  EXPECT_EQ(reader.slices("process").at(0)->until, 1'000'000'000);
  EXPECT_EQ(reader.slices("Produce").at(0)->from, 0);
  EXPECT_TRUE(reader.instants("IsrShrunk").empty());
}

TEST_F(TraceOfEvents, ABatchThatIsSentAgainIsTwoSlicesWithTheErrorBetween) {
  feed.now = at_ms(10);
  feed.sent(0, 3);
  feed.now = at_ms(20);
  feed.emit(kafka::BatchRetried{kafka::ClientId(0), orders(0), kafka::RecordId(0), 3,
                                kafka::ErrorCode::NOT_LEADER_OR_FOLLOWER});
  feed.now = at_ms(30);
  feed.sent(0, 3, 2);
  const TraceReader reader = read(40);
  const auto batches = reader.slices("batches");
  ASSERT_EQ(batches.size(), 2u);
  EXPECT_EQ(batches[0]->until - batches[0]->from, 10'000'000);
  EXPECT_NE(batches[0]->args["outcome"], "acknowledged");
  EXPECT_FALSE(batches[1]->args.contains("outcome"));  // still under way when the run ended
}

TEST_F(TraceOfEvents, AStopEndsWhateverWasGoingOn) {
  feed.emit(kafka::ClientStarted{kafka::ClientId(0)});
  feed.sent(0, 1);
  feed.emit(kafka::SendBlocked{kafka::ClientId(0), kafka::BlockedOn::metadata});
  feed.now = at_ms(70);
  feed.emit(kafka::ClientStopped{kafka::ClientId(0), "kill", 1});
  const TraceReader reader = read(1000);
  ASSERT_EQ(reader.slices().size(), 3u);
  for (const Slice& s : reader.slices()) EXPECT_EQ(s.until, 70'000'000) << s.name;
}

TEST_F(TraceOfEvents, NamesMayHoldWhatTheyLike) {
  feed.emit(kafka::FaultBegan{0, "kill", "broker \"1\"\\\n"});
  const TraceReader reader = read(1);
  EXPECT_EQ(reader.slices("faults").at(0)->name, "kill broker \"1\"\\\n");
}

}  // namespace
}  // namespace scenario::test
