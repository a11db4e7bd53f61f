#pragma once
/// A producer process. Kafka: KafkaProducer.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/config/behaviour.h"
#include "model/config/hardware_config.h"
#include "model/config/profile.h"
#include "model/producer/partitioner.h"
#include "model/producer/producer_record.h"
#include "model/producer/record_accumulator.h"
#include "model/producer/send_failure.h"
#include "model/producer/sender.h"
#include "model/producer/transaction_manager.h"

namespace kafka {

class Producer;

/// The application's one thread. It has a producer while its process runs, and begins anew with each start.
class ProducerApplication {
 public:
  virtual ~ProducerApplication() = default;
  /// The process runs, in this life, with this producer.
  virtual void on_started(Producer& producer, sim::LifeId life) = 0;
  /// The process is to end: hand over nothing more.
  virtual void on_closing() = 0;
  /// The process is gone, and its producer with it.
  virtual void on_stopped() = 0;
  /// The thread that send() blocked goes on: the record was accepted, or has failed (last_record() tells which).
  virtual void on_send_unblocked() = 0;
  /// The callback of send(), for a whole batch at once, in the sender's thread: do not call the producer from here.
  virtual void on_completion(const CompletedRecords&) {}
};

/// What a producer needs from its surroundings, for one life of its process.
struct ProducerContext {
  sim::Scheduler& scheduler;
  sim::Network& network;
  const BrokerDirectory& brokers;
  const Emitter& emitter;
  sim::HostId host;
  sim::LifeId life;
  ClientId id;
  Profile profile;
  const Behaviour& behaviour;
  const CompressionCosts& compression;
  RecordNumbers& numbers;
  sim::Rng network_rng;
  sim::Rng backoff_rng;
  sim::Rng partitioner_rng;
};

/// The application's one thread calls it and waits where KafkaProducer blocks: after a call that takes a callback, and
/// after a send() that did not return, it calls nothing but close() until it has gone on. A Done comes as an event of
/// its own with what the call throws, "" = nothing; after TimeoutException (max.block.ms) the same call may be repeated
/// and goes on where it is.
///
///   durable    none
///   volatile   queued batches, the record a blocked thread waits with; with idempotence the TransactionManager's
///   sends      through its Sender
///   receives   send() and the calls of transactions from the application
///   timers     max_block_   max.block.ms
class Producer final : public SenderListener {
 public:
  Producer(const ProducerContext& context, const ProducerConfig& config);

  void set_bootstrap(std::vector<BrokerId> servers) { client_.set_bootstrap(std::move(servers)); }
  void set_application(ProducerApplication* application) { application_ = application; }
  void set_log(ClientLog* log) { client_.set_log(log); }
  /// Kafka's sender asks for the cluster as soon as it runs; here nobody asks before the first send() unless told to.
  void request_metadata() { metadata_.request_cluster(); }

  /// Kafka: KafkaProducer.send(). True: the call returned; the record was accepted, or failed at once (SendFailed).
  /// False: the caller's thread blocks on metadata or on buffer.memory, at most max.block.ms; do not call again before
  /// on_send_unblocked(). O(1), no allocation while the record fits into the open batch.
  bool send(const ProducerRecord& record);
  /// The same for `count` equal records at this instant, in one go: the result of as many calls of send(), at a cost
  /// that grows with the batches. Returns how many calls returned; if that is less than `count` the thread blocks with
  /// the next one.
  std::int64_t send(const ProducerRecord& record, std::int64_t count);

  /// Where the last record went for which send() returned; nothing if that send() failed.
  [[nodiscard]] const std::optional<RecordAddress>& last_record() const { return last_record_; }
  /// Why the last send() failed that did.
  [[nodiscard]] const std::optional<SendFailure>& last_failure() const { return last_failure_; }

  /// What became of a call: "", or Kafka's name of the exception that it throws.
  using Done = std::function<void(std::string_view exception)>;

  // Kafka: the methods of these names. All but beginTransaction() block.
  void init_transactions(Done done);
  /// "", or what it throws.
  std::string_view begin_transaction();
  void send_offsets_to_transaction(std::vector<PartitionOffset> offsets, const ConsumerGroupMetadata& group, Done done);
  void commit_transaction(Done done);
  void abort_transaction(Done done);
  /// Sends what lingers; `done` follows when what was accepted so far is acknowledged or given up.
  void flush(std::function<void()> done);

