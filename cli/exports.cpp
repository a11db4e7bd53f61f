#include "cli/exports.h"

#include "scenarios/engine/loader/units.h"

namespace cli {

Exports::Exports(const ExportOptions& options) : trace_file_(open(options.trace)) {
  if (!options.trace && (options.trace_from || options.trace_until))
    problem_ = "--trace-from and --trace-until say which part of the run --trace draws";
  limits_.from = time("--trace-from", options.trace_from, sim::kTimeZero);
  limits_.until = time("--trace-until", options.trace_until, sim::SimTime::max());
  if (problem_.empty() && limits_.until <= limits_.from) problem_ = "--trace-until must be later than --trace-from";
}

std::unique_ptr<scenario::OutputFile> Exports::open(const std::optional<std::string>& target) {
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
  return trace_file_ ? trace_file_->error() : "";
}

void Exports::watch(scenario::Experiment& experiment) {
  if (!trace_file_) return;
  trace_ = std::make_unique<scenario::TraceSink>(experiment.names(), limits_,
                                                 [this](std::string_view text) { trace_file_->write(text); });
  experiment.attach(*trace_);
}

bool Exports::finish(const scenario::Experiment& experiment, const scenario::RunResult&) {
  if (trace_) trace_->finish(experiment.now());
  return !trace_file_ || trace_file_->commit();
}

}  // namespace cli
