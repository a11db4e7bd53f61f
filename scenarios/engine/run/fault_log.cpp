#include "scenarios/engine/run/fault_log.h"

#include <variant>

namespace scenario {

void FaultLog::on_event(sim::SimTime now, sim::HostId, const kafka::Event& event) {
  if (const auto* b = std::get_if<kafka::FaultBegan>(&event)) {
    if (faults_.size() < kMostRows) faults_.push_back({b->fault, b->kind, b->target, now, std::nullopt, ""});
  } else if (const auto* e = std::get_if<kafka::FaultEnded>(&event)) {
    // Of the same fault and target, the one that began first ends first: all its times last equally long.
    for (FaultRow& row : faults_) {
      if (row.fault != e->fault || row.end || !row.missing.empty() || row.target != e->target) continue;
      row.end = now;
      break;
    }
  } else if (const auto* m = std::get_if<kafka::FaultFoundNoTarget>(&event)) {
    if (faults_.size() < kMostRows) faults_.push_back({m->fault, m->kind, m->target, now, std::nullopt, m->why});
  } else if (const auto* c = std::get_if<kafka::AdminCommandDone>(&event)) {
    if (commands_.size() < kMostRows) commands_.push_back({now, c->command, c->target, c->error});
  }
}

}  // namespace scenario
