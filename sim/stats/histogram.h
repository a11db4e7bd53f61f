#pragma once
/// A log-bucketed histogram of 64-bit integers: latencies in nanoseconds, sizes in bytes, lags in records.
///
/// In the manner of Gil Tene's HdrHistogram: values below 128 have a bucket each, every octave above has 64 buckets.
/// Any value read back (quantiles) is within 1/128 (0.8 %) of a recorded one; count, min, max, sum and mean are exact.
/// Negative values are kept the same way. Memory: 8 bytes a bucket over the range seen, at most 60 KB. Recording is
/// O(1). Merging histograms equals recording everything into one.

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace sim {

class Histogram {
 public:
  /// Bounds the relative error of a value read back.
  static constexpr double kRelativeError = 1.0 / 128;

  void record(std::int64_t value) { record_n(value, 1); }
  /// The same value n >= 0 times.
  void record_n(std::int64_t value, std::int64_t n);
  /// n values spread evenly from low to high inclusive: low + floor(i (high - low) / (n - 1)), i = 0..n-1; for n = 1
  /// only low. Costs the number of buckets between, or n if that is less: the latencies of the records of a batch in
  /// one call.
  void record_linear(std::int64_t low, std::int64_t high, std::int64_t n);
  void merge(const Histogram& other);

  [[nodiscard]] std::int64_t count() const { return count_; }
  [[nodiscard]] bool empty() const { return count_ == 0; }
  /// 0 when empty, like the mean and every quantile.
  [[nodiscard]] std::int64_t min() const { return count_ == 0 ? 0 : min_; }
  [[nodiscard]] std::int64_t max() const { return count_ == 0 ? 0 : max_; }
  [[nodiscard]] double mean() const;
  /// The value of rank ceil(q * count), q in [0, 1]: q = 0 is the minimum, 1 the maximum, both exact.
  [[nodiscard]] std::int64_t value_at_quantile(double q) const;
  /// How many recorded values are <= `value`; values that share its bucket count as not above it.
  [[nodiscard]] std::int64_t count_at_most(std::int64_t value) const;

  struct Bucket {
    std::int64_t low;
    std::int64_t high;  // inclusive
    std::int64_t count;
  };
  /// The buckets that are not empty, from small to large values.
  [[nodiscard]] std::vector<Bucket> buckets() const;

  friend bool operator==(const Histogram&, const Histogram&) = default;

 private:
  __extension__ using Wide = __int128;

  std::int64_t& counter(int bucket);
  void record_each(std::int64_t low, std::uint64_t span, std::uint64_t steps);
  void note(std::int64_t low, std::int64_t high, std::int64_t n, Wide sum);

  int first_ = 0;  // the bucket number of counts_[0]
  std::vector<std::int64_t> counts_;
  std::int64_t count_ = 0;
  std::int64_t min_ = std::numeric_limits<std::int64_t>::max();
  std::int64_t max_ = std::numeric_limits<std::int64_t>::min();
  Wide sum_ = 0;
};

}  // namespace sim
