// A whole page: what it says, of which runs, and that it says it the same way each time.

#include "scenarios/engine/report/page.h"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scenarios/engine/loader/scenario_loader.h"
#include "scenarios/engine/run/experiment.h"
#include "scenarios/engine/run/summary_json.h"
#include "tests/scenarios/run/small_spec.h"
#include "tests/support/xml_check.h"

namespace report {
namespace {

using kafka::testing::read_xml;
using kafka::testing::XmlDocument;
using kafka::testing::XmlElement;
using testing::HasSubstr;
using testing::Not;

struct Written {
  std::string page;
  nlohmann::ordered_json summary;
};

Written report_of(const scenario::ScenarioSpec& spec, const PageOrigin& origin = {}) {
  scenario::Experiment experiment(spec);
  ReportRecorder recorder(experiment);
  experiment.start();
  experiment.advance(experiment.end());
  const scenario::RunResult result = experiment.finish();
  recorder.finish();
  return {page_of(result, recorder, origin), scenario::summary_json(result)};
}

scenario::ScenarioSpec loaded(const std::string& text) {
  scenario::Diagnostics diagnostics;
  const auto spec = scenario::load_text("loaded.yaml", text, {}, diagnostics);
  EXPECT_TRUE(spec) << diagnostics.render();
  return *spec;
}

/// A leader dies, a consumer too, and both come back.
const std::string kDisturbed =
    "title: disturbed\nlesson: |\n  One.\n\n  Two.\nduration: 60s\nprofile: \"2.3\"\ncluster: { brokers: [101, 102, "
    "103] }\n"
    "topics:\n  - { name: orders, assignment: { 0: [102, 103, 101], 1: [103, 101, 102] } }\n"
    "producers:\n  - { name: shop, config: { acks: all }, workload: { topic: orders, rate: 50/s, start: 1s, stop: 50s "
    "} }\n"
    "groups:\n  - { name: readers, topics: [orders], members: 2, config: { auto.offset.reset: earliest } }\n"
    "faults:\n  - { kind: kill, target: broker-102, at: 15s, for: 15s }\n"
    "  - { kind: kill, target: consumer readers-1, at: 40s }\n"
    "expect:\n  - { lost-records: 0, group: readers }\n  - { produced-records: 1 }\n";

TEST(Page, IsWellFormedAndComplete) {
  const Written w = report_of(loaded(kDisturbed));
  const XmlDocument page = read_xml(w.page);
  EXPECT_EQ(page.problem, "");
  std::vector<std::string> ids;
  for (const XmlElement& e : page.all("section")) ids.push_back(e.attributes.at("id"));
  EXPECT_THAT(ids, testing::ElementsAre("story", "expected", "flow", "replication", "outages", "groups", "ledger",
                                        "scenes", "again"));
  EXPECT_THAT(w.page, HasSubstr("<p>One.</p><p>Two."));
  EXPECT_THAT(w.page, HasSubstr("1 of 2 expectations not met"));
  EXPECT_THAT(w.page, HasSubstr("broker-102 is killed"));
  EXPECT_THAT(w.page, HasSubstr("ZooKeeper gives up the session of broker-102"));
  EXPECT_THAT(w.page, HasSubstr("broker-103 leads orders-0"));
  EXPECT_THAT(w.page, HasSubstr("group readers rebalances"));
}

TEST(Page, TellsStepsAndProvesTheirAnswers) {
  const std::string page =
      report_of(loaded(kDisturbed + "  - { name: all, acknowledged-records: 2450 }\n"
                                    "  - { name: wrong, acknowledged-records: 7 }\n"
                                    "steps:\n"
                                    "  - { at: 1500ms, say: It sells., question: \"How much?\", choices: [all, some], "
                                    "answer: all, proof: all }\n"
                                    "  - { at: 2s, say: It sells on., question: \"And now?\", choices: [seven, more], "
                                    "answer: seven, proof: wrong }\n"
                                    "  - { at: 1m, look: [broker-102, isr], say: The `shop` is closed. }\n"))
          .page;
  EXPECT_EQ(read_xml(page).problem, "");
  EXPECT_THAT(page, HasSubstr("<time>1:00</time><div><p>The <code>shop</code> is closed.</p>"));
  EXPECT_THAT(page, HasSubstr("Look at <span class=\"pill\">broker-102</span> <span class=\"pill\">isr</span>"));
  EXPECT_THAT(page, HasSubstr("<time>1.500 s</time>"));
  EXPECT_THAT(page, HasSubstr("<details><summary>Answer</summary><p><b>all</b></p>"));
  EXPECT_THAT(page, HasSubstr("The run proves it: acknowledged records: 2,450, as expected."));
  EXPECT_THAT(page, HasSubstr("This run does not prove it: acknowledged records: 2,450, expected 7."));
}

TEST(Page, PutsVariantsSideBySide) {
  const std::string text = kDisturbed +
                           "  - { produced-records: total, more-than: { variant: quiet } }\n"
                           "variants:\n  quiet:\n    title: \"A <quiet> shop\"\n"
                           "    set: { producers.shop.workload.rate: 10/s }\n"
                           "    expect.only:\n      - { produced-records: 490 }\n"
                           "      - { produced-records: total, at-least: { variant: base } }\n";
  scenario::Diagnostics diagnostics;
  auto specs = scenario::load_all_text("shop.yaml", text, diagnostics);
  ASSERT_EQ(specs.size(), 2u) << diagnostics.render();
  scenario::ask_for_figures(specs);
  scenario::Experiment experiment(specs[0]);
  ReportRecorder recorder(experiment);
  experiment.start();
  experiment.advance(experiment.end());
  scenario::RunResult result = experiment.finish();
  recorder.finish();
  const std::string alone = page_of(result, recorder, {});
  EXPECT_THAT(alone, HasSubstr("1 wait for another variant"));
  EXPECT_THAT(alone, HasSubstr("not compared yet"));
  EXPECT_THAT(alone, Not(HasSubstr("id=\"variants\"")));

  std::vector<scenario::SuiteRun> runs = scenario::run_suite({specs[1]}, {1, {}});
  runs.insert(runs.begin(), scenario::suite_run(specs[0], result));
  const scenario::Comparison all = scenario::compare(specs, std::move(runs));
  result.verdicts = all.runs[0].verdicts;
  const std::string page = page_of(result, recorder, {}, &all);
  EXPECT_EQ(read_xml(page).problem, "");
  EXPECT_THAT(page, HasSubstr("<dt>quiet</dt><dd>A &lt;quiet&gt; shop</dd>"));
  EXPECT_THAT(page, HasSubstr("more than that with variant quiet (490) as expected"));
  EXPECT_THAT(page, HasSubstr("acknowledged</th><td class=\"number\"><data value=\"2450\">2,450</data></td>"
                              "<td class=\"number\"><data value=\"490\">490</data></td>"));
  EXPECT_THAT(page, HasSubstr("readers: lost</th><td class=\"number\"><data value=\"0\">0</data></td>"));
  EXPECT_THAT(page, HasSubstr("quiet is not as expected"));
  EXPECT_THAT(page, HasSubstr("<li>produced records: 490, expected at least that in the scenario itself (2,450)</li>"));
}

TEST(Page, NeedsNothingFromElsewhere) {
  const XmlDocument page = read_xml(report_of(loaded(kDisturbed)).page);
  for (const XmlElement& e : page.elements) {
    EXPECT_THAT(e.name, Not(testing::AnyOf("link", "img", "iframe", "object")));
    EXPECT_EQ(e.attributes.count("src"), 0u);
    if (e.name == "a") {
      EXPECT_EQ(e.attributes.at("href").front(), '#');
    }
  }
  EXPECT_THAT(std::string(page_style()), Not(testing::AnyOf(HasSubstr("url("), HasSubstr("@import"))));
  EXPECT_THAT(page_script(),
              Not(testing::AnyOf(HasSubstr("fetch("), HasSubstr("http"), HasSubstr("]]>"), HasSubstr("</"))));
}

TEST(Page, EveryPictureIsNamed) {
  const XmlDocument page = read_xml(report_of(loaded(kDisturbed)).page);
  std::size_t pictures = 0;
  for (const XmlElement& svg : page.all("svg")) {
    if (svg.attributes.count("aria-hidden") > 0) continue;
    ++pictures;
    EXPECT_EQ(svg.attributes.at("role"), "img");
    EXPECT_GT(svg.attributes.at("aria-label").size(), 5u);
  }
  EXPECT_GE(pictures, 9u);
  for (const XmlElement& a : page.all("a")) {
    const auto named = [&](const XmlElement& e) {
      return e.attributes.count("id") > 0 && "#" + e.attributes.at("id") == a.attributes.at("href");
    };
    EXPECT_TRUE(std::any_of(page.elements.begin(), page.elements.end(), named)) << a.attributes.at("href");
  }
}

TEST(Page, NumbersAreThoseOfTheSummary) {
  const Written w = report_of(loaded(kDisturbed));
  std::size_t compared = 0;
  for (const XmlElement& data : read_xml(w.page).all("data")) {
    if (data.attributes.count("data-key") == 0) continue;
    const nlohmann::ordered_json::json_pointer place(data.attributes.at("data-key"));
    ASSERT_TRUE(w.summary.contains(place)) << place.to_string();
    EXPECT_DOUBLE_EQ(w.summary.at(place).get<double>(), std::stod(data.attributes.at("value"))) << place.to_string();
    ++compared;
  }
  EXPECT_GT(compared, 60u);
}

TEST(Page, IsTheSameEachTime) {
  const scenario::ScenarioSpec spec = loaded(kDisturbed);
  EXPECT_EQ(report_of(spec).page, report_of(spec).page);
}

TEST(Page, WritingItChangesNothingInTheRun) {
  const scenario::ScenarioSpec spec = loaded(kDisturbed);
  const scenario::RunResult alone = scenario::run(spec);
  scenario::Experiment experiment(spec);
  ReportRecorder recorder(experiment);
  experiment.start();
  experiment.advance(experiment.end());
  EXPECT_EQ(experiment.finish().fingerprints, alone.fingerprints);
}

TEST(Page, HostileTextStaysText) {
  scenario::ScenarioSpec spec = scenario::small_spec(3, 2, std::chrono::seconds(20));
  const std::string evil = "<script>alert('x')</script>\"&\x01\xFF";
  spec.title = evil;
  spec.lesson = evil + "\n\n" + evil;
  scenario::add_producer(spec, evil, 10);
  scenario::add_group(spec, evil);
  PageOrigin origin;
  origin.version = evil;
  origin.scenario = "a b'; rm -rf x";
  origin.scenario_text = evil + "]]>";
  origin.overrides = {evil};
  origin.digest = evil;
  const std::string page = report_of(spec, origin).page;
  EXPECT_EQ(read_xml(page).problem, "");
  EXPECT_THAT(page, Not(HasSubstr("<script>alert")));
  EXPECT_THAT(page, Not(HasSubstr("\xFF")));
  EXPECT_EQ(read_xml(page).all("script").size(), 1u);
  EXPECT_THAT(page, HasSubstr("kafkasim run 'a b'\\''; rm -rf x'"));
  EXPECT_THAT(page, HasSubstr("NOT the finished run"));
}

TEST(Page, ARunWithoutClientsHasOne) {
  const std::string page = report_of(scenario::small_spec(1, 1, std::chrono::seconds(5))).page;
  EXPECT_EQ(read_xml(page).problem, "");
  EXPECT_THAT(page, HasSubstr("Nobody produces and nobody reads in this run."));
  EXPECT_THAT(page, HasSubstr("Nothing out of the ordinary"));
  EXPECT_THAT(page, HasSubstr("All replicas were in sync"));
  EXPECT_THAT(page, HasSubstr("nothing was expected"));
  for (const char* absent : {"id=\"groups\"", "id=\"ledger\"", "id=\"scenes\"", "id=\"outages\"", "id=\"trucks\""})
    EXPECT_THAT(page, Not(HasSubstr(absent)));
}

TEST(Page, ARunWithoutARecordHasOne) {
  scenario::ScenarioSpec spec = scenario::small_spec(3, 1, std::chrono::seconds(10));
  scenario::add_producer(spec, "shop", 10).workload.start = std::chrono::seconds(60);
  scenario::add_group(spec, "readers");
  const std::string page = report_of(spec).page;
  EXPECT_EQ(read_xml(page).problem, "");
  EXPECT_THAT(page, HasSubstr("group readers forms"));
  EXPECT_THAT(page, Not(HasSubstr("nan")));
}

TEST(Page, TrucksAreOnTheirMap) {
  const Written w =
      report_of(loaded("title: trucks\nduration: 2m\ncluster: { brokers: 3 }\ntopics:\n  - { name: gps, partitions: 2, "
                       "replication.factor: 3 }\n"
                       "trucks: { fleet: 5, topic: gps, every: 5s }\n"
                       "faults:\n  - { kind: pause, target: consumer location-dashboard, at: 30s, for: 20s }\n"));
  const XmlDocument page = read_xml(w.page);
  EXPECT_EQ(page.problem, "");
  const auto groups = page.all("g");
  const auto trucks = std::count_if(groups.begin(), groups.end(), [](const XmlElement& e) {
    return e.attributes.count("class") > 0 && e.attributes.at("class").starts_with("truck ");
  });
  EXPECT_EQ(trucks, 5);
  EXPECT_THAT(w.page, HasSubstr("class=\"truck lost\"")) << "the moment shown is the one at which it was worst";
  EXPECT_THAT(w.page, HasSubstr("Rotterdam"));
}

TEST(Page, OfManyFaultsTheFirstHaveScenes) {
  scenario::ScenarioSpec spec = loaded(kDisturbed);
  spec.faults.resize(1);
  spec.faults[0].kind = scenario::FaultKind::pause;
  spec.faults[0].at = std::chrono::seconds(2);
  spec.faults[0].duration = std::chrono::milliseconds(10);
  spec.faults[0].every = std::chrono::milliseconds(500);
  const std::string page = report_of(spec).page;
  EXPECT_EQ(read_xml(page).problem, "");
  const auto pictures = read_xml(page).all("svg");
  EXPECT_EQ(std::count_if(pictures.begin(), pictures.end(),
                          [](const XmlElement& e) { return e.attributes.at("class") == "sequence"; }),
            12);
  EXPECT_LT(page.size(), 3'000'000u);
}

}  // namespace
}  // namespace report
