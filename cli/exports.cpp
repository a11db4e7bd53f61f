#include "cli/exports.h"

#include "scenarios/engine/export/prometheus_metrics.h"
#include "scenarios/engine/loader/units.h"
#include "scenarios/engine/run/summary_json.h"

namespace cli {

Exports::Exports(const ExportOptions& options)
    : trace_file_(open(options.trace)), prometheus_file_(open(options.prometheus)), omb_file_(open(options.omb)) {
  if (!options.trace && (options.trace_from || options.trace_until))
    problem_ = "--trace-from and --trace-until say which part of the run --trace draws";
  limits_.from = time("--trace-from", options.trace_from, sim::kTimeZero);
  limits_.until = time("--trace-until", options.trace_until, sim::SimTime::max());
  if (problem_.empty() && limits_.until <= limits_.from) problem_ = "--trace-until must be later than --trace-from";
}

Exports::File Exports::open(const std::optional<std::string>& target) {
  return target ? std::make_unique<scenario::OutputFile>(*target) : nullptr;
}

sim::SimTime Exports::time(const char* option, const std::optional<std::string>& text, sim::SimTime otherwise) {
  if (!text) return otherwise;
  const auto parsed = scenario::parse_duration(*text);
  if (!parsed.ok() && problem_.empty()) problem_ = std::string(option) + " " + parsed.error;
  return sim::kTimeZero + parsed.value;
}

std::string Exports::error() const {
  if (!problem_.empty()) return problem_;
  for (const File* file : {&trace_file_, &prometheus_file_, &omb_file_})
    if (*file && !(*file)->ready()) return (*file)->error();
  return "";
}

void Exports::watch(scenario::Experiment& experiment) {
  if (trace_file_) {
    trace_ = std::make_unique<scenario::TraceSink>(experiment.names(), limits_,
                                                   [this](std::string_view text) { trace_file_->write(text); });
    experiment.attach(*trace_);
  }
  if (prometheus_file_) {
    meters_ = std::make_unique<scenario::BrokerMeters>();
    experiment.attach(*meters_);
  }
  if (omb_file_) {
    omb_ = std::make_unique<scenario::OmbRecorder>(experiment.spec(), experiment.cluster().topics());
    experiment.attach(*omb_);
  }
}

bool Exports::finish(const scenario::Experiment& experiment, const scenario::RunResult& result) {
  if (trace_) trace_->finish(experiment.now());
  if (meters_) prometheus_file_->write(scenario::prometheus_text(experiment.cluster(), *meters_, result));
  if (omb_) omb_file_->write(scenario::to_text(omb_->finish(result)));
  bool written = true;
  for (const File* file : {&trace_file_, &prometheus_file_, &omb_file_})
    if (*file) written = (*file)->commit() && written;
  return written;
}

}  // namespace cli
