/// What a log knows of its producers against a naive reading of everything that was ever appended, on random histories
/// of appends, duplicates, markers, truncations, retention, restarts and power losses.

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include <gtest/gtest.h>

#include "tests/model/log/producer_batches.h"

namespace kafka::test {
namespace {

struct NaiveProducerBatch {
  std::int64_t base;
  std::int64_t pid;  // -1: none
  int epoch;
  std::int64_t sequence;
  std::int64_t count;
  bool transactional;
  bool marker;
  bool commit;
  int coordinator_epoch;
  std::int64_t mark;
  std::int64_t end() const { return base + count; }
};

/// What is known of a producer.
struct Knowledge {
  int epoch = -1;
  int coordinator_epoch = -1;
  std::vector<NaiveProducerBatch> batches;  // of the epoch
  std::optional<std::int64_t> open_since;
};

/// Keeps every batch that was not cut off, also where retention deleted it: snapshots remember it.
struct NaiveProducers {
  std::vector<NaiveProducerBatch> all;
  std::int64_t hw = 0;
  std::int64_t start = 0;
  std::int64_t nothing_below = 0;                  // no snapshot tells what was before
  std::int64_t only_last_below = 0;                // the snapshot of the last start or truncation
  std::map<std::int64_t, std::int64_t> snapshots;  // offset -> nothing_below when it was taken
  bool seen = false;                               // a producer, ever

  void take_snapshot(std::int64_t offset) {
    if (seen && (snapshots.empty() || snapshots.rbegin()->first < offset)) snapshots[offset] = nothing_below;
  }
  void reload(std::int64_t end) {
    if (!seen) return;
    std::erase_if(snapshots, [&](const auto& s) { return s.first > end || s.first <= start; });
    only_last_below = snapshots.empty() ? start : snapshots.rbegin()->first;
    nothing_below = snapshots.empty() ? start : snapshots.rbegin()->second;
    take_snapshot(end);
  }

  [[nodiscard]] Knowledge of(std::int64_t pid) const {
    Knowledge k;
    bool reduced = false;
    const auto reduce = [&] {
      if (k.batches.size() > 1) k.batches.erase(k.batches.begin(), k.batches.end() - 1);
      reduced = true;
    };
    for (const NaiveProducerBatch& b : all) {
      if (b.base < nothing_below) continue;
      if (b.base >= only_last_below && !reduced) reduce();
      if (b.pid != pid) continue;
      if (b.epoch != k.epoch) k.batches.clear();
      k.epoch = b.epoch;
      if (b.marker) {
        k.coordinator_epoch = b.coordinator_epoch;
        k.open_since.reset();
      } else {
        k.batches.push_back(b);
        if (k.batches.size() > 5) k.batches.erase(k.batches.begin());
        if (b.transactional && !k.open_since) k.open_since = b.base;
      }
    }
    if (!reduced) reduce();
    return k;
  }

  /// "appended", "duplicate N" or the error.
  [[nodiscard]] std::string verdict(const NaiveProducerBatch& b, bool client) const {
    const Knowledge k = of(b.pid);
    if (client && b.epoch == k.epoch)
      for (const NaiveProducerBatch& known : k.batches)
        if (known.sequence == b.sequence && known.count == b.count) return "duplicate " + std::to_string(known.base);
    if (k.epoch < 0) return "appended";
    if (b.epoch < k.epoch) return "INVALID_PRODUCER_EPOCH";
    if (b.marker) return b.coordinator_epoch < k.coordinator_epoch ? "TRANSACTION_COORDINATOR_FENCED" : "appended";
    if (client) {
      const bool none = b.epoch != k.epoch || k.batches.empty();
      const std::int64_t expected = none ? 0 : k.batches.back().sequence + k.batches.back().count;
      if (b.sequence != expected) return "OUT_OF_ORDER_SEQUENCE_NUMBER";
    }
    return k.open_since && !b.transactional ? "INVALID_TXN_STATE" : "appended";
  }

  struct Txn {
    std::int64_t pid;
    std::int64_t first;
    std::optional<std::int64_t> marker;
    bool committed = false;
  };
  /// Every transaction with data, as far as somebody remembers its beginning.
  [[nodiscard]] std::vector<Txn> transactions(std::int64_t known_from) const {
    std::vector<Txn> txns;
    std::map<std::int64_t, std::size_t> open;
    for (const NaiveProducerBatch& b : all) {
      if (b.pid < 0 || b.base < known_from) continue;
      if (b.marker && open.contains(b.pid)) {
        txns[open[b.pid]].marker = b.base;
        txns[open[b.pid]].committed = b.commit;
        open.erase(b.pid);
      } else if (!b.marker && b.transactional && !open.contains(b.pid)) {
        open[b.pid] = txns.size();
        txns.push_back({b.pid, b.base, {}, false});
      }
    }
    return txns;
  }
  [[nodiscard]] std::int64_t last_stable_offset() const {
    std::int64_t stable = hw;
    for (const Txn& txn : transactions(nothing_below)) {
      const bool unstable = !txn.marker || (*txn.marker >= hw && *txn.marker >= only_last_below);
      if (unstable) stable = std::min(stable, std::max(txn.first, start));
    }
    return stable;
  }
};

class RandomProducers {
 public:
  explicit RandomProducers(std::uint64_t seed) : state_(seed) {}

