// The whole cluster under load: how many simulated seconds a second of processor time buys. 100-byte records in 16 KiB
// batches, three brokers, replication factor 3, acks=all, one group that reads everything; with all recorders (ledger,
// statistics, fingerprints, samples every second) and without any.

#include <cstdint>

#include <benchmark/benchmark.h>

#include "scenarios/engine/run/experiment.h"

namespace bench {
namespace {

using scenario::Experiment;
using scenario::RunResult;
using scenario::ScenarioSpec;
using namespace std::chrono_literals;

/// `rate` records/s from ten producers into ten partitions for `duration`. linger.ms 100 lets batches fill at 10,000
/// records/s for each producer.
ScenarioSpec load_spec(double rate, sim::Duration duration) {
  ScenarioSpec spec;
  spec.name = "load";
  spec.title = "Load";
  spec.duration = duration;
  for (int id = 101; id <= 103; ++id) spec.cluster.brokers.push_back({kafka::BrokerId(id), ""});
  spec.cluster.hardware.network.latency = 100us;
  kafka::TopicSpec topic;
  topic.name = "load";
  topic.partitions = 10;
  topic.replication_factor = 3;
  spec.cluster.topics.push_back(topic);

  scenario::ProducerSpec producer;
  producer.name = "app";
  producer.count = 10;
  producer.config.acks = kafka::Acks::all;
  producer.config.batch_size = sim::Bytes(16384);
  producer.config.linger_ms = 100ms;
  producer.workload.topic = "load";
  producer.workload.rate = rate / producer.count;
  producer.workload.value_size = 100;
  spec.producers.push_back(producer);

  scenario::GroupSpec group;
  group.name = "readers";
  group.topics = {"load"};
  group.members = 2;
  group.config.auto_offset_reset = kafka::OffsetResetStrategy::earliest;
  group.config.max_poll_records = 5000;
  spec.groups.push_back(group);
  return spec;
}

void run_load(benchmark::State& state, bool watch) {
  const auto rate = static_cast<double>(state.range(0));
  // About the same number of records whatever the rate.
  const sim::Duration duration(static_cast<std::int64_t>(5e6 / rate * 1e9));
  const ScenarioSpec spec = load_spec(rate, duration);
  std::int64_t records = 0;
  std::int64_t events = 0;
  std::int64_t batches = 0;
  double simulated = 0;
  for (auto _ : state) {
    Experiment experiment(spec, {watch});
    experiment.start();
    experiment.advance(experiment.end());
    const RunResult result = experiment.finish();
    records += result.produced;
    events += static_cast<std::int64_t>(result.executed_events);
    batches += result.requests.contains("Produce") ? result.requests.at("Produce").total.count() : 0;
    simulated += sim::to_seconds(result.end);
    if (watch && (result.groups[0].totals.lost() > 0 || !result.contradictions.empty()))
      state.SkipWithError("the run lost records");
  }
  const auto per_second = [](auto n) {
    return benchmark::Counter(static_cast<double>(n), benchmark::Counter::kIsRate);
  };
  state.counters["records/s"] = per_second(records);
  state.counters["events/s"] = per_second(events);
  state.counters["simulated_s/s"] = per_second(simulated);
  if (watch) {
    state.counters["records/request"] = static_cast<double>(records) / static_cast<double>(batches);
  }
}

void Watched(benchmark::State& state) { run_load(state, true); }
void Unwatched(benchmark::State& state) { run_load(state, false); }

BENCHMARK(Watched)->Name("cluster/recorders")->Arg(100'000)->Arg(1'000'000)->Unit(benchmark::kMillisecond);
BENCHMARK(Unwatched)->Name("cluster/bare")->Arg(100'000)->Arg(1'000'000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace bench

BENCHMARK_MAIN();
