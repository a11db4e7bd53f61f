#pragma once
/// A broker that may become controller of a real ensemble: so much of it as writes to ZooKeeper.

#include <memory>
#include <optional>
#include <utility>

#include "model/controller/controller_zk.h"
#include "model/zk/controller_registration.h"
#include "model/zk/zk_data.h"
#include "tests/support/zookeeper_fixture.h"

namespace kafka::testing {

class EnsembleController final : private sim::Process {
 public:
  EnsembleController(ZooKeeperFixture& fixture, BrokerId id, const Behaviour& rules)
      : id_(id),
        rules_(rules),
        fixture_(fixture),
        machine_(fixture.next_client()),
        host_(fixture.scheduler, machine_.host, "broker-" + std::to_string(id.value()), *this) {
    host_.add_watcher(fixture.network);
    host_.start();
  }

  /// Stands for election, and says so if it wins, as KafkaController does.
  void elect() {
    register_controller(
        life_->client, id_, fixture_.scheduler.now(), [this](const ControllerRegistration& won) { take_office(won); },
        rules_);
  }
  void make_node(const std::string& path) {
    life_->client.send(zk::Create{path, ""}, [](const zk::Response&) {});
  }
  /// What a controller does with a partition of topic "t".
  void create_state(const PartitionState& state) {
    life_->zk.create_states({{partition(), state}}, [](const LeadershipStates&) {});
  }
  void update_state(const PartitionState& state) {
    life_->zk.update_states({{partition(), state}}, [](const UpdatedStates&) {});
  }
  [[nodiscard]] sim::Host& host() { return host_; }
  [[nodiscard]] sim::HostId machine() const { return machine_.host; }
  [[nodiscard]] std::optional<ControllerZk::Lost> lost() const { return life_->lost; }

 private:
  struct Life {
    Life(EnsembleController& of, const zk::ClientContext& machine)
        : factory(machine, sim::Rng(1)),
          client(machine.scheduler, machine.life, factory, of.config_),
          services{.scheduler = machine.scheduler,
                   .network = machine.network,
                   .brokers = of.directory_,
                   .emitter = machine.emitter,
                   .host = machine.host,
                   .life = machine.life,
                   .id = of.id_,
                   .config = of.config_,
                   .behaviour = of.rules_,
                   .topics = of.topics_,
                   .zk = client,
                   .rng = sim::Rng(1),
                   .register_broker = {}},
          zk(services, context, [this](ControllerZk::Lost why) { lost = why; }) {
      client.start([](bool) {});
    }
    zk::EnsembleClientFactory factory;
    KafkaZkClient client;
    ControllerServices services;
    ControllerContext context;
    ControllerZk zk;
    std::optional<ControllerZk::Lost> lost;
  };

  // sim::Process
  void on_start(sim::LifeId life) override {
    machine_.life = life;
    life_ = std::make_unique<Life>(*this, machine_);
  }
  void on_stop(sim::StopKind) override { life_.reset(); }

  void take_office(const ControllerRegistration& won) {
    if (won.error != zk::Error::Ok) return;
    life_->context.epoch = won.epoch;
    life_->context.epoch_zk_version = won.epoch_zk_version;
    life_->services.emit([&] { return ControllerElected{.broker = id_, .controller_epoch = won.epoch}; });
  }
  [[nodiscard]] TopicPartition partition() { return {topics_.intern("t"), PartitionId(0)}; }

  BrokerId id_;
  Behaviour rules_;
  BrokerConfig config_;
  BrokerDirectory directory_;
  TopicTable topics_;
  ZooKeeperFixture& fixture_;
  zk::ClientContext machine_;
  sim::Host host_;
  std::unique_ptr<Life> life_;
};

}  // namespace kafka::testing
