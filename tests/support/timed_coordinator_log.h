#pragma once
/// A coordinator's log in memory whose appends and reads take time; the test says how long, and what goes wrong.

#include <utility>
#include <vector>

#include "model/log/coordinator_log.h"
#include "sim/core/scheduler.h"

namespace kafka::testing {

class TimedCoordinatorLog final : public CoordinatorLog {
 public:
  explicit TimedCoordinatorLog(sim::Scheduler& scheduler) : scheduler_(scheduler) {}

  [[nodiscard]] bool leads(TopicPartition) const override { return true; }
  void append(TopicPartition tp, const BatchPtr& batch, sim::Duration timeout, Appended done,
              VerificationGuard guard) override {
    last_guard = guard;
    Offset base = kUnknownOffset;
    if (error == ErrorCode::NONE || error == ErrorCode::REQUEST_TIMED_OUT) base = put(tp, batch);
    if (error == ErrorCode::NONE && latency == sim::Duration{0}) return done(error, base);
    const sim::Duration wait = error == ErrorCode::REQUEST_TIMED_OUT ? timeout : latency;
    auto answer = std::make_unique<Answer>(Answer{std::move(done), error, base});
    scheduler_.after(wait, sim::kWorld, [a = std::move(answer)] { a->done(a->error, a->base); });
  }
  void verify_transaction(TopicPartition, const std::string&, ProducerId, ProducerEpoch, Verified done) override {
    done(verification, VerificationGuard(7));
  }
  void append_unconfirmed(TopicPartition tp, const BatchPtr& batch) override { put(tp, batch); }
  void read(TopicPartition tp, Read done) override {
    auto to = std::make_unique<Read>(std::move(done));
    scheduler_.after(reading, sim::kWorld, [this, tp, to = std::move(to)] { (*to)(entries_of(tp)); });
  }
  /// As a leader does with the markers of a transaction.
  void append_marker(TopicPartition tp, ProducerId producer, bool commit) {
    auto* marker = new RecordBatch();
    marker->count = 1;
    marker->producer_id = producer;
    marker->control = commit ? ControlRecordType::COMMIT : ControlRecordType::ABORT;
    put(tp, BatchPtr(marker));
  }

  /// The records of kind R, in the order of the log.
  template <class R>
  [[nodiscard]] std::vector<R> all() const {
    std::vector<R> found;
    for (const auto& [tp, entry] : entries_)
      if (entry.batch->content)
        for (const InternalRecord& record : *entry.batch->content)
          if (const R* r = std::get_if<R>(&record)) found.push_back(*r);
    return found;
  }
  [[nodiscard]] std::size_t size() const { return entries_.size(); }
  [[nodiscard]] const RecordBatch& last() const { return *entries_.back().second.batch; }

  ErrorCode error = ErrorCode::NONE;  ///< of appends; what times out stays in the log
  sim::Duration latency{0};           ///< of appends; 0: at once, as with a single replica
  sim::Duration reading{0};
  ErrorCode verification = ErrorCode::NONE;  ///< what the transaction coordinator says
  VerificationGuard last_guard = kNotVerified;

 private:
  struct Answer {
    Appended done;
    ErrorCode error;
    Offset base;
  };
  Offset put(TopicPartition tp, const BatchPtr& batch) {
    LogEntry entry;
    entry.base_offset = Offset(next_);
    entry.batch = batch;
    entries_.emplace_back(tp, entry);
    next_ += batch->count;
    return entry.base_offset;
  }
  [[nodiscard]] std::vector<LogEntry> entries_of(TopicPartition tp) const {
    std::vector<LogEntry> found;
    for (const auto& [partition, entry] : entries_)
      if (partition == tp) found.push_back(entry);
    return found;
  }

  sim::Scheduler& scheduler_;
  std::vector<std::pair<TopicPartition, LogEntry>> entries_;
  std::int64_t next_ = 0;
};

}  // namespace kafka::testing
