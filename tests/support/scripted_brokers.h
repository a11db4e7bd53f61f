#pragma once
/// Brokers as a producer sees them: they keep batches in logs and answer NONE, unless the test wants something else.
/// They check nothing: whether a batch is a duplicate or out of order, the test says.

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "model/producer/producer.h"
#include "sim/net/topology_builders.h"
#include "sim/random/streams.h"
#include "tests/support/recording_sink.h"

namespace kafka::testing {

/// What becomes of one batch.
struct BatchReply {
  ErrorCode error = ErrorCode::NONE;
  bool stored = true;                   ///< with NONE: appended to the log
  bool connection = true;               ///< false: it is closed instead of an answer
  sim::Duration after{0};               ///< how long the broker thinks
  Offset base_offset = kUnknownOffset;  ///< instead of the log's
  Offset log_start = kUnknownOffset;
  LeaderIdAndEpoch leader{};
  bool silent = false;  ///< no answer, nor to anything that comes later on this connection
};

class ScriptedBrokers {
 public:
  struct Told {
    sim::SimTime at;
    BrokerId broker;
    RequestBody body;
  };
  struct Stored {
    BrokerId broker;
    Offset base_offset;
    BatchPtr batch;
  };

  explicit ScriptedBrokers(int brokers = 1, sim::Duration one_way = sim::Duration{0})
      : network_(scheduler, map_), streams_(1) {
    emitter_.attach(events);
    std::vector<std::string> names = {"client"};
    for (int b = 1; b <= brokers; ++b) names.push_back("broker-" + std::to_string(b));
    const auto places = sim::build_uniform(map_, names, one_way);
    client_host_ = network_.add_host(names[0], places[0]);
    for (int b = 1; b <= brokers; ++b) {
      brokers_.push_back(std::make_unique<Broker>(*this, BrokerId(b)));
      const auto at = static_cast<std::size_t>(b);
      brokers_.back()->host = network_.add_host(names[at], places[at]);
      directory_.add(BrokerId(b), brokers_.back()->host);
      directory_.set_receiver(BrokerId(b), brokers_.back().get());
      start(b);
    }
  }

  // ---- the brokers' side

  void start(int broker) {
    Broker& b = at(broker);
    b.life = scheduler.begin_life();
    network_.on_host_started(b.host, b.life);
    network_.listen(b.host, b.life);
  }
  void kill(int broker) {
    Broker& b = at(broker);
    scheduler.end_life(b.life);
    network_.on_host_stopped(b.host, b.life, sim::StopKind::kill);
  }
  /// All partitions led by broker 1 in epoch 0.
  TopicPartition topic(const std::string& name, int partitions = 1) {
    const TopicId id = topics.intern(name);
    for (int p = 0; p < partitions; ++p) leaders_[{id, PartitionId(p)}] = {BrokerId(1), LeaderEpoch(0)};
    return {id, PartitionId(0)};
  }
  void lead(TopicPartition tp, int broker, int epoch) { leaders_[tp] = {BrokerId(broker), LeaderEpoch(epoch)}; }
  /// The next batches fare so, one after the other in the order of arrival; later ones are stored.
  void will(std::vector<BatchReply> replies) { replies_.insert(replies_.end(), replies.begin(), replies.end()); }
  /// The next answers to requests of this kind carry these errors; NONE afterwards.
  template <class Request>
  void will_answer(std::vector<ErrorCode> errors) {
    auto& script = errors_[RequestBody(Request{}).index()];
    script.insert(script.end(), errors.begin(), errors.end());
  }
  /// The next request of this kind loses its connection.
  template <class Request>
  void will_lose() {
    lost_.push_back(RequestBody(Request{}).index());
  }
  /// What InitProducerId gives next; the epoch of a known transactional id grows by itself.
  ProducerIdAndEpoch next_id{ProducerId(1000), ProducerEpoch(0)};
  BrokerId coordinator{1};

  std::vector<Told> told;
  std::map<TopicPartition, std::vector<Stored>> logs;

