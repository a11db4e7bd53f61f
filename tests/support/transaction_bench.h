#pragma once
/// A transaction coordinator, broker 1, with its log in memory; brokers 2 and 3 lead the partitions and take markers.
/// One way takes 1 ms. Producer ids begin at 1000.
///
///   TransactionBench bench;                       // elected for every partition of __transaction_state it is asked
///   about const auto p = bench.init("tid");             // pid 1000, epoch 0 bench.add(p, {bench.tp("t-0")});
///   bench.end(p, true);  bench.run_for(10ms);     // CompleteCommit
///   bench.fail_over();                            // another process reads the log

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "model/transaction/transaction_coordinator.h"
#include "model/transaction/transaction_states.h"
#include "sim/net/topology_builders.h"
#include "sim/random/streams.h"
#include "tests/support/marker_taker.h"
#include "tests/support/memory_coordinator_log.h"
#include "tests/support/recording_sink.h"

namespace kafka::testing {

class CountedProducerIds final : public ProducerIdManager {
 public:
  explicit CountedProducerIds(std::int64_t first = 1000) : next_(first) {}
  void generate(Done done) override {
    if (error != ErrorCode::NONE) return done(error, kNoProducerId);
    const ProducerId id = next_;
    ++next_;
    done(ErrorCode::NONE, id);
  }
  ErrorCode error = ErrorCode::NONE;

 private:
  ProducerId next_;
};

/// What a producer knows of itself.
struct BenchProducer {
  std::string transactional_id;
  ErrorCode error = ErrorCode::NONE;  ///< of its InitProducerId
  ProducerId id = kNoProducerId;
  ProducerEpoch epoch = kNoProducerEpoch;
};

class TransactionBench {
 public:
  explicit TransactionBench(const Behaviour& rules = {}, const BrokerConfig& settings = {})
      : config(settings), behaviour(rules), network(scheduler, map_) {
    emitter_.attach(events);
    topics.intern(kTransactionStateTopicName);
    const auto places = sim::build_uniform(map_, {"broker-1", "broker-2", "broker-3"}, std::chrono::milliseconds(1));
    for (int i = 1; i <= 3; ++i) {
      const sim::HostId host = network.add_host("broker-" + std::to_string(i), places[static_cast<std::size_t>(i - 1)]);
      directory_.add(BrokerId(i), host);
    }
    for (int i = 2; i <= 3; ++i) {
      takers_[BrokerId(i)] = std::make_unique<MarkerTaker>(scheduler, network, directory_.host(BrokerId(i)));
      directory_.set_receiver(BrokerId(i), takers_[BrokerId(i)].get());
    }
    start();
  }

  /// The coordinator's process ends; another one reads the log, under a larger epoch. `elect`: at once.
  void fail_over(bool elect = true) {
    crash();
    ++epoch;
    start();
    if (!elect) return;
    for (const PartitionId partition : std::exchange(elected_, {})) this->elect(partition);
  }
  void crash() {
    scheduler.end_life(life_);
    network.on_host_stopped(directory_.host(BrokerId(1)), life_, sim::StopKind::kill);
    parts_.reset();
    log.forget_callers();
  }
  void elect(PartitionId partition) {
    elected_.insert(partition);
    coordinator().on_election(state_partition(partition), epoch);
  }
  void resign(PartitionId partition) {
    elected_.erase(partition);
    coordinator().on_resignation(state_partition(partition));
  }
  /// Elects for the partition of this id, if that has not happened yet.
  void coordinate(const std::string& transactional_id) {
    const PartitionId partition = coordinator().partition_for(transactional_id);
    if (!elected_.contains(partition)) elect(partition);
  }

  // ---- what producers ask; the answer, waited for up to a minute

  InitProducerIdResponse init(const InitProducerIdRequest& request) {
    std::optional<InitProducerIdResponse> answer;
    coordinator().handle_init_producer_id(request, [&](const InitProducerIdResponse& r) { answer = r; });
    wait_for(answer);
    return *answer;
  }
  BenchProducer init(const std::string& transactional_id, sim::Duration timeout = std::chrono::seconds(60)) {
    coordinate(transactional_id);
    const auto r = init({.transactional_id = transactional_id, .transaction_timeout = timeout});
    return {transactional_id, r.error, r.producer_id, r.producer_epoch};
  }
  ErrorCode add(const BenchProducer& p, const std::vector<TopicPartition>& partitions) {
    AddPartitionsToTxnRequest request{};
    request.transactional_id = p.transactional_id;
    request.producer_id = p.id;
    request.producer_epoch = p.epoch;
    request.partitions = partitions;
    std::optional<ErrorCode> answer;
    coordinator().handle_add_partitions(request, [&](ErrorCode error) { answer = error; });
    wait_for(answer);
    return *answer;
  }
  ErrorCode end(const BenchProducer& p, bool commit) {
    std::optional<ErrorCode> answer;
    coordinator().handle_end_txn(
        {.transactional_id = p.transactional_id, .producer_id = p.id, .producer_epoch = p.epoch, .commit = commit},
        [&](ErrorCode error) { answer = error; });
    wait_for(answer);
    return *answer;
  }

