// docs/write-your-own-what-if.md: whoever types what it shows sees what it shows. Its yaml blocks are one file that
// grows: each is added to the end of my_what_if.yaml, and the commands run in their order between them.

#include <string>

#include <gtest/gtest.h>

#include "tests/docs/console_block.h"
#include "tests/docs/workplace.h"
#include "tests/support/checkout.h"

namespace docs {
namespace {

TEST(WriteYourOwnWhatIf, EveryCommandPrintsWhatIsShown) {
  const Workplace workplace;
  std::string text = read_file(kafka::testing::in_checkout("docs/write-your-own-what-if.md"));
  std::string file;
  int compared = 0;
  for (std::size_t at = text.find("\n```"); at != std::string::npos; at = text.find("\n```", at)) {
    const std::size_t end = text.find("\n```", at + 4);
    ASSERT_NE(end, std::string::npos) << "a block is not closed";
    const std::string block = text.substr(at + 1, end + 5 - (at + 1));
    at = end + 4;
    if (block.starts_with("```yaml\n")) {
      file += block.substr(8, block.size() - 8 - 4);
      workplace.write("my_what_if.yaml", file);
    }
    for (const ShownCommand& shown : shown_commands(block)) {
      if (!for_the_program(shown.command)) continue;
      const Outcome real = workplace.run(shown.command.substr(std::string("./kafkasim ").size()));
      EXPECT_TRUE(matches(shown.output, split(real.output))) << shown.command << " now prints\n" << real.output;
      ++compared;
    }
  }
  EXPECT_GE(compared, 5);
}

}  // namespace
}  // namespace docs
