#pragma once
/// Moves batches from the accumulator to the brokers and judges the answers. Kafka: Sender (with its thread's loop
/// turned into events: it runs when woken, when an answer or a connection arrives, and when its timer says so).

#include <functional>
#include <optional>
#include <vector>

#include "model/producer/node_latency.h"
#include "model/producer/record_accumulator.h"
#include "model/producer/transactional_request_sender.h"

namespace kafka {

/// What the sender tells its producer.
class SenderListener {
 public:
  virtual ~SenderListener() = default;
  /// Memory came back: a blocked send() may go on.
  virtual void on_memory_released() = 0;
  virtual void on_metadata_changed() = 0;
  /// A round begins: the moment at which Kafka looks at the queues.
  virtual void on_round() = 0;
  virtual void on_completion(const CompletedRecords& records) = 0;
  /// After close(): all is done.
  virtual void on_closed() = 0;
};

struct SenderContext {
  sim::Scheduler& scheduler;
  sim::LifeId life;
  sim::HostId host;
  ClientId producer;
  const ProducerConfig& config;
  Profile profile;
  const Behaviour& behaviour;
  const CompressionCosts& compression;
  const Emitter& emitter;
};

///   volatile   requests in flight
///   sends      Produce, Metadata; what a TransactionManager has to ask
///   receives   their answers
///   timers     wake_   the next linger, backoff, delivery timeout or end of compression
class Sender final : public NetworkClientListener, public MetadataListener {
 public:
  /// `transactions`: nullptr without idempotence.
  Sender(const SenderContext& context, RecordAccumulator& accumulator, TransactionManager* transactions,
         SenderListener& listener);

  /// The parts are built in a circle; the owner closes it.
  void connect(NetworkClient& client, ClientMetadata& metadata);

  /// There is something to do: runs at this instant, after what is already due.
  void wakeup();
  /// Someone waits for buffer memory: lingering batches go out at once.
  void set_exhausted(bool exhausted) { exhausted_ = exhausted; }
  /// Nothing lingers until all that is there now is finished; then `done`.
  void flush(std::function<void()> done);
  /// Kafka: initiateClose: what is there is sent, an open transaction is aborted.
  void close();
  [[nodiscard]] const NodeLatency& latency() const { return latency_; }

  // NetworkClientListener
  void on_response(const Request& request) override;
  void on_request_failed(const Request& request, RequestFailure why) override;
  void on_node_ready(BrokerId node) override;
  void on_connect_failed(BrokerId node) override;
  // MetadataListener
  void on_metadata() override;

 private:
  struct InFlight {
    std::uint64_t tag;
    std::vector<ProducerBatchPtr> batches;
  };

  void run();
  bool transactional_round();
  bool send_ready();
  bool send_to(BrokerId node, sim::SimTime& next);
  void send_produce(BrokerId node, std::vector<ProducerBatchPtr> batches);
  void expire();
  void arm(sim::SimTime next);
  [[nodiscard]] bool hurry() const;

  std::vector<ProducerBatchPtr> take_in_flight(std::uint64_t tag);
  void on_produce_response(const Request& request);
  void judge(const ProducerBatchPtr& batch, const BatchAnswer& answer);
  void settle(const ProducerBatchPtr& batch, const BatchAnswer& answer);
  [[nodiscard]] bool can_retry(const ProducerBatch& batch, const BatchAnswer& answer) const;
  void retry(const ProducerBatchPtr& batch, ErrorCode error);
  void split(const ProducerBatchPtr& batch);
  void complete(const ProducerBatchPtr& batch, Offset base_offset);
  void give_up(const ProducerBatchPtr& batch, const ProducerError& error, bool adjust_sequences);
  void fail(const ProducerBatchPtr& batch, const ProducerError& error);
  void finish(const ProducerBatchPtr& batch);

  void abort_all(const ProducerError& error);
  void abort_undrained();
  void check_flushed();
  void check_closed();
  [[nodiscard]] bool work_left() const;

  template <class Make>
  void emit(Make make) const {
    context_.emitter.emit(context_.scheduler.now(), context_.host, make);
  }

  SenderContext context_;
  RecordAccumulator& accumulator_;
  TransactionManager* transactions_;
  SenderListener& listener_;
  NetworkClient* client_ = nullptr;
  ClientMetadata* metadata_ = nullptr;
  std::optional<TransactionalRequestSender> requests_;  ///< with transactions_
  NodeLatency latency_;

  std::vector<InFlight> in_flight_;
  std::uint64_t last_tag_ = 0;
  bool woken_ = false;
  bool exhausted_ = false;
  bool closing_ = false;
  std::vector<ProducerBatchPtr> flushing_;
  std::function<void()> flushed_;
  sim::Timer wake_;
};

}  // namespace kafka
