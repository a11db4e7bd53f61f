#pragma once
/// The usual application of a consumer: poll, work on what came, commit, poll again.

#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <vector>

#include "model/consumer/consumer.h"
#include "model/consumer/consumer_application.h"
#include "model/consumer/record_work.h"
#include "model/consumer/sink_store.h"

namespace kafka {

/// One process after another of one member. What poll() returned is worked on record by record; the order of work and
/// commit is CommitMode's. With a worker the polling thread hands over what came and polls on; it commits what the
/// worker is done with between two polls. A commit that fails because the group has gone on is left: the next poll()
/// joins again, and whoever owns the partitions now repeats the work. Any other exception ends the application.
///
///   durable    none; a transactional sink keeps what it was given
///   volatile   the records at hand, what is done and not committed
///   timers     work_   see RecordWork
class ConsumerLoop final : public ConsumerApplication {
 public:
  /// `sink`: of a transactional sink; else it is not used.
  ConsumerLoop(const ApplicationContext& context, const ApplicationConfig& config, SinkStore& sink);

  /// The application takes `factor` times as long for what it gets from now on.
  void set_slowdown(double factor);
  /// Of the next process: its luck.
  void set_rng(sim::Rng rng) { rng_ = rng; }

  // ConsumerApplication
  void on_started(Consumer& consumer, sim::LifeId life) override;
  void on_closing() override;
  void on_stopped() override;
  void on_poll(std::vector<FetchedRecords> records) override;
  void on_poll_exception(std::string_view exception) override;
  void on_partitions_revoked(const std::vector<TopicPartition>& partitions, std::function<void()> done) override;
  void on_partitions_assigned(const std::vector<TopicPartition>& added, std::function<void()> done) override;
  void on_partitions_lost(const std::vector<TopicPartition>& partitions, std::function<void()> done) override;

 private:
  /// With a worker the polling thread looks up so often.
  static constexpr sim::Duration kLookUp = std::chrono::milliseconds(100);
  /// What several polls returned may wait for the worker; then the polling thread waits, too.
  static constexpr std::size_t kMostQueued = 2;
  using Records = std::vector<FetchedRecords>;

  void poll();
  void work_on(Records records);
  void on_work(WorkOutcome outcome);
  void store_effects();
  void note_done(const Records& records);
  [[nodiscard]] std::vector<PartitionOffset> take_done();
  void commit_then(std::vector<PartitionOffset> offsets, std::function<void()> next);
  void after_work();
  void commit_done_work();
  void close();

  ApplicationContext context_;
  const ApplicationConfig& config_;
  SinkStore& sink_;
  sim::Rng rng_{0};
  double slowdown_ = 1;

  Consumer* consumer_ = nullptr;  ///< while the process runs
  std::optional<RecordWork> work_;
  std::deque<Records> queue_;              ///< for the worker
  std::map<TopicPartition, Offset> done_;  ///< worked on and not committed: the next offset
  bool queue_full_ = false;                ///< the polling thread waits for the worker
  bool committing_ = false;                ///< the thread waits in commitSync()
  bool closing_ = false;
  bool closed_ = false;
};

}  // namespace kafka
