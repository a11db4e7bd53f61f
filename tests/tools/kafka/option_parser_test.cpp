#include "tools/kafka/option_parser.h"

#include <gtest/gtest.h>

namespace tools {
namespace {

const std::vector<OptionSpec>& specs() {
  static const std::vector<OptionSpec> all = [] {
    std::vector<OptionSpec> options = {flag("list", "Prints names."), with_value("topic", "topic", "Which."),
                                       with_value("partitions", "number", "How many."),
                                       with_value("offset", "offset", "Where.", "latest")};
    options.push_back({"compression-codec", OptionSpec::Argument::optional, "codec", "How."});
    OptionSpec server = with_value("bootstrap-server", "host:port", "Whom to ask.");
    server.required_unless = "broker-list";
    options.push_back(server);
    options.push_back(with_value("broker-list", "host:port", "Whom to ask."));
    return options;
  }();
  return all;
}

struct Parsed {
  OptionSet options{specs()};
  std::optional<JavaException> wrong;
  explicit Parsed(std::vector<std::string> arguments) {
    arguments.insert(arguments.end(), {"--broker-list", "b"});
    wrong = OptionParser(specs()).parse(arguments, options);
  }
};

std::string message_of(const std::vector<std::string>& arguments) {
  const Parsed parsed(arguments);
  return parsed.wrong ? parsed.wrong->text() : "";
}

TEST(OptionParser, takes_one_dash_or_two_and_a_value_after_an_equals_sign_or_a_blank) {
  for (const char* given : {"--topic=a", "-topic=a"}) EXPECT_EQ(Parsed({given}).options.text("topic"), "a") << given;
  for (const char* given : {"--topic", "-topic"}) EXPECT_EQ(Parsed({given, "a"}).options.text("topic"), "a") << given;
  EXPECT_EQ(Parsed({"--topic", "--list"}).options.text("topic"), "--list");
}

TEST(OptionParser, does_not_abbreviate) {
  EXPECT_EQ(message_of({"--top", "a"}), "joptsimple.UnrecognizedOptionException: top is not a recognized option");
  EXPECT_EQ(message_of({"-x"}), "joptsimple.UnrecognizedOptionException: x is not a recognized option");
}

TEST(OptionParser, misses_a_value_at_the_end) {
  OptionSet options(specs());
  const std::vector<std::string> arguments{"--topic"};
  const auto wrong = OptionParser(specs()).parse(arguments, options);
  ASSERT_TRUE(wrong);
  EXPECT_EQ(wrong->message, "Option topic requires an argument");
}

TEST(OptionParser, finds_out_what_a_value_means_when_it_is_asked_for) {
  Parsed parsed({"--partitions", "three"});
  EXPECT_FALSE(parsed.wrong);
  EXPECT_EQ(parsed.options.int32("partitions"), std::nullopt);
  ASSERT_TRUE(parsed.options.problem());
  EXPECT_EQ(parsed.options.problem()->message, "Cannot parse argument 'three' of option partitions");
}

TEST(OptionParser, has_several_values_of_an_option_and_complains_if_one_is_asked_for) {
  Parsed parsed({"--topic", "a", "--topic", "b"});
  EXPECT_EQ(parsed.options.texts("topic"), (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(parsed.options.text("topic"), std::nullopt);
  EXPECT_EQ(parsed.options.problem()->message, "Found multiple arguments for option topic, but you asked for only one");
}

TEST(OptionParser, knows_a_default_from_what_was_given) {
  Parsed parsed({});
  EXPECT_FALSE(parsed.options.has("offset"));
  EXPECT_EQ(parsed.options.text("offset"), "latest");
}

TEST(OptionParser, leaves_an_optional_value_out_before_another_option) {
  EXPECT_EQ(Parsed({"--compression-codec", "--list"}).options.text("compression-codec"), std::nullopt);
  EXPECT_EQ(Parsed({"--compression-codec", "lz4"}).options.text("compression-codec"), "lz4");
}

TEST(OptionParser, wants_what_is_required_unless_there_is_help) {
  OptionSet options(specs());
  const std::vector<std::string> nothing;
  const std::vector<std::string> help{"--help"};
  EXPECT_EQ(OptionParser(specs()).parse(nothing, options)->message, "Missing required option(s) [bootstrap-server]");
  EXPECT_FALSE(OptionParser(specs()).parse(help, options));
}

}  // namespace
}  // namespace tools
