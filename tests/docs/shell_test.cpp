// What the chapter on terminals shows is what stands on the screen.

#include <string>

#include <gtest/gtest.h>

#include "tests/docs/console_block.h"
#include "tests/docs/workplace.h"
#include "tests/support/checkout.h"

namespace docs {
namespace {

TEST(ShellChapter, SessionsLookAsTheyAreShown) {
  const Workplace workplace;
  const auto sessions = shown_sessions(read_file(kafka::testing::in_checkout("docs/shell.md")));
  EXPECT_GE(sessions.size(), 2U);
  std::string typed;
  for (const ShownSession& shown : sessions) {
    std::string script;
    for (const std::string& line : shown.typed) script += line + "\n";
    typed += script;
    workplace.write("script", script);
    ASSERT_TRUE(shown.command.starts_with("./kafkasim shell")) << shown.command;
    const Outcome real = workplace.run(shown.command.substr(std::string("./kafkasim ").size()) + " --script script");
    EXPECT_TRUE(matches(shown.screen, split(real.output))) << shown.command << " now shows\n" << real.output;
  }
  for (const char* const command : {"inject ", "why\n", "describe ", "at "})
    EXPECT_NE(typed.find(command), std::string::npos) << command << "is not shown";
}

TEST(ShellChapter, CommandsOfItsBlocksRun) {
  const Workplace workplace;
  for (const ShownCommand& shown : shown_commands(read_file(kafka::testing::in_checkout("docs/shell.md")))) {
    const Outcome real = workplace.run(shown.command.substr(std::string("./kafkasim ").size()) + " </dev/null");
    EXPECT_EQ(real.exit_code, 0) << shown.command << "\n" << real.output;
  }
}

}  // namespace
}  // namespace docs
