#include "gui/view/operators_part.h"

#include <algorithm>
#include <array>

namespace view {
namespace {

using kafka::MachineState;

/// What only the simulator knows: replicas that run, records that are gone, where trucks really are.
constexpr std::array<std::string_view, 5> kTruth{"replication/under-replicated", "replication/under-min-isr",
                                                 "replication/offline", "cluster/lost", "trucks/error/p95"};

void veil(BrokerNow& b) {
  b.state = b.registered ? MachineState::running : MachineState::stopped;
  b.session_left.reset();
  b.faults.clear();
  for (ReplicaNow& r : b.replicas) {
    if (!b.registered)
      r.look = ReplicaLook::offline;
    else if (r.look == ReplicaLook::offline)
      r.look = r.listed ? ReplicaLook::in_sync : ReplicaLook::out_of_sync;
    r.leader_epoch = -1;
    r.log_start = r.log_end = r.high_watermark = -1;
  }
}

/// By its answer to `srvr`: who does not answer is not there, whatever the reason.
void veil(ZooKeeperNow& z) {
  const bool answers = z.state == MachineState::running && !z.role.empty();
  z.state = answers ? MachineState::running : MachineState::stopped;
  if (!answers) z.role.clear();
  z.serving = z.serving && answers;
  z.faults.clear();
}

void veil(MemberNow& m) {
  m.state = MachineState::running;
  m.phase = MemberPhase::stable;
  m.faults.clear();
}

}  // namespace

bool operators_have(std::string_view series) { return std::find(kTruth.begin(), kTruth.end(), series) == kTruth.end(); }

SnapshotPtr operators_part(const SnapshotPtr& snapshot) {
  if (!snapshot) return nullptr;
  auto part = std::make_shared<Snapshot>(*snapshot);
  part->truth = part->operators;
  for (BrokerNow& b : part->brokers) veil(b);
  for (ZooKeeperNow& z : part->zookeeper) veil(z);
  for (PartitionNow& p : part->partitions) p.serving = p.leader >= 0;
  for (ProducerNow& p : part->producers) p.running = p.instances;
  for (GroupNow& g : part->groups) {
    g.coordinator_up = true;
    for (MemberNow& m : g.members) veil(m);
  }
  part->flows.clear();
  if (part->trucks)
    for (TruckNow& t : part->trucks->trucks) {
      t.real = t.shown;
      t.error_km = 0;
    }
  return part;
}

Chunk OperatorsPart::of(const Chunk& chunk) {
  Chunk part;
  part.until = chunk.until;
  part.event = chunk.event;
  // Those that nobody has stay empty, so that the others keep their numbers.
  for (const SeriesInfo& s : chunk.new_series) {
    veiled_.push_back(!operators_have(s.path));
    part.new_series.push_back(veiled_.back() ? SeriesInfo{"veiled/" + std::to_string(veiled_.size()), "", ""} : s);
  }
  for (const MetricRow& row : chunk.metrics) {
    part.metrics.push_back(row);
    std::erase_if(part.metrics.back().values, [&](const auto& value) { return veiled_[value.first]; });
  }
  for (const SnapshotPtr& frame : chunk.frames) part.frames.push_back(operators_part(frame));
  part.logs = chunk.logs;
  part.violations = chunk.violations;
  part.digests = chunk.digests;
  return part;
}

}  // namespace view
