#include "sim/stats/histogram.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>

#include "sim/core/check.h"

namespace sim {

namespace {

constexpr int kSubBits = 6;  // 64 buckets an octave

/// Bucket numbers grow with the values: 0 holds 0, -1 holds -1; a negative value v mirrors ~v = -v - 1.
int bucket_of(std::int64_t value) {
  if (value < 0) return -1 - bucket_of(~value);
  const auto v = static_cast<std::uint64_t>(value);
  const int shift = std::max(static_cast<int>(std::bit_width(v)) - 1 - kSubBits, 0);
  return (shift << kSubBits) + static_cast<int>(v >> shift);
}

std::int64_t low_of(int bucket);

std::int64_t high_of(int bucket) {
  if (bucket < 0) return ~low_of(-1 - bucket);
  const int shift = std::max((bucket >> kSubBits) - 1, 0);
  return low_of(bucket) + ((std::int64_t{1} << shift) - 1);
}

std::int64_t low_of(int bucket) {
  if (bucket < 0) return ~high_of(-1 - bucket);
  const int shift = std::max((bucket >> kSubBits) - 1, 0);
  return static_cast<std::int64_t>(bucket - (shift << kSubBits)) << shift;
}

__extension__ using Unsigned = unsigned __int128;

/// floor((a * b + c) / d), exact: only products beyond 64 bits need the slow division.
std::uint64_t multiply_divide(std::uint64_t a, std::uint64_t b, std::uint64_t c, std::uint64_t d) {
  const Unsigned sum = Unsigned{a} * b + c;
  if (sum <= std::numeric_limits<std::uint64_t>::max()) [[likely]]
    return static_cast<std::uint64_t>(sum) / d;
  return static_cast<std::uint64_t>(sum / d);
}

/// Of the values floor(i * span / steps), i = 0..steps: how many are < `bound` (>= 1).
std::int64_t spread_below(std::uint64_t bound, std::uint64_t span, std::uint64_t steps) {
  if (bound > span) return static_cast<std::int64_t>(steps + 1);
  // floor(i span / steps) < bound  <=>  i < bound steps / span
  return static_cast<std::int64_t>(multiply_divide(bound, steps, span - 1, span));
}

/// Their sum. Pairing i with steps - i shows that the inner ones sum to ((steps-1)(span-1) + gcd - 1) / 2.
Unsigned spread_sum(std::uint64_t span, std::uint64_t steps) {
  if (span == 0) return 0;
  const Unsigned twice = Unsigned{steps - 1} * (span - 1) + std::gcd(span, steps) - 1;
  return twice / 2 + span;
}

}  // namespace

std::int64_t& Histogram::counter(int bucket) {
  if (counts_.empty()) first_ = bucket;
  if (bucket < first_) {
    counts_.insert(counts_.begin(), static_cast<std::size_t>(first_ - bucket), 0);
    first_ = bucket;
  }
  const auto at = static_cast<std::size_t>(bucket - first_);
  if (at >= counts_.size()) counts_.resize(at + 1, 0);
  return counts_[at];
}

void Histogram::note(std::int64_t low, std::int64_t high, std::int64_t n, Wide sum) {
  count_ += n;
  min_ = std::min(min_, low);
  max_ = std::max(max_, high);
  sum_ += sum;
}

void Histogram::record_n(std::int64_t value, std::int64_t n) {
  SIM_CHECK(n >= 0, "a negative number of values");
  if (n == 0) return;
  counter(bucket_of(value)) += n;
  note(value, value, n, Wide{value} * n);
}

void Histogram::record_linear(std::int64_t low, std::int64_t high, std::int64_t n) {
  SIM_CHECK(low <= high, "an empty range");
  if (n <= 1 || low == high) return record_n(low, n);
  const std::uint64_t span = static_cast<std::uint64_t>(high) - static_cast<std::uint64_t>(low);
  const auto steps = static_cast<std::uint64_t>(n - 1);
  const int last = bucket_of(high);
  if (n <= last - bucket_of(low)) return record_each(low, span, steps);
  counter(last);
  std::int64_t before = 0;
  for (int bucket = bucket_of(low); bucket <= last; ++bucket) {
    const std::uint64_t bound = static_cast<std::uint64_t>(high_of(bucket)) - static_cast<std::uint64_t>(low) + 1;
    const std::int64_t so_far = bucket == last ? n : spread_below(bound, span, steps);
    counter(bucket) += so_far - before;
    before = so_far;
  }
  note(low, high, n, Wide{low} * n + static_cast<Wide>(spread_sum(span, steps)));
}

void Histogram::record_each(std::int64_t low, std::uint64_t span, std::uint64_t steps) {
  for (std::uint64_t i = 0; i <= steps; ++i)
    record(static_cast<std::int64_t>(static_cast<std::uint64_t>(low) + multiply_divide(i, span, 0, steps)));
}

void Histogram::merge(const Histogram& other) {
  if (other.empty()) return;
  const int end = other.first_ + static_cast<int>(other.counts_.size());
  counter(end - 1);
  for (int bucket = other.first_; bucket < end; ++bucket)
    counter(bucket) += other.counts_[static_cast<std::size_t>(bucket - other.first_)];
  note(other.min_, other.max_, other.count_, other.sum_);
}

double Histogram::mean() const { return count_ == 0 ? 0 : static_cast<double>(sum_) / static_cast<double>(count_); }

std::int64_t Histogram::value_at_quantile(double q) const {
  SIM_CHECK(q >= 0 && q <= 1, "a quantile lies between 0 and 1");
  if (count_ == 0) return 0;
  // 0.07 * 100 is 7.000000000000001 in doubles, yet means rank 7.
  const double exact = q * static_cast<double>(count_) * (1 - 0x1p-51);
  const std::int64_t rank = std::clamp(static_cast<std::int64_t>(std::ceil(exact)), std::int64_t{1}, count_);
  if (rank == 1) return min_;
  if (rank == count_) return max_;
  std::int64_t seen = 0;
  int bucket = first_;
  for (const std::int64_t n : counts_) {
    seen += n;
    if (seen >= rank) break;
    ++bucket;
  }
  const std::int64_t low = low_of(bucket);
  return std::clamp(low + (high_of(bucket) - low) / 2, min_, max_);
}

std::int64_t Histogram::count_at_most(std::int64_t value) const {
  if (value >= max_) return count_;
  if (value < min_) return 0;
  std::int64_t seen = 0;
  for (int bucket = first_; bucket <= bucket_of(value); ++bucket)
    seen += counts_[static_cast<std::size_t>(bucket - first_)];
  return seen;
}

std::vector<Histogram::Bucket> Histogram::buckets() const {
  std::vector<Bucket> result;
  int bucket = first_;
  for (const std::int64_t n : counts_) {
    if (n != 0) result.push_back({low_of(bucket), high_of(bucket), n});
    ++bucket;
  }
  return result;
}

}  // namespace sim
