#include "scenarios/engine/faults/admin_schedule.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace scenario {
namespace {

std::string target_of(const AdminSpec& action) {
  if (action.kind == AdminKind::add_broker) return "broker-" + std::to_string(action.broker.id.value());
  return action.topic.empty() ? "all topics" : action.topic;
}

}  // namespace

AdminSchedule::AdminSchedule(sim::Scheduler& scheduler, const kafka::Emitter& emitter, kafka::AdminCommands& commands,
                             const std::vector<AdminSpec>& actions)
    : scheduler_(scheduler), emitter_(emitter), commands_(commands), actions_(actions.begin(), actions.end()) {}

void AdminSchedule::start() {
  for (std::size_t i = 0; i < actions_.size(); ++i) {
    scheduler_.at(sim::kTimeZero + actions_[i].at, sim::kWorld, [this, i] { carry_out(actions_[i]); });
  }
}

void AdminSchedule::add(AdminSpec action) {
  actions_.push_back(std::move(action));
  const std::size_t i = actions_.size() - 1;
  const sim::SimTime when = std::max(scheduler_.now(), sim::kTimeZero + actions_[i].at);
  scheduler_.at(when, sim::kWorld, [this, i] { carry_out(actions_[i]); });
}

void AdminSchedule::carry_out(const AdminSpec& action) {
  const auto done = [this, &action](const std::string& exception) {
    emitter_.emit(scheduler_.now(), kafka::kNoHost, [&] {
      return kafka::AdminCommandDone{std::string(name_of(action.kind)), target_of(action), exception};
    });
  };
  switch (action.kind) {
    case AdminKind::create_topic:
      return commands_.create_topic(action.new_topic, done);
    case AdminKind::delete_topic:
      return commands_.delete_topic(action.topic, done);
    case AdminKind::add_partitions: {
      std::vector<std::vector<kafka::BrokerId>> added;
      for (const auto& [partition, brokers] : action.replicas) added.push_back(brokers);
      return commands_.add_partitions(action.topic, action.partitions, added, done);
    }
    case AdminKind::add_broker:
      return commands_.add_broker(action.broker, done);
    case AdminKind::reassign:
      return commands_.reassign(action.topic, action.replicas, done);
    case AdminKind::elect_preferred_leaders: {
      const auto topic = action.topic.empty() ? std::nullopt : std::optional<std::string>(action.topic);
      return commands_.elect_preferred_leaders(topic, action.elect, done);
    }
    case AdminKind::change_config:
      return commands_.change_topic_config(action.topic, action.settings, done);
  }
}

}  // namespace scenario
