#pragma once
/// A producer process. Kafka: KafkaProducer.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "model/config/profile.h"
#include "model/producer/partitioner.h"
#include "model/producer/producer_record.h"
#include "model/producer/record_accumulator.h"
#include "model/producer/sender.h"

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
  /// The thread that send() blocked goes on: the record was accepted, or has failed (the events tell which).
  virtual void on_send_unblocked() = 0;
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
  RecordNumbers& numbers;
  sim::Rng network_rng;
  sim::Rng backoff_rng;
  sim::Rng partitioner_rng;
};

///   durable    none
///   volatile   queued batches, the record a blocked thread waits with
///   sends      through its Sender
///   receives   send() from the application
///   timers     max_block_   max.block.ms
class Producer final : public SenderListener {
 public:
  Producer(const ProducerContext& context, const ProducerConfig& config);

  void set_bootstrap(std::vector<BrokerId> servers) { client_.set_bootstrap(std::move(servers)); }
  void set_application(ProducerApplication* application) { application_ = application; }

  /// Kafka: KafkaProducer.send(). True: the call returned; the record was accepted, or failed at once (SendFailed).
  /// False: the caller's thread blocks on metadata or on buffer.memory, at most max.block.ms; do not call again before
  /// on_send_unblocked(). O(1), no allocation while the record fits into the open batch.
  bool send(const ProducerRecord& record);
  /// The same for `count` equal records at this instant, in one go: the result of as many calls of send(), at a cost
  /// that grows with the batches. Returns how many calls returned; if that is less than `count` the thread blocks with
  /// the next one.
  std::int64_t send(const ProducerRecord& record, std::int64_t count);

  /// Kafka: close(), without a timeout: what was accepted is sent, however long it lingers, and `done` follows when all
  /// of it is acknowledged or given up. A blocked send() fails; there must be no other.
  void close(std::function<void()> done);

  [[nodiscard]] ClientId id() const { return context_.id; }
  /// Records accepted that are neither acknowledged nor given up.
  [[nodiscard]] std::int64_t unfinished_records() const { return accumulator_.unfinished_records(); }
  [[nodiscard]] bool blocked() const { return blocked_.has_value(); }
  /// Bytes of buffer.memory in use. Kafka: buffer-total-bytes - buffer-available-bytes.
  [[nodiscard]] std::int64_t buffer_used() const { return accumulator_.used_bytes(); }

  // SenderListener
  void on_memory_released() override;
  void on_metadata_changed() override;
  void on_round() override;

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
    std::vector<std::int32_t> queue_sizes;
  };

  /// Of up to `count` equal records; `taken` of them are settled when it is done.
  Outcome try_send(const ProducerRecord& record, std::int64_t count, std::int64_t& taken);
  Outcome append(const ProducerRecord& record, const PartitionInput& input, std::int64_t count, std::int64_t& taken);
  void append_run(const ProducerRecord& record, const PartitionInput& input, PartitionId chosen, std::int64_t count,
                  std::int64_t& taken);
  RecordAccumulator::Append append_to(PartitionId partition, const ProducerRecord& record, bool may_open,
                                      std::int64_t& bytes);
  Topic& topic_state(TopicId topic);
  void block(const ProducerRecord& record, BlockedOn on);
  void retry_blocked();
  void unblock();
  void on_max_block();
  void fail(TopicId topic, std::string_view exception);
  void finish_close();

  template <class Make>
  void emit(Make make) const {
    context_.emitter.emit(context_.scheduler.now(), context_.host, make);
  }

  ProducerContext context_;
  ProducerConfig config_;
  ProducerApplication* application_ = nullptr;
  RecordAccumulator accumulator_;
  Sender sender_;
  NetworkClient client_;
  ClientMetadata metadata_;
  std::unique_ptr<Partitioner> partitioner_;
  std::vector<Topic> topics_;
  std::optional<Blocked> blocked_;
  std::function<void()> closing_;
  sim::Timer max_block_;
};

}  // namespace kafka
