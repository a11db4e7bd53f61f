#include "scenarios/engine/report/report_recorder.h"

#include "scenarios/engine/run/experiment.h"

namespace report {
namespace {

sim::SimTime last_report(const scenario::Experiment& experiment) {
  const auto& trucks = experiment.spec().trucks;
  return trucks && trucks->stop != sim::kForever ? sim::kTimeZero + trucks->stop : experiment.end();
}

}  // namespace

ReportRecorder::ReportRecorder(scenario::Experiment& experiment)
    : spec_(experiment.spec()),
      end_(experiment.end()),
      trucks_(experiment.trucks()),
      series_(experiment.recorder().roles(), experiment.end()),
      story_(experiment.names(), experiment.recorder().roles()),
      scenes_(experiment.names(), experiment.recorder().roles()),
      fleet_(experiment.trucks(), experiment.end(), last_report(experiment)) {
  experiment.attach(*this);
  if (experiment.trucks() == nullptr) return;
  experiment.trucks()->notification().set_listener([this](const scenario::AlertRow& row) {
    if (alerts_.size() < kMostAlerts) alerts_.push_back(row);
  });
}

void ReportRecorder::on_event(sim::SimTime now, sim::HostId host, const kafka::Event& event) {
  series_.on_event(now, host, event);
  replication_.on_event(now, host, event);
  story_.on_event(now, host, event);
  scenes_.on_event(now, host, event);
  fleet_.on_event(now, host, event);
}

void ReportRecorder::finish() { series_.finish(end_); }

}  // namespace report
