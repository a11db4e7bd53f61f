#pragma once
/// A consumer application: one thread that polls, works on what it got, and polls again. Kafka: KafkaConsumer with its
/// application's loop around it.

#include <functional>
#include <string>
#include <vector>

#include "model/consumer/consumer_coordinator.h"
#include "model/consumer/fetcher.h"
#include "model/consumer/offset_reset.h"

namespace kafka {

/// What a consumer needs from its surroundings, for one life of its process.
struct ConsumerContext {
  sim::Scheduler& scheduler;
  sim::Network& network;
  const BrokerDirectory& brokers;
  const TopicTable& topics;
  const Emitter& emitter;
  sim::HostId host;
  sim::LifeId life;
  ClientId id;
  GroupId group;
  Profile profile;
  sim::Rng rng;
};

///   durable    none; its offsets live in __consumer_offsets
///   volatile   positions, buffered records
///   sends      Metadata, FindCoordinator, OffsetFetch, ListOffsets, Fetch, OffsetCommit
///   receives   their answers
///   timers     process_       the application works on the last poll's records
///              auto_commit_   auto.commit.interval.ms
///              breathe_       1 ms after a fetch that was answered in no time
///              close_         30 s of close()
///              retry_         retry.backoff.ms after a failed ListOffsets or a lost connection
class Consumer final : public NetworkClientListener,
                       public MetadataListener,
                       public FetcherListener,
                       public CoordinatorListener {
 public:
  /// `processing`: the application's time for one record.
  Consumer(const ConsumerContext& context, const ConsumerConfig& config, sim::Duration processing);

  void set_bootstrap(std::vector<BrokerId> servers) { client_.set_bootstrap(std::move(servers)); }
  /// Gives the consumer its partitions and begins its loop.
  void start(const std::vector<TopicPartition>& partitions, std::int32_t generation);

  /// Kafka: wakeup(), then close() once the application is done with the records it has: with enable.auto.commit it
  /// commits what it has processed, which takes 30 s at most; then `done`.
  void close(std::function<void()> done);
  /// The application takes `factor` times as long for what it gets from now on.
  void set_slowdown(double factor) { slowdown_ = factor; }

  /// Kafka: seek(), of an owned partition; right after start() it is as between assign() and the first poll().
  void seek(TopicPartition tp, Offset position);
  /// Kafka: seekToBeginning(), seekToEnd().
  void seek_to(TopicPartition tp, OffsetResetStrategy where);

  [[nodiscard]] ClientId id() const { return context_.id; }
  /// kUnknownOffset if the partition is not this member's or its position is not known yet.
  [[nodiscard]] Offset position(TopicPartition tp) const;
  [[nodiscard]] bool owns(TopicPartition tp) const { return subscriptions_.find(tp) != nullptr; }

  // NetworkClientListener
  void on_response(const Request& request) override;
  void on_request_failed(const Request& request, RequestFailure why) override;
  void on_node_ready(BrokerId node) override;
  void on_connect_failed(BrokerId node) override;
  // MetadataListener
  void on_metadata() override { proceed(); }
  // FetcherListener
  void on_fetch_error(TopicPartition tp, Offset position, ErrorCode error) override;
  // CoordinatorListener
  void on_committed_offsets(const std::vector<PartitionOffset>& offsets) override;
  void on_commit(const std::vector<PartitionOffset>& offsets, ErrorCode error) override;
  void on_coordinator_progress() override { proceed(); }

 private:
  void proceed();
  void poll();
  void deliver(const std::vector<FetchedRecords>& records);
  void on_processed();
  void update_positions();
  void reset_positions();
  [[nodiscard]] bool resets_to_earliest(const SubscriptionState::Partition& p) const;
  void set_position(SubscriptionState::Partition& p, Offset position, PositionSource source);
  void on_list_offsets(const ListOffsetsResponse& response);
  void maybe_auto_commit();
  void fail(std::string_view exception);
  void retry_later();
  void commit_and_close();
  void finish_close();

  template <class Make>
  void emit(Make make) const {
    context_.emitter.emit(context_.scheduler.now(), context_.host, make);
  }

  ConsumerContext context_;
  ConsumerConfig config_;
  sim::Duration processing_;
  SubscriptionState subscriptions_;
  NetworkClient client_;
  ClientMetadata metadata_;
  Fetcher fetcher_;
  ConsumerCoordinator coordinator_;
  bool in_poll_ = false;  ///< the thread waits inside poll()
  bool stopped_ = false;  ///< an exception left poll(): the application ended
  double slowdown_ = 1;
  std::function<void()> closing_;
  bool committing_ = false;  ///< the last commit is under way
  std::int32_t working_on_ = 0;
  sim::SimTime next_auto_commit_{};
  sim::Timer process_;
  sim::Timer auto_commit_;
  sim::Timer retry_;
  sim::Timer breathe_;
  sim::Timer close_;
};

}  // namespace kafka
