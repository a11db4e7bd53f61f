#include "scenarios/engine/spec/expect_spec.h"

namespace scenario {

const std::vector<ComparisonKey>& comparison_keys() {
  using Compare = ExpectSpec::Compare;
  static const std::vector<ComparisonKey> kKeys{
      {"equals", Compare::equal, "exactly this"},
      {"at-most", Compare::at_most, "this or less"},
      {"at-least", Compare::at_least, "this or more"},
      {"between", Compare::between, "a list of two: the lowest and the highest that are right"},
      {"less-than", Compare::less_than, "less than this"},
      {"more-than", Compare::more_than, "more than this"},
  };
  return kKeys;
}

}  // namespace scenario
