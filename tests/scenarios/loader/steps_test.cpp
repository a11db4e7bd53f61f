#include <gtest/gtest.h>

#include "tests/scenarios/loader/load_helper.h"

namespace scenario {
namespace {

using Found = std::vector<std::string>;

/// `steps` begins in line 8.
test::Loaded with_steps(const std::string& steps) {
  return test::load_yaml(test::with_basics("groups: [{ name: dashboard, topics: [orders] }]\n"
                                           "chapter: Consumer groups\n"
                                           "expect: [{ name: kept, lost-records: 0, group: dashboard }]\n") +
                         "steps:\n" + steps);
}

TEST(Steps, HaveATimeAWordAndThingsToLookAt) {
  const auto loaded = with_steps(
      "  - { at: 1s, say: Look. }\n"
      "  - { at: 2s, say: Now., look: [broker-102, leader-of orders-1, topic orders, partition orders-2, group "
      "dashboard, "
      "produce-latency] }\n");
  ASSERT_TRUE(loaded.spec) << loaded.diagnostics.render();
  EXPECT_EQ(loaded.spec->chapter, "Consumer groups");
  ASSERT_EQ(loaded.spec->steps.size(), 2u);
  EXPECT_EQ(loaded.spec->steps[0].at, std::chrono::seconds(1));
  EXPECT_EQ(loaded.spec->steps[0].say, "Look.");
  EXPECT_EQ(loaded.spec->steps[1].where.line, 10);
  const auto& look = loaded.spec->steps[1].look;
  ASSERT_EQ(look.size(), 6u);
  EXPECT_EQ(look[0].target.number, 102);
  EXPECT_EQ(look[1].target.kind, TargetSpec::Kind::leader_of);
  EXPECT_EQ(look[2].kind, LookSpec::Kind::topic);
  EXPECT_EQ(look[2].name, "orders");
  EXPECT_EQ(look[3].kind, LookSpec::Kind::partition);
  EXPECT_EQ(look[3].number, 2);
  EXPECT_EQ(look[4].kind, LookSpec::Kind::group);
  EXPECT_EQ(look[5].kind, LookSpec::Kind::measure);
}

TEST(Steps, AQuestionNamesWhatProvesItsAnswer) {
  const auto loaded =
      with_steps("  - { at: 1s, say: s, question: \"How many?\", choices: [none, some], answer: some, proof: kept }\n");
  ASSERT_TRUE(loaded.spec) << loaded.diagnostics.render();
  const auto& question = loaded.spec->steps.at(0).question;
  ASSERT_TRUE(question);
  EXPECT_EQ(question->ask, "How many?");
  EXPECT_EQ(question->answer, 1u);
  EXPECT_EQ(question->proof, "kept");
}

TEST(Steps, MistakesAreToldAtTheirPlace) {
  const auto found = [](const std::string& step) { return with_steps("  - " + step + "\n").found; };
  EXPECT_EQ(found("{ at: 61s, say: s }"), Found{"9:11 steps[0] is after the end of the run (the run ends at 60s)"});
  EXPECT_EQ(found("{ at: 2s, say: s }\n  - { at: 1s, say: s }"),
            Found{"10:11 steps[1] is earlier than the step before it (steps stand in the order of time)"});
  EXPECT_EQ(found("{ at: 1s }"),
            Found{"9:5 'say' is missing in steps[0] (what there is to see, in a sentence or two)"});
  EXPECT_EQ(found("{ at: 1s, say: s, look: broker-109 }"),
            Found{"9:29 no broker is named '109' (known are: broker-101, broker-102, broker-103)"});
  EXPECT_EQ(found("{ at: 1s, say: s, look: group dashbord }"),
            Found{"9:29 no group is named 'dashbord' (did you mean 'dashboard'?)"});
  EXPECT_EQ(found("{ at: 1s, say: s, look: map }"), Found{"9:29 there is no map without trucks"});
  EXPECT_EQ(
      found("{ at: 1s, say: s, question: q, choices: [a, b], answer: b }"),
      Found{"9:33 nothing proves the answer of this question (give an expectation a name, and write proof: NAME)"});
  EXPECT_EQ(found("{ at: 1s, say: s, question: q, choices: [a, b], answer: c, proof: kept }"),
            Found{"9:61 the answer 'c' is none of the choices (one of: a, b)"});
  EXPECT_EQ(found("{ at: 1s, say: s, question: q, choices: [a, b], answer: b, proof: keptt }"),
            Found{"9:71 no expectation is named 'keptt' (did you mean 'kept'?)"});
  EXPECT_EQ(found("{ at: 1s, say: s, question: q, choices: [a], answer: a, proof: kept }"),
            Found{"9:45 'choices' must be a list of at least two answers, not of fewer"});
  EXPECT_EQ(found("{ at: 1s, say: s, answer: a }"), Found{"9:31 'answer' needs a question in steps[0]"});
}

TEST(Steps, AChapterThatIsNearlyOneOfTheLibraryIsAWarning) {
  const auto loaded = test::load_yaml(test::with_basics("chapter: Consumer group\n"));
  ASSERT_TRUE(loaded.spec);
  EXPECT_EQ(loaded.found, Found{"5:10 the library has no chapter 'Consumer group' (did you mean 'Consumer groups'?)"});
  EXPECT_TRUE(test::load_yaml(test::with_basics("chapter: Week 3\n")).found.empty());
}

}  // namespace
}  // namespace scenario
