#pragma once
/// A series of samples that answers "least, most and mean in each pixel column" fast, so that a chart costs the same
/// for a thousand samples and for a million and no spike is lost when it is zoomed out. No Qt.

#include <algorithm>
#include <cstddef>
#include <limits>
#include <vector>

namespace view {

/// Of the samples in one column; `count` 0: there are none.
struct Column {
  float least = 0;
  float most = 0;
  float mean = 0;
  float last = 0;
  std::size_t count = 0;
};

/// Append-only, in order of time. Level k keeps least, most and sum of each 4^(k+1) samples. append O(levels);
/// columns() O(columns log samples); 12 bytes a sample and a third of 16 more.
class Pyramid {
 public:
  void append(double seconds, float value) {
    const std::size_t index = times_.size();
    times_.push_back(seconds);
    values_.push_back(value);
    if (levels_.empty()) levels_.resize(kLevels);
    std::size_t block = index;
    for (std::vector<Block>& level : levels_) {
      block /= kFanOut;
      if (block == level.size()) {
        level.push_back({value, value, static_cast<double>(value)});
      } else {
        Block& b = level[block];
        b = {std::min(b.least, value), std::max(b.most, value), b.sum + static_cast<double>(value)};
      }
    }
  }

  /// Keeps what is at or before `seconds`. O(samples): a run branches off seldom.
  void cut_after(double seconds) {
    const std::size_t keep = upper(seconds);
    const std::vector<double> times(times_.begin(), times_.begin() + static_cast<std::ptrdiff_t>(keep));
    const std::vector<float> values(values_.begin(), values_.begin() + static_cast<std::ptrdiff_t>(keep));
    *this = {};
    for (std::size_t i = 0; i < keep; ++i) append(times[i], values[i]);
  }

  [[nodiscard]] std::size_t size() const { return times_.size(); }
  [[nodiscard]] bool empty() const { return times_.empty(); }
  [[nodiscard]] double time(std::size_t i) const { return times_[i]; }
  [[nodiscard]] float value(std::size_t i) const { return values_[i]; }

  /// The last sample at or before that time; NaN if there is none.
  [[nodiscard]] float at(double seconds) const {
    const std::size_t i = upper(seconds);
    return i == 0 ? std::numeric_limits<float>::quiet_NaN() : values_[i - 1];
  }
  /// Of the samples in [from, until).
  [[nodiscard]] Column within(double from, double until) const { return sum_up(lower(from), lower(until)); }
  /// `count` columns of equal width over [from, until).
  void columns(double from, double until, std::size_t count, std::vector<Column>& out) const {
    out.assign(count, {});
    const double width = (until - from) / static_cast<double>(count);
    std::size_t begin = lower(from);
    for (std::size_t c = 0; c < count && begin < times_.size(); ++c) {
      const std::size_t end = next_at(begin, from + static_cast<double>(c + 1) * width);
      out[c] = sum_up(begin, end);
      begin = end;
    }
  }

 private:
  struct Block {
    float least;
    float most;
    double sum;
  };
  static constexpr std::size_t kFanOut = 4;
  static constexpr std::size_t kLevels = 10;

  [[nodiscard]] std::size_t lower(double t) const {
    return static_cast<std::size_t>(std::lower_bound(times_.begin(), times_.end(), t) - times_.begin());
  }
  [[nodiscard]] std::size_t upper(double t) const {
    return static_cast<std::size_t>(std::upper_bound(times_.begin(), times_.end(), t) - times_.begin());
  }
  /// The first sample at or after `t`, searched from `begin` on: near ones cost little.
  [[nodiscard]] std::size_t next_at(std::size_t begin, double t) const {
    std::size_t low = begin;
    std::size_t step = 1;
    while (low + step < times_.size() && times_[low + step] < t) {
      low += step;
      step *= 2;
    }
    const auto first = times_.begin() + static_cast<std::ptrdiff_t>(low);
    const auto last = times_.begin() + static_cast<std::ptrdiff_t>(std::min(times_.size(), low + step + 1));
    return static_cast<std::size_t>(std::lower_bound(first, last, t) - times_.begin());
  }
  [[nodiscard]] Column sum_up(std::size_t begin, std::size_t end) const {
    if (begin >= end) return {};
    Column column{std::numeric_limits<float>::max(), std::numeric_limits<float>::lowest(), 0, values_[end - 1],
                  end - begin};
    double sum = 0;
    for (std::size_t i = begin; i < end;) {
      std::size_t span = 1;
      std::size_t level = 0;
      while (level < levels_.size() && i % (span * kFanOut) == 0 && i + span * kFanOut <= end) {
        span *= kFanOut;
        ++level;
      }
      const Block block =
          level == 0 ? Block{values_[i], values_[i], static_cast<double>(values_[i])} : levels_[level - 1][i / span];
      column.least = std::min(column.least, block.least);
      column.most = std::max(column.most, block.most);
      sum += block.sum;
      i += span;
    }
    column.mean = static_cast<float>(sum / static_cast<double>(end - begin));
    return column;
  }

  std::vector<double> times_;
  std::vector<float> values_;
  std::vector<std::vector<Block>> levels_;
};

}  // namespace view
