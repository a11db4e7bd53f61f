#include "tools/shell/simulation.h"

#include <fmt/format.h>

#include "scenarios/engine/loader/scenario_loader.h"
#include "scenarios/engine/run/invariant_settings.h"
#include "scenarios/engine/run/outage_text.h"
#include "sim/core/check.h"
#include "tools/describe/cluster_text.h"
#include "tools/shell/injection.h"

namespace tools {
namespace {

/// Longer than anybody sits before a terminal.
constexpr sim::Duration kForAsLongAsOneLikes = std::chrono::hours(24 * 365);

/// What config/server.properties sets where it differs from the defaults; and Kafka's own default of
/// auto.create.topics.enable, which scenarios have not.
constexpr std::string_view kShippedProperties =
    "{auto.create.topics.enable: true, num.partitions: 1, offsets.topic.replication.factor: 1, "
    "transaction.state.log.replication.factor: 1, "
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

void LateClients::on_event(sim::SimTime, sim::HostId, const kafka::Event& event) {
  const auto* const started = std::get_if<kafka::ClientStarted>(&event);
  if (!started) return;
  kafka::InvariantSettings& settings = invariants_.settings();
  const auto client = static_cast<std::size_t>(started->client.value());
  while (settings.client_names.size() < static_cast<std::size_t>(cluster_.client_count()))
    settings.client_names.push_back(
        cluster_.client_name(kafka::ClientId(static_cast<std::int32_t>(settings.client_names.size()))));
  const kafka::ProducerMachine* const latest = cluster_.last_producer();
  if (!latest || latest->id() != started->client || client < settings.acks.size()) return;
  settings.acks.resize(client + 1, kafka::Acks::all);
  settings.acks[client] = latest->config().acks;
}

/// The run's own books are kept for the clients of a scenario; here others come and go.
Simulation::Simulation(const scenario::ScenarioSpec& spec)
    : experiment_(spec, {.watch = false}), chronicle_(experiment_.names()), metrics_(experiment_.names()) {
  const kafka::Cluster& cluster = experiment_.cluster();
  std::vector<kafka::Acks> acks;
  for (std::int32_t c = 0; c < cluster.client_count(); ++c)
    acks.push_back(experiment_.ledger().acks(kafka::ClientId(c)));
  invariants_ = std::make_unique<kafka::Invariants>(scenario::invariant_settings(spec, cluster, std::move(acks)));
  late_clients_ = std::make_unique<LateClients>(cluster, *invariants_);
  experiment_.end_at(sim::kTimeZero + kForAsLongAsOneLikes);
  experiment_.attach(chronicle_);
  experiment_.attach(*late_clients_);
  experiment_.attach(*invariants_);
  experiment_.attach(outages_);
  metrics_.attach_to(experiment_);
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

std::vector<std::string> Simulation::outages() const {
  scenario::OutageBudget so_far = outages_;
  so_far.finish(now());
  return scenario::outage_lines(so_far, experiment_.names());
}

std::optional<std::string> Simulation::description(std::string_view what) {
  const ClusterText cluster(experiment_.cluster(), experiment_.spec().seed);
  if (what == "topics") return cluster.topics();
  if (what == "groups") return cluster.groups();
  if (what == "zookeeper") return cluster.zookeeper();
  if (what == "log-dirs") return cluster.log_dirs();
  if (what == "metrics") return scenario::metrics_text(metrics_.rows(experiment_.cluster(), now()));
  return std::nullopt;
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