  template <class Request>
  [[nodiscard]] std::vector<std::pair<sim::SimTime, Request>> requests() const {
    std::vector<std::pair<sim::SimTime, Request>> found;
    for (const Told& t : told)
      if (const auto* r = std::get_if<Request>(&t.body)) found.push_back({t.at, *r});
    return found;
  }
  /// Batches in the order in which they were sent, whatever became of them.
  [[nodiscard]] std::vector<BatchPtr> batches() const {
    std::vector<BatchPtr> found;
    for (const auto& [at, request] : requests<ProduceRequest>())
      for (const auto& p : request.partitions) found.push_back(p.batch);
    return found;
  }

  // ---- the client's side

  Producer& producer(const ProducerConfig& config, Profile profile = Profile::v3_9) {
    behaviour_ = behaviour_of(profile);
    life_ = scheduler.begin_life();
    producer_.emplace(ProducerContext{.scheduler = scheduler,
                                      .network = network_,
                                      .brokers = directory_,
                                      .emitter = emitter_,
                                      .host = client_host_,
                                      .life = life_,
                                      .id = ClientId(0),
                                      .profile = profile,
                                      .behaviour = behaviour_,
                                      .compression = compression,
                                      .numbers = numbers_,
                                      .network_rng = streams_.stream("network"),
                                      .backoff_rng = streams_.stream("backoff"),
                                      .partitioner_rng = streams_.stream("partitioner")},
                      config);
    producer_->set_bootstrap({BrokerId(1)});
    return *producer_;
  }
  [[nodiscard]] sim::LifeId producer_life() const { return life_; }
  void run_for(sim::Duration time) { scheduler.run_until(scheduler.from_now(time)); }
  /// Runs until everything that is due now is done.
  void settle() { run_for(sim::Duration{0}); }
  /// Makes a call that blocks; what it throws once it returns, nothing if it has not.
  template <class Call>
  std::optional<std::string> wait_for(Call call, sim::Duration at_most = std::chrono::seconds(10)) {
    auto thrown = std::make_shared<std::optional<std::string>>();
    call([thrown](std::string_view exception) { *thrown = std::string(exception); });
    const sim::SimTime end = scheduler.from_now(at_most);
    while (!thrown->has_value() && scheduler.now() < end) run_for(std::chrono::milliseconds(1));
    return *thrown;
  }

  sim::Scheduler scheduler;
  RecordingSink events;
  TopicTable topics;
  CompressionCosts compression;

 private:
  struct Broker final : RequestReceiver {
    Broker(ScriptedBrokers& world, BrokerId broker) : owner(world), id(broker) {}
    void on_request(sim::ConnectionId connection, const RequestPtr& request) override {
      owner.on_request(*this, connection, request);
    }
    ScriptedBrokers& owner;
    BrokerId id;
    sim::HostId host;
    sim::LifeId life;
  };
  Broker& at(int broker) { return *brokers_[static_cast<std::size_t>(broker - 1)]; }

  void on_request(Broker& broker, sim::ConnectionId connection, const RequestPtr& request) {
    if (!std::holds_alternative<ApiVersionsRequest>(request->body))
      told.push_back({scheduler.now(), broker.id, request->body});
    if (take_lost(request->body.index())) return network_.close(connection, broker.host);
    BatchReply last;
    request->answer = std::visit([&](const auto& r) { return answer(broker, r, last); }, request->body);
    if (!last.connection) return network_.close(connection, broker.host);
    if (!request->expects_answer) return;
    // A broker answers the requests of a connection in their order.
    sim::SimTime& free = free_at_[connection];
    free = last.silent ? sim::SimTime::max() : std::max(free, scheduler.from_now(last.after));
    if (free == sim::SimTime::max()) return;
    scheduler.at(free, broker.life, [this, host = broker.host, connection, r = RequestPtr(request)] {
      network_.send(connection, host, sim::Bytes(100), [r] { r->client->on_answer(r); });
    });
  }
  bool take_lost(std::size_t kind) {
    const auto it = std::find(lost_.begin(), lost_.end(), kind);
    if (it == lost_.end()) return false;
    lost_.erase(it);
    return true;
  }
  template <class Request>
  ErrorCode error_for(const Request&) {
    auto& script = errors_[RequestBody(Request{}).index()];
    if (script.empty()) return ErrorCode::NONE;
    const ErrorCode error = script.front();
    script.pop_front();
    return error;
  }

