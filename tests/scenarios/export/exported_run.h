#pragma once
/// A small run in which something happens, for whoever exports it: a broker dies and returns, a group of two reads.

#include "scenarios/engine/run/experiment.h"
#include "tests/scenarios/run/small_spec.h"

namespace scenario::test {

inline ScenarioSpec disturbed_spec() {
  using namespace std::chrono_literals;
  ScenarioSpec spec = small_spec(3, 3, 60s);
  spec.cluster.hardware.network.latency = 500us;
  ProducerSpec& shop = add_producer(spec, "shop", 50);
  shop.workload.stop = 45s;
  shop.workload.key.kind = KeySpec::Kind::uniform;
  shop.workload.key.count = 20;
  add_group(spec, "readers").members = 2;
  add_group(spec, "archive");
  FaultSpec kill;
  kill.kind = FaultKind::kill;
  kill.target.push_back({TargetSpec::Kind::broker, "broker-102", "", 102});
  kill.at = 10s;
  kill.duration = 20s;  // longer than its session lasts: it can register when it is back
  spec.faults.push_back(kill);
  return spec;
}

}  // namespace scenario::test
