#pragma once
/// Makes an administrator's actions happen, as events of the world.

#include <deque>
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
                const std::vector<AdminSpec>& actions);
  AdminSchedule(const AdminSchedule&) = delete;
  AdminSchedule& operator=(const AdminSchedule&) = delete;

  /// Times count from kTimeZero. Requires: now <= kTimeZero.
  void start();

  /// One more, at its time or, if that is over, now.
  void add(AdminSpec action);

 private:
  void carry_out(const AdminSpec& action);

  sim::Scheduler& scheduler_;
  const kafka::Emitter& emitter_;
  kafka::AdminCommands& commands_;
  std::deque<AdminSpec> actions_;  // their events refer to them
};

}  // namespace scenario
