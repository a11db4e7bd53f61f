#pragma once
/// One real broker, number 1, on an ideal network with a client beside it. The test plays what is missing: the other
/// replicas, by fetching in their names, and the store of ISR changes.

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/broker/broker.h"
#include "model/consumer/consumer.h"
#include "sim/net/topology_builders.h"
#include "tests/support/recording_sink.h"

namespace kafka::testing {

/// A client that sends what it is told to and keeps what comes back.
class RawClient final : public NetworkClientListener {
 public:
  struct Answer {
    sim::SimTime at;
    std::uint64_t tag;
    ResponseBody body;
  };

  RawClient(sim::Scheduler& scheduler, sim::Network& network, const BrokerDirectory& brokers, const Emitter& emitter,
            sim::HostId host, sim::Rng rng)
      : scheduler_(scheduler),
        client_(scheduler, network, brokers, emitter, host, scheduler.begin_life(), kNoClient,
                {.max_in_flight = 1000,
                 .request_timeout = std::chrono::hours(1),
                 .reconnect_backoff = std::chrono::hours(1),
                 .reconnect_backoff_max = std::chrono::hours(1),
                 .connection_setup_timeout = std::chrono::hours(1),
                 .api_versions = false},
                rng, *this) {}

  /// Connects; the scheduler must run before the first send().
  void connect() { client_.ready(BrokerId(1)); }
  /// `tag` comes back with the answer.
  void send(RequestBody body, std::uint64_t tag = 0, bool expects_answer = true) {
    client_.send(BrokerId(1), std::move(body), tag, expects_answer);
  }
  void close() { client_.disconnect(BrokerId(1)); }
  [[nodiscard]] bool connected() const { return client_.connected(BrokerId(1)); }

  void on_response(const Request& request) override {
    answers.push_back({.at = scheduler_.now(), .tag = request.tag, .body = *request.answer});
  }
  void on_request_failed(const Request&, RequestFailure) override { ++failed; }
  void on_node_ready(BrokerId) override {}
  void on_connect_failed(BrokerId) override {}

  std::vector<Answer> answers;
  int failed = 0;

 private:
  sim::Scheduler& scheduler_;
  NetworkClient client_;
};

class OneBroker : public IsrChannel {
 public:
  sim::Scheduler scheduler;
  RecordingSink events;
  TopicTable topics;
  GroupTable groups;
  BrokerConfig config;
  BrokerCosts costs;
  Profile profile = Profile::v3_9;
  Behaviour behaviour;                 ///< set it with `profile`
  std::vector<IsrChange> isr_changes;  ///< what the broker proposed

  OneBroker()
      : network_(scheduler, map_), streams_(1), member_ids_(streams_.stream("member-ids")), disk_(scheduler, {}) {
    emitter_.attach(events);
  }

  /// Starts the broker with the settings as they are now.
  void start() {
    const auto places = sim::build_uniform(map_, {"broker-1", "client"}, sim::Duration{0});
    const sim::HostId host = network_.add_host("broker-1", places[0]);
    client_host_ = network_.add_host("client", places[1]);
    if (profile != Profile::v3_9) behaviour = behaviour_of(profile);
    const sim::LifeId life = scheduler.begin_life();
    network_.on_host_started(host, life);
    directory_.add(BrokerId(1), host);
    const BrokerContext context{.scheduler = scheduler,
                                .life = life,
                                .host = host,
                                .id = BrokerId(1),
                                .config = config,
                                .costs = costs,
                                .topics = topics,
                                .emitter = emitter_,
                                .storage = disk_,
                                .behaviour = behaviour};
    broker_.emplace(context, network_, directory_, groups, member_ids_, streams_, *this);
    broker_->metadata().set_alive({BrokerId(1)});
    directory_.set_receiver(BrokerId(1), &broker_->server());
    broker_->start();
  }

  Broker& broker() { return *broker_; }
  ReplicaManager& replicas() { return broker_->replicas(); }
  sim::Network& network() { return network_; }
  const BrokerDirectory& directory() const { return directory_; }
  const Emitter& emitter() const { return emitter_; }
  sim::HostId client_host() const { return client_host_; }
  void run_for(sim::Duration time) { scheduler.run_until(scheduler.from_now(time)); }

  void set_disk_full(bool full) { disk_.set_full(full); }

  [[nodiscard]] sim::Rng rng(const std::string& name) const { return streams_.stream(name); }

