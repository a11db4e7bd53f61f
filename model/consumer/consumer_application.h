#pragma once
/// What runs a consumer: the application's polling thread, as the consumer sees it.

#include <functional>
#include <string_view>
#include <vector>

#include "model/consumer/completed_fetch.h"
#include "sim/core/ids.h"

namespace kafka {

class Consumer;

/// The application's polling thread. It has a consumer while its process runs, and begins anew with each start. Every
/// call comes as an event of the process; the consumer may be called from inside.
class ConsumerApplication {
 public:
  virtual ~ConsumerApplication() = default;
  /// The process runs, in this life, with this consumer: subscribe() or assign(), then poll().
  virtual void on_started(Consumer& consumer, sim::LifeId life) = 0;
  /// SIGTERM: be done with what is at hand, then Consumer::close() (Kafka: wakeup() and close() in the finally block).
  virtual void on_closing() = 0;
  /// The process ends now; the consumer goes with it.
  virtual void on_stopped() = 0;

  /// poll() returned: records, or none because its timeout is over.
  virtual void on_poll(std::vector<FetchedRecords> records) = 0;
  /// poll() threw; the consumer still lives. Kafka's names: NoOffsetForPartitionException ...
  virtual void on_poll_exception(std::string_view exception) = 0;

  // Kafka: ConsumerRebalanceListener. Called inside poll() or close(), which go on when `done` is called; until then
  // the application may call commit_sync().
  virtual void on_partitions_revoked(const std::vector<TopicPartition>& partitions, std::function<void()> done) = 0;
  virtual void on_partitions_assigned(const std::vector<TopicPartition>& added, std::function<void()> done) = 0;
  virtual void on_partitions_lost(const std::vector<TopicPartition>& partitions, std::function<void()> done) = 0;
};

}  // namespace kafka
