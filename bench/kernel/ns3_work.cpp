#include "bench/kernel/ns3_work.h"

#include <limits>
#include <memory>
#include <vector>

#include <ns3/heap-scheduler.h>
#include <ns3/map-scheduler.h>
#include <ns3/nstime.h>
#include <ns3/object-factory.h>
#include <ns3/priority-queue-scheduler.h>
#include <ns3/simulator.h>

#include "bench/kernel/work.h"

namespace bench {

namespace {

using ns3::NanoSeconds;
using ns3::Simulator;

struct World {
  Luck luck;
  Checksum sum;
  std::vector<ns3::EventId> timers;
  std::uint64_t left = std::numeric_limits<std::uint64_t>::max();  // events until the run ends (hold)
  std::uint64_t done = 0;
  std::uint64_t target = std::numeric_limits<std::uint64_t>::max();
};
std::unique_ptr<World> world;

std::uint64_t now() { return static_cast<std::uint64_t>(Simulator::Now().GetNanoSeconds()); }
ns3::Time random_delay() { return NanoSeconds(world->luck.delay()); }

void on_hold(std::uint32_t id) {
  world->sum.fold(id, now());
  if (--world->left == 0) Simulator::Stop();
  Simulator::Schedule(random_delay(), &on_hold, id);
}

void start(std::uint32_t i);

void on_timeout(std::uint32_t i) {
  world->sum.fold(timeout_id(i), now());
  ++world->done;
  start(i);
}
void on_response(std::uint32_t i) {
  world->sum.fold(i, now());
  Simulator::Cancel(world->timers[i]);
  world->done += 2;
  start(i);
}
void start(std::uint32_t i) {
  const bool lost = world->luck.lost();
  world->timers[i] = Simulator::Schedule(NanoSeconds(kTimeout), &on_timeout, i);
  ++world->done;
  if (!lost) {
    Simulator::Schedule(random_delay(), &on_response, i);
    ++world->done;
  }
  if (world->done >= world->target) Simulator::Stop();
}

}  // namespace

Ns3World::Ns3World(const std::string& scheduler) {
  world = std::make_unique<World>();
  Simulator::SetScheduler(ns3::ObjectFactory("ns3::" + scheduler + "Scheduler"));
}
Ns3World::~Ns3World() {
  world->timers.clear();
  Simulator::Destroy();
  world.reset();
}

Ns3Hold::Ns3Hold(const std::string& scheduler, std::uint32_t n) : Ns3World(scheduler) {
  for (std::uint32_t id = 0; id < n; ++id) Simulator::Schedule(random_delay(), &on_hold, id);
}
std::uint64_t Ns3Hold::run(std::uint64_t operations) {
  world->left = operations;
  Simulator::Run();
  return operations;
}
std::uint64_t Ns3Hold::checksum() const { return world->sum.value(); }

Ns3Timers::Ns3Timers(const std::string& scheduler, std::uint32_t n) : Ns3World(scheduler) {
  world->timers.resize(n);
  for (std::uint32_t i = 0; i < n; ++i) start(i);
}
std::uint64_t Ns3Timers::run(std::uint64_t operations) {
  world->done = 0;
  world->target = operations;
  Simulator::Run();
  return world->done;
}
std::uint64_t Ns3Timers::checksum() const { return world->sum.value(); }

}  // namespace bench
