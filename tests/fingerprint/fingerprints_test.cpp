/// Every shipped scenario does what it did. A change that moves a hash on purpose commits the new one and says why:
/// KAFKASIM_REWRITE=1 ./kafkasim test Shipped

#include <fstream>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "scenarios/engine/run/hash64.h"
#include "scenarios/engine/run/summary_json.h"
#include "tests/fingerprint/fingerprint_table.h"
#include "tests/fingerprint/shipped.h"

namespace scenario {
namespace {

constexpr const char* kHowToRewrite =
    "if this is meant: KAFKASIM_REWRITE=1 ./kafkasim test Shipped, and say why in the commit";

std::string text_of(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// "topics/0/partitions/3/log_end_offset: 1260, was 1250"; "" if they are equal.
std::string first_difference(const nlohmann::ordered_json& was, const nlohmann::ordered_json& is) {
  const auto patch = nlohmann::ordered_json::diff(was, is);
  if (patch.empty()) return "";
  const std::string path = patch[0]["path"];
  const nlohmann::ordered_json::json_pointer at(path);
  const auto shown = [&](const nlohmann::ordered_json& j) { return j.contains(at) ? j[at].dump() : "nothing"; };
  return path.substr(1) + ": " + shown(is) + ", was " + shown(was);
}

struct Shipped : testing::TestWithParam<std::string> {};

TEST_P(Shipped, KeepsItsFingerprintsAndItsSummary) {
  const RunResult result = run_to_end(load_shipped(GetParam()));
  const std::string summary = to_text(summary_json(result));
  const FingerprintRow seen{to_hex(result.fingerprints.trajectory), to_hex(result.fingerprints.protocol),
                            to_hex(result.fingerprints.outcome)};
  const auto table = source_dir() / "tests/fingerprint/fingerprints.csv";
  const auto reference = source_dir() / "results/reference" / (GetParam() + ".json");
  if (rewriting()) {
    rewrite_fingerprint(table, GetParam(), seen, shipped_names());
    std::ofstream(reference, std::ios::binary) << summary;
    return;
  }

  const auto rows = read_fingerprints(table);
  const auto row = rows.find(GetParam());
  ASSERT_NE(row, rows.end()) << "no fingerprints yet; " << kHowToRewrite;
  EXPECT_EQ(seen.outcome, row->second.outcome) << "what came out has changed; " << kHowToRewrite;
  EXPECT_EQ(seen.protocol, row->second.protocol)
      << "what the cluster decided and stored has changed; " << kHowToRewrite;
  EXPECT_EQ(seen.trajectory, row->second.trajectory) << "some event or its instant has changed; " << kHowToRewrite;

  const std::string before = text_of(reference);
  ASSERT_FALSE(before.empty()) << "no reference summary yet; " << kHowToRewrite;
  if (summary != before) {
    const auto was = nlohmann::ordered_json::parse(before, nullptr, false);
    ASSERT_FALSE(was.is_discarded()) << reference << " is not JSON";
    ADD_FAILURE() << first_difference(was, nlohmann::ordered_json::parse(summary)) << "; " << kHowToRewrite;
  }
}

TEST_P(Shipped, MeetsItsExpectations) {
  const RunResult result = run_to_end(load_shipped(GetParam()));
  for (const Judgement& verdict : result.verdicts) EXPECT_TRUE(verdict.met || verdict.open()) << verdict.sentence();
  EXPECT_TRUE(result.contradictions.empty()) << result.contradictions.front();
}

INSTANTIATE_TEST_SUITE_P(Scenarios, Shipped, testing::ValuesIn(shipped_names()), test_name);

TEST(References, BelongToShippedScenarios) {
  const auto names = shipped_names();
  for (const auto& entry : std::filesystem::directory_iterator(source_dir() / "results/reference"))
    EXPECT_TRUE(std::find(names.begin(), names.end(), entry.path().stem().string()) != names.end()) << entry.path();
  if (rewriting()) return;
  for (const auto& [name, row] : read_fingerprints(source_dir() / "tests/fingerprint/fingerprints.csv"))
    EXPECT_TRUE(std::find(names.begin(), names.end(), name) != names.end()) << name;
}

}  // namespace
}  // namespace scenario
