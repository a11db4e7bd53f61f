#include <algorithm>
#include <cstdio>

#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/interrupt.h"
#include "cli/rerun.h"
#include "cli/run_loop.h"
#include "scenarios/engine/loader/units.h"
#include "scenarios/engine/metrics/metrics.h"
#include "scenarios/engine/run/time_text.h"
#include "tools/describe/cluster_text.h"
#include "tools/describe/text_diff.h"

namespace cli {
namespace {

/// A run that is looked at while it goes.
class Look {
 public:
  Look(const Rerun& wanted, const DescribeOptions& options)
      : what_(options.what), experiment_(wanted.spec, {.watch = false}), metrics_(experiment_.names()) {
    if (what_ == "metrics") metrics_.attach_to(experiment_);
    problem_ = set_end(wanted.until, experiment_);
  }

  /// "", or why there is nothing to look at.
  std::string begin() {
    if (!problem_.empty()) return problem_;
    const std::string wrong = experiment_.boot();
    if (!wrong.empty()) return fmt::format("the cluster did not come up in the minute before the run: {}", wrong);
    experiment_.start();
    return "";
  }

  /// Not back in time. False: somebody stopped it.
  bool go_to(sim::SimTime when) {
    while (experiment_.now() < when) {
      if (interrupted()) return false;
      experiment_.advance(std::min(when, experiment_.now() + std::chrono::seconds(1)));
    }
    return true;
  }

  [[nodiscard]] std::string text() {
    const tools::ClusterText cluster(experiment_.cluster(), experiment_.spec().seed);
    if (what_ == "topics") return cluster.topics();
    if (what_ == "groups") return cluster.groups();
    if (what_ == "zookeeper") return cluster.zookeeper();
    if (what_ == "log-dirs") return cluster.log_dirs();
    return scenario::metrics_text(metrics_.rows(experiment_.cluster(), experiment_.now()));
  }
  [[nodiscard]] sim::SimTime end() const { return experiment_.end(); }

 private:
  std::string what_;
  scenario::Experiment experiment_;
  scenario::Metrics metrics_;
  std::string problem_;
};

/// The instants asked for; without any, the end.
std::string read_instants(const DescribeOptions& options, sim::SimTime end, std::vector<sim::SimTime>& instants) {
  std::vector<std::string> texts = options.diff;
  if (options.at) texts.push_back(*options.at);
  for (const std::string& text : texts) {
    const auto time = scenario::parse_duration(text);
    const char* const option = options.at ? "--at" : "--diff";
    if (!time.ok()) return fmt::format("{} {}", option, time.error);
    if (time.value < sim::Duration::zero() || sim::kTimeZero + time.value > end)
      return fmt::format("{} {}: the run goes from 0s to {}s", option, text, scenario::seconds_text(end));
    instants.push_back(sim::kTimeZero + time.value);
  }
  if (instants.empty()) instants.push_back(end);
  if (instants.size() == 2 && instants[0] > instants[1]) return "--diff: the first instant comes first";
  return "";
}

}  // namespace

int describe_command(const DescribeOptions& options) {
  watch_for_interrupts();
  const auto wanted = find_run(options);
  if (!wanted) return kBadInput;
  Look look(*wanted, options);
  std::vector<sim::SimTime> instants;
  if (const std::string wrong = read_instants(options, look.end(), instants); !wrong.empty()) return fail(wrong);
  if (const std::string wrong = look.begin(); !wrong.empty()) return fail(wrong);
  std::vector<std::string> texts;
  for (const sim::SimTime when : instants) {
    if (!look.go_to(when)) return kBadInput;
    texts.push_back(look.text());
  }
  const std::string text = texts.size() == 2 ? tools::text_diff(texts[0], texts[1]) : texts[0];
  fmt::print("{}", texts.size() == 2 && text.empty() ? "Nothing changed.\n" : text);
  return kMet;
}

}  // namespace cli
