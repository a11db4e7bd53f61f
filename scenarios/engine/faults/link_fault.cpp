#include "scenarios/engine/faults/fault.h"
#include "sim/core/check.h"
#include "sim/net/rules.h"

namespace scenario {
namespace {

using Hosts = std::vector<sim::HostId>;

Hosts hosts_of(const std::vector<kafka::Machine>& machines) {
  Hosts hosts;
  for (const kafka::Machine& m : machines) hosts.push_back(m.host);
  return hosts;
}

/// A rule for the messages that go the other way.
class Backwards final : public sim::Rule {
 public:
  explicit Backwards(std::unique_ptr<sim::Rule> rule) : rule_(std::move(rule)) {}
  sim::Verdict judge(sim::HostId from, sim::HostId to, sim::SimTime now, sim::Bytes size) override {
    return rule_->judge(to, from, now, size);
  }

 private:
  std::unique_ptr<sim::Rule> rule_;
};

class LinkFault final : public Fault {
 public:
  LinkFault(const FaultSpec& spec, DisturbedHosts& hosts, sim::Rng rng) : spec_(spec), hosts_(hosts), rng_(rng) {}

  std::string obstacle(const kafka::Machine&) const override { return ""; }

  void begin(const FaultVictims& victims) override {
    if (victims.groups.empty()) return add(hosts_of(victims.machines), hosts_of(victims.peers));
    for (std::size_t a = 0; a < victims.groups.size(); ++a)
      for (std::size_t b = a + 1; b < victims.groups.size(); ++b)
        add(hosts_of(victims.groups[a]), hosts_of(victims.groups[b]));
  }

  void end() override { guards_.clear(); }

 private:
  void add(const Hosts& a, const Hosts& b) {
    std::unique_ptr<sim::Rule> rule = rule_between(a, b);
    if (spec_.direction == LinkDirection::in) rule = std::make_unique<Backwards>(std::move(rule));
    guards_.push_back(hosts_.cluster().network().add_rule(std::move(rule)));
  }

  std::unique_ptr<sim::Rule> rule_between(const Hosts& a, const Hosts& b) {
    const auto direction = spec_.direction == LinkDirection::both ? sim::Direction::both_ways : sim::Direction::one_way;
    if (spec_.kind == FaultKind::partition) return std::make_unique<sim::Partition>(a, b, direction);
    if (spec_.kind == FaultKind::flaky_link) return std::make_unique<sim::FlakyLink>(a, b, spec_.probability, rng_);
    SIM_CHECK(spec_.kind == FaultKind::slow_link);
    const sim::SlowLinkConfig config{.delay = spec_.latency,
                                     .jitter = spec_.latency_jitter,
                                     .rate = spec_.bandwidth,
                                     .ramp = spec_.ramp,
                                     .begin = hosts_.now()};
    return std::make_unique<sim::SlowLink>(a, b, config, rng_, direction);
  }

  const FaultSpec& spec_;
  DisturbedHosts& hosts_;
  sim::Rng rng_;
  std::vector<sim::RuleGuard> guards_;
};

}  // namespace

std::unique_ptr<Fault> make_link_fault(const FaultSpec& spec, DisturbedHosts& hosts, sim::Rng rng) {
  return std::make_unique<LinkFault>(spec, hosts, rng);
}

}  // namespace scenario
