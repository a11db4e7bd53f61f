#include "model/config/behaviour.h"

#include <array>

namespace kafka {

namespace {

struct Switch {
  std::string_view name;
  bool Behaviour::*member;
};

constexpr std::array kSwitches = std::to_array<Switch>({
    {"alter-partition", &Behaviour::alter_partition},
    {"broker-epochs", &Behaviour::broker_epochs},
    {"stop-replica-epochs", &Behaviour::stop_replica_epochs},
    {"isr-needs-alive-broker", &Behaviour::isr_needs_alive_broker},
    {"min-isr-bounded-by-replicas", &Behaviour::min_isr_bounded_by_replicas},
    {"followers-serve-consumers", &Behaviour::followers_serve_consumers},
    {"recovering-leader", &Behaviour::recovering_leader},
    {"pipelined-zookeeper-writes", &Behaviour::pipelined_zookeeper_writes},
    {"guarded-controller-writes", &Behaviour::guarded_controller_writes},
    {"rebalance-during-reassignment", &Behaviour::rebalance_during_reassignment},
    {"retain-remote-offsets", &Behaviour::retain_remote_offsets},
    {"heartbeat-while-completing", &Behaviour::heartbeat_while_completing},
    {"sync-timeout", &Behaviour::sync_timeout},
    {"skip-assignment", &Behaviour::skip_assignment},
    {"static-members-sort-first", &Behaviour::static_members_sort_first},
    {"asynchronous-revocation-commit", &Behaviour::asynchronous_revocation_commit},
    {"producer-epoch-bump", &Behaviour::producer_epoch_bump},
    {"group-metadata-fencing", &Behaviour::group_metadata_fencing},
    {"transaction-verification", &Behaviour::transaction_verification},
    {"producer-ids-ahead", &Behaviour::producer_ids_ahead},
    {"new-leader-in-errors", &Behaviour::new_leader_in_errors},
    {"registered-features", &Behaviour::registered_features},
    {"kraft-controller-epoch", &Behaviour::kraft_controller_epoch},
    {"position-validation", &Behaviour::position_validation},
});

constexpr std::array kProtocols =
    std::to_array<std::string_view>({"hw", "kip101", "kip279", "v201", "kip320", "v28", "v39"});

}  // namespace

std::string_view name_of(ReplicationProtocol protocol) { return kProtocols[static_cast<std::size_t>(protocol)]; }

bool find_protocol(std::string_view name, ReplicationProtocol& protocol) {
  for (std::size_t i = 0; i < kProtocols.size(); ++i) {
    if (kProtocols[i] != name) continue;
    protocol = static_cast<ReplicationProtocol>(i);
    return true;
  }
  return false;
}

Behaviour behaviour_of(Profile profile) {
  Behaviour b;
  if (profile == Profile::v3_9) return b;
  b.protocol = ReplicationProtocol::kip320;
  b.alter_partition = false;
  b.stop_replica_epochs = false;
  b.isr_needs_alive_broker = false;
  b.min_isr_bounded_by_replicas = false;
  b.followers_serve_consumers = false;
  b.recovering_leader = false;
  b.rebalance_during_reassignment = false;
  b.heartbeat_while_completing = false;
  b.sync_timeout = false;
  b.skip_assignment = false;
  b.static_members_sort_first = false;
  b.asynchronous_revocation_commit = false;
  b.producer_epoch_bump = false;
  b.group_metadata_fencing = false;
  b.transaction_verification = false;
  b.producer_ids_ahead = false;
  b.new_leader_in_errors = false;
  b.registered_features = false;
  b.kraft_controller_epoch = false;
  return b;
}

std::vector<std::string_view> switch_names() {
  std::vector<std::string_view> names;
  for (const Switch& s : kSwitches) names.push_back(s.name);
  return names;
}

std::vector<std::string_view> protocol_names() { return {kProtocols.begin(), kProtocols.end()}; }

bool* find_switch(Behaviour& behaviour, std::string_view name) {
  for (const Switch& s : kSwitches)
    if (s.name == name) return &(behaviour.*s.member);
  return nullptr;
}

}  // namespace kafka
