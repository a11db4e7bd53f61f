#pragma once
/// A live ensemble with busy clients under seeded faults, watched by the invariant checkers and by its clients.

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "model/invariant/invariants.h"
#include "tests/support/zookeeper_faults.h"
#include "tests/support/zookeeper_witness.h"

namespace kafka::testing {

class ZooKeeperLife {
 public:
  ZooKeeperLife(int servers, std::uint64_t seed, const ZooKeeperConfig& config = {})
      : rng_(seed),
        fixture({.servers = servers, .fsync_time = std::chrono::milliseconds(20), .seed = seed}, config),
        invariants(InvariantSettings{}),
        faults(fixture, servers, sim::Rng(rng_.next())),
        servers_(servers) {
    fixture.attach(invariants);
    fixture.attach(committed_);
    fixture.start();
    for (int i = 0; i < kWitnesses; ++i)
      witnesses_.push_back(std::make_unique<ZooKeeperWitness>(fixture.connect(std::chrono::seconds(4 + 2 * i)),
                                                              committed_, sim::Rng(rng_.next())));
    fixture.run(std::chrono::seconds(2));
    witnesses_.front()->set_the_stage();
    fixture.run(std::chrono::seconds(1));
  }

  /// Everybody asks something, some milliseconds pass.
  void bustle(int rounds) {
    for (int r = 0; r < rounds; ++r) {
      for (const auto& w : witnesses_) w->act();
      fixture.run(std::chrono::microseconds(rng_.between(100, 50000)));
      for (const auto& w : witnesses_) w->reopen_if_closed();
      look_at_copies();
    }
  }
  void disturb(int times) {
    for (int i = 0; i < times; ++i) {
      faults.disturb();
      bustle(static_cast<int>(rng_.between(1, 20)));
      fixture.run(std::chrono::milliseconds(rng_.between(0, 4000)));
    }
  }
  /// A client that vanishes: its session expires.
  void vanish(int witness) { users_host(witness).stop(sim::StopKind::power_loss); }
  void heal() {
    faults.heal();
    fixture.run(std::chrono::seconds(60));
    bustle(10);
    fixture.run(std::chrono::seconds(60));
    look_at_copies();
    invariants.finish(fixture.scheduler.now());
  }

  /// What checkers have found: "Z1 Z5".
  [[nodiscard]] std::string broken() const {
    std::set<std::string> names;
    for (const Violation& v : invariants.violations()) names.insert(std::string(v.name));
    return in_words(names);
  }
  /// What only clients and a look at the copies can tell.
  [[nodiscard]] std::string witnessed() const {
    std::set<std::string> names = broken_;
    for (const auto& w : witnesses_) names.insert(w->broken().begin(), w->broken().end());
    return in_words(names);
  }
  [[nodiscard]] std::string first_finding() const {
    return invariants.violations().empty() ? "" : invariants.violations().front().what;
  }
  [[nodiscard]] int answers() const { return sum(&ZooKeeperWitness::answers); }
  [[nodiscard]] int events() const { return sum(&ZooKeeperWitness::events); }
  [[nodiscard]] ServerId server_of(int witness) const { return fixture.user(witness).server(); }

 private:
  sim::Rng rng_;

 public:
  ZooKeeperFixture fixture;
  Invariants invariants;
  ZooKeeperFaults faults;

 private:
  static constexpr int kWitnesses = 4;

  sim::Host& users_host(int witness) { return fixture.user(witness).host(); }
  /// Z7: what is written together is there together, in every copy.
  void look_at_copies() {
    for (int s = 1; s <= servers_; ++s) {
      const zk::ZooKeeperServer* server = fixture.server(s);
      if (!server || !server->serving()) continue;
      const zk::DataTree& tree = server->tree();
      if (tree.stat("/pair/a").version != tree.stat("/pair/b").version) broken_.insert("Z7");
    }
  }
  static std::string in_words(const std::set<std::string>& names) {
    std::string text;
    for (const std::string& name : names) text += (text.empty() ? "" : " ") + name;
    return text;
  }
  [[nodiscard]] int sum(int (ZooKeeperWitness::*of)() const) const {
    int total = 0;
    for (const auto& w : witnesses_) total += (*w.*of)();
    return total;
  }

  int servers_;
  LastCommitted committed_;
  std::vector<std::unique_ptr<ZooKeeperWitness>> witnesses_;
  std::set<std::string> broken_;
};

}  // namespace kafka::testing
