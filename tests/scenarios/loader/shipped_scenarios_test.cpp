#include <algorithm>
#include <filesystem>

#include <gtest/gtest.h>

#include "scenarios/engine/loader/format.h"
#include "tests/scenarios/loader/load_helper.h"
#include "tests/support/checkout.h"

namespace scenario {
namespace {

std::vector<std::filesystem::path> shipped() {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(kafka::testing::in_checkout("scenarios"))) {
    if (entry.path().extension() == ".yaml") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

TEST(ShippedScenarios, LoadWithoutAWordAndTeachSomething) {
  ASSERT_FALSE(shipped().empty());
  for (const auto& file : shipped()) {
    Diagnostics diagnostics;
    const auto spec = load(file.string(), {}, diagnostics);
    ASSERT_TRUE(spec) << diagnostics.render();
    EXPECT_EQ(diagnostics.warnings(), 0) << diagnostics.render();
    EXPECT_EQ(spec->name, file.stem().string());
    EXPECT_FALSE(spec->title.empty());
    EXPECT_FALSE(spec->lesson.empty()) << file;
    EXPECT_FALSE(spec->expect.empty()) << file;
  }
}

TEST(ShippedScenarios, TrucksGpsIsTheTutorials) {
  Diagnostics diagnostics;
  const auto spec = load(kafka::testing::in_checkout("scenarios/trucks_gps.yaml"), {}, diagnostics);
  ASSERT_TRUE(spec) << diagnostics.render();
  EXPECT_EQ(spec->cluster.profile, kafka::Profile::v2_3);
  ASSERT_EQ(spec->cluster.brokers.size(), 3u);
  EXPECT_EQ(spec->cluster.brokers[0].id, kafka::BrokerId{101});
  ASSERT_TRUE(spec->trucks);
  EXPECT_EQ(spec->trucks->fleet, 100);
  EXPECT_EQ(spec->trucks->every, std::chrono::seconds(20));
  EXPECT_EQ(spec->trucks->stop, std::chrono::hours(1));
  EXPECT_EQ(spec->trucks->key_format, "%d");
  EXPECT_EQ(spec->cluster.topics[0].partitions, 10);
  EXPECT_EQ(spec->cluster.topics[0].replication_factor, 3);
}

/// The first ```yaml block of the format's description.
std::string documented_example(const std::string& text) {
  const std::string begin = "```yaml\n";
  const std::size_t from = text.find(begin) + begin.size();
  return text.substr(from, text.find("```\n", from) - from);
}

TEST(ScenarioFormat, TheDocumentedExampleLoads) {
  const auto text = test::read_file(kafka::testing::in_checkout("docs/scenario-format.md"));
  const auto loaded = test::load_yaml(documented_example(text));
  EXPECT_TRUE(loaded.spec) << loaded.diagnostics.render();
  EXPECT_EQ(loaded.diagnostics.warnings(), 0) << loaded.diagnostics.render();
}

TEST(ScenarioFormat, TheDocumentedExampleHasEveryKey) {
  const std::string example =
      documented_example(test::read_file(kafka::testing::in_checkout("docs/scenario-format.md")));
  for (int section = 0; section <= static_cast<int>(Section::expectation); ++section) {
    for (const FormatKey& key : keys_of(static_cast<Section>(section))) {
      EXPECT_NE(example.find(std::string(key.name) + ":"), std::string::npos) << key.name;
    }
  }
}

TEST(ScenarioFormat, EveryMeasureIsDocumented) {
  const std::string text = test::read_file(kafka::testing::in_checkout("docs/scenario-format.md"));
  for (const Measure& measure : measures()) {
    EXPECT_NE(text.find("| `" + std::string(measure.name) + "` |"), std::string::npos) << measure.name;
  }
}

}  // namespace
}  // namespace scenario
