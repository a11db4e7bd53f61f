#pragma once
/// Moves batches from the accumulator to the brokers and judges the answers. Kafka: Sender (with its thread's loop
/// turned into events: it runs when woken, when an answer or a connection arrives, and when its timer says so).

#include <functional>
#include <vector>

#include "model/producer/record_accumulator.h"

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
};

///   volatile   requests in flight
///   sends      Produce, Metadata
///   receives   their answers
///   timers     wake_   the next linger, backoff or delivery timeout
class Sender final : public NetworkClientListener, public MetadataListener {
 public:
  Sender(sim::Scheduler& scheduler, sim::LifeId life, sim::HostId host, ClientId producer, const ProducerConfig& config,
         const Emitter& emitter, RecordAccumulator& accumulator, SenderListener& listener);

  /// The parts are built in a circle; the owner closes it.
  void connect(NetworkClient& client, ClientMetadata& metadata) {
    client_ = &client;
    metadata_ = &metadata;
  }

  /// There is something to do: runs at this instant, after what is already due.
  void wakeup();
  /// Someone waits for buffer memory: lingering batches go out at once.
  void set_exhausted(bool exhausted) { exhausted_ = exhausted; }

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
  bool send_ready();
  void send_produce(BrokerId node, std::vector<ProducerBatchPtr> batches);
  void expire();
  std::vector<ProducerBatchPtr> take_in_flight(std::uint64_t tag);
  void on_produce_response(const Request& request);
  void judge(const ProducerBatchPtr& batch, ErrorCode error, Offset base_offset);
  [[nodiscard]] bool can_retry(const ProducerBatch& batch, ErrorCode error) const;
  void split_and_reenqueue(const ProducerBatchPtr& batch);
  void complete(const ProducerBatchPtr& batch, Offset base_offset);
  void give_up(const ProducerBatchPtr& batch, ErrorCode error, std::string_view exception);
  void finish(const ProducerBatchPtr& batch);
  void arm(sim::SimTime next);

  template <class Make>
  void emit(Make make) const {
    emitter_.emit(scheduler_.now(), host_, make);
  }

  sim::Scheduler& scheduler_;
  sim::LifeId life_;
  sim::HostId host_;
  ClientId producer_;
  const ProducerConfig& config_;
  const Emitter& emitter_;
  RecordAccumulator& accumulator_;
  SenderListener& listener_;
  NetworkClient* client_ = nullptr;
  ClientMetadata* metadata_ = nullptr;

  std::vector<InFlight> in_flight_;
  std::uint64_t last_tag_ = 0;
  bool woken_ = false;
  bool exhausted_ = false;
  sim::Timer wake_;
};

}  // namespace kafka
