#include "scenarios/engine/faults/fault.h"

namespace scenario {
namespace {

using kafka::Machine;
using kafka::MachineKind;
using kafka::MachineState;

/// What the faults on machines have in common: whom they have hit.
class MachineFault : public Fault {
 public:
  MachineFault(OccurrenceId id, DisturbedHosts& hosts) : id_(id), hosts_(hosts) {}

  void begin(const FaultVictims& victims) final {
    for (const Machine& m : victims.machines) {
      hit_.push_back(m.host);
      hit(m.host);
    }
  }
  void end() final {
    for (const sim::HostId host : hit_) heal(host);
    hit_.clear();
  }

 protected:
  virtual void hit(sim::HostId host) = 0;
  virtual void heal(sim::HostId host) = 0;
  [[nodiscard]] MachineState state(const Machine& m) const { return hosts_.cluster().state(m.host); }

  const OccurrenceId id_;
  DisturbedHosts& hosts_;

 private:
  std::vector<sim::HostId> hit_;
};

/// stop, kill, power-loss, restart: healed by a start.
class StopFault final : public MachineFault {
 public:
  StopFault(OccurrenceId id, DisturbedHosts& hosts, sim::StopKind how) : MachineFault(id, hosts), how_(how) {}

  std::string obstacle(const Machine& m) const override {
    switch (state(m)) {
      case MachineState::stopped:
        return "stopped already";
      case MachineState::stopping:
        return how_ == sim::StopKind::clean ? "shutting down already" : "";
      case MachineState::paused:
        return how_ == sim::StopKind::clean ? "paused: it does not hear the signal" : "";
      case MachineState::running:
        break;
    }
    return "";
  }

 private:
  void hit(sim::HostId host) override { hosts_.stop(id_, host, how_); }
  void heal(sim::HostId host) override { hosts_.start_again(id_, host); }

  sim::StopKind how_;
};

class PauseFault final : public MachineFault {
 public:
  using MachineFault::MachineFault;

  std::string obstacle(const Machine& m) const override {
    if (state(m) == MachineState::stopped) return "not running";
    return state(m) == MachineState::paused ? "paused already" : "";
  }

 private:
  void hit(sim::HostId host) override { hosts_.pause(id_, host); }
  void heal(sim::HostId host) override { hosts_.resume(id_, host); }
};

class SlowHostFault final : public MachineFault {
 public:
  SlowHostFault(OccurrenceId id, DisturbedHosts& hosts, double factor) : MachineFault(id, hosts), factor_(factor) {}
  std::string obstacle(const Machine&) const override { return ""; }

 private:
  void hit(sim::HostId host) override { hosts_.slow_down(id_, host, factor_); }
  void heal(sim::HostId host) override { hosts_.speed_up(id_, host); }

  double factor_;
};

std::string without_disk(const Machine& m) {
  return m.kind == MachineKind::broker || m.kind == MachineKind::zookeeper ? "" : "a client has no disk here";
}

class SlowDiskFault final : public MachineFault {
 public:
  SlowDiskFault(OccurrenceId id, DisturbedHosts& hosts, double factor) : MachineFault(id, hosts), factor_(factor) {}
  std::string obstacle(const Machine& m) const override { return without_disk(m); }

 private:
  void hit(sim::HostId host) override { hosts_.slow_disk(id_, host, factor_); }
  void heal(sim::HostId host) override { hosts_.speed_up_disk(id_, host); }

  double factor_;
};

class FullDiskFault final : public MachineFault {
 public:
  using MachineFault::MachineFault;
  std::string obstacle(const Machine& m) const override { return without_disk(m); }

 private:
  void hit(sim::HostId host) override { hosts_.fill_disk(id_, host); }
  void heal(sim::HostId host) override { hosts_.empty_disk(id_, host); }
};

}  // namespace

std::unique_ptr<Fault> make_fault(const FaultSpec& spec, OccurrenceId id, DisturbedHosts& hosts, sim::Rng rng) {
  switch (spec.kind) {
    case FaultKind::stop:
      return std::make_unique<StopFault>(id, hosts, sim::StopKind::clean);
    case FaultKind::kill:
      return std::make_unique<StopFault>(id, hosts, sim::StopKind::kill);
    case FaultKind::power_loss:
      return std::make_unique<StopFault>(id, hosts, sim::StopKind::power_loss);
    case FaultKind::restart:
      return std::make_unique<StopFault>(id, hosts, spec.how);
    case FaultKind::pause:
      return std::make_unique<PauseFault>(id, hosts);
    case FaultKind::slow_host:
      return std::make_unique<SlowHostFault>(id, hosts, spec.factor);
    case FaultKind::slow_disk:
      return std::make_unique<SlowDiskFault>(id, hosts, spec.factor);
    case FaultKind::full_disk:
      return std::make_unique<FullDiskFault>(id, hosts);
    case FaultKind::partition:
    case FaultKind::slow_link:
    case FaultKind::flaky_link:
      break;
  }
  return make_link_fault(spec, hosts, rng);
}

}  // namespace scenario
