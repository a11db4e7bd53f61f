#include "tools/describe/text_diff.h"

#include <gtest/gtest.h>

namespace tools {
namespace {

TEST(TextDiff, ShowsALineBeforeAndAfterTogether) {
  EXPECT_EQ(text_diff("\tTopic: t\tPartition: 0\tLeader: 1\tIsr: 1,2\n\tTopic: t\tPartition: 1\tLeader: 2\tIsr: 2\n",
                      "\tTopic: t\tPartition: 0\tLeader: 2\tIsr: 2\n\tTopic: t\tPartition: 1\tLeader: 2\tIsr: 2\n"),
            "- \tTopic: t\tPartition: 0\tLeader: 1\tIsr: 1,2\n+ \tTopic: t\tPartition: 0\tLeader: 2\tIsr: 2\n");
}

TEST(TextDiff, ShowsWhatIsNewAndWhatIsGone) {
  EXPECT_EQ(text_diff("/a 1\n/b 2\n", "/a 1\n/c 3\n"), "+ /c 3\n- /b 2\n");
}

TEST(TextDiff, IsEmptyIfNothingChanged) { EXPECT_EQ(text_diff("/a 1\n\n/b\n", "/a 1\n/b\n"), ""); }

}  // namespace
}  // namespace tools
