#include "model/cluster/cluster_boot.h"

#include <algorithm>
#include <utility>

namespace kafka {

namespace {

// An ensemble elects its leader within seconds; a broker is registered within seconds, too.
constexpr sim::Duration kZooKeeperFirst = std::chrono::seconds(10);
constexpr sim::Duration kBrokersWithin = std::chrono::seconds(20);
constexpr sim::Duration kMostBetweenBrokers = std::chrono::seconds(2);

std::string name_of(const BrokerMachine& broker) { return "broker-" + std::to_string(broker.id().value()); }

}  // namespace

void ClusterBoot::begin(std::vector<TopicSpec> topics) {
  topics_ = std::move(topics);
  parts_.ensemble.start();
  sim::Rng rng = parts_.streams.stream("power-on");
  const auto brokers = static_cast<std::int64_t>(parts_.brokers.size());
  const sim::Duration step = std::min(kMostBetweenBrokers, kBrokersWithin / brokers);
  sim::SimTime next = parts_.scheduler.from_now(kZooKeeperFirst);
  for (const auto& broker : parts_.brokers) {
    const sim::Duration late(static_cast<std::int64_t>(rng.below(static_cast<std::uint64_t>(step.count()))));
    parts_.scheduler.at(next + late, sim::kWorld, [this, b = broker.get()] {
      b->start([this, b](const std::string& exception) { on_broker_started(*b, exception); });
    });
    next += step;
  }
}

void ClusterBoot::on_broker_started(const BrokerMachine& broker, const std::string& exception) {
  if (!exception.empty()) {
    if (failure_.empty()) failure_ = name_of(broker) + " did not start: " + exception;
    return;
  }
  if (++running_ < parts_.brokers.size()) return;
  parts_.admin.create_topics(topics_, [this](const std::string& refused) {
    if (!refused.empty()) failure_ = "topics could not be created: " + refused;
  });
}

// ---- is it up?

std::string ClusterBoot::problem() const {
  if (!failure_.empty()) return failure_;
  for (const auto& broker : parts_.brokers)
    if (broker->state() != MachineState::running) return name_of(*broker) + " does not run";
  if (running_ < parts_.brokers.size()) return "not all brokers are registered";
  if (parts_.stored.controller() == kNoBroker) return "there is no controller";
  for (const TopicSpec& topic : topics_)
    if (std::string problem = problem_of(topic); !problem.empty()) return problem;
  return "";
}

std::string ClusterBoot::problem_of(const TopicSpec& topic) const {
  const TopicId id = parts_.topics.find(topic.name);
  const zk_data::Assignment& assignment = parts_.stored.assignment(id);
  if (assignment.empty()) return "topic " + topic.name + " is not created";
  for (const auto& [number, replicas] : assignment) {
    const TopicPartition tp{id, number};
    const PartitionState* state = parts_.stored.partition(tp);
    const std::string name = parts_.topics.name(tp);
    if (!state || state->leader == kNoBroker) return name + " has no leader";
    if (state->leader != replicas.replicas.front()) return name + " is not led by its preferred leader";
    if (state->isr.size() != replicas.replicas.size()) return "not all replicas of " + name + " are in sync";
    if (!leads(state->leader, tp)) return "the leader of " + name + " has not been told";
  }
  return "";
}

bool ClusterBoot::leads(BrokerId broker, TopicPartition tp) const {
  for (const auto& machine : parts_.brokers) {
    if (machine->id() != broker || !machine->server()) continue;
    const Partition* partition = machine->server()->broker().replicas().find(tp);
    return partition && partition->is_leader();
  }
  return false;
}

}  // namespace kafka
