#include "scenarios/engine/spec/fault_spec.h"

namespace scenario {

const std::vector<FaultKindInfo>& fault_kinds() {
  static const std::vector<FaultKindInfo> kKinds{
      {FaultKind::stop,
       "stop",
       "the process ends by itself, as after SIGTERM: controlled shutdown; `for`: until it is "
       "started again",
       {"target"}},
      {FaultKind::kill, "kill", "the process dies (kill -9); its machine and the page cache live on", {"target"}},
      {FaultKind::power_loss,
       "power-loss",
       "the machine dies: what was not flushed is gone, nobody is told",
       {"target"}},
      {FaultKind::restart, "restart", "stopped and, after `for` (default: at once), started again", {"target", "how"}},
      {FaultKind::pause, "pause", "the process stands still, as in a long garbage collection (SIGSTOP)", {"target"}},
      {FaultKind::partition,
       "partition",
       "nothing passes between the target and its peers, or between groups",
       {"target", "peers", "direction", "groups"}},
      {FaultKind::slow_link,
       "slow-link",
       "messages between the target and its peers arrive later",
       {"target", "peers", "direction", "latency", "latency.jitter", "bandwidth", "ramp"}},
      {FaultKind::flaky_link,
       "flaky-link",
       "messages between the target and its peers break their connection",
       {"target", "peers", "probability"}},
      {FaultKind::slow_disk, "slow-disk", "everything the disk does takes longer", {"target", "factor"}},
      {FaultKind::full_disk, "full-disk", "writes fail", {"target"}},
      {FaultKind::slow_host, "slow-host", "everything the machine's threads do takes longer", {"target", "factor"}},
  };
  return kKinds;
}

std::string_view name_of(FaultKind kind) { return fault_kinds()[static_cast<std::size_t>(kind)].name; }

}  // namespace scenario
