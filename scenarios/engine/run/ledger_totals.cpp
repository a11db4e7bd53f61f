#include "scenarios/engine/run/ledger_totals.h"

namespace scenario {

ProducerTotals& ProducerTotals::operator+=(const ProducerTotals& other) {
  sent += other.sent;
  acknowledged += other.acknowledged;
  failed += other.failed;
  rejected += other.rejected;
  retries += other.retries;
  abandoned += other.abandoned;
  accepted += other.accepted;
  return *this;
}

GroupTotals& GroupTotals::operator+=(const GroupTotals& other) {
  produced += other.produced;
  for (std::size_t i = 0; i < kRecordStates; ++i) states[i] += other.states[i];
  delivered += other.delivered;
  duplicated += other.duplicated;
  effects += other.effects;
  polled += other.polled;
  reread += other.reread;
  reordered += other.reordered;
  reordered_in_log += other.reordered_in_log;
  acknowledged += other.acknowledged;
  transformed_once += other.transformed_once;
  transformed_again += other.transformed_again;
  transformed_never += other.transformed_never;
  anomalies += other.anomalies;
  return *this;
}

}  // namespace scenario
