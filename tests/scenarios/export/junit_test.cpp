#include "scenarios/engine/export/junit.h"

#include <sstream>

#include <boost/property_tree/ptree.hpp>
#include <boost/property_tree/xml_parser.hpp>
#include <gtest/gtest.h>

namespace scenario {
namespace {

using boost::property_tree::ptree;
using Outcome = JUnitCase::Outcome;

ptree parse(const std::string& xml) {
  std::istringstream in(xml);
  ptree tree;
  boost::property_tree::read_xml(in, tree);
  return tree;
}

std::vector<JUnitSuite> two_suites() {
  JUnitSuite lessons{"lessons", {}};
  lessons.cases.push_back({.name = "trucks_gps", .classname = "kafkasim.lessons", .seconds = 1.25});
  lessons.cases.push_back({.name = "acks_ladder",
                           .classname = "kafkasim.lessons",
                           .outcome = Outcome::failed,
                           .message = "lost records of shop: 3 (expected 0)",
                           .details = "first line\nsecond line",
                           .output = "a transcript"});
  JUnitSuite broken{"regress", {}};
  broken.cases.push_back({.name = "typo",
                          .classname = "kafkasim.regress",
                          .outcome = Outcome::error,
                          .message = "unknown key",
                          .details = "typo.yaml:3:1: error: unknown key"});
  broken.cases.push_back(
      {.name = "late", .classname = "kafkasim.regress", .outcome = Outcome::skipped, .message = "filtered"});
  return {lessons, broken};
}

TEST(JUnit, CountsOverEachSuiteAndAll) {
  const ptree tree = parse(junit_xml("kafkasim", two_suites()));
  const ptree& all = tree.get_child("testsuites");
  EXPECT_EQ(all.get<std::string>("<xmlattr>.name"), "kafkasim");
  EXPECT_EQ(all.get<int>("<xmlattr>.tests"), 4);
  EXPECT_EQ(all.get<int>("<xmlattr>.failures"), 1);
  EXPECT_EQ(all.get<int>("<xmlattr>.errors"), 1);
  EXPECT_EQ(all.get<int>("<xmlattr>.skipped"), 1);
  EXPECT_EQ(all.get<double>("<xmlattr>.time"), 1.25);
  std::vector<std::string> suites;
  for (const auto& [tag, suite] : all) {
    if (tag == "<xmlattr>") continue;
    ASSERT_EQ(tag, "testsuite");
    suites.push_back(suite.get<std::string>("<xmlattr>.name") + " " + suite.get<std::string>("<xmlattr>.tests") + " " +
                     suite.get<std::string>("<xmlattr>.failures") + " " + suite.get<std::string>("<xmlattr>.errors") +
                     " " + suite.get<std::string>("<xmlattr>.skipped"));
  }
  EXPECT_EQ(suites, (std::vector<std::string>{"lessons 2 1 0 0", "regress 2 0 1 1"}));
}

/// What the usual schema (Jenkins' junit-10.xsd) allows in a testcase: these attributes, these elements, in any order.
TEST(JUnit, HoldsNothingThatItsSchemaDoesNotKnow) {
  const ptree tree = parse(junit_xml("kafkasim", two_suites()));
  std::string seen;
  for (const auto& [tag, suite] : tree.get_child("testsuites")) {
    if (tag != "testsuite") continue;
    for (const auto& [child, test] : suite) {
      if (child == "<xmlattr>") continue;
      ASSERT_EQ(child, "testcase");
      seen += test.get<std::string>("<xmlattr>.name") + ":";
      for (const auto& [name, value] : test.get_child("<xmlattr>"))
        EXPECT_TRUE(name == "name" || name == "classname" || name == "time") << name << "=" << value.data();
      for (const auto& [name, value] : test)
        if (name != "<xmlattr>") seen += " " + name;
      seen += "\n";
    }
  }
  EXPECT_EQ(seen, "trucks_gps:\nacks_ladder: failure system-out\ntypo: error\nlate: skipped\n");
}

TEST(JUnit, KeepsTheLinesOfDetails) {
  const ptree tree = parse(junit_xml("kafkasim", two_suites()));
  const ptree& suite = tree.get_child("testsuites.testsuite");
  const ptree& failed = std::next(suite.begin(), 2)->second;  // behind the attributes and trucks_gps
  EXPECT_EQ(failed.get<std::string>("failure"), "first line\nsecond line");
  EXPECT_EQ(failed.get<std::string>("failure.<xmlattr>.type"), "failure");
  EXPECT_EQ(failed.get<std::string>("failure.<xmlattr>.message"), "lost records of shop: 3 (expected 0)");
}

TEST(JUnit, GivesHostileTextBackAsItWas) {
  const std::string hostile = "a<b>&\"c\" 'd' ]]> <!-- --> &amp; \t tab \xC3\xA4 \xF0\x9F\x9A\x9A";
  const JUnitSuite suite{hostile,
                         {{.name = hostile,
                           .classname = hostile,
                           .outcome = Outcome::failed,
                           .message = hostile + "\nnext\rreturn",
                           .details = hostile + "\nnext\rreturn",
                           .output = hostile}}};
  const ptree tree = parse(junit_xml(hostile, std::span(&suite, 1)));
  const ptree& test = tree.get_child("testsuites.testsuite.testcase");
  EXPECT_EQ(tree.get<std::string>("testsuites.<xmlattr>.name"), hostile);
  EXPECT_EQ(test.get<std::string>("<xmlattr>.name"), hostile);
  EXPECT_EQ(test.get<std::string>("failure.<xmlattr>.message"), hostile + "\nnext\rreturn");
  EXPECT_EQ(test.get<std::string>("failure"), hostile + "\nnext\rreturn");
  EXPECT_EQ(test.get<std::string>("system-out"), hostile);
}

TEST(JUnit, ReplacesWhatXmlCannotHold) {
  std::string text = "nul";
  text += '\0';
  text += " bell\a escape\x1b[31m lone \xff\xc3( surrogate \xed\xa0\x80 noncharacter \xef\xbf\xbf";
  const JUnitSuite suite{"s", {{.name = "n", .classname = "c", .output = text}}};
  const std::string xml = junit_xml("all", std::span(&suite, 1));
  for (const char c : xml) EXPECT_FALSE(static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t');
  const std::string bad = "\xEF\xBF\xBD";
  EXPECT_EQ(parse(xml).get<std::string>("testsuites.testsuite.testcase.system-out"),
            "nul" + bad + " bell" + bad + " escape" + bad + "[31m lone " + bad + bad + "( surrogate " + bad + bad +
                bad + " noncharacter " + bad);
}

TEST(JUnit, IsAWholeDocumentEvenWithoutTests) {
  EXPECT_EQ(junit_xml("none", {}),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            "<testsuites name=\"none\" tests=\"0\" failures=\"0\" errors=\"0\" skipped=\"0\" time=\"0.000\">\n"
            "</testsuites>\n");
}

}  // namespace
}  // namespace scenario
