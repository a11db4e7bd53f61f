#pragma once
/// A consumer: what an application's polling thread calls, and what happens inside these calls.
/// Kafka: KafkaConsumer, ClassicKafkaConsumer.

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "model/config/behaviour.h"
#include "model/consumer/consumer_application.h"
#include "model/consumer/consumer_coordinator.h"
#include "model/consumer/fetcher.h"
#include "model/consumer/offset_fetcher.h"
#include "model/consumer/offset_reset.h"

namespace kafka {

/// What a consumer needs from its surroundings, for one life of its process.
struct ConsumerContext {
  sim::Scheduler& scheduler;
  sim::Network& network;
  const BrokerDirectory& brokers;
  const TopicTable& topics;
  const Emitter& emitter;
  const Behaviour& behaviour;
  sim::HostId host;
  sim::LifeId life;
  ClientId id;
  GroupId group;
  std::string client_id;  ///< goes into the member id that the coordinator makes
  Profile profile;
  sim::Rng rng;
};

/// The application's thread is in at most one of poll(), commit_sync() and close() at a time; commit_sync() may also be
/// called while a rebalance callback is under way inside poll() or close(). Whatever the application is told comes as
/// an event of its process, never inside the call that asked for it.
///
///   durable    none; its offsets live in __consumer_offsets
///   volatile   positions, buffered records, its membership
///   sends      Metadata, Fetch, ListOffsets, OffsetForLeaderEpoch; what its coordinator sends
///   receives   their answers
///   timers     wake_    the thread waits inside poll() for a time: its timeout, an automatic commit, a retry
///              close_   30 s of close()
class Consumer final : private PollingThread, private MetadataListener {
 public:
  Consumer(const ConsumerContext& context, const ConsumerConfig& config, ConsumerApplication& application);

  void set_bootstrap(std::vector<BrokerId> servers) { client_.network().set_bootstrap(std::move(servers)); }

  void set_log(ClientLog* log) { client_.network().set_log(log); }

  /// Group management: the partitions come with poll(). Kafka: subscribe(Collection).
  void subscribe(std::vector<TopicId> topics);
  /// These partitions, without membership; the group is only where offsets are kept. Kafka: assign(Collection).
  void assign(std::vector<TopicPartition> partitions);

  /// Answered exactly once, by on_poll() or on_poll_exception(), unless close() comes before.
  void poll(sim::Duration timeout = sim::kForever);

  /// "": committed; else CommitFailedException, RebalanceInProgressException, TimeoutException ...
  using Done = std::function<void(std::string_view exception)>;
  /// Tries for default.api.timeout.ms. Values are the next offsets to read.
  void commit_sync(std::vector<PartitionOffset> offsets, Done done);
  /// One try. `done` is called inside a later poll(), commit_sync() or close(), in the order of the calls.
  void commit_async(std::vector<PartitionOffset> offsets, std::function<void(ErrorCode)> done);

  /// Of an owned partition. Kafka: seek().
  void seek(TopicPartition tp, Offset position);
  /// Kafka: seekToBeginning(), seekToEnd().
  void seek_to(TopicPartition tp, OffsetResetStrategy where);

  /// Auto commit, onPartitionsRevoked, LeaveGroup; 30 s at most. A poll() that waits is not answered any more; a
  /// commit_sync() or a callback under way ends first. Kafka: close().
  void close(std::function<void()> done);

  [[nodiscard]] ClientId id() const { return context_.id; }
  [[nodiscard]] GroupId group() const { return context_.group; }
  /// kUnknownOffset if the partition is not this member's or its position is not known yet.
  [[nodiscard]] Offset position(TopicPartition tp) const;
  [[nodiscard]] bool owns(TopicPartition tp) const { return subscriptions_.owns(tp); }
  /// Kafka: assignment().
  [[nodiscard]] std::vector<TopicPartition> assignment() const { return subscriptions_.assigned(); }
  /// What commitSync() without arguments would commit: the positions of all owned partitions.
  [[nodiscard]] std::vector<PartitionOffset> all_consumed() const { return subscriptions_.all_consumed(); }
  /// For sendOffsetsToTransaction(). Kafka: groupMetadata().
  [[nodiscard]] ConsumerGroupMetadata group_metadata() const { return coordinator_.group_metadata(); }

 private:
  // PollingThread
  [[nodiscard]] bool inside() const override;
  void wake() override;
  void on_connect_failed(BrokerId node) override { fetcher_.on_connect_failed(node); }
  // MetadataListener
  void on_metadata() override;

  enum class Positions : std::uint8_t { known, asked_for, failed };

  [[nodiscard]] bool is_2_3() const { return context_.profile == Profile::v2_3; }
  void turn();
  void poll_turn();
  void close_turn();
  void serve(bool late);
  void return_empty();
  Positions update_fetch_positions();
  bool reset_initializing_positions();
  void send_fetches();
  void wait(bool served);
  void give(std::vector<FetchedRecords> records);
  void fail(std::string_view exception);
  void leave_poll();
  [[nodiscard]] TopicPartitionState& owned(TopicPartition tp);

  template <class Make>
  void emit(Make make) const {
    context_.emitter.emit(context_.scheduler.now(), context_.host, make);
  }

  ConsumerContext context_;
  ConsumerConfig config_;
  ConsumerApplication& application_;
  SubscriptionState subscriptions_;
  ConsumerNetworkClient client_;
  ClientMetadata metadata_;
  OffsetFetcher offset_fetcher_;
  Fetcher fetcher_;
  ConsumerCoordinator coordinator_;
  bool in_poll_ = false;
  sim::SimTime poll_ends_{};
  std::string_view exception_;
  bool turning_ = false;  // inside turn()
  bool again_ = false;    // ... and something happened meanwhile
  std::function<void()> closing_;
  bool close_begun_ = false;
  bool closed_ = false;
  sim::Timer wake_;
  sim::Timer close_;
};

}  // namespace kafka
