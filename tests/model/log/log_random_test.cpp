/// Log against a naive one - a list of batches, every question answered by looking at all of them - on random
/// histories.

#include <algorithm>
#include <map>
#include <optional>

#include <gtest/gtest.h>

#include "tests/model/log/log_fixture.h"

namespace kafka::test {
namespace {

struct NaiveLogBatch {
  std::int64_t base;
  std::int64_t count;
  std::int64_t bytes;
  std::optional<std::int64_t> timestamp;
  std::int64_t segment;  // base offset of its segment
  std::int64_t mark;
  std::int64_t end() const { return base + count; }
};

/// Written without regard for cost.
struct NaiveLog {
  static constexpr std::int64_t kSegmentBytes = 100;
  static constexpr std::int64_t kSegmentMs = 300;

  std::vector<NaiveLogBatch> batches;
  std::map<std::int64_t, std::int64_t> created;   // segments by base offset, when they (re)started empty
  std::map<std::int64_t, std::int64_t> modified;  // their files' times
  std::int64_t start = 0;
  std::int64_t hw = 0;
  std::int64_t leo = 0;

  explicit NaiveLog(std::int64_t now) { created[0] = modified[0] = now; }

  std::vector<NaiveLogBatch> in_segment(std::int64_t base) const {
    std::vector<NaiveLogBatch> result;
    for (const NaiveLogBatch& b : batches)
      if (b.segment == base) result.push_back(b);
    return result;
  }
  std::int64_t bytes(std::int64_t segment) const {
    std::int64_t sum = 0;
    for (const NaiveLogBatch& b : in_segment(segment)) sum += b.bytes;
    return sum;
  }
  std::int64_t total() const {
    std::int64_t sum = 0;
    for (const auto& segment : created) sum += bytes(segment.first);
    return sum;
  }
  std::int64_t segment_of(std::int64_t offset) const {
    std::int64_t result = created.begin()->first;
    for (const auto& segment : created)
      if (segment.first <= offset) result = segment.first;
    return result;
  }

  void append(std::int64_t base, std::int64_t count, std::int64_t size, std::optional<std::int64_t> timestamp,
              std::int64_t now, std::int64_t mark) {
    std::int64_t active = created.rbegin()->first;
    const auto present = in_segment(active);
    std::int64_t waited = now - created[active];
    if (!present.empty() && present.front().timestamp) waited = timestamp ? *timestamp - *present.front().timestamp : 0;
    if (bytes(active) + size > kSegmentBytes || (!present.empty() && waited > kSegmentMs)) {
      active = base;
      created[active] = now;
    }
    modified[active] = now;
    batches.push_back({base, count, size, timestamp, active, mark});
    leo = base + count;
  }

  std::vector<std::int64_t> read(std::int64_t from, std::int64_t upper, std::int64_t max, bool min_one) const {
    std::vector<std::int64_t> result;
    std::int64_t sum = 0;
    std::optional<std::int64_t> segment;
    for (const NaiveLogBatch& b : batches) {
      if (b.end() <= from) continue;
      if (!segment) segment = b.segment;
      const bool forced = result.empty() && min_one;
      if (b.segment != *segment || b.end() > upper || (!forced && sum + b.bytes > max)) break;
      sum += b.bytes;
      result.push_back(b.base);
    }
    return result;
  }

  void truncate(std::int64_t offset, std::int64_t now) {
    if (offset >= leo) return;
    if (offset < created.begin()->first) {
      batches.clear();
      created = {{offset, now}};
      modified = created;
      start = hw = leo = offset;
      return;
    }
    const std::int64_t active = segment_of(offset);
    const std::int64_t before = bytes(active);
    std::erase_if(batches, [&](const NaiveLogBatch& b) { return b.end() > offset; });
    std::erase_if(created, [&](const auto& s) { return s.first > offset; });
    std::erase_if(modified, [&](const auto& s) { return s.first > offset; });
    if (bytes(active) != before) modified[active] = now;
    if (bytes(active) == 0) created[active] = now;
    leo = offset;
    start = std::min(start, offset);
    hw = std::min(hw, offset);
  }

