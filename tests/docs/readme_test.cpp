// What the README shows is what the program prints.

#include <string>

#include <gtest/gtest.h>

#include "tests/docs/console_block.h"
#include "tests/docs/workplace.h"
#include "tests/support/checkout.h"

namespace docs {
namespace {

TEST(Readme, CommandsPrintWhatIsShown) {
  const Workplace workplace;
  int compared = 0;
  for (const ShownCommand& shown : shown_commands(read_file(kafka::testing::in_checkout("README.md")))) {
    if (!for_the_program(shown.command)) continue;
    const Outcome real = workplace.run(shown.command.substr(std::string("./kafkasim ").size()));
    if (shown.output.empty()) {
      EXPECT_EQ(real.exit_code, 0) << shown.command << "\n" << real.output;
      continue;
    }
    ++compared;
    EXPECT_TRUE(matches(shown.output, split(real.output))) << shown.command << " now prints\n" << real.output;
  }
  EXPECT_GT(compared, 0) << "the README shows no output to compare with";
}

TEST(Readme, NamesTheTwoCommandsOfANewcomer) {
  const std::string text = read_file(kafka::testing::in_checkout("README.md"));
  EXPECT_NE(text.find("$ ./kafkasim run trucks_gps"), std::string::npos);
  EXPECT_NE(text.find("$ ./kafkasim test"), std::string::npos);
}

}  // namespace
}  // namespace docs
