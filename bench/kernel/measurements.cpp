#include "bench/kernel/measurements.h"

#include <algorithm>
#include <cstdio>
#include <set>

namespace bench {

namespace {

constexpr const char* kContestants[] = {"kernel", "raw_fan", "std_heap", "ns3_Map", "ns3_PriorityQueue", "ns3_Heap"};

void print_number(double value, const char* unit) {
  if (value > 0)
    std::printf(" %10.1f%s", value, unit);
  else
    std::printf(" %10s%*s", "-", static_cast<int>(*unit != 0), "");
}

}  // namespace

void Measurements::note(const Cell& cell, double nanoseconds, std::uint64_t checksum) {
  Result& result = results_[cell];
  result.nanoseconds.push_back(nanoseconds);
  result.checksum = checksum;
}

double Measurements::median(const Cell& cell) const {
  const auto found = results_.find(cell);
  if (found == results_.end()) return 0;
  std::vector<double> sorted = found->second.nanoseconds;
  std::sort(sorted.begin(), sorted.end());
  const std::size_t half = sorted.size() / 2;
  return sorted.size() % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

double Measurements::fastest_ns3(const std::string& work, std::uint32_t pending) const {
  double fastest = 0;
  for (const char* contestant : kContestants) {
    if (std::string(contestant).rfind("ns3", 0) != 0) continue;
    const double ns = median({work, pending, contestant});
    if (ns > 0 && (fastest == 0 || ns < fastest)) fastest = ns;
  }
  return fastest;
}

void Measurements::print_work(const std::string& work) const {
  std::printf("\n%s, CPU ns per operation (medians)\n%9s", work.c_str(), "pending");
  for (const char* contestant : {"kernel", "raw fan", "std heap", "ns3 Map", "ns3 PQ", "ns3 Heap"})
    std::printf(" %10s", contestant);
  std::printf("  |%11s%11s\n", "/raw fan", "/ns-3");
  std::set<std::uint32_t> sizes;
  for (const auto& [cell, result] : results_)
    if (cell.work == work) sizes.insert(cell.pending);
  for (const std::uint32_t pending : sizes) {
    std::printf("%9u", pending);
    for (const char* contestant : kContestants) print_number(median({work, pending, contestant}), "");
    std::printf("  |");
    const double kernel = median({work, pending, "kernel"});
    for (const double other : {median({work, pending, "raw_fan"}), fastest_ns3(work, pending)}) {
      if (kernel > 0 && other > 0)
        std::printf(" %9.2fx", other / kernel);
      else
        std::printf(" %10s", "-");
    }
    std::printf("\n");
  }
}

void Measurements::print() const {
  for (const char* work : {"hold", "timers"}) print_work(work);
  std::printf(
      "\n/raw fan: the kernel's speed as a part of the bare structure's (at least 0.80 wanted for hold).\n"
      "/ns-3: times as fast as ns-3's fastest scheduler (at least 3 wanted for hold, 5 for timers).\n"
      "Everybody ran the same events in the same order: %s.\n",
      same_order() ? "yes" : "NO");
}

bool Measurements::same_order() const {
  for (const auto& [cell, result] : results_)
    for (const auto& [other, other_result] : results_)
      if (cell.work == other.work && cell.pending == other.pending && result.checksum != other_result.checksum)
        return false;
  return true;
}

}  // namespace bench
