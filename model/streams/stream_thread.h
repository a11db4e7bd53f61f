#pragma once
/// An application that reads topics and writes what it makes of each record to another topic.
/// Kafka: Kafka Streams' StreamThread with a task for each partition and no state.

#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <vector>

#include "model/consumer/consumer.h"
#include "model/consumer/record_work.h"
#include "model/producer/producer.h"

namespace kafka {

/// One thread: poll, work on a run of records, hand the results to the producer, commit when commit.interval.ms is
/// over, and so on. With at_least_once a commit is flush() and commitSync(); with exactly_once_v2 results and offsets
/// are one transaction (KIP-447), and what cannot be committed is aborted and read again. A run's results are handed
/// over when its last record is done. What Streams would mend by replacing tasks and producer (a fenced producer, a
/// failed send) ends the process here; the service manager starts another.
///
///   durable    none
///   volatile   the records at hand, what is handed over and not committed
///   timers     work_     see RecordWork
///   calls      Consumer and Producer of the same process
class StreamThread final : public ConsumerApplication, public ProducerApplication {
 public:
  StreamThread(const ApplicationContext& context, const ApplicationConfig& config, TopicId to, ClientId producer);

  /// A process runs with both; this thread begins with it. `to_partitions`: how many the output topic has.
  void begin(Consumer& consumer, Producer& producer, sim::LifeId life, std::int32_t to_partitions, sim::Rng rng);
  void set_slowdown(double factor);

  // ConsumerApplication and ProducerApplication
  void on_started(Consumer&, sim::LifeId) override {}
  void on_started(Producer&, sim::LifeId) override {}
  void on_closing() override;
  void on_stopped() override;

  // ConsumerApplication
  void on_poll(std::vector<FetchedRecords> records) override;
  void on_poll_exception(std::string_view exception) override;
  void on_partitions_revoked(const std::vector<TopicPartition>& partitions, std::function<void()> done) override;
  void on_partitions_assigned(const std::vector<TopicPartition>& added, std::function<void()> done) override;
  void on_partitions_lost(const std::vector<TopicPartition>& partitions, std::function<void()> done) override;

  // ProducerApplication
  void on_send_unblocked() override;
  void on_completion(const CompletedRecords& records) override;

 private:
  using Next = std::function<void()>;

  [[nodiscard]] bool exactly_once() const {
    return config_.transform->guarantee == ProcessingGuarantee::exactly_once_v2;
  }
  void init_transactions();
  void poll();
  void next_run();
  void on_work(WorkOutcome outcome);
  void hand_over();
  void run_is_done();
  void handed_over(std::int64_t records);
  void maybe_commit(Next next);
  void commit(Next next);
  void commit_offsets(Next next);
  void commit_transaction(Next next);
  void end_transaction(Next next);
  void committed(const Next& next);
  void on_exception(std::string_view exception);
  void abort_and_read_again();
  void crash();
  void close();
  [[nodiscard]] std::vector<PartitionOffset> offsets() const;

  ApplicationContext context_;
  const ApplicationConfig& config_;
  TopicId to_;
  ClientId producer_id_;
  double slowdown_ = 1;

  Consumer* consumer_ = nullptr;  ///< while the process runs
  Producer* producer_ = nullptr;
  std::int32_t to_partitions_ = 0;
  std::optional<RecordWork> work_;
  std::deque<FetchedRecords> queue_;       ///< of the last poll; the first is in work
  std::int64_t sent_ = 0;                  ///< of the first's results
  std::map<TopicPartition, Offset> done_;  ///< handed over and not committed: the next offset
  std::map<TopicPartition, Offset> safe_;  ///< where to go on if that is aborted
  sim::SimTime last_commit_{};
  bool polling_ = false;  ///< the thread waits in poll()
  bool closing_ = false;
  bool closed_ = false;   ///< close() is under way
  bool crashed_ = false;  ///< the process is about to end
};

}  // namespace kafka
