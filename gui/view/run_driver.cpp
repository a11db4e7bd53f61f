#include "gui/view/run_driver.h"

#include <algorithm>

#include "gui/view/live_run.h"
#include "gui/view/scenario_of.h"
#include "sim/core/check.h"

namespace view {
namespace {

/// Between two questions whether to go on.
constexpr sim::Duration kSlice = std::chrono::milliseconds(500);

}  // namespace

RunDriver::RunDriver() = default;
RunDriver::~RunDriver() = default;

std::string RunDriver::open(RunSource source) {
  std::string problem;
  auto spec = scenario_of(source, problem);
  if (!spec) return problem;
  auto run = LiveRun::start(*spec, {}, {}, problem);
  if (!run) return problem;
  source_ = std::move(source);
  spec_ = std::move(*spec);
  journal_ = {};
  parked_.clear();
  furthest_ = {};
  told_.clear();
  branch_.reset();
  begin(std::move(run));
  return "";
}

void RunDriver::begin(std::unique_ptr<LiveRun> run) {
  run_ = std::move(run);
  run_->tell_routine(routine_);
  begins_ = true;
}

std::unique_ptr<LiveRun> RunDriver::made_anew() const {
  std::string problem;
  auto run = LiveRun::start(spec_, journal_, known(), problem);
  SIM_CHECK(run, "a run that came up comes up again");
  return run;
}

void RunDriver::make_anew(sim::SimTime target) { change_to(made_anew(), target); }

void RunDriver::leave_for(std::unique_ptr<LiveRun> run, sim::SimTime target) {
  keep_told();
  parked_.keep(std::move(run_), furthest_);
  change_to(std::move(run), target);
}

void RunDriver::change_to(std::unique_ptr<LiveRun> run, sim::SimTime target) {
  keep_told();
  begin(std::move(run));
  run_->set_known(furthest_);
  run_->hurry_to(target);
}

bool RunDriver::prepare() {
  if (!run_) return false;
  return parked_.prepare(known(), [this] { return made_anew(); });
}

// ---- time

void RunDriver::seek(sim::SimTime time, const GoOn& go_on) {
  time = std::clamp(time, sim::kTimeZero, run_->end());
  const bool back = time < run_->now();
  take_furthest();
  if (auto near = parked_.take_before(time, back ? sim::SimTime::min() : run_->now()))
    leave_for(std::move(near), time);
  else if (back)
    leave_for(made_anew(), time);
  while (run_->now() < time) {
    run_->advance(std::min(time, run_->now() + kSlice));
    if (!go_on || go_on()) continue;
    run_->hurry_to(run_->now());  // somebody looks now
    return;
  }
}

void RunDriver::seek_event(std::uint64_t number, const GoOn& go_on, sim::SimTime about) {
  if (number < run_->event()) {
    take_furthest();
    auto near = parked_.take_before_event(number, sim::SimTime::min());
    leave_for(near ? std::move(near) : made_anew(), about);
  }
  run_->run_to_event(number, go_on);
}

void RunDriver::step() { run_->step(); }

void RunDriver::next_turn(const GoOn& go_on) {
  run_->stop_at_turns(true);
  const std::uint64_t from = run_->event();
  while (!run_->finished() && run_->last_turn() <= from) {
    run_->advance(std::min(run_->end(), run_->now() + kSlice));
    if (go_on && !go_on()) break;
  }
  run_->stop_at_turns(false);
}

void RunDriver::step_back(const GoOn& go_on) {
  if (run_->event() > 1) seek_event(run_->event() - 1, go_on, run_->now());
}

void RunDriver::take_furthest() {
  furthest_.until = std::max(furthest_.until, run_->now());
  furthest_.event = std::max(furthest_.event, run_->event());
}

// ---- by hand

std::string RunDriver::inject(const std::string& words) {
  std::string problem;
  auto fault = run_->read_fault(words, problem);
  if (!fault) return problem;
  const bool branches = furthest_.until > run_->now();
  problem = run_->inject(*fault);
  if (!problem.empty()) return problem;
  parked_.clear();
  journal_.cut_after(run_->now() - sim::kTimeZero);
  journal_.add({*fault, words, fault->at});
  if (branches) {
    furthest_ = {run_->now(), run_->event()};
    const Branch branch{run_->now(), run_->event()};
    // The run was told to keep silent up to where it had been; and faults of the future were in its plan.
    const sim::SimTime now = run_->now();
    make_anew(now);
    branch_ = branch;
    run_->advance(now);
  } else {
    run_->step();  // it is seen at once, also while the run stands
  }
  return "";
}

std::string RunDriver::plan(const std::string& words, sim::SimTime at) {
  std::string problem;
  auto fault = run_->read_fault(words, problem);
  if (!fault) return problem;
  if (at <= run_->now()) return "that time is over already";
  if (at >= run_->end()) return "the run is over by then";
  fault->at = at - sim::kTimeZero;
  const bool branches = known().until > run_->now();
  const sim::Duration made = run_->now() - sim::kTimeZero;
  parked_.clear();
  journal_.cut_after(made);
  journal_.add({*fault, words, made});
  make_anew_here(branches);
  return "";
}

std::string RunDriver::heal(std::int32_t fault) {
  const std::int64_t place = fault - static_cast<std::int64_t>(spec_.faults.size());
  if (place < 0) return "it is part of the scenario: its end stands in the scenario's file";
  if (place >= static_cast<std::int64_t>(journal_.entries().size())) return "there is no such fault";
  const scenario::FaultSpec& spec = journal_.entries()[static_cast<std::size_t>(place)].fault;
  if (spec.every > sim::Duration{0} || spec.jitter > sim::Duration{0})
    return "it comes again and again: it can be undone, not ended once";
  const bool branches = known().until > run_->now();
  if (!run_->settle()) return "the run is over";
  const sim::Duration now = run_->now() - sim::kTimeZero;
  if (spec.at >= now) return "it has not begun";
  if (spec.duration != sim::kForever && spec.at + spec.duration <= now) return "it is over already";
  parked_.clear();
  journal_.cut_after(now);
  journal_.heal(static_cast<std::size_t>(place), now);
  make_anew_here(branches);
  return "";
}

/// The run as its journal now makes it, at the very event at which it stands.
void RunDriver::make_anew_here(bool branches) {
  const Branch here{run_->now(), run_->event()};
  furthest_ = {here.time, here.event};
  make_anew(here.time);
  if (branches) branch_ = here;
  run_->run_to_event(here.event);
  run_->advance(here.time);
}

std::string RunDriver::undo_fault() {
  if (journal_.entries().empty()) return "nothing was done by hand";
  parked_.clear();
  const sim::SimTime at = sim::kTimeZero + journal_.undo();
  // One that is planned has not happened yet.
  seek(std::min(run_->now(), at - sim::Duration{1}));
  parked_.clear();  // the run that was left had the fault
  const Branch branch{run_->now(), run_->event()};
  furthest_ = {branch.time, branch.event};
  make_anew(branch.time);
  branch_ = branch;
  seek(branch.time);
  return "";
}

std::string RunDriver::as_scenario(std::string& problem) const {
  return text_with(source_, journal_.entries(), problem);
}

// ---- telling

void RunDriver::keep_told() {
  if (!run_) return;
  told_.push_back({std::exchange(begins_, false), std::exchange(branch_, std::nullopt), run_->take()});
}

Known RunDriver::known() const {
  return {std::max(furthest_.until, run_->now()), std::max(furthest_.event, run_->event())};
}

std::vector<Told> RunDriver::take() {
  keep_told();
  return std::exchange(told_, {});
}

void RunDriver::tell_routine(bool on) {
  routine_ = on;
  if (run_) run_->tell_routine(on);
}

}  // namespace view
