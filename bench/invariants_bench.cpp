// What the invariant checkers cost: events of a steady partition, fabricated, as they come for 1,000,000 records/s in
// 16 KiB batches of 160 records. One cycle is all that a batch causes among three replicas with acks=all.

#include <cstdint>

#include <benchmark/benchmark.h>

#include "model/invariant/invariants.h"

namespace bench {
namespace {

using namespace kafka;

constexpr std::int32_t kRecords = 160;
constexpr std::int32_t kPartitions = 10;
constexpr std::int64_t kEventsOfABatch = 9;

/// The life of batches of `producers` producers in ten partitions.
class SteadyRun {
 public:
  SteadyRun(EventSink& sink, std::int32_t producers) : sink_(sink), producers_(producers) {
    for (std::int32_t p = 0; p < kPartitions; ++p) {
      const TopicPartition tp{TopicId(0), PartitionId(p)};
      emit(PartitionStateChanged{tp, BrokerId(101), LeaderEpoch(0), PartitionEpoch(0), brokers(), brokers()});
      emit(BecameLeader{BrokerId(101), tp, LeaderEpoch(0), Offset(0), Offset(0), brokers()});
      for (const BrokerId b : {BrokerId(102), BrokerId(103)})
        emit(BecameFollower{b, tp, BrokerId(101), LeaderEpoch(0), Offset(0), Offset(0)});
    }
  }

  void batch() {
    const std::int64_t n = batches_++;
    const TopicPartition tp{TopicId(0), PartitionId(static_cast<std::int32_t>(n % kPartitions))};
    const std::int64_t of_partition = n / kPartitions;
    const ClientId producer(static_cast<std::int32_t>(of_partition % producers_));
    const RecordId first(of_partition / producers_ * kRecords);
    const Offset base(of_partition * kRecords);
    const Offset next = base + kRecords;
    now_ += std::chrono::microseconds(160);
    append(BrokerId(101), tp, base, producer, first, true);
    for (const BrokerId b : {BrokerId(102), BrokerId(103)}) {
      append(b, tp, base, producer, first, false);
      emit(FollowerProgressed{BrokerId(101), b, tp, next, LeaderEpoch(0), LeaderEpoch(0)});
    }
    emit(HighWatermarkAdvanced{BrokerId(101), tp, next, true});
    emit(HighWatermarkAdvanced{BrokerId(102), tp, next, false});
    emit(AcksAllAnswered{BrokerId(101), tp, ErrorCode::NONE, base, next, next, LeaderEpoch(0), 3, 2});
    emit(RecordsAcknowledged{producer, tp, first, kRecords, base, sim::Bytes(16384), now_, now_});
  }

 private:
  static std::vector<BrokerId> brokers() { return {BrokerId(101), BrokerId(102), BrokerId(103)}; }
  template <class E>
  void emit(E event) {
    const Event e{std::move(event)};
    sink_.on_event(now_, sim::HostId(1), e);
  }
  void append(BrokerId broker, TopicPartition tp, Offset base, ClientId producer, RecordId first, bool as_leader) {
    emit(RecordsAppended{broker, tp, base, kRecords, sim::Bytes(16384), LeaderEpoch(0), as_leader, producer, first});
  }

  EventSink& sink_;
  std::int32_t producers_;
  std::int64_t batches_ = 0;
  sim::SimTime now_;
};

class Nothing final : public EventSink {
 public:
  void on_event(sim::SimTime, sim::HostId, const Event& event) override { benchmark::DoNotOptimize(event.index()); }
};

void count(benchmark::State& state) {
  state.SetItemsProcessed(state.iterations() * kEventsOfABatch);
  state.counters["ns/event"] = benchmark::Counter(static_cast<double>(state.iterations() * kEventsOfABatch),
                                                  benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

/// Making the events, which every sink pays.
void events_alone(benchmark::State& state) {
  Nothing nothing;
  SteadyRun run(nothing, static_cast<std::int32_t>(state.range(0)));
  for (auto _ : state) run.batch();
  count(state);
}

void with_invariants(benchmark::State& state) {
  Invariants invariants{InvariantSettings{}};
  SteadyRun run(invariants, static_cast<std::int32_t>(state.range(0)));
  for (auto _ : state) run.batch();
  count(state);
  if (!invariants.violations().empty()) state.SkipWithError("the run breaks an invariant");
}

// 1: a producer's batches are contiguous; 10: every batch is another's, so each is remembered by itself.
BENCHMARK(events_alone)->Arg(1)->Arg(10)->ArgName("producers");
BENCHMARK(with_invariants)->Arg(1)->Arg(10)->ArgName("producers");

}  // namespace
}  // namespace bench

BENCHMARK_MAIN();
