/// What the format can say is shown by some shipped scenario, in itself or in a variant.

#include <filesystem>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "scenarios/engine/loader/scenario_loader.h"
#include "tests/support/checkout.h"

namespace scenario {
namespace {

using NameSet = std::set<std::string>;

struct Used {
  NameSet faults;
  NameSet admin;
  NameSet comparisons;
  NameSet measures;

  void take(const ScenarioSpec& spec) {
    for (const FaultSpec& f : spec.faults) faults.emplace(name_of(f.kind));
    for (const AdminSpec& a : spec.admin) admin.emplace(name_of(a.kind));
    for (const ExpectSpec& e : spec.expect) {
      measures.insert(e.measure);
      for (const ComparisonKey& key : comparison_keys())
        if (key.compare == e.compare) comparisons.emplace(key.name);
    }
  }
};

const Used& used() {
  static const Used kUsed = [] {
    Used all;
    for (const auto& entry : std::filesystem::directory_iterator(kafka::testing::in_checkout("scenarios"))) {
      if (entry.path().extension() != ".yaml") continue;
      Diagnostics diagnostics;
      for (const ScenarioSpec& spec : load_all(entry.path().string(), diagnostics)) all.take(spec);
    }
    return all;
  }();
  return kUsed;
}

template <class Infos>
NameSet unused(const Infos& infos, const NameSet& seen) {
  NameSet result;
  for (const auto& info : infos) {
    const std::string name(info.name);
    if (seen.count(name) == 0) result.insert(name);
  }
  return result;
}

TEST(Coverage, EveryKindOfFaultIsShown) { EXPECT_EQ(unused(fault_kinds(), used().faults), NameSet{}); }

TEST(Coverage, EveryKindOfAdministrationIsShown) { EXPECT_EQ(unused(admin_kinds(), used().admin), NameSet{}); }

TEST(Coverage, EveryComparisonIsShown) { EXPECT_EQ(unused(comparison_keys(), used().comparisons), NameSet{}); }

TEST(Coverage, EveryMeasureIsShown) { EXPECT_EQ(unused(measures(), used().measures), NameSet{}); }

}  // namespace
}  // namespace scenario