  [[nodiscard]] bool transactional() const { return transactions_ && transactions_->transactional(); }
  /// From beginTransaction() until commit or abort is done, errors included.
  [[nodiscard]] bool in_transaction() const { return transactions_ && transactions_->ongoing(); }
  /// ABORTABLE_ERROR: the transaction can only be aborted.
  [[nodiscard]] bool must_abort() const { return transactions_ && transactions_->has_abortable_error(); }
  /// FATAL_ERROR: nothing is left but close().
  [[nodiscard]] bool failed() const { return transactions_ && transactions_->has_fatal_error(); }
  /// Of the error it is in; "" if it is in none.
  [[nodiscard]] std::string_view exception() const {
    return must_abort() || failed() ? transactions_->last_error().exception : std::string_view{};
  }
  /// Nothing without idempotence, and while no broker has given one.
  [[nodiscard]] ProducerIdAndEpoch producer_id() const {
    return transactions_ ? transactions_->producer() : ProducerIdAndEpoch{};
  }

  /// Kafka: close(), without a timeout: what was accepted is sent, however long it lingers, and an open transaction is
  /// aborted; `done` follows when all of it is acknowledged or given up. A blocked send() fails; other calls go on.
  void close(std::function<void()> done);

  [[nodiscard]] ClientId id() const { return context_.id; }
  /// Records accepted that are neither acknowledged nor given up.
  [[nodiscard]] std::int64_t unfinished_records() const { return accumulator_.unfinished_records(); }
  [[nodiscard]] bool blocked() const { return blocked_.has_value(); }
  /// The processor takes `factor` times as long to compress.
  void set_slowdown(double factor) { accumulator_.set_slowdown(factor); }
  /// Bytes of buffer.memory in use. Kafka: buffer-total-bytes - buffer-available-bytes.
  [[nodiscard]] std::int64_t buffer_used() const { return accumulator_.used_bytes(); }

  // SenderListener
  void on_memory_released() override;
  void on_metadata_changed() override;
  void on_round() override;
  void on_completion(const CompletedRecords& records) override;
  void on_closed() override;

 private:
  enum class Outcome { done, needs_metadata, needs_memory };
  struct Blocked {
    ProducerRecord record;
    BlockedOn on;
    sim::SimTime since;
  };
  struct Topic {
    std::uint64_t version = 0;  ///< of the metadata `available` was made from
    std::vector<PartitionId> available;
  };

  /// Of up to `count` equal records; `taken` of them are settled when it is done.
  Outcome try_send(const ProducerRecord& record, std::int64_t count, std::int64_t& taken);
  Outcome append(const ProducerRecord& record, const PartitionInput& input, std::int64_t count, std::int64_t& taken);
  void append_run(const ProducerRecord& record, const PartitionInput& input, PartitionId chosen, std::int64_t count,
                  std::int64_t& taken);
  PartitionId settled(const PartitionInput& input, PartitionId chosen);
  RecordAccumulator::Append append_to(PartitionId partition, const ProducerRecord& record, bool may_open,
                                      RecordAccumulator::Appended& appended);
  Topic& topic_state(TopicId topic);
  TransactionManager* make_transactions();
  void block(const ProducerRecord& record, BlockedOn on);
  void wait_for(BlockedOn on);
  void retry_blocked();
  void unblock();
  void on_max_block();
  void fail(const SendFailure& failure);
  [[nodiscard]] SendFailure gave_up_waiting() const;

  void await(TransactionalResultPtr result, Done done, bool for_ever = false);
  void answer(std::string_view exception);
  [[nodiscard]] bool waiting() const { return blocked_.has_value() || waiting_.has_value(); }

  template <class Make>
  void emit(Make make) const {
    context_.emitter.emit(context_.scheduler.now(), context_.host, make);
  }

  /// A call that waits for a coordinator.
  struct Waiting {
    TransactionalResultPtr result;
    Done done;
  };

  ProducerContext context_;
  ProducerConfig config_;
  ProducerApplication* application_ = nullptr;
  std::optional<TransactionManager> transactions_;  ///< with idempotence
  RecordAccumulator accumulator_;
  Sender sender_;
  NetworkClient client_;
  ClientMetadata metadata_;
  std::unique_ptr<Partitioner> partitioner_;
  std::vector<Topic> topics_;
  std::vector<PartitionId> loaded_;        // of one topic, for the partitioner
  std::vector<std::int32_t> queue_sizes_;  // ... and their queues
  std::optional<RecordAddress> last_record_;
  std::optional<SendFailure> last_failure_;
  PartitionId waits_for_{-1};  ///< the partition of a record that found no memory; -1: still open
  std::optional<Blocked> blocked_;
  std::optional<Waiting> waiting_;
  std::function<void()> closing_;
  sim::Timer max_block_;
};

}  // namespace kafka