  // ---- the world

  /// "t-0"; new ones are led by broker 2.
  TopicPartition tp(const std::string& name) {
    const std::size_t dash = name.rfind('-');
    const TopicPartition made{topics.intern(name.substr(0, dash)), PartitionId(std::stoi(name.substr(dash + 1)))};
    leaders.try_emplace(made, BrokerId(2));
    return made;
  }
  [[nodiscard]] TopicPartition state_partition(PartitionId partition) const {
    return {topics.find(kTransactionStateTopicName), partition};
  }
  [[nodiscard]] TopicPartition state_partition(const std::string& id) {
    return state_partition(coordinator().partition_for(id));
  }
  TransactionCoordinator& coordinator() { return parts_->coordinator; }
  MarkerTaker& taker(int broker) { return *takers_.at(BrokerId(broker)); }
  [[nodiscard]] TransactionContext context() {
    return {.scheduler = scheduler,
            .life = life_,
            .host = directory_.host(BrokerId(1)),
            .id = BrokerId(1),
            .config = config,
            .behaviour = behaviour,
            .topics = topics,
            .emitter = emitter_};
  }
  /// nullptr if it is not known here.
  [[nodiscard]] const TransactionMetadata* metadata(const std::string& id) {
    return coordinator().states().find(id).metadata.get();
  }
  /// By Kafka's name; "" if it is not known here.
  [[nodiscard]] std::string state(const std::string& id) {
    const TransactionMetadata* known = metadata(id);
    return known ? std::string(name_of(known->state())) : "";
  }
  /// What the log says of an id, oldest first.
  [[nodiscard]] std::vector<TransactionLogValue> logged(const std::string& id) {
    std::vector<TransactionLogValue> values;
    for (const auto& value : log.records<TransactionLogValue>(state_partition(id)))
      if (value.transactional_id == id) values.push_back(value);
    return values;
  }
  void run_for(sim::Duration time) { scheduler.run_until(scheduler.from_now(time)); }

  sim::Scheduler scheduler;
  RecordingSink events;
  TopicTable topics;
  BrokerConfig config;
  Behaviour behaviour;
  MemoryCoordinatorLog log;
  CountedProducerIds producer_ids;
  std::map<TopicPartition, BrokerId> leaders;  ///< kNoBroker: none at present; no entry: no such partition
  std::int32_t epoch = 0;                      ///< under which it is elected

 private:
  struct Parts {
    explicit Parts(TransactionBench& bench)
        : sender(bench.scheduler, bench.network, bench.directory_, bench.emitter_, bench.directory_.host(BrokerId(1)),
                 bench.life_, kBrokerRequestTimeout, bench.streams_.stream("markers")),
          coordinator(
              bench.context(), bench.log, [&bench](TopicPartition tp) { return bench.leader_of(tp); }, sender) {
      coordinator.connect(bench.producer_ids);
      coordinator.startup();
    }
    InterBrokerSendThread sender;
    TransactionCoordinator coordinator;
  };

  void start() {
    life_ = scheduler.begin_life();
    network.on_host_started(directory_.host(BrokerId(1)), life_);
    parts_.emplace(*this);
  }
  [[nodiscard]] std::optional<BrokerId> leader_of(TopicPartition tp) const {
    const auto found = leaders.find(tp);
    return found == leaders.end() ? std::nullopt : std::optional(found->second);
  }
  template <class Answer>
  void wait_for(const std::optional<Answer>& answer) {
    for (int i = 0; i < 60000 && !answer; ++i) run_for(std::chrono::milliseconds(1));
    SIM_CHECK(answer.has_value(), "a request is answered");
  }

  sim::Topology map_;
  Emitter emitter_;
  BrokerDirectory directory_;
  sim::Streams streams_{1};
  std::map<BrokerId, std::unique_ptr<MarkerTaker>> takers_;
  std::set<PartitionId> elected_;
  sim::LifeId life_;
  std::optional<Parts> parts_;

 public:
  sim::Network network;
};

}  // namespace kafka::testing
