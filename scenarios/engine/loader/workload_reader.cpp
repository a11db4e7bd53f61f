#include "scenarios/engine/loader/workload_reader.h"

#include <array>

#include <fmt/format.h>

#include "scenarios/engine/loader/client_reader.h"
#include "scenarios/engine/loader/limits.h"
#include "scenarios/engine/loader/map_reader.h"

namespace scenario {
namespace {

bool check_rate(Context& context, const Node& node, double rate, bool zero_allowed) {
  if (rate > 0 ? rate <= kHighestRate : zero_allowed) return true;
  context.error(node.mark,
                rate > 0 ? fmt::format("'rate' must be at most {:.0f}/s", kHighestRate)
                         : std::string("'rate' must be more than 0"),
                rate > 0 ? "" : "a pause is a phase with rate 0");
  return false;
}

void read_phase(Context& context, const Node& node, const std::string& path, WorkloadSpec& workload) {
  MapReader map(context, node, Section::phase, path);
  RatePhase phase{};
  const Node* length = map.require("for");
  const bool has_length = map.duration("for", phase.duration);
  const Node* rate = map.require("rate");
  const bool has_rate = map.rate("rate", phase.rate) && check_rate(context, *rate, phase.rate, true);
  if (has_length && phase.duration <= sim::Duration{0}) {
    context.error(length->mark, "'for' must be longer than 0");
  } else if (has_length && has_rate) {
    workload.phases.push_back(phase);
  }
}

void read_phases(Context& context, MapReader& map, WorkloadSpec& workload) {
  const Node* phases = map.find("phases");
  if (phases == nullptr || !expect_list(context, *phases, "phases")) return;
  const int errors_before = context.diagnostics.errors();
  for (std::size_t i = 0; i < phases->items.size() && !context.diagnostics.full(); ++i) {
    read_phase(context, phases->items[i], fmt::format("{}[{}]", map.path_of("phases"), i), workload);
  }
  if (context.diagnostics.errors() != errors_before) return;
  double highest = 0;
  for (const RatePhase& phase : workload.phases) highest = std::max(highest, phase.rate);
  if (highest <= 0) context.error(phases->mark, "at least one phase needs a rate above 0");
}

void read_pace(Context& context, MapReader& map, WorkloadSpec& workload) {
  static constexpr std::array<std::string_view, 2> kArrivals{"even", "poisson"};
  const Node* rate = map.find("rate");
  if (map.rate("rate", workload.rate)) check_rate(context, *rate, workload.rate, false);
  std::size_t arrivals = 0;
  if (map.choice("arrivals", kArrivals, arrivals)) {
    workload.arrivals = arrivals == 0 ? Arrivals::even : Arrivals::poisson;
  }
  map.whole("records", workload.records, 1, kMostRecords);
  read_phases(context, map, workload);
  if (rate != nullptr && map.find("phases") != nullptr) {
    context.error(rate->mark, "'rate' and 'phases' exclude each other");
  }
  if (rate == nullptr && map.find("phases") == nullptr && map.find("records") == nullptr && map.valid()) {
    context.error(map.mark(), fmt::format("'rate' is missing in {}", map.path()),
                  "without a rate, records says how many to send as fast as possible");
  }
}

void read_times(Context& context, MapReader& map, sim::Duration duration, WorkloadSpec& workload) {
  const bool start = map.duration("start", workload.start);
  const bool stop = map.duration("stop", workload.stop);
  if (stop && workload.stop <= workload.start) {
    context.error(map.find("stop")->mark, "'stop' must be later than 'start'");
  }
  if (start && duration > sim::Duration{0} && workload.start >= duration) {
    context.diagnostics.warning(map.find("start")->mark, "this starts after the end of the run: nothing will be sent");
  }
}

void read_target(Context& context, MapReader& map, WorkloadSpec& workload) {
  const Node* topic = map.require("topic");
  const bool known = map.text("topic", workload.topic) && check_topic(context, topic->mark, workload.topic);
  if (!map.whole("partition", workload.partition, 0) || !known) return;
  const auto& names = context.topics.names();
  for (std::size_t i = 0; i < names.size() && i < context.partition_counts.size(); ++i) {
    const int count = context.partition_counts[i];
    if (names[i] != workload.topic || count < 0 || workload.partition < count) continue;
    context.error(map.find("partition")->mark,
                  fmt::format("topic '{}' has no partition {}: it has {}", workload.topic, workload.partition, count));
    return;
  }
}

void read_transactions(Context& context, const Node& node, const std::string& path, WorkloadSpec& workload) {
  MapReader map(context, node, Section::transactions, path);
  TransactionsSpec transactions;
  if (map.duration("every", transactions.every) && transactions.every <= sim::Duration{0}) {
    context.error(map.find("every")->mark, "'every' must be longer than 0");
    return;
  }
  map.part("abort", transactions.abort);
  workload.transactions = transactions;
}

}  // namespace

void read_workload(Context& context, const Node& node, const std::string& path, sim::Duration duration,
                   WorkloadSpec& workload) {
  MapReader map(context, node, Section::workload, path);
  read_target(context, map, workload);
  read_pace(context, map, workload);
  read_times(context, map, duration, workload);
  sim::Bytes size{workload.value_size};
  if (map.bytes("value.size", size)) {
    if (size > sim::GiB(1)) {
      context.error(map.find("value.size")->mark, "'value.size' must be at most 1GiB");
    } else {
      workload.value_size = static_cast<std::int32_t>(size.count());
    }
  }
  if (const Node* key = map.find("key")) read_key(context, *key, map.path_of("key"), workload.key);
  map.whole("batch", workload.batch, 1, 1'000'000);
  map.boolean("compressible", workload.compressible);
  if (const Node* transactions = map.find("transactions")) {
    read_transactions(context, *transactions, map.path_of("transactions"), workload);
  }
}

}  // namespace scenario
