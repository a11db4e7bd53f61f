#pragma once
/// Collects what Google Benchmark measures and prints the ratios at the end.

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

namespace bench {

/// Who did what with how many pending events.
struct Cell {
  std::string work;
  std::uint32_t pending = 0;
  std::string contestant;
  friend auto operator<=>(const Cell&, const Cell&) = default;
};

class Measurements {
 public:
  /// One repetition: CPU nanoseconds an operation, and the checksum of the events run.
  void note(const Cell& cell, double nanoseconds, std::uint64_t checksum);
  /// A table a work, medians over the repetitions; then how the kernel compares.
  void print() const;
  /// False if two contestants did not run the same events in the same order.
  [[nodiscard]] bool same_order() const;

 private:
  struct Result {
    std::vector<double> nanoseconds;
    std::uint64_t checksum = 0;
  };
  [[nodiscard]] double median(const Cell& cell) const;
  [[nodiscard]] double fastest_ns3(const std::string& work, std::uint32_t pending) const;
  void print_work(const std::string& work) const;

  std::map<Cell, Result> results_;
};

}  // namespace bench