  void run(int steps) {
    for (int i = 0; i < steps && !::testing::Test::HasFatalFailure(); ++i) {
      SCOPED_TRACE(i);
      step();
      compare();
    }
  }
  std::map<std::string, int> verdicts;

 private:
  std::int64_t draw(std::int64_t bound) {
    state_ = state_ * 6364136223846793005u + 1442695040888963407u;
    return static_cast<std::int64_t>((state_ >> 33) % static_cast<std::uint64_t>(bound));
  }

  void step() {
    switch (draw(30)) {
      case 0:
        return truncate(std::max(naive_.start, t_.end() - draw(12)));
      case 1:
        return retain();
      case 2:
        return restart();
      case 3:
        return lose_power();
      case 4:
        if (draw(6) == 0) return truncate_fully();
        return plain();
      case 5:
        return plain();
      case 6:
      case 7:
      case 8:
      case 9:
        return end_transaction();
      case 10:
      case 11:
      case 12:
      case 13:
        naive_.hw = naive_.hw + draw(t_.end() - naive_.hw + 1);
        t_.log.update_high_watermark(Offset(naive_.hw));
        return;
      default:
        return produce();
    }
  }

  void note(const NaiveProducerBatch& b, const LogAppendInfo& info) {
    if (info.rolled) naive_.take_snapshot(info.rolled_base.value());
    naive_.all.push_back(b);
    naive_.seen = naive_.seen || b.pid >= 0;
  }
  void plain() {
    const NaiveProducerBatch b{t_.end(), -1, 0, 0, 1, false, false, false, 0, t_.mark + 1};
    note(b, t_.append_plain());
  }

  /// Mostly what a producer would send next; at times one of its last batches again, or nonsense.
  NaiveProducerBatch imagine() {
    NaiveProducerBatch b{t_.end(), 1 + draw(4), 0, 0, 1 + draw(3), draw(2) == 0, false, false, 0, t_.mark + 1};
    const Knowledge k = naive_.of(b.pid);
    b.epoch = std::max(k.epoch, 0);
    b.transactional = k.open_since ? draw(8) != 0 : b.transactional;
    if (!k.batches.empty()) b.sequence = k.batches.back().sequence + k.batches.back().count;
    const std::int64_t kind = draw(12);
    if (kind < 3) {  // some batch of the past, remembered or not
      std::vector<NaiveProducerBatch> past;
      for (const NaiveProducerBatch& old : naive_.all)
        if (old.pid == b.pid && !old.marker) past.push_back(old);
      if (past.empty()) return b;
      const NaiveProducerBatch again =
          past[past.size() - 1 -
               static_cast<std::size_t>(draw(static_cast<std::int64_t>(std::min<std::size_t>(past.size(), 8))))];
      b.sequence = again.sequence;
      b.count = again.count;
      b.epoch = draw(5) == 0 ? b.epoch : again.epoch;
    } else if (kind == 3) {
      b.sequence = draw(20);
    } else if (kind == 4) {
      b.epoch = static_cast<int>(std::max<std::int64_t>(0, b.epoch + draw(3) - 1));
      b.sequence = draw(3) == 0 ? b.sequence : 0;
    }
    return b;
  }
  static Produced produced(const NaiveProducerBatch& b) {
    return {.pid = b.pid,
            .epoch = b.epoch,
            .sequence = static_cast<std::int32_t>(b.sequence),
            .count = static_cast<std::int32_t>(b.count),
            .transactional = b.transactional};
  }
  void produce() {
    const NaiveProducerBatch b = imagine();
    judge(b, naive_.verdict(b, true), t_.append(produced(b)));
  }
  void end_transaction() {
    NaiveProducerBatch b{t_.end(), 1 + draw(4), 0, -1, 1, true, true, draw(2) == 0, 0, t_.mark + 1};
    const Knowledge k = naive_.of(b.pid);
    b.epoch = static_cast<int>(std::max<std::int64_t>(0, k.epoch + (draw(5) == 0 ? draw(3) - 1 : 0)));
    b.coordinator_epoch = static_cast<int>(std::max<std::int64_t>(0, k.coordinator_epoch + draw(5) - 1));
    const Marker m{.pid = b.pid, .epoch = b.epoch, .commit = b.commit, .coordinator_epoch = b.coordinator_epoch};
    const std::int64_t before = t_.end();
    judge(b, naive_.verdict(b, false), t_.append(m));
    if (t_.end() > before && !b.commit && k.open_since) taken_back_.push_back({b.pid, *k.open_since, b.base, false});
  }
  void judge(const NaiveProducerBatch& b, const std::string& expected, const LogAppendInfo& info) {
    ++verdicts[expected.starts_with("duplicate") ? "duplicate" : expected];
    if (info.error == ErrorCode::NONE && !info.duplicate) note(b, info);
    const std::string answer = info.error != ErrorCode::NONE ? std::string(name_of(info.error))
                               : info.duplicate              ? "duplicate " + std::to_string(info.first_offset.value())
                                                             : "appended";
    ASSERT_EQ(answer, expected) << "producer " << b.pid << " epoch " << b.epoch << " sequence " << b.sequence << " x "
                                << b.count;
  }