  ResponseBody answer(Broker& broker, const ProduceRequest& request, BatchReply& last) {
    ProduceResponse response;
    for (const auto& p : request.partitions) {
      BatchReply reply;
      if (!replies_.empty()) {
        reply = replies_.front();
        replies_.pop_front();
      }
      auto& log = logs[p.tp];
      const Offset end = log.empty() ? Offset(0) : log.back().base_offset + log.back().batch->count;
      if (reply.error == ErrorCode::NONE && reply.stored) log.push_back({broker.id, end, p.batch});
      const bool none = reply.error == ErrorCode::NONE;
      const Offset base = reply.base_offset != kUnknownOffset ? reply.base_offset : none ? end : kUnknownOffset;
      response.partitions.push_back({.tp = p.tp,
                                     .error = reply.error,
                                     .base_offset = base,
                                     .current_leader = reply.leader,
                                     .log_start_offset = reply.log_start});
      last = reply;
    }
    return response;
  }
  ResponseBody answer(Broker&, const MetadataRequest& request, BatchReply&) {
    MetadataResponse response;
    for (const auto& b : brokers_) response.brokers.push_back(b->id);
    for (const TopicId topic : request.topics) {
      bool known = false;
      for (const auto& [tp, leader] : leaders_) {
        if (tp.topic != topic) continue;
        response.partitions.push_back({tp, leader.leader, leader.epoch});
        known = true;
      }
      if (!known) response.unknown_topics.push_back(topic);
    }
    return response;
  }
  ResponseBody answer(Broker&, const FindCoordinatorRequest& request, BatchReply&) {
    return FindCoordinatorResponse{.error = error_for(request), .coordinator = coordinator};
  }
  ResponseBody answer(Broker&, const InitProducerIdRequest& request, BatchReply&) {
    InitProducerIdResponse response{.error = error_for(request)};
    if (response.error != ErrorCode::NONE) return response;
    response.producer_id = next_id.id;
    response.producer_epoch = next_id.epoch;
    if (request.transactional_id.empty()) {
      next_id.id += 1;
    } else {
      next_id.epoch += ProducerEpoch::rep{1};
    }
    return response;
  }
  template <class Request>
  requires requires(Request r) { r.transactional_id; }
  ResponseBody answer(Broker&, const Request& request, BatchReply&) {
    const ErrorCode error = error_for(request);
    if constexpr (std::is_same_v<Request, AddPartitionsToTxnRequest>) return AddPartitionsToTxnResponse{error};
    if constexpr (std::is_same_v<Request, AddOffsetsToTxnRequest>) return AddOffsetsToTxnResponse{error};
    if constexpr (std::is_same_v<Request, TxnOffsetCommitRequest>) return TxnOffsetCommitResponse{error};
    return EndTxnResponse{error};
  }
  template <class Request>
  requires(!requires(Request r) { r.transactional_id; }) ResponseBody answer(Broker&, const Request&, BatchReply&) {
    return ApiVersionsResponse{};
  }

  sim::Topology map_;
  sim::Network network_;
  sim::Streams streams_;
  Emitter emitter_;
  BrokerDirectory directory_;
  sim::HostId client_host_{0};
  std::vector<std::unique_ptr<Broker>> brokers_;
  std::map<TopicPartition, LeaderIdAndEpoch> leaders_;
  std::deque<BatchReply> replies_;
  std::map<std::size_t, std::deque<ErrorCode>> errors_;
  std::vector<std::size_t> lost_;
  std::map<sim::ConnectionId, sim::SimTime> free_at_;
  Behaviour behaviour_;
  RecordNumbers numbers_;
  sim::LifeId life_;
  std::optional<Producer> producer_;
};

}  // namespace kafka::testing
