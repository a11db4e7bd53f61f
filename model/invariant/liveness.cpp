#include "model/invariant/liveness.h"

#include <algorithm>

#include "model/invariant/text.h"

namespace kafka {
namespace {

constexpr std::string_view kOneController = "At rest there is exactly one active controller";
constexpr std::string_view kLed =
    "At rest every partition with a live member of its ISR has a live leader that all live brokers know";
constexpr std::string_view kReplicated =
    "At rest every live replica fetches from the leader, is in sync, and ends where the leader does";
constexpr std::string_view kHighWatermarksAtEnds = "At rest high watermarks are at the logs' ends";

bool has(const std::vector<BrokerId>& brokers, BrokerId id) {
  return std::find(brokers.begin(), brokers.end(), id) != brokers.end();
}

class Check {
 public:
  Check(const InvariantSettings& settings, const ClusterNow& cluster, sim::SimTime now)
      : settings_(settings), cluster_(cluster), now_(now) {}

  std::vector<Violation> run() {
    if (cluster_.active_controllers.size() != 1)
      add("L1", kOneController, "active controllers: " + list(cluster_.active_controllers));
    for (const PartitionNow& p : cluster_.partitions) check_leader(p);
    return std::move(found_);
  }

 private:
  void add(std::string_view name, std::string_view statement, std::string what) {
    found_.push_back({.name = name,
                      .statement = statement,
                      .time = now_,
                      .what = std::move(what),
                      .settings = "protocol " + std::string(name_of(settings_.behaviour.protocol)),
                      .excuse = {},
                      .chain = {}});
  }

  void check_leader(const PartitionNow& p) {
    const bool electable = std::any_of(p.isr.begin(), p.isr.end(), [&](BrokerId id) { return has(cluster_.live, id); });
    if (!electable) return;
    const ReplicaNow* leader = nullptr;
    for (const ReplicaNow& r : p.live_replicas)
      if (r.broker == p.stored_leader && r.leads) leader = &r;
    const std::string name = settings_.name(p.tp);
    if (!leader)
      return add("L2", kLed,
                 name + ": stored leader " + num(p.stored_leader) + " of ISR " + list(p.isr) + " does not lead");
    for (std::size_t i = 0; i < p.known_leaders.size() && i < cluster_.live.size(); ++i)
      if (p.known_leaders[i] != leader->broker)
        add("L2", kLed,
            name_of(cluster_.live[i]) + " takes " + num(p.known_leaders[i]) + " for the leader of " + name +
                "; it is " + num(leader->broker));
    for (const ReplicaNow& r : p.live_replicas) check_replica(p, *leader, r);
  }

  void check_replica(const PartitionNow& p, const ReplicaNow& leader, const ReplicaNow& r) {
    if (!has(p.replicas, r.broker)) return;
    const std::string who = name_of(r.broker) + ", replica of " + settings_.name(p.tp) + ", ";
    if (r.broker != leader.broker && r.fetches_from != leader.broker)
      add("L3", kReplicated, who + "fetches from " + num(r.fetches_from) + "; the leader is " + num(leader.broker));
    if (!has(p.isr, r.broker) && !leader.waits_for_controller)
      add("L3", kReplicated, who + "is not in the ISR " + list(p.isr));
    if (!cluster_.production_stopped) return;
    if (r.log_end_offset != leader.log_end_offset)
      add("L3", kReplicated,
          who + "ends at " + num(r.log_end_offset) + ", the leader at " + num(leader.log_end_offset));
    const auto replicas = static_cast<std::int32_t>(p.replicas.size());
    std::int32_t least = settings_.min_isr_of(p.tp.topic);
    if (settings_.behaviour.min_isr_bounded_by_replicas) least = std::min(least, replicas);
    if (static_cast<std::int32_t>(p.isr.size()) >= least && r.high_watermark != r.log_end_offset)
      add("L4", kHighWatermarksAtEnds,
          who + "has high watermark " + num(r.high_watermark) + " and ends at " + num(r.log_end_offset));
  }

  const InvariantSettings& settings_;
  const ClusterNow& cluster_;
  sim::SimTime now_;
  std::vector<Violation> found_;
};

}  // namespace

std::vector<Violation> check_liveness(const InvariantSettings& settings, const ClusterNow& cluster, sim::SimTime now) {
  return Check(settings, cluster, now).run();
}

}  // namespace kafka
