#include "tools/shell/simulation.h"

#include <fmt/format.h>

#include "scenarios/engine/loader/scenario_loader.h"
#include "sim/core/check.h"
#include "tools/shell/injection.h"

namespace tools {
namespace {

/// Longer than anybody sits before a terminal.
constexpr sim::Duration kForAsLongAsOneLikes = std::chrono::hours(24 * 365);

/// What config/server.properties sets where it differs from the defaults.
constexpr std::string_view kShippedProperties =
    "{num.partitions: 1, offsets.topic.replication.factor: 1, transaction.state.log.replication.factor: 1, "
    "transaction.state.log.min.isr: 1, group.initial.rebalance.delay.ms: 0}";

scenario::ScenarioSpec one_machine(kafka::Profile release, std::uint64_t seed) {
  scenario::Diagnostics diagnostics;
  const std::string text = fmt::format(
      "title: one machine\nprofile: \"{}\"\nseed: {}\nduration: 365d\nsample.every: 1h\n"
      "cluster: {{brokers: [0], zookeeper: {{servers: 1}}, config: {}}}\n",
      release == kafka::Profile::v2_3 ? "2.3" : "3.9", seed, kShippedProperties);
  auto spec = scenario::load_text("terminal", text, {}, diagnostics);
  if (!spec) sim::detail::check_failed(__FILE__, __LINE__, "the empty cluster loads", diagnostics.render().c_str());
  spec->cluster.brokers.front().host = "localhost";
  return *spec;
}

}  // namespace

Simulation::Simulation(const scenario::ScenarioSpec& spec) : experiment_(spec), chronicle_(experiment_.names()) {
  experiment_.end_at(sim::kTimeZero + kForAsLongAsOneLikes);
  experiment_.attach(chronicle_);
  world_ = std::make_unique<World>(WorldParts{.scheduler = experiment_.scheduler(),
                                              .streams = experiment_.streams(),
                                              .emitter = experiment_.emitter(),
                                              .cluster = experiment_.cluster()});
  injected_ =
      std::make_unique<scenario::FaultSchedule>(experiment_.scheduler(), experiment_.streams(), experiment_.emitter(),
                                                experiment_.cluster(), std::vector<scenario::FaultSpec>{});
}

std::unique_ptr<Simulation> Simulation::empty(kafka::Profile release, std::uint64_t seed) {
  std::unique_ptr<Simulation> made(new Simulation(one_machine(release, seed)));
  made->experiment_.cluster().dismiss_service_managers();
  made->experiment_.start_cold();
  return made;
}

std::unique_ptr<Simulation> Simulation::of(const scenario::ScenarioSpec& spec, std::string& problem) {
  std::unique_ptr<Simulation> made(new Simulation(spec));
  problem = made->experiment_.boot();
  if (!problem.empty()) return nullptr;
  made->experiment_.start();
  return made;
}

std::string Simulation::inject(std::string_view text) {
  std::string problem;
  auto fault = read_injection(text, experiment_.cluster(), problem);
  if (!fault) return problem;
  fault->at = now() - sim::kTimeZero;
  injected_->add(std::move(*fault));
  return "";
}

}  // namespace tools
