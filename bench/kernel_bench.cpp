// The kernel beside the bare structure it is built on, beside std::priority_queue and, where installed, beside ns-3:
// the same work in the same run. See README.md in this folder.

#include <ctime>
#include <memory>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "bench/kernel/kernel_work.h"
#include "bench/kernel/measurements.h"
#include "bench/kernel/raw_fan.h"
#include "bench/kernel/raw_heap.h"
#include "bench/kernel/raw_work.h"
#ifdef KAFKASIM_BENCH_NS3
#include "bench/kernel/ns3_work.h"
#endif

namespace bench {
namespace {

struct Size {
  std::uint32_t pending;
  std::uint64_t hold_operations;
  std::uint64_t timer_operations;
  int repetitions;
};
// Enough operations for about 0.1 s of the kernel; ns-3 bounds the rest.
constexpr Size kSizes[] = {
    {100, 2'000'000, 4'000'000, 7}, {10'000, 2'000'000, 4'000'000, 7}, {1'000'000, 2'000'000, 4'000'000, 3}};

double cpu_seconds() {
  timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

/// make(pending) builds the work with its events pending; only running the operations is measured.
template <class Make>
void add(Measurements& all, const Cell& cell, std::uint64_t operations, int repetitions, Make make) {
  const std::string name = cell.work + "/" + cell.contestant + "/" + std::to_string(cell.pending);
  benchmark::RegisterBenchmark(name.c_str(),
                               [&all, cell, operations, make](benchmark::State& state) {
                                 auto work = make(cell.pending);
                                 std::uint64_t done = 0;
                                 const double begin = cpu_seconds();
                                 for (auto _ : state) done = work->run(operations);
                                 all.note(cell, (cpu_seconds() - begin) * 1e9 / static_cast<double>(done),
                                          work->checksum());
                                 state.SetItemsProcessed(static_cast<std::int64_t>(done));
                               })
      ->Iterations(1)
      ->Repetitions(repetitions)
      ->Unit(benchmark::kMillisecond);
}

template <class Hold, class Timers, class... Args>
void add_contestant(Measurements& all, const std::string& name, Args... args) {
  for (const Size& size : kSizes) {
    add(all, {"hold", size.pending, name}, size.hold_operations, size.repetitions,
        [args...](std::uint32_t n) { return std::make_unique<Hold>(args..., n); });
    add(all, {"timers", size.pending, name}, size.timer_operations, size.repetitions,
        [args...](std::uint32_t n) { return std::make_unique<Timers>(args..., n); });
  }
}

void add_all(Measurements& all) {
  add_contestant<KernelHold, KernelTimers>(all, "kernel");
  add_contestant<RawHold<RawFan>, RawTimers<RawFan>>(all, "raw_fan");
  add_contestant<RawHold<RawHeap>, RawTimers<RawHeap>>(all, "std_heap");
#ifdef KAFKASIM_BENCH_NS3
  for (const char* scheduler : {"Map", "PriorityQueue", "Heap"})
    add_contestant<Ns3Hold, Ns3Timers>(all, std::string("ns3_") + scheduler, std::string(scheduler));
#endif
}

}  // namespace
}  // namespace bench

int main(int argc, char** argv) {
  // Repetitions of all contestants take turns, so that a disturbance of the machine meets everybody alike. Both can be
  // overridden on the command line.
  std::string interleaving = "--benchmark_enable_random_interleaving=true";
  std::string aggregates = "--benchmark_report_aggregates_only=true";
  std::vector<char*> arguments{argv[0], interleaving.data(), aggregates.data()};
  arguments.insert(arguments.end(), argv + 1, argv + argc);
  int count = static_cast<int>(arguments.size());
  benchmark::Initialize(&count, arguments.data());
  if (benchmark::ReportUnrecognizedArguments(count, arguments.data())) return 2;
  bench::Measurements measurements;
  bench::add_all(measurements);
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
  measurements.print();
  return measurements.same_order() ? 0 : 1;
}
