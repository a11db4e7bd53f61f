#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "tests/cli/program.h"

namespace cli {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

struct OddsCommand : ProgramTest {
  Ran odds(std::vector<std::string> more, const std::string& expect = "") const {
    write("small.yaml", small_scenario(expect));
    std::vector<std::string> arguments{"odds", "small.yaml"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run(arguments);
  }
};

TEST_F(OddsCommand, TellsHowOftenAnExpectationIsMet) {
  const Ran ran = odds({"--seeds", "1-5"}, "  - { produced-records: 100 }\n  - { produced-records: 99 }\n");
  EXPECT_EQ(ran.code, 0) << ran.err;  // odds judge nothing
  EXPECT_THAT(ran.out, HasSubstr("small: 5 runs, seeds 1 to 5; intervals hold the truth with 95% confidence"));
  EXPECT_THAT(ran.out, HasSubstr("produced records: expected 100  5 of 5  100.0%"));
  EXPECT_THAT(ran.out, HasSubstr("produced records: expected 99   0 of 5    0.0%"));
  EXPECT_FALSE(exists("results"));
}

TEST_F(OddsCommand, OneSeedIsARangeToo) { EXPECT_THAT(odds({"--seeds", "7"}).out, HasSubstr("1 runs, seeds 7 to 7")); }

TEST_F(OddsCommand, HowManyRunAtATimeChangesNothing) {
  const Ran one = odds({"--seeds", "1-6", "--json", "--jobs", "1"});
  const Ran three = odds({"--seeds", "1-6", "--json", "--jobs", "3"});
  EXPECT_EQ(one.code, 0) << one.err;
  EXPECT_EQ(one.out, three.out);
  EXPECT_THAT(one.out, Not(IsEmpty()));
  EXPECT_TRUE(json::parse(one.out).is_object());
}

TEST_F(OddsCommand, ValuesOfTheScenarioCanBeChanged) {
  const Ran ran =
      odds({"--seeds", "1-2", "--set", "producers.shop.workload.rate=20/s"}, "  - { produced-records: 200 }\n");
  EXPECT_THAT(ran.out, HasSubstr("2 of 2  100.0%"));
}

TEST_F(OddsCommand, SaysWhatIsWrongWithItsOptions) {
  EXPECT_THAT(odds({"--seeds", "9-3"}).err, HasSubstr("--seeds must be a range such as 1-200, not '9-3'"));
  EXPECT_THAT(odds({"--seeds", "few"}).err, HasSubstr("--seeds must be a range such as 1-200, not 'few'"));
  EXPECT_THAT(odds({"--seeds", "1-"}).err, HasSubstr("--seeds must be a range such as 1-200, not '1-'"));
  EXPECT_THAT(odds({"--seeds", "1-900000"}).err, HasSubstr("--seeds must be at most 100000 seeds"));
  EXPECT_THAT(odds({"--confidence", "100"}).err, HasSubstr("--confidence must be a percentage between 0 and 100"));
  EXPECT_EQ(odds({"--seeds", "9-3"}).code, 2);
  EXPECT_EQ(run({"odds", "no_such_scenario"}).code, 2);
  write("wrong.yaml", "title: Wrong\nduration: soon\ncluster: { brokers: 3 }\n");
  const Ran wrong = run({"odds", "wrong.yaml"});
  EXPECT_EQ(wrong.code, 2);
  EXPECT_THAT(wrong.err, HasSubstr("wrong.yaml:2:11"));
}

TEST_F(OddsCommand, AWiderConfidenceGivesAWiderInterval) {
  const std::string expect = "  - { produced-records: 100 }\n";
  EXPECT_THAT(odds({"--seeds", "1-4", "--confidence", "50"}, expect).out, HasSubstr("with 50% confidence"));
  const auto low = [&](const char* confidence) {
    const json j = json::parse(odds({"--seeds", "1-4", "--json", "--confidence", confidence}, expect).out);
    return j.at("expectations").at(0).at("share").at("low").get<double>();
  };
  EXPECT_LT(low("99"), low("50"));
}

}  // namespace
}  // namespace cli
