/// timing_ranges: how long things take in a whole cluster, each at a random moment, against the band they belong into.
///
/// For the spread over many runs:
///   KAFKASIM_SEEDS=100 build/release/tests/conformance_tests --gtest_filter='timing_ranges.*'
#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include <gtest/gtest.h>

#include "model/config/config_def.h"
#include "tests/conformance/runner/cases.h"
#include "tests/conformance/runner/timing_scenes.h"

namespace conformance {

namespace {

constexpr std::uint64_t kFewSeeds = 5;

/// $KAFKASIM_SEEDS; nothing if it is not given.
std::optional<std::uint64_t> seeds_asked_for() {
  const char* text = std::getenv("KAFKASIM_SEEDS");
  if (text == nullptr || *text == '\0') return std::nullopt;
  const std::uint64_t seeds = std::strtoull(text, nullptr, 10);
  if (seeds == 0) throw CaseError("KAFKASIM_SEEDS is no number of runs");
  return seeds;
}

/// In milliseconds. `never`: it must not happen at all.
struct Band {
  explicit Band(Fields& f) : never(f.text("min") == "never") {
    if (never != (f.text("max") == "never")) throw f.error("says never only once");
    if (never) return;
    least = f.integer("min");
    most = f.integer("max");
  }
  [[nodiscard]] std::string text() const {
    return never ? "never" : "from " + std::to_string(least) + " to " + std::to_string(most) + " ms";
  }
  bool never;
  std::int64_t least = 0;
  std::int64_t most = 0;
};

void configure(Fields& config, kafka::ClusterSpec& spec) {
  for (const std::string& name : config.keys()) {
    const std::string value = config.text(name);
    if (name == "tickTime") {
      spec.zookeeper.config.tick_time = std::chrono::milliseconds(config.integer(name));
    } else if (name == "syncLimit") {
      spec.zookeeper.config.sync_limit = config.int32(name);
    } else if (const kafka::SetResult result = kafka::set(spec.config, name, value); !result.ok()) {
      throw config.error(result.message.empty() ? "unknown setting " + name : result.message);
    }
  }
}

void check(const Band& band, const std::optional<sim::Duration>& measured) {
  if (!measured) {
    EXPECT_TRUE(band.never) << "it does not happen; expected " << band.text();
    return;
  }
  const double ms = sim::to_millis(*measured);
  EXPECT_TRUE(!band.never && ms >= static_cast<double>(band.least) && ms <= static_cast<double>(band.most))
      << ms << " ms; expected " << band.text();
}

void print_spread(const std::string& id, const Band& band, std::vector<sim::Duration> measured, std::uint64_t seeds) {
  std::sort(measured.begin(), measured.end());
  const auto ms = [](sim::Duration d) { return sim::to_millis(d); };
  if (measured.empty()) {
    std::printf("  %-28s never in %llu runs; expected %s\n", id.c_str(), static_cast<unsigned long long>(seeds),
                band.text().c_str());
  } else {
    std::printf("  %-28s min %.1f  median %.1f  max %.1f ms in %zu of %llu runs; expected %s\n", id.c_str(),
                ms(measured.front()), ms(measured[measured.size() / 2]), ms(measured.back()), measured.size(),
                static_cast<unsigned long long>(seeds), band.text().c_str());
  }
}

}  // namespace

void run_timing_ranges(Fields& fields) {
  const std::string id = fields.text("id");
  const Measure measure = find_scene(id);
  if (!measure) GTEST_SKIP() << "no such scenario is known to the runner";
  read_origin(fields);
  SCOPED_TRACE(fields.text("scenario") + "; " + fields.text("measure"));
  const Band band(fields.map("expected_ms"));
  const std::optional<std::uint64_t> asked = seeds_asked_for();
  const std::uint64_t seeds = asked.value_or(kFewSeeds);
  std::vector<sim::Duration> measured;
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    ClusterStage stage({101, 102, 103}, seed);
    configure(fields.map("config"), stage.spec());
    const std::optional<sim::Duration> time = measure(stage);
    check(band, time);
    if (time) measured.push_back(*time);
  }
  if (asked) print_spread(id, band, std::move(measured), seeds);
}

}  // namespace conformance
