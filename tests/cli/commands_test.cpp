#include <gmock/gmock.h>

#include "tests/cli/program.h"

namespace cli {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

struct Commands : ProgramTest {};

TEST_F(Commands, ListNamesEveryScenarioWithItsTitle) {
  const Ran ran = run({"list"});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("trucks_gps "));
  EXPECT_THAT(
      ran.out,
      HasSubstr("  A fleet of trucks reports its positions; two applications read them (variants: a-larger-fleet)\n"));
}

TEST_F(Commands, CheckPassesWhatIsFine) {
  write("good.yaml", small_scenario());
  const Ran ran = run({"check", "good.yaml", "trucks_gps"});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(ran.out, "good.yaml: fine\ntrucks_gps: fine, with 1 variant\n");
}

TEST_F(Commands, CheckTellsAllMistakesOfAllFiles) {
  write("a.yaml", "title: A\nduration: 10s\nclustre: { brokers: 3 }\ncluster: { brokers: 0 }\n");
  write("b.yaml", "titel: B\n");
  const Ran ran = run({"check", "a.yaml", "b.yaml", "missing.yaml"});
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, HasSubstr("a.yaml:3:1"));
  EXPECT_THAT(ran.err, HasSubstr("did you mean 'cluster'?"));
  EXPECT_THAT(ran.err, HasSubstr("a.yaml:4:"));
  EXPECT_THAT(ran.err, HasSubstr("b.yaml:1:1"));
  EXPECT_THAT(ran.err, HasSubstr("there is no file missing.yaml"));
  EXPECT_THAT(ran.out, IsEmpty());
}

TEST_F(Commands, HelpAndVersionAreNoMistake) {
  const Ran help = run({"--help"});
  EXPECT_EQ(help.code, 0);
  EXPECT_THAT(help.out, HasSubstr("run"));
  EXPECT_THAT(help.out, HasSubstr("Exit codes: 0"));
  EXPECT_EQ(run({"run", "--help"}).code, 0);
  const Ran version = run({"--version"});
  EXPECT_EQ(version.code, 0);
  EXPECT_THAT(version.out, StartsWith("kafkasim "));
}

TEST_F(Commands, WrongUsageIsTwoAndGoesToStderr) {
  for (const std::vector<std::string>& wrong :
       {std::vector<std::string>{}, {"fly"}, {"run"}, {"check"}, {"run", "trucks_gps", "--fast"}}) {
    const Ran ran = run(wrong);
    EXPECT_EQ(ran.code, 2);
    EXPECT_THAT(ran.out, IsEmpty());
    EXPECT_FALSE(ran.err.empty());
  }
}

}  // namespace
}  // namespace cli
