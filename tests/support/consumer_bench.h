#pragma once
/// A real consumer, number 0, before two played brokers on an ideal network.

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "model/consumer/consumer.h"
#include "sim/net/topology_builders.h"
#include "sim/random/streams.h"
#include "tests/support/played_brokers.h"
#include "tests/support/recording_application.h"
#include "tests/support/recording_sink.h"

namespace kafka::testing {

class ConsumerBench {
 public:
  explicit ConsumerBench(sim::Duration delay = sim::Duration{0}) : network_(scheduler, map_) {
    emitter_.attach(events);
    const auto places = sim::build_uniform(map_, {"broker-1", "broker-2", "client"}, delay);
    const std::vector<sim::HostId> hosts{network_.add_host("broker-1", places[0]),
                                         network_.add_host("broker-2", places[1])};
    client_ = network_.add_host("client", places[2]);
    life_ = scheduler.begin_life();
    network_.on_host_started(client_, life_);
    brokers.emplace(scheduler, network_, directory_, hosts);
    config.auto_offset_reset = OffsetResetStrategy::earliest;
    config.enable_auto_commit = false;
    config.partition_assignment_strategy = {"range"};
  }

  sim::Scheduler scheduler;
  RecordingSink events;
  TopicTable topics;
  std::optional<PlayedBrokers> brokers;
  ConsumerConfig config;
  Profile profile = Profile::v3_9;
  Behaviour behaviour;  ///< set it with `profile`
  std::string client_id = "consumer-g-1";
  RecordingApplication application{scheduler};
  std::unique_ptr<Consumer> consumer;

  /// A topic led by broker 1 in epoch 0.
  void topic(const std::string& name, int partitions) {
    const TopicId id = topics.intern(name);
    for (int p = 0; p < partitions; ++p) brokers->leaders[{id, PartitionId(p)}] = {BrokerId(1), LeaderEpoch(0)};
  }
  [[nodiscard]] TopicPartition tp(const std::string& name, int partition) const {
    return {topics.find(name), PartitionId(partition)};
  }
  /// A consumer with the settings as they are now; subscribes to these topics and polls.
  void start(const std::vector<std::string>& subscribed = {}) {
    for (const std::string& name : subscribed) application.topics.push_back(topics.find(name));
    if (profile != Profile::v3_9) behaviour = behaviour_of(profile);
    consumer = std::make_unique<Consumer>(ConsumerContext{.scheduler = scheduler,
                                                          .network = network_,
                                                          .brokers = directory_,
                                                          .topics = topics,
                                                          .emitter = emitter_,
                                                          .behaviour = behaviour,
                                                          .host = client_,
                                                          .life = life_,
                                                          .id = ClientId(0),
                                                          .group = GroupId(0),
                                                          .client_id = client_id,
                                                          .profile = profile,
                                                          .rng = sim::Rng(1)},
                                          config, application);
    consumer->set_bootstrap({BrokerId(1), BrokerId(2)});
    application.on_started(*consumer, life_);
  }
  void run_for(sim::Duration time) { scheduler.run_until(scheduler.from_now(time)); }
  /// Whole milliseconds since the run began.
  [[nodiscard]] std::int64_t now_ms() const { return ms(scheduler.now()); }
  static std::int64_t ms(sim::SimTime at) {
    return std::chrono::duration_cast<std::chrono::milliseconds>(at.time_since_epoch()).count();
  }
  void pause() { scheduler.pause_life(life_); }
  void resume() { scheduler.resume_life(life_); }

 private:
  sim::Topology map_;
  sim::Network network_;
  Emitter emitter_;
  BrokerDirectory directory_;
  sim::HostId client_{0};
  sim::LifeId life_;
};

}  // namespace kafka::testing
