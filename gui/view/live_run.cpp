#include "gui/view/live_run.h"

#include <algorithm>
#include <utility>

#include "tools/shell/injection.h"

namespace view {

namespace {

constexpr sim::Duration kBetweenQuestions = std::chrono::milliseconds(500);
/// What a snapshot says of the time before it.
constexpr sim::Duration kMemory = std::chrono::seconds(10);

}  // namespace

std::unique_ptr<LiveRun> LiveRun::start(scenario::ScenarioSpec spec, const Journal& journal, Known known,
                                        std::string& problem) {
  const auto own = static_cast<std::int32_t>(spec.faults.size());
  journal.apply_to(spec);
  std::unique_ptr<LiveRun> run(new LiveRun(spec, own, known));
  problem = run->experiment_.boot();
  if (!problem.empty()) return nullptr;
  run->experiment_.start();
  run->close_step();
  return run;
}

LiveRun::LiveRun(const scenario::ScenarioSpec& spec, std::int32_t first_by_hand, Known known)
    : experiment_(spec),
      known_(known),
      grain_(Grain::of(spec.duration)),
      faults_(first_by_hand),
      traffic_(experiment_.cluster(), experiment_.recorder().roles(), grain_),
      travel_(experiment_.cluster()),
      teller_(experiment_.spec(), experiment_.names(), first_by_hand),
      stopper_(experiment_.scheduler(), teller_),
      logs_(experiment_.names()),
      groups_(experiment_),
      watches_(facts_, faults_, traffic_, travel_, groups_),
      utilisation_(grain_),
      maker_(experiment_, facts_, faults_, traffic_, utilisation_),
      next_step_(sim::kTimeZero) {
  watch();
}

LiveRun::~LiveRun() = default;

void LiveRun::watch() {
  set_known(known_);
  experiment_.attach(watches_);
  experiment_.attach(teller_);
  experiment_.attach(logs_);
  experiment_.attach(stopper_);
  scenario::TrucksRun* const trucks = experiment_.trucks();
  if (trucks == nullptr) return;
  trucks->notification().set_listener([this](const scenario::AlertRow& row) {
    if (now() > known_.until) chunk_.alerts.push_back(row);
  });
}

// ---- time

void LiveRun::advance(sim::SimTime until) {
  until = std::min(until, end());
  while (now() < until) {
    const sim::SimTime next = std::min(until, next_step_);
    stopper_.go_on();
    experiment_.advance(next);
    // What is left of an instant in whose midst it was stopped before.
    if (!stopper_.stopped() && now() == next) experiment_.scheduler().run_until(next);
    // The event that was waited for; others of its instant may be to come, also at the end of a step.
    if (stopper_.stopped() || now() < next) return;
    if (now() == next_step_) close_step();
  }
}

bool LiveRun::run_to_event(std::uint64_t number, const std::function<bool()>& go_on) {
  if (stopper_.seen() >= number) return true;
  stopper_.wait_for(number);
  while (!finished() && stopper_.seen() < number) {
    advance(std::min(end(), now() + kBetweenQuestions));
    if (go_on && !go_on()) break;
  }
  stopper_.wait_for(Stopper::kNever);
  return stopper_.seen() >= number;
}

bool LiveRun::step() { return run_to_event(stopper_.seen() + 1); }

void LiveRun::hurry_to(sim::SimTime time) {
  const bool was_deaf = now() < hurry_;
  hurry_ = time - memory();
  if (hurry_ > now())
    watched_ = hurry_;
  else if (was_deaf)
    watched_ = now();
  traffic_.deaf_until(hurry_);
  travel_.deaf_until(hurry_);
}

bool LiveRun::watched() const { return watched_ == sim::SimTime::min() || now() >= watched_ + memory(); }

sim::Duration LiveRun::memory() const { return std::max(kMemory, 10 * grain_.step); }

void LiveRun::set_known(Known known) {
  known_ = known;
  teller_.known_until(known_.event);
  logs_.known_until(known_.event);
}

void LiveRun::close_step() {
  const double seconds = sim::to_seconds(now() - sim::kTimeZero);
  chunk_.digests.emplace_back(seconds, digest());
  if (now() >= hurry_) {
    utilisation_.read(experiment_.cluster(), now());
    traffic_.close_step();
    if (now() > known_.until)
      sample(seconds);
    else if (steps_ % grain_.frame_every == 0)
      static_cast<void>(traffic_.take_latencies());  // of what is known already
  }
  ++steps_;
  next_step_ = now() + grain_.step;
  note_violations();
}

void LiveRun::sample(double seconds) {
  look_at_names();
  if (health_of_ != teller_.news()) health_ = maker_.health();
  health_of_ = teller_.news();
  sampler_.sample_step(names_, health_, traffic_.step(), sim::to_seconds(grain_.step));
  if (steps_ % grain_.frame_every == 0) {
    latest_ = std::make_shared<const Snapshot>(maker_.make(health_));
    sampler_.sample_frame(*latest_, traffic_.take_latencies());
    chunk_.frames.push_back(latest_);
  }
  chunk_.metrics.push_back(table_.take_row(seconds));
}

/// Brokers may be added while it runs.
void LiveRun::look_at_names() {
  const kafka::Cluster& cluster = experiment_.cluster();
  if (names_.brokers.size() == cluster.view().brokers().size()) return;
  names_ = {};
  for (const kafka::Machine& m : cluster.machines())
    if (m.kind == kafka::MachineKind::broker) names_.brokers.push_back({kafka::BrokerId(m.number), m.host, m.name});
  names_.applications = experiment_.recorder().roles().applications;
  for (const scenario::GroupSpec& group : experiment_.spec().groups) names_.groups.push_back(group.name);
}

void LiveRun::note_violations() {
  const std::vector<kafka::Violation>& all = experiment_.invariants()->violations();
  for (; violations_ < all.size(); ++violations_)
    for (const std::string& line : lines_of(all[violations_])) chunk_.violations.push_back(line);
}

// ---- by hand

std::optional<scenario::FaultSpec> LiveRun::read_fault(std::string_view words, std::string& problem) const {
  return tools::read_injection(words, experiment_.cluster(), problem);
}

bool LiveRun::settle() {
  for (;;) {
    const std::uint64_t executed = experiment_.scheduler().executed();
    const sim::SimTime next = now() + sim::Duration{1};
    if (finished() || next >= end()) return false;
    advance(next);
    // What a step has recorded stays as it is.
    const bool at_step = (now() - sim::kTimeZero).count() % grain_.step.count() == 0;
    if (now() == next && experiment_.scheduler().executed() == executed && !at_step) return true;
  }
}

std::string LiveRun::inject(scenario::FaultSpec& fault) {
  if (!settle()) return "the run is over";
  fault.at = now() - sim::kTimeZero;
  experiment_.inject(fault);
  return "";
}

// ---- looking

SnapshotPtr LiveRun::snapshot() {
  if (!latest_ || latest_->time != now() || latest_->event != event())
    latest_ = std::make_shared<const Snapshot>(maker_.make());
  return latest_;
}

Chunk LiveRun::take() {
  chunk_.until = now();
  chunk_.event = event();
  chunk_.new_series = table_.take_new();
  chunk_.events = teller_.take();
  chunk_.faults = faults_.take_changed();
  chunk_.groups = groups_.take_changed(now());
  chunk_.hops = travel_.take_hops();
  chunk_.batches = travel_.take_batches();
  chunk_.cuts = travel_.take_cuts();
  chunk_.marks = travel_.take_marks();
  chunk_.logs = logs_.take();
  return std::exchange(chunk_, {});
}

}  // namespace view
