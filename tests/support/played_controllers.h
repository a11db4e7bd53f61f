#pragma once
/// Broker 1 on a network, its metadata, and two other brokers that may be controllers: the test says what they answer
/// to what broker 1 asks of them. One way takes 1 ms.

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/broker/broker_context.h"
#include "model/broker/metadata_cache.h"
#include "model/net/network_client.h"
#include "sim/net/topology_builders.h"
#include "sim/random/streams.h"
#include "tests/support/recording_sink.h"

namespace kafka::testing {

/// Keeps what it is asked and answers it by the next of its answers, at once; without one it stays silent.
class PlayedController final : public RequestReceiver {
 public:
  struct Asked {
    sim::SimTime at;
    RequestBody body;
  };

  PlayedController(sim::Scheduler& scheduler, sim::Network& network, sim::HostId machine)
      : host(machine), life(scheduler.begin_life()), scheduler_(scheduler), network_(network) {
    network_.on_host_started(host, life);
    network_.listen(host, life);
  }

  void will_answer(ResponseBody answer) { answers_.push_back(std::move(answer)); }
  /// What was asked, without its time.
  template <class R>
  const R& request(std::size_t index) const {
    return std::get<R>(asked.at(index).body);
  }

  void on_request(sim::ConnectionId connection, const RequestPtr& request) override {
    asked.push_back({scheduler_.now(), request->body});
    if (answers_.empty()) return;
    request->answer = std::move(answers_.front());
    answers_.pop_front();
    network_.send(connection, host, sim::Bytes(100), [r = RequestPtr(request)] { r->client->on_answer(r); });
  }

  const sim::HostId host;
  const sim::LifeId life;
  std::vector<Asked> asked;

 private:
  sim::Scheduler& scheduler_;
  sim::Network& network_;
  std::deque<ResponseBody> answers_;
};

class PlayedControllers {
 public:
  PlayedControllers() : network(scheduler, map_), disk_(scheduler, {}) {
    emitter_.attach(events);
    const auto places = sim::build_uniform(map_, {"broker-1", "broker-2", "broker-3"}, std::chrono::milliseconds(1));
    host_ = network.add_host("broker-1", places[0]);
    life_ = scheduler.begin_life();
    network.on_host_started(host_, life_);
    for (int id = 2; id <= 3; ++id) {
      const sim::HostId host =
          network.add_host("broker-" + std::to_string(id), places[static_cast<std::size_t>(id - 1)]);
      played_.push_back(std::make_unique<PlayedController>(scheduler, network, host));
      brokers.add(BrokerId(id), host);
      brokers.set_receiver(BrokerId(id), played_.back().get());
    }
  }

  PlayedController& broker(int id) { return *played_.at(static_cast<std::size_t>(id - 2)); }
  /// Broker 1 hears who is controller, and that these are alive besides.
  void hear_of(int controller, const std::vector<int>& alive = {2, 3}) {
    UpdateMetadataRequest update;
    update.header.controller = BrokerId(controller);
    for (const int id : alive) update.live_brokers.push_back({BrokerId(id), ""});
    metadata.update(update);
  }
  /// The machine's end, in one of its ways; nobody comes back.
  void stop(int id, sim::StopKind kind) {
    scheduler.end_life(broker(id).life);
    network.on_host_stopped(broker(id).host, broker(id).life, kind);
  }
  BrokerContext context() {
    return {.scheduler = scheduler,
            .life = life_,
            .host = host_,
            .id = BrokerId(1),
            .config = config,
            .costs = costs_,
            .topics = topics,
            .emitter = emitter_,
            .storage = disk_,
            .behaviour = behaviour_};
  }
  [[nodiscard]] sim::Rng rng() const { return streams_.stream("test"); }
  void run_to(sim::Duration since_start) { scheduler.run_until(sim::kTimeZero + since_start); }

  sim::Scheduler scheduler;

 private:
  sim::Topology map_;

 public:
  sim::Network network;
  BrokerDirectory brokers;
  BrokerConfig config;
  MetadataCache metadata;
  TopicTable topics;
  RecordingSink events;

 private:
  BrokerCosts costs_;
  Behaviour behaviour_;
  Emitter emitter_;
  BrokerDisk disk_;
  sim::Streams streams_{1};
  sim::HostId host_{0};
  sim::LifeId life_;
  std::vector<std::unique_ptr<PlayedController>> played_;
};

}  // namespace kafka::testing