  /// Number of segments removed.
  template <class Old>
  int remove_oldest(std::int64_t now, Old is_old) {
    std::vector<std::int64_t> gone;
    for (auto it = created.begin(); it != created.end(); ++it) {
      const auto next = std::next(it);
      const bool last = next == created.end();
      const std::int64_t end = last ? leo : next->first;
      if (hw < end || (last && bytes(it->first) == 0) || !is_old(it->first, last, end)) break;
      gone.push_back(it->first);
    }
    if (gone.empty()) return 0;
    if (gone.size() == created.size()) created[leo] = modified[leo] = now;
    for (const std::int64_t base : gone) {
      created.erase(base);
      modified.erase(base);
      std::erase_if(batches, [&](const NaiveLogBatch& b) { return b.segment == base; });
    }
    start = std::max(start, created.begin()->first);
    return static_cast<int>(gone.size());
  }

  int retain(std::int64_t now, std::int64_t retention_bytes, std::int64_t retention_ms) {
    int removed = remove_oldest(now, [&](std::int64_t, bool last, std::int64_t end) { return !last && end <= start; });
    std::int64_t rest = total();
    if (retention_bytes >= 0)
      removed += remove_oldest(now, [&](std::int64_t base, bool, std::int64_t) {
        if (rest - retention_bytes < bytes(base)) return false;
        rest -= bytes(base);
        return true;
      });
    removed += remove_oldest(now, [&](std::int64_t base, bool, std::int64_t) {
      std::optional<std::int64_t> largest;
      for (const NaiveLogBatch& b : in_segment(base))
        if (b.timestamp) largest = std::max(largest.value_or(*b.timestamp), *b.timestamp);
      return now - largest.value_or(modified[base]) > retention_ms;
    });
    return removed;
  }
};

class RandomHistory {
 public:
  explicit RandomHistory(std::uint64_t seed) : state_(seed), naive_(1000), log_(config()) {}

  void run(int steps) {
    for (int i = 0; i < steps && !::testing::Test::HasFatalFailure(); ++i) {
      step();
      compare();
    }
  }

 private:
  static TopicConfig config() {
    TopicConfig c;
    c.segment_bytes = sim::Bytes(NaiveLog::kSegmentBytes);
    c.segment_ms = std::chrono::milliseconds(NaiveLog::kSegmentMs);
    return c;
  }
  std::int64_t draw(std::int64_t bound) {
    state_ = state_ * 6364136223846793005u + 1442695040888963407u;
    return static_cast<std::int64_t>((state_ >> 33) % static_cast<std::uint64_t>(bound));
  }
  std::int64_t draw_offset() { return naive_.start + draw(naive_.leo - naive_.start + 1); }
  sim::SimTime now() const { return at_ms(now_); }

  void step() {
    now_ += draw(60);
    switch (draw(20)) {
      case 0:
        truncate();
        break;
      case 1:
      case 2:
        retain();
        break;
      case 3:
        advance_start();
        break;
      case 4:
      case 5:
      case 6:
        log_.log.update_high_watermark(Offset(naive_.leo));
        naive_.hw = std::max(naive_.start, naive_.leo);
        break;
      default:
        append();
    }
  }

  void append() {
    const std::int64_t count = 1 + draw(5);
    const std::int64_t bytes = 5 + draw(draw(10) == 0 ? 96 : 30);
    const bool stamped = draw(3) != 0;
    const std::int64_t timestamp = now_ - draw(40);
    const std::int64_t base = naive_.leo + (draw(10) == 0 ? draw(7) : 0);  // followers may meet gaps
    ++mark_;
    const BatchPtr batch =
        make_batch(static_cast<std::int32_t>(count), bytes, stamped ? at_ms(timestamp) : kNoTimestamp);
    const LogAppendInfo info =
        base == naive_.leo ? log_.log.append_as_leader(batch, LeaderEpoch(0), now(), mark_)
                           : log_.log.append_as_follower(
                                 {.base_offset = Offset(base), .batch = batch, .epoch = LeaderEpoch(0)}, now(), mark_);
    const std::size_t segments = naive_.created.size();
    naive_.append(base, count, bytes, stamped ? std::optional(timestamp) : std::nullopt, now_, mark_);
    ASSERT_EQ(info.error, ErrorCode::NONE);
    ASSERT_EQ(info.first_offset, Offset(base));
    ASSERT_EQ(info.last_offset, Offset(base + count - 1));
    ASSERT_EQ(info.rolled, naive_.created.size() != segments);
  }

