// kafkasim test-scenarios, run --variant, schema: somebody's own scenarios in somebody's own CI.

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "tests/cli/program.h"
#include "tests/support/xml_check.h"

namespace cli {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr const char* kVariedScenario = R"(variants:
  twice:
    title: Twice as many
    set: { producers.shop.workload.rate: 20/s }
    expect.only:
      - { produced-records: 200 }
)";

std::string with_variant(int expected) {
  return small_scenario("  - { produced-records: " + std::to_string(expected) + " }\n") + kVariedScenario;
}

struct TestScenarios : ProgramTest {
  void write_in(const std::string& folder_name, const std::string& name, const std::string& text) const {
    std::filesystem::create_directories(folder() / folder_name);
    write(folder_name + "/" + name, text);
  }
};

TEST_F(TestScenarios, AFolderIsRunWithAllBelowItAndAllVariants) {
  write_in("mine", "one.yaml", with_variant(100));
  write_in("mine/deeper", "two.yml", small_scenario("  - { lost-records: 0, group: readers }\n"));
  write_in("mine", "notes.txt", "no scenario");
  const Ran ran = run({"test-scenarios", "mine"});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("2 scenarios, 3 runs, 3 expectations: all met."));
  EXPECT_THAT(ran.out, HasSubstr("\n    twice         1 met"));
  EXPECT_THAT(ran.err, IsEmpty());
  EXPECT_THAT(results(), IsEmpty());
}

TEST_F(TestScenarios, AnExpectationThatIsNotMetIsToldWithItsPlaceAndEndsWithOne) {
  write_in("mine", "one.yaml", with_variant(99));
  const Ran ran = run({"test-scenarios", "mine"});
  EXPECT_EQ(ran.code, 1);
  EXPECT_THAT(ran.out, HasSubstr("  NOT MET  produced records: 100, expected 99  (mine/one.yaml:12)\n"));
  EXPECT_THAT(ran.out, HasSubstr("1 scenario, 2 runs, 2 expectations: 1 NOT MET."));
}

TEST_F(TestScenarios, ABrokenFileDoesNotHideTheOthers) {
  write_in("mine", "a_broken.yaml", "title: x\nduration: 10\ncluster: { brokers: 3 }\n");
  write_in("mine", "b_good.yaml", with_variant(100));
  const Ran ran = run({"test-scenarios", "mine", "--junit", "junit.xml"});
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, HasSubstr("mine/a_broken.yaml:2:11: error: "));
  EXPECT_THAT(ran.out, HasSubstr("1 scenario, 2 runs, 2 expectations: all met, 1 file cannot be read."));
  const std::string xml = read("junit.xml");
  EXPECT_THAT(xml, HasSubstr("<testsuite name=\"a_broken\" tests=\"1\" failures=\"0\" errors=\"1\""));
  EXPECT_THAT(xml, HasSubstr("<testsuite name=\"b_good\" tests=\"4\" failures=\"0\" errors=\"0\""));
}

TEST_F(TestScenarios, BrokenFilesAloneAreNotCalledMet) {
  write_in("mine", "broken.yaml", "title: [\n");
  const Ran ran = run({"test-scenarios", "mine"});
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.out, HasSubstr("0 runs, 0 expectations: 1 file cannot be read."));
  EXPECT_THAT(ran.out, Not(HasSubstr("met")));
}

TEST_F(TestScenarios, JUnitIsXmlThatParsesWhateverStandsInAScenario) {
  write_in("mine", "odd & <strange>.yaml", with_variant(99));
  write_in("mine", "broken.yaml", "title: \"<&>\"\nduration: '\"soon\"'\n");
  EXPECT_EQ(run({"test-scenarios", "mine", "--junit", "junit.xml"}).code, 2);
  const std::string xml = read("junit.xml");
  const std::string declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  ASSERT_TRUE(xml.starts_with(declaration));
  EXPECT_EQ(kafka::testing::read_xml(xml.substr(declaration.size())).problem, "") << xml;
  EXPECT_THAT(xml, HasSubstr("tests=\"5\" failures=\"1\" errors=\"1\""));
  EXPECT_THAT(xml, HasSubstr("<failure message=\"produced records: 100, expected 99\""));
}

TEST_F(TestScenarios, AFolderWithoutAScenarioIsAMistakeEvenBesideOthers) {
  write_in("mine", "one.yaml", with_variant(100));
  std::filesystem::create_directories(folder() / "empty");
  const Ran ran = run({"test-scenarios", "mine", "empty"});
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, HasSubstr("kafkasim: there is no scenario (*.yaml) in the folder empty\n"));
  EXPECT_THAT(ran.out, IsEmpty());
}

TEST_F(TestScenarios, AFileThatCannotBeWrittenIsToldBeforeTheRuns) {
  write("one.yaml", with_variant(100));
  const Ran ran = run({"test-scenarios", "one.yaml", "--junit", "no/such/folder/junit.xml"});
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, HasSubstr("cannot write no/such/folder/junit.xml"));
  EXPECT_THAT(ran.out, IsEmpty());
}

TEST_F(TestScenarios, ANameThatIsAFileIsSuggested) {
  write("mine.yaml", with_variant(100));
  EXPECT_THAT(run({"test-scenarios", "mine"}).err, HasSubstr("did you mean the file mine.yaml?"));
  EXPECT_THAT(run({"test-scenarios", "truck_gps"}).err, HasSubstr("did you mean 'trucks_gps'?"));
}

TEST_F(TestScenarios, AVariantIsARunOfItsOwn) {
  write("one.yaml", with_variant(100));
  const Ran ran = run({"run", "one.yaml", "--variant", "twice"});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("Variant twice: Twice as many\n"));
  EXPECT_THAT(ran.out, HasSubstr("  met      produced records: 200, as expected\n"));
  EXPECT_THAT(ran.out, Not(HasSubstr("expected 100")));
  EXPECT_TRUE(exists("results/one.twice/summary.json"));
  EXPECT_FALSE(exists("results/one"));
}

TEST_F(TestScenarios, AVariantThatIsNotThereIsAnsweredWithTheNearest) {
  write("one.yaml", with_variant(100));
  write("none.yaml", small_scenario());
  const Ran ran = run({"run", "one.yaml", "--variant", "twise"});
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, HasSubstr("the scenario has no variant 'twise' (did you mean 'twice'?)"));
  EXPECT_THAT(run({"run", "none.yaml", "--variant", "twice"}).err, HasSubstr("the scenario has no variants"));
  EXPECT_FALSE(exists("results"));
}

TEST_F(TestScenarios, TheSchemaIsJsonAndTheOneInTheLibrary) {
  const Ran ran = run({"schema"});
  EXPECT_EQ(ran.code, 0);
  const json schema = json::parse(ran.out, nullptr, false);
  ASSERT_FALSE(schema.is_discarded());
  EXPECT_EQ(schema["$schema"], "http://json-schema.org/draft-07/schema#");
  for (const char* key :
       {"title", "duration", "cluster", "topics", "producers", "groups", "faults", "expect", "variants"})
    EXPECT_TRUE(schema["properties"].contains(key)) << key;
  EXPECT_EQ(run({"schema", "extra"}).code, 2);
}

}  // namespace
}  // namespace cli
