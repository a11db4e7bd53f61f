#pragma once
/// What an application needs from the machine that it runs on.

#include <functional>
#include <vector>

#include "model/observe/event_sink.h"
#include "model/types/topic_partition.h"
#include "sim/core/scheduler.h"

namespace kafka {

/// How a process ends by itself.
enum class Exit {
  done,     ///< main() returns
  crashed,  ///< the service manager starts it again
};

/// Outlives the application's runs.
struct ApplicationContext {
  sim::Scheduler& scheduler;
  const TopicTable& topics;
  const Emitter& emitter;
  sim::HostId host;
  ClientId id;  ///< of its consumer
  GroupId group;
  std::vector<TopicId> subscribed;
  std::function<void(Exit)> exit;  ///< as an event of its own

  template <class Make>
  void emit(Make make) const {
    emitter.emit(scheduler.now(), host, make);
  }
};

}  // namespace kafka
