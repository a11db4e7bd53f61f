#include "scenarios/engine/loader/scenario_loader.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <limits>
#include <utility>

#include <fmt/format.h>

#include "scenarios/engine/loader/admin_reader.h"
#include "scenarios/engine/loader/client_reader.h"
#include "scenarios/engine/loader/cluster_reader.h"
#include "scenarios/engine/loader/context.h"
#include "scenarios/engine/loader/document.h"
#include "scenarios/engine/loader/expect_reader.h"
#include "scenarios/engine/loader/fault_reader.h"
#include "scenarios/engine/loader/limits.h"
#include "scenarios/engine/loader/map_reader.h"
#include "scenarios/engine/loader/settings_reader.h"
#include "scenarios/engine/loader/topic_reader.h"
#include "scenarios/engine/loader/trucks_reader.h"

namespace scenario {
namespace {

void read_profile(Context& context, MapReader& root) {
  static constexpr std::array<std::string_view, 2> kProfiles{"2.3", "3.9"};
  std::size_t profile = 1;
  root.choice("profile", kProfiles, profile);
  context.profile = profile == 0 ? kafka::Profile::v2_3 : kafka::Profile::v3_9;
}

void read_seed(MapReader& root, std::uint64_t& seed) {
  std::int64_t value = 0;
  if (root.whole("seed", value, 0, std::numeric_limits<std::int64_t>::max())) seed = static_cast<std::uint64_t>(value);
}

void read_times(Context& context, MapReader& root, ScenarioSpec& spec) {
  const Node* duration = root.require("duration");
  if (root.duration("duration", spec.duration)) {
    if (spec.duration <= sim::Duration{0}) context.error(duration->mark, "'duration' must be longer than 0");
    if (spec.duration > kLongestRun) context.error(duration->mark, "'duration' must be at most 10 years");
  }
  const Node* every = root.find("sample.every");
  if (!root.duration("sample.every", spec.sample_every)) {
    // A year in steps of a second is no series anybody reads.
    if (every == nullptr && spec.duration / spec.sample_every > 100'000) spec.sample_every = spec.duration / 100'000;
    return;
  }
  if (spec.sample_every < sim::Duration{std::chrono::microseconds(1)}) {
    context.error(every->mark, "'sample.every' must be at least 1us");
  } else if (spec.duration / spec.sample_every > kMostSamples) {
    context.error(every->mark, fmt::format("that would be more than {} samples", kMostSamples));
  }
}

/// Single entries are limited where they are read; together they must not be too many either.
void check_clients(Context& context, MapReader& root, const ScenarioSpec& spec) {
  std::int64_t clients = 0;
  for (const ProducerSpec& p : spec.producers) clients += p.count;
  for (const GroupSpec& g : spec.groups) clients += g.members;
  if (clients <= kMostClients) return;
  const Node* where = root.find("producers") != nullptr ? root.find("producers") : root.find("groups");
  context.error(where->mark, fmt::format("{} producers and group members are more than {}", clients, kMostClients));
}

void read_scenario(Context& context, const Node& node, ScenarioSpec& spec) {
  MapReader root(context, node, Section::root, "");
  if (!root.valid()) return;
  root.require("title");
  root.text("title", spec.title);
  root.text("lesson", spec.lesson);
  read_seed(root, spec.seed);
  read_times(context, root, spec);
  context.duration = spec.duration;
  read_profile(context, root);
  spec.cluster.profile = context.profile;
  spec.cluster.config = broker_defaults(context.profile);
  read_cluster(context, root, spec.cluster);
  read_topics(context, root.find("topics"), spec.cluster);
  read_admin(context, root.find("admin"), spec);
  read_producers(context, root.find("producers"), spec);
  read_groups(context, root.find("groups"), spec);
  read_trucks(context, root.find("trucks"), spec);
  check_clients(context, root, spec);
  read_faults(context, root.find("faults"), spec);
  read_expectations(context, root.find("expect"), spec);
}

std::optional<ScenarioSpec> from_document(const std::string& path, std::optional<Node> document,
                                          const Overrides& overrides, Diagnostics& diagnostics) {
  if (!document) return std::nullopt;
  Context context(diagnostics);
  apply_overrides(context, *document, overrides.set);
  ScenarioSpec spec;
  spec.name = std::filesystem::path(path).stem().string();
  read_scenario(context, *document, spec);
  if (overrides.seed) spec.seed = *overrides.seed;
  if (diagnostics.has_errors()) return std::nullopt;
  return spec;
}

}  // namespace

std::optional<ScenarioSpec> load(const std::string& path, const Overrides& overrides, Diagnostics& diagnostics) {
  return from_document(path, read_document(path, diagnostics), overrides, diagnostics);
}

std::optional<ScenarioSpec> load_text(const std::string& name, std::string text, const Overrides& overrides,
                                      Diagnostics& diagnostics) {
  return from_document(name, parse_document(name, std::move(text), diagnostics), overrides, diagnostics);
}

}  // namespace scenario