  /// A group whose offsets are kept here.
  GroupId add_group(const std::string& name) {
    const TopicPartition offsets{topics.intern(kGroupMetadataTopicName), PartitionId(0)};
    const GroupId group = groups.add({.name = name, .offsets_partition = offsets});
    if (replicas().find(offsets)) return group;
    replicas().create_partition(offsets, &offsets_config_);
    const PartitionState state{.leader = BrokerId(1),
                               .leader_epoch = LeaderEpoch(0),
                               .partition_epoch = PartitionEpoch(0),
                               .replicas = ids({1}),
                               .isr = ids({1})};
    broker_->metadata().update(offsets, state);
    replicas().become_leader_or_follower(offsets, state);
    return group;
  }
  /// All transactional ids are this broker's business. Needs config.transaction_state_log_num_partitions == 1; give it
  /// producer ids with broker().connect().
  TopicPartition coordinate_transactions() {
    const TopicPartition states{topics.intern(kTransactionStateTopicName), PartitionId(0)};
    replicas().create_partition(states, &offsets_config_);
    const PartitionState state{.leader = BrokerId(1),
                               .leader_epoch = LeaderEpoch(0),
                               .partition_epoch = PartitionEpoch(0),
                               .replicas = ids({1}),
                               .isr = ids({1})};
    broker_->metadata().update(states, state);
    replicas().become_leader_or_follower(states, state);
    return states;
  }
  /// A consumer beside the client; subscribe() or assign(), then poll().
  std::unique_ptr<Consumer> consumer(GroupId group, const ConsumerConfig& consumer_config,
                                     ConsumerApplication& application) {
    const ConsumerContext context{.scheduler = scheduler,
                                  .network = network_,
                                  .brokers = directory_,
                                  .topics = topics,
                                  .emitter = emitter_,
                                  .behaviour = behaviour,
                                  .host = client_host_,
                                  .life = scheduler.begin_life(),
                                  .id = ClientId(0),
                                  .group = group,
                                  .client_id = "consumer-1",
                                  .profile = profile,
                                  .rng = streams_.stream("consumer")};
    auto made = std::make_unique<Consumer>(context, consumer_config, application);
    made->set_bootstrap({BrokerId(1)});
    return made;
  }

  /// A connected client.
  std::unique_ptr<RawClient> client() {
    auto made =
        std::make_unique<RawClient>(scheduler, network_, directory_, emitter_, client_host_, streams_.stream("client"));
    made->connect();
    run_for(sim::Duration{0});
    return made;
  }

  /// A replica of partition 0 here, led by this broker in epoch 0.
  Partition& lead(const std::string& topic, const TopicConfig& topic_config, const std::vector<int>& replica_ids,
                  const std::vector<int>& isr) {
    tp_ = {topics.intern(topic), PartitionId(0)};
    topic_config_ = topic_config;
    Partition& p = replicas().create_partition(tp_, &topic_config_);
    state_ = {.leader = BrokerId(1),
              .leader_epoch = LeaderEpoch(0),
              .partition_epoch = PartitionEpoch(0),
              .replicas = ids(replica_ids),
              .isr = ids(isr)};
    tell(state_);
    return p;
  }
  [[nodiscard]] TopicPartition tp() const { return tp_; }
  TopicConfig& topic_config() { return topic_config_; }
  [[nodiscard]] const PartitionState& state() const { return state_; }
  /// LeaderAndIsr and UpdateMetadata with the next partition epoch, and a new leader epoch unless `state` has one.
  void tell(PartitionState state) {
    state.partition_epoch = PartitionEpoch(next_epoch_++);
    // A controller that has something new to say begins an epoch.
    if (const Partition* p = replicas().find(tp_))
      state.leader_epoch = std::max(state.leader_epoch, p->leader_epoch() + 1);
    state_ = state;
    broker_->metadata().update(tp_, state);
    replicas().become_leader_or_follower(tp_, state);
  }
  /// The store takes the last proposal.
  void accept_isr() {
    state_.isr = isr_changes.back().isr;
    state_.partition_epoch = PartitionEpoch(next_epoch_++);
    replicas().on_isr_accepted(tp_, state_.partition_epoch);
  }

  /// A follower's fetch that asks for no wait, at `offset`; what it is answered.
  FetchResponse follower_fetch(int follower, Offset offset) {
    FetchRequest request = fetch_at(offset);
    request.replica = BrokerId(follower);
    request.partitions[0].log_start_offset = Offset(0);
    FetchResponse answer;
    replicas().fetch(request, [&](FetchResponse&& response) { answer = std::move(response); });
    return answer;
  }
  /// A consumer's fetch of the partition without limits and without a wait.
  [[nodiscard]] FetchRequest fetch_at(Offset offset) const {
    FetchRequest request;
    request.min_bytes = sim::Bytes(1);
    request.max_bytes = sim::MiB(50);
    request.partitions = {
        {.tp = tp_, .fetch_offset = offset, .log_start_offset = kUnknownOffset, .max_bytes = sim::MiB(1)}};
    return request;
  }

  static BatchPtr batch(std::int64_t bytes, std::int32_t records = 1) {
    auto* made = new RecordBatch;
    made->count = records;
    made->size = sim::Bytes(bytes);
    return BatchPtr(made);
  }
  static std::vector<BrokerId> ids(const std::vector<int>& numbers) {
    std::vector<BrokerId> out;
    for (const int n : numbers) out.push_back(BrokerId(n));
    return out;
  }
  /// A producer's append without the network.
  void append(std::int64_t bytes, std::int32_t records = 1) {
    replicas().append_records(1, sim::Duration{0}, {{.tp = tp_, .batch = batch(bytes, records)}}, true, [](auto&&) {});
  }

  // IsrChannel
  void submit(BrokerId, const IsrChange& change) override { isr_changes.push_back(change); }

 private:
  sim::Topology map_;
  sim::Network network_;
  sim::Streams streams_;
  RandomMemberIds member_ids_;
  BrokerDisk disk_;
  Emitter emitter_;
  BrokerDirectory directory_;
  sim::HostId client_host_{0};
  TopicPartition tp_;
  TopicConfig topic_config_;
  TopicConfig offsets_config_;
  PartitionState state_;
  std::int32_t next_epoch_ = 1;
  std::optional<Broker> broker_;
};

}  // namespace kafka::testing
