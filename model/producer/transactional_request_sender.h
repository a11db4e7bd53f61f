#pragma once
/// The sender's thread while it asks a coordinator something: it waits for the connection, sleeps before a retry, waits
/// for the answer, and sends no batch meanwhile. Kafka: Sender.maybeSendAndPollTransactionalRequest, awaitNodeReady.

#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <utility>

#include "model/net/client_metadata.h"
#include "model/producer/transaction_manager.h"
#include "sim/core/timer.h"

namespace kafka {

///   volatile   the one request at hand
///   sends      what the TransactionManager has to ask
///   receives   the answer
///   timers     timer_   waiting for a connection: request.timeout.ms; sleeping: retry.backoff.ms
class TransactionalRequestSender {
 public:
  /// Marks its requests among those of the producer.
  static constexpr std::uint64_t kTag = std::numeric_limits<std::uint64_t>::max();

  /// `wake`: the sender's next round is due.
  TransactionalRequestSender(sim::Scheduler& scheduler, sim::LifeId life, const ProducerConfig& config,
                             TransactionManager& manager, std::function<void()> wake);

  void connect(NetworkClient& client, ClientMetadata& metadata) {
    client_ = &client;
    metadata_ = &metadata;
  }

  /// One round. True: the thread is busy with a request. `incomplete`: some batches are not finished.
  bool poll(bool incomplete);
  [[nodiscard]] bool idle() const { return phase_ == Phase::idle; }
  [[nodiscard]] bool in_flight() const { return phase_ == Phase::in_flight; }

  void on_response(const Request& request);
  void on_request_failed();
  void on_connect_failed(BrokerId node);

 private:
  enum class Phase { idle, pausing, connecting, sleeping, in_flight };

  void begin();
  void await_node();
  void on_timer();
  void on_node_ready();
  void node_failed();
  void send();
  void pause(sim::Duration time);
  TransactionalRequest take();

  sim::Scheduler& scheduler_;
  const ProducerConfig& config_;
  TransactionManager& manager_;
  std::function<void()> wake_;
  NetworkClient* client_ = nullptr;
  ClientMetadata* metadata_ = nullptr;

  Phase phase_ = Phase::idle;
  std::optional<TransactionalRequest> current_;
  BrokerId node_ = kNoBroker;
  sim::Timer timer_;
};

}  // namespace kafka
