#include "scenarios/engine/run/turns.h"

#include <algorithm>
#include <cctype>

namespace scenario {
namespace {

constexpr std::size_t kMostTurnsKept = 512;
constexpr std::size_t kMostTold = 8;

}  // namespace

bool names_broker(std::string_view target, kafka::BrokerId broker) {
  const std::string name = "broker-" + std::to_string(broker.value());
  for (std::size_t at = target.find(name); at != std::string_view::npos; at = target.find(name, at + 1)) {
    const std::size_t behind = at + name.size();
    if (behind == target.size() || std::isdigit(static_cast<unsigned char>(target[behind])) == 0) return true;
  }
  return false;
}

void Turns::add(Turn turn) {
  turns_.push_back(std::move(turn));
  if (turns_.size() > kMostTurnsKept) turns_.pop_front();
}

void Turns::on(sim::SimTime now, const kafka::FaultBegan& e) {
  Turn t{.kind = Turn::Kind::fault, .time = now, .tp = {}};
  t.fault = e.kind;
  t.target = e.target;
  add(std::move(t));
}

void Turns::on(sim::SimTime now, const kafka::FaultEnded& e) {
  Turn t{.kind = Turn::Kind::fault_end, .time = now, .tp = {}};
  t.fault = e.kind;
  t.target = e.target;
  add(std::move(t));
}

void Turns::on(sim::SimTime now, const kafka::BrokerStopped& e) {
  Turn t{.kind = Turn::Kind::broker_stopped, .time = now, .tp = {}, .broker = e.broker};
  t.how = e.how;
  add(std::move(t));
}

void Turns::on(sim::SimTime now, const kafka::BrokerStarted& e) {
  add({.kind = Turn::Kind::broker_started, .time = now, .tp = {}, .broker = e.broker});
}

void Turns::on(sim::SimTime now, const kafka::BecameLeader& e) {
  add({.kind = Turn::Kind::leader,
       .time = now,
       .tp = e.tp,
       .broker = e.broker,
       .epoch = e.leader_epoch,
       .from = e.log_end_offset.value()});
}

void Turns::on(sim::SimTime now, const kafka::PartitionStateChanged& e) {
  Turn t{.kind = Turn::Kind::isr, .time = now, .tp = e.tp, .broker = e.leader, .epoch = e.leader_epoch};
  t.isr = e.isr;
  std::sort(t.isr.begin(), t.isr.end());
  add(std::move(t));
}

void Turns::on(sim::SimTime now, const kafka::LogTruncated& e) {
  add({.kind = Turn::Kind::truncated,
       .time = now,
       .tp = e.tp,
       .broker = e.broker,
       .epoch = kafka::kNoEpoch,
       .from = e.from.value(),
       .to = e.to.value()});
}

std::vector<Turn> Turns::about(kafka::TopicPartition tp, kafka::BrokerId broker, sim::SimTime since) const {
  std::vector<Turn> found;
  for (auto it = turns_.rbegin(); it != turns_.rend() && it->time >= since && found.size() < kMostTold; ++it) {
    switch (it->kind) {
      case Turn::Kind::fault:
      case Turn::Kind::fault_end:
        if (names_broker(it->target, broker)) found.push_back(*it);
        break;
      case Turn::Kind::broker_stopped:
      case Turn::Kind::broker_started:
        if (it->broker == broker) found.push_back(*it);
        break;
      case Turn::Kind::leader:
      case Turn::Kind::isr:
      case Turn::Kind::truncated:
        if (it->tp == tp) found.push_back(*it);
        break;
    }
  }
  std::reverse(found.begin(), found.end());
  return found;
}

}  // namespace scenario
