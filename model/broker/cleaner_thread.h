#pragma once
/// Compacts the logs of one broker, one after the other, the dirtiest first. Kafka: LogCleaner, LogCleanerManager.

#include <cstddef>
#include <optional>

#include "model/broker/broker_context.h"
#include "sim/core/timer.h"

namespace kafka {

/// Only of logs with cleanup.policy=compact whose records have known keys: Kafka's own topics. What was read is judged
/// as it is at the end: a log that was cut in between has only lost what could go.
///
///   durable    none of its own; what is clean is noted with the log
///   volatile   the log under way
///   timers     pause_   log.cleaner.backoff.ms, while there is nothing to clean
class CleanerThread {
 public:
  explicit CleanerThread(const BrokerContext& context);

  void start();
  void shutdown();

 private:
  void do_work();
  [[nodiscard]] std::optional<TopicPartition> grab_filthiest_compacted_log();
  void read(TopicPartition tp, std::size_t segment);
  void clean(TopicPartition tp);

  BrokerContext context_;
  bool running_ = false;
  sim::Timer pause_;
};

}  // namespace kafka
