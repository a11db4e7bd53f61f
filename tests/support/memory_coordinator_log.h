#pragma once
/// A coordinator's log in memory, for tests: appends succeed at once unless the test says otherwise.
///
///   log.fail_next(ErrorCode::NOT_ENOUGH_REPLICAS);      // the next append
///   log.hold();                                         // what is appended from now on is not replicated yet
///   log.release();                                      // ... now it is
///   log.hold_reads(); ... log.release_reads();

#include <deque>
#include <functional>
#include <map>
#include <utility>
#include <vector>

#include "model/log/coordinator_log.h"

namespace kafka::testing {

class MemoryCoordinatorLog final : public CoordinatorLog {
 public:
  [[nodiscard]] bool leads(TopicPartition) const override { return true; }
  void append(TopicPartition tp, const BatchPtr& batch, sim::Duration timeout, Appended done,
              VerificationGuard) override {
    ++appends;
    last_timeout = timeout;
    if (!errors_.empty()) {
      const ErrorCode error = errors_.front();
      errors_.pop_front();
      if (error != ErrorCode::NONE) return done(error, kUnknownOffset);
    }
    const Offset base = keep(tp, batch);
    if (!held_) return done(ErrorCode::NONE, base);
    waiting_.push_back([done = std::move(done), base](ErrorCode error) { done(error, base); });
  }
  void append_unconfirmed(TopicPartition tp, const BatchPtr& batch) override { keep(tp, batch); }
  void read(TopicPartition tp, Read done) override {
    if (!reads_held_) return done(logs_[tp]);
    reads_.push_back([this, tp, done = std::move(done)] { done(logs_[tp]); });
  }

  /// Errors of the next appends, one each; NONE lets one pass.
  void fail_next(ErrorCode error, int times = 1) {
    errors_.insert(errors_.end(), static_cast<std::size_t>(times), error);
  }
  void hold() { held_ = true; }
  /// What waits is answered, oldest first; later appends wait no more.
  void release(ErrorCode error = ErrorCode::NONE) {
    held_ = false;
    for (const auto& answer : std::exchange(waiting_, {})) answer(error);
  }
  void hold_reads() { reads_held_ = true; }
  void release_reads() {
    reads_held_ = false;
    for (const auto& read : std::exchange(reads_, {})) read();
  }
  /// The process that wrote is dead: nobody is told anything any more.
  void forget_callers() {
    waiting_.clear();
    reads_.clear();
    held_ = reads_held_ = false;
  }

  [[nodiscard]] std::size_t waiting() const { return waiting_.size(); }
  [[nodiscard]] const std::vector<LogEntry>& entries(TopicPartition tp) { return logs_[tp]; }
  /// All records of this kind, in order.
  template <class R>
  [[nodiscard]] std::vector<R> records(TopicPartition tp) {
    std::vector<R> found;
    for (const LogEntry& entry : logs_[tp])
      for (const InternalRecord& record : *entry.batch->content)
        if (const auto* r = std::get_if<R>(&record)) found.push_back(*r);
    return found;
  }

  int appends = 0;
  sim::Duration last_timeout{0};

 private:
  Offset keep(TopicPartition tp, const BatchPtr& batch) {
    std::vector<LogEntry>& log = logs_[tp];
    const Offset base = log.empty() ? Offset(0) : log.back().next_offset();
    log.push_back({.base_offset = base, .batch = batch});
    return base;
  }

  std::map<TopicPartition, std::vector<LogEntry>> logs_;
  std::deque<ErrorCode> errors_;
  bool held_ = false;
  bool reads_held_ = false;
  std::vector<std::function<void(ErrorCode)>> waiting_;
  std::vector<std::function<void()>> reads_;
};

}  // namespace kafka::testing
