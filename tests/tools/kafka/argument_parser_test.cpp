#include "tools/kafka/argument_parser.h"

#include <gtest/gtest.h>

namespace tools {
namespace {

using Type = ArgumentSpec::Type;

const std::vector<ArgumentSpec> kSpecs = {
    {.flag = "--topic", .metavar = "TOPIC", .required = true},
    {.flag = "--num-records", .metavar = "NUM-RECORDS", .type = Type::number, .required = true},
    {.flag = "--record-size", .metavar = "RECORD-SIZE", .type = Type::integer, .one_of = true},
    {.flag = "--payload-file", .metavar = "PAYLOAD-FILE", .one_of = true},
    {.flag = "--throughput", .metavar = "THROUGHPUT", .type = Type::integer, .required = true},
    {.flag = "--producer-props", .metavar = "NAME=VALUE", .type = Type::list},
};

ArgumentParser::Result parse(const std::vector<std::string>& arguments) {
  return ArgumentParser("perf", kSpecs).parse(arguments);
}
std::vector<std::string> complete(const std::vector<std::string>& more = {}) {
  std::vector<std::string> all{"--topic", "t", "--num-records", "10", "--record-size", "5", "--throughput", "-1"};
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

TEST(ArgumentParser, takes_a_negative_number_for_a_value) {
  const auto result = parse(complete());
  EXPECT_EQ(result.error, std::nullopt);
  EXPECT_EQ(result.given.at("--throughput"), std::vector<std::string>{"-1"});
}

TEST(ArgumentParser, takes_abbreviations_that_mean_one_option) {
  EXPECT_EQ(parse({"--to", "t", "--num", "1", "--rec", "1", "--thr=5"}).error, std::nullopt);
  EXPECT_EQ(parse({"--t", "t"}).error, "ambiguous option: --t could match --throughput, --topic");
}

TEST(ArgumentParser, names_the_last_of_several_that_are_missing) {
  EXPECT_EQ(parse({"--topic", "t"}).error, "argument --throughput is required");
  EXPECT_EQ(parse({"--topic", "t", "--throughput", "1"}).error, "argument --num-records is required");
}

TEST(ArgumentParser, wants_exactly_one_of_a_group) {
  EXPECT_EQ(parse({"--topic", "t", "--num-records", "1", "--throughput", "1"}).error,
            "one of the arguments --record-size --payload-file is required");
  EXPECT_EQ(parse(complete({"--payload-file", "f"})).error,
            "argument --payload-file: not allowed with argument --record-size");
}

TEST(ArgumentParser, says_what_a_value_should_be) {
  EXPECT_EQ(parse({"--num-records", "x"}).error,
            "argument --num-records: could not convert 'x' to Long (For input string: \"x\")");
  EXPECT_EQ(parse({"--topic"}).error, "argument --topic: expected one argument");
}

TEST(ArgumentParser, reads_a_list_up_to_the_next_option) {
  const auto result = parse(complete({"--producer-props", "a=1", "b=2"}));
  EXPECT_EQ(result.given.at("--producer-props"), (std::vector<std::string>{"a=1", "b=2"}));
}

TEST(ArgumentParser, knows_no_other_word) {
  EXPECT_EQ(parse({"stray", "words"}).error, "unrecognized arguments: 'stray words'");
  EXPECT_EQ(parse({"--nothing"}).error, "unrecognized arguments: '--nothing'");
}

}  // namespace
}  // namespace tools
