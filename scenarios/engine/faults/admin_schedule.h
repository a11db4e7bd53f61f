#pragma once
/// Makes an administrator's actions happen, as events of the world.

#include <string>
#include <vector>

#include "model/cluster/admin_commands.h"
#include "model/observe/event_sink.h"
#include "scenarios/engine/spec/admin_spec.h"
#include "sim/core/scheduler.h"

namespace scenario {

///   emits    AdminCommandDone when the cluster has answered; a command that nobody answers is never done
class AdminSchedule {
 public:
  /// All references must outlive it, and it the commands' answers.
  AdminSchedule(sim::Scheduler& scheduler, const kafka::Emitter& emitter, kafka::AdminCommands& commands,
                std::vector<AdminSpec> actions);
  AdminSchedule(const AdminSchedule&) = delete;
  AdminSchedule& operator=(const AdminSchedule&) = delete;

  /// Times count from kTimeZero. Requires: now <= kTimeZero.
  void start();

 private:
  void carry_out(const AdminSpec& action);

  sim::Scheduler& scheduler_;
  const kafka::Emitter& emitter_;
  kafka::AdminCommands& commands_;
  std::vector<AdminSpec> actions_;
};

}  // namespace scenario
