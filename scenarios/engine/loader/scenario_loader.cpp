#include "scenarios/engine/loader/scenario_loader.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <limits>
#include <set>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "scenarios/engine/loader/admin_reader.h"
#include "scenarios/engine/loader/client_reader.h"
#include "scenarios/engine/loader/cluster_reader.h"
#include "scenarios/engine/loader/context.h"
#include "scenarios/engine/loader/document.h"
#include "scenarios/engine/loader/expect_reader.h"
#include "scenarios/engine/loader/fault_reader.h"
#include "scenarios/engine/loader/lesson_reader.h"
#include "scenarios/engine/loader/limits.h"
#include "scenarios/engine/loader/map_reader.h"
#include "scenarios/engine/loader/settings_reader.h"
#include "scenarios/engine/loader/shorten.h"
#include "scenarios/engine/loader/suggestion.h"
#include "scenarios/engine/loader/topic_reader.h"
#include "scenarios/engine/loader/trucks_reader.h"
#include "scenarios/engine/loader/variants.h"

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

/// Names that a variant's own expectations have.
std::set<std::string> names_of(const Node* expectations) {
  std::set<std::string> names;
  if (expectations == nullptr) return names;
  for (const Node& item : expectations->items)
    if (const Node* name = item.find("name"); name != nullptr && name->scalar()) names.insert(name->text);
  return names;
}

/// What the run must show and what is told about it: the scenario's own, or its and the variant's.
void read_judgement(Context& context, const MapReader& root, const Node* variant, ScenarioSpec& spec) {
  const Node* only = variant == nullptr ? nullptr : variant->find("expect.only");
  context.inherited = variant != nullptr;
  if (variant != nullptr) context.replaced = names_of(variant->find("expect"));
  if (only == nullptr) spec.expect = read_expectations(context, root.find("expect"), "expect");
  context.inherited = false;
  if (variant == nullptr) return read_steps(context, root.find("steps"), spec);
  // How the scenario itself compares with its variants says nothing about this one.
  std::erase_if(spec.expect, [](const ExpectSpec& e) { return e.with && e.with->variant; });
  if (only != nullptr) lay_over(spec.expect, read_expectations(context, only, "expect.only"));
  lay_over(spec.expect, read_expectations(context, variant->find("expect"), "expect"));
  // Steps tell what the scenario itself shows; a variant has those that it brings.
  read_steps(context, variant->find("steps"), spec);
}

void read_scenario(Context& context, const Node& node, const Node* variant, ScenarioSpec& spec) {
  MapReader root(context, node, Section::root, "");
  if (!root.valid()) return;
  read_words(context, root, spec);
  read_variants(context, node, spec);
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
  read_judgement(context, root, variant, spec);
}

/// Where `--variant` names nothing.
void report_no_variant(Context& context, const Node& root, const std::string& name) {
  std::vector<std::string> names;
  if (const Node* all = root.find("variants")) {
    for (const Entry& e : all->entries) names.push_back(e.key);
  }
  const int source = context.diagnostics.add_source("--variant", name);
  if (names.empty()) return context.error({source, 1, 1}, "the scenario has no variants");
  context.error({source, 1, 1}, fmt::format("the scenario has no variant '{}'", shorten(name)), suggest(name, names));
}

/// A scenario and the names that its expectations may use.
struct Loaded {
  ScenarioSpec spec;
  NameList producers;
  NameList groups;
  NameList topics;

  [[nodiscard]] bool has(const ValueSpec& value) const {
    if (value.about == SubjectKind::run) return true;
    const NameList& names = value.about == SubjectKind::producer ? producers
                            : value.about == SubjectKind::group  ? groups
                                                                 : topics;
    return names.has(value.subject);
  }
};

