// Ten different mistakes in one file are ten located diagnostics of one pass.
#include <gtest/gtest.h>

#include "tests/scenarios/loader/load_helper.h"
#include "tests/support/checkout.h"

namespace scenario {
namespace {

TEST(TenMistakes, AreAllFoundInOnePass) {
  Diagnostics diagnostics;
  const std::string text = test::read_file(kafka::testing::in_checkout("tests/scenarios/data/ten_mistakes.yaml"));
  EXPECT_FALSE(load_text("ten_mistakes.yaml", text, {}, diagnostics));
  EXPECT_EQ(diagnostics.errors(), 10);
  EXPECT_EQ(diagnostics.render(),
            test::read_file(kafka::testing::in_checkout("tests/scenarios/data/ten_mistakes.expected")));
}

}  // namespace
}  // namespace scenario