  void truncate() {
    const std::int64_t offset = draw(8) == 0 ? draw(naive_.leo + 5) : std::max(draw_offset(), naive_.leo - draw(40));
    const bool shorter = offset < naive_.leo;
    naive_.truncate(offset, now_);
    ASSERT_EQ(log_.log.truncate_to(Offset(offset), now()), shorter);
  }

  void retain() {
    const std::int64_t bytes = draw(2) == 0 ? -1 : draw(600);
    const std::int64_t ms = draw(2) == 0 ? 1'000'000'000 : draw(1500);
    log_.config.retention_bytes = sim::Bytes(bytes);
    log_.config.retention_ms = std::chrono::milliseconds(ms);
    int removed = 0;
    sim::Bytes before = log_.log.size();
    for (const DeletedSegments& d : log_.log.delete_old_segments(now())) {
      removed += d.segments;
      before -= d.size;
    }
    ASSERT_EQ(removed, naive_.retain(now_, bytes, ms));
    ASSERT_EQ(before, log_.log.size());
    removed_ += removed;
  }

  void advance_start() {
    const std::int64_t offset = draw_offset();
    const bool allowed = offset <= naive_.hw;
    if (allowed) naive_.start = std::max(naive_.start, offset);
    ASSERT_EQ(log_.log.maybe_increment_log_start_offset(Offset(offset)),
              allowed ? ErrorCode::NONE : ErrorCode::OFFSET_OUT_OF_RANGE);
  }

  void compare() {
    const Log& log = log_.log;
    ASSERT_EQ(log.log_start_offset(), Offset(naive_.start));
    ASSERT_EQ(log.high_watermark(), Offset(naive_.hw));
    ASSERT_EQ(log.log_end_offset(), Offset(naive_.leo));
    ASSERT_EQ(log.size(), sim::Bytes(naive_.total()));
    std::vector<std::int64_t> bases;
    for (const auto& segment : naive_.created) bases.push_back(segment.first);
    ASSERT_EQ(log_.segment_bases(), bases);

    const std::int64_t from = draw_offset();
    const std::int64_t upper = draw_offset();
    const std::int64_t max = draw(150);
    const bool min_one = draw(2) == 0;
    ASSERT_EQ(log_.read(from, upper, max, min_one), naive_.read(from, upper, max, min_one));
    const std::int64_t low = std::min(from, upper);
    const std::int64_t high = std::max(from, upper);
    ASSERT_EQ(log.on_older_segment(Offset(low), Offset(high)), naive_.segment_of(low) < naive_.segment_of(high));
    std::int64_t between = 0;
    if (naive_.segment_of(low) == naive_.segment_of(high))
      for (const NaiveLogBatch& b : naive_.in_segment(naive_.segment_of(low)))
        if (b.end() > low && b.end() <= high) between += b.bytes;
    ASSERT_EQ(log.size_between(Offset(low), Offset(high)), sim::Bytes(between));
    compare_timestamp();
  }

  void compare_timestamp() {
    const std::int64_t wanted = now_ - draw(2000);
    std::int64_t expected = -1;
    for (const NaiveLogBatch& b : naive_.batches) {
      if (expected >= 0 || !b.timestamp || *b.timestamp < wanted || b.end() <= naive_.start) continue;
      expected = std::max(b.base, naive_.start);
    }
    ASSERT_EQ(log_.log.offset_for_timestamp(at_ms(wanted)), Offset(expected));
  }

  std::uint64_t state_;
  std::int64_t now_ = 1000;
  std::int64_t mark_ = 0;
  NaiveLog naive_;
  TestLog log_;

 public:
  int removed_ = 0;
};

TEST(LogRandom, AgreesWithANaiveLog) {
  int removed = 0;
  for (std::uint64_t seed = 1; seed <= 100 && !HasFatalFailure(); ++seed) {
    SCOPED_TRACE(seed);
    RandomHistory history(seed);
    history.run(300);
    removed += history.removed_;
  }
  EXPECT_GT(removed, 1000) << "the histories must exercise retention";
}

}  // namespace
}  // namespace kafka::test