std::optional<Loaded> from_document(const std::string& path, const Node& document, const Overrides& overrides,
                                    Diagnostics& diagnostics) {
  Context context(diagnostics);
  Node root = document;
  const Node* variant = nullptr;
  if (!overrides.variant.empty()) {
    diagnostics.set_reading("in variant " + overrides.variant);
    if (!apply_variant(context, root, overrides.variant)) {
      diagnostics.set_reading("");
      report_no_variant(context, document, overrides.variant);
      return std::nullopt;
    }
    variant = document.find("variants")->find(overrides.variant);
  }
  apply_overrides(context, root, overrides.set);
  ScenarioSpec spec;
  spec.name = std::filesystem::path(path).stem().string();
  spec.variant = overrides.variant;
  context.variant = overrides.variant;
  read_scenario(context, root, variant, spec);
  for (const VariantInfo& v : spec.variants) {
    if (v.name == spec.variant) spec.variant_title = v.title;
  }
  if (overrides.seed) spec.seed = *overrides.seed;
  diagnostics.set_reading("");
  if (diagnostics.has_errors()) return std::nullopt;
  return Loaded{std::move(spec), context.producers, context.groups, context.topics};
}

std::optional<ScenarioSpec> only_spec(std::optional<Loaded> loaded) {
  if (!loaded) return std::nullopt;
  return std::move(loaded->spec);
}

/// Asks each variant for what others compare with it, and reports what it does not have.
void ask_each_other(std::vector<Loaded>& all, Diagnostics& diagnostics) {
  for (const Loaded& one : all) {
    for (const ExpectSpec& e : one.spec.expect) {
      if (!e.with || !e.with->variant) continue;
      const auto other =
          std::find_if(all.begin(), all.end(), [&](const Loaded& l) { return l.spec.variant == *e.with->variant; });
      if (other == all.end()) continue;  // it could not be read, which was reported
      const ValueSpec& value = e.with->value;
      if (!other->has(value)) {
        const std::string where = other->spec.variant.empty() ? "the scenario" : "variant " + other->spec.variant;
        // The file is the first text that is read.
        diagnostics.error(
            {0, e.where.line, e.where.column},
            fmt::format("{} has no {} '{}' to compare with", where, subject_name(value.about), shorten(value.subject)));
      }
      std::vector<ValueSpec>& asked = other->spec.asked;
      if (std::find(asked.begin(), asked.end(), value) == asked.end()) asked.push_back(value);
    }
  }
}

std::vector<ScenarioSpec> load_all_of(const std::string& path, const Node& document, Overrides overrides,
                                      Diagnostics& diagnostics) {
  std::vector<Loaded> loaded;
  overrides.variant.clear();
  if (auto base = from_document(path, document, overrides, diagnostics)) {
    const std::vector<VariantInfo> variants = base->spec.variants;
    loaded.push_back(std::move(*base));
    for (const VariantInfo& variant : variants) {
      overrides.variant = variant.name;
      if (auto one = from_document(path, document, overrides, diagnostics)) loaded.push_back(std::move(*one));
    }
    ask_each_other(loaded, diagnostics);
  }
  std::vector<ScenarioSpec> all;
  if (diagnostics.has_errors()) return all;
  for (Loaded& one : loaded) all.push_back(std::move(one.spec));
  return all;
}

}  // namespace

std::optional<ScenarioSpec> load(const std::string& path, const Overrides& overrides, Diagnostics& diagnostics) {
  const auto document = read_document(path, diagnostics);
  if (!document) return std::nullopt;
  return only_spec(from_document(path, *document, overrides, diagnostics));
}

std::optional<ScenarioSpec> load_text(const std::string& name, std::string text, const Overrides& overrides,
                                      Diagnostics& diagnostics) {
  const auto document = parse_document(name, std::move(text), diagnostics);
  if (!document) return std::nullopt;
  return only_spec(from_document(name, *document, overrides, diagnostics));
}

std::vector<ScenarioSpec> load_all(const std::string& path, Diagnostics& diagnostics, const Overrides& overrides) {
  const auto document = read_document(path, diagnostics);
  if (!document) return {};
  return load_all_of(path, *document, overrides, diagnostics);
}

std::vector<ScenarioSpec> load_all_text(const std::string& name, std::string text, Diagnostics& diagnostics) {
  const auto document = parse_document(name, std::move(text), diagnostics);
  if (!document) return {};
  return load_all_of(name, *document, {}, diagnostics);
}

}  // namespace scenario