  void cut(std::int64_t end) {
    std::erase_if(naive_.all, [&](const NaiveProducerBatch& b) { return b.end() > end; });
    std::erase_if(taken_back_, [&](const NaiveProducers::Txn& txn) { return *txn.marker >= end; });
    naive_.hw = std::min(naive_.hw, end);
  }
  void truncate(std::int64_t offset) {
    if (offset >= t_.end()) return;
    t_.log.truncate_to(Offset(offset), t_.now);
    cut(offset);
    naive_.reload(offset);
  }
  void truncate_fully() {
    t_.log.truncate_fully_and_start_at(Offset(t_.end()), t_.now);
    const std::int64_t end = t_.end();
    naive_ = {};
    taken_back_.clear();
    naive_.hw = naive_.start = end;
  }
  void retain() {
    t_.config.retention_bytes = sim::Bytes(100 + draw(200));
    const Offset active = t_.log.active_segment_base();
    t_.log.delete_old_segments(t_.now);
    if (t_.log.active_segment_base() != active) naive_.take_snapshot(t_.end());  // everything went
    naive_.start = t_.log.log_start_offset().value();
    const std::int64_t base = t_.log.segments().front().base_offset().value();
    std::erase_if(naive_.snapshots, [&](const auto& s) { return s.first < base; });
  }
  void restart() {
    if (draw(2) == 0) {
      t_.log.take_producer_snapshot();
      naive_.take_snapshot(t_.end());
    }
    naive_.hw = naive_.start + draw(naive_.hw - naive_.start + 1);
    t_.log.load(Offset(naive_.hw), Offset(0), t_.now);
    naive_.reload(t_.end());
  }
  void lose_power() {
    const std::int64_t durable = std::max<std::int64_t>(0, t_.mark - draw(10));
    std::int64_t end = t_.end();
    for (const NaiveProducerBatch& b : naive_.all)
      if (b.mark > durable && Offset(b.base) >= t_.log.segments().front().base_offset())
        end = std::min(end, std::max(b.base, naive_.start));
    const bool shorter = end < t_.end();
    ASSERT_EQ(t_.log.lose_after(durable, t_.now), shorter);
    if (shorter) {
      cut(end);
      naive_.reload(end);
    }
    t_.log.load(Offset(naive_.hw), Offset(0), t_.now);
    naive_.reload(t_.end());
  }

  void compare() {
    ASSERT_EQ(t_.log.high_watermark(), Offset(naive_.hw));
    ASSERT_EQ(t_.lso(), naive_.last_stable_offset());
    for (std::int64_t pid = 1; pid <= 4; ++pid) {
      const Knowledge k = naive_.of(pid);
      const ProducerStateEntry* entry = t_.log.producers().last_entry(ProducerId(pid));
      ASSERT_EQ(entry != nullptr, k.epoch >= 0) << "producer " << pid;
      ASSERT_EQ(entry && entry->in_transaction(), k.open_since.has_value()) << "producer " << pid;
    }
    const std::int64_t from = naive_.start + draw(t_.end() - naive_.start + 1);
    const std::int64_t upper = from + draw(t_.end() - from + 1);
    const std::int64_t base = t_.log.segments().front().base_offset().value();
    std::set<std::pair<std::int64_t, std::int64_t>> expected;
    for (const NaiveProducers::Txn& txn : taken_back_)
      if (*txn.marker >= std::max(base, from) && txn.first < upper) expected.insert({txn.pid, txn.first});
    std::set<std::pair<std::int64_t, std::int64_t>> found;
    for (const AbortedTxn& txn : t_.log.transaction_index().collect_aborted_txns(Offset(from), Offset(upper)))
      found.insert({txn.producer_id.value(), txn.first_offset.value()});
    ASSERT_EQ(found, expected);
  }

  std::uint64_t state_;
  NaiveProducers naive_;
  ProducerLog t_;
  std::vector<NaiveProducers::Txn> taken_back_;  // in the order of their markers
};

TEST(ProducerRandom, LogsKnowWhatANaiveReadingKnows) {
  std::map<std::string, int> verdicts;
  for (std::uint64_t seed = 1; seed <= 60 && !HasFatalFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    RandomProducers history(seed);
    history.run(400);
    for (const auto& [verdict, times] : history.verdicts) verdicts[verdict] += times;
  }
  for (const char* verdict : {"appended", "duplicate", "OUT_OF_ORDER_SEQUENCE_NUMBER", "INVALID_PRODUCER_EPOCH",
                              "INVALID_TXN_STATE", "TRANSACTION_COORDINATOR_FENCED"})
    EXPECT_GT(verdicts[verdict], 100) << verdict << ": the histories must lead there";
}

}  // namespace
}  // namespace kafka::test
