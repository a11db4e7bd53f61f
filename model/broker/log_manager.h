#pragma once
/// The logs of one broker, for one life of its process: opened and recovered at the start, flushed and marked clean at
/// the end, thinned out by retention in between. Kafka: LogManager, LogLoader.

#include <deque>
#include <functional>

#include "model/broker/broker_context.h"
#include "model/broker/cleaner_thread.h"
#include "sim/core/timer.h"

namespace kafka {

///   durable    the BrokerDisk
///   volatile   recovery under way
///   timers     retention_             log.initial.task.delay.ms, then log.retention.check.interval.ms
///              recovery_checkpoint_   log.initial.task.delay.ms, then log.flush.offset.checkpoint.interval.ms
///              producer_expiration_   producer.id.expiration.check.interval.ms
class LogManager {
 public:
  explicit LogManager(const BrokerContext& context);

  /// Opens what is on the disk; `done` runs when the broker may go on: within this call after a clean stop, else when
  /// all that may not have been flushed is scanned. LogLoaded says what was found.
  void load(std::function<void()> done);
  [[nodiscard]] bool loading() const { return scans_under_way_ > 0; }
  /// Begins the periodic tasks.
  void start();
  void stop_tasks();

  /// The partition's log, made if there is none.
  Log& get_or_create(TopicPartition tp, const TopicConfig* config);
  /// False if there was none.
  bool remove(TopicPartition tp) { return disk().remove(tp); }
  /// A segment was closed: flushed in the background, then everything below `base` is recovered.
  void on_rolled(TopicPartition tp, Offset base);

  /// The clean end of a life: everything flushed, checkpoints and the mark of a clean stop written, then `done`.
  void flush_and_mark_clean(std::function<void()> done);

 private:
  struct Scan {
    TopicPartition tp;
    std::size_t segment;
  };

  [[nodiscard]] BrokerDisk& disk() { return context_.storage; }
  void scan_next();
  void scan(Scan at);
  void loaded(bool recovered);
  void apply_retention();
  void checkpoint_recovery_points();
  void expire_producers();

  BrokerContext context_;
  std::deque<TopicPartition> to_scan_;
  std::int32_t scans_under_way_ = 0;
  std::function<void()> when_loaded_;
  bool open_ = false;
  sim::Timer retention_;
  sim::Timer recovery_checkpoint_;
  sim::Timer producer_expiration_;
  CleanerThread cleaner_;
};

}  // namespace kafka
