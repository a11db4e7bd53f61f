#include "model/types/topic_name.h"

#include <vector>

#include <gtest/gtest.h>

namespace kafka {
namespace {

TEST(TopicName, IsRefusedInTheWordsOfTheRelease) {
  // An illegal name.
  EXPECT_EQ(invalid_topic_name("x!", TopicNameWording::v2_3),
            "Topic name \"x!\" is illegal, it contains a character other than ASCII alphanumerics, '.', '_' and '-'");
  EXPECT_EQ(
      invalid_topic_name("x!"),
      "Topic name is invalid: 'x!' contains one or more characters other than ASCII alphanumerics, '.', '_' and '-'");
  EXPECT_EQ(invalid_topic_name(""), "Topic name is invalid: the empty string is not allowed");
  EXPECT_EQ(invalid_topic_name(".."), "Topic name is invalid: '..' is not allowed");
  EXPECT_EQ(
      invalid_topic_name(std::string(250, 'a')),
      "Topic name is invalid: the length of '" + std::string(250, 'a') + "' is longer than the max allowed length 249");
}

TEST(TopicName, IsLegalInBothReleasesOrInNone) {
  for (const std::string& name : {std::string("orders"), std::string("..."), std::string(249, 'z'), std::string("_")}) {
    EXPECT_EQ(invalid_topic_name(name, TopicNameWording::v2_3), "");
    EXPECT_EQ(invalid_topic_name(name, TopicNameWording::v3_4), "");
  }
  for (const std::string& name : {std::string(), std::string("."), std::string(250, 'z'), std::string("a\0b", 3)}) {
    EXPECT_NE(invalid_topic_name(name, TopicNameWording::v2_3), "");
    EXPECT_NE(invalid_topic_name(name, TopicNameWording::v3_4), "");
  }
}

TEST(TopicCreation, AnEqualNameIsFoundBeforeACollidingOne) {
  const std::vector<std::string> existing{"a_b", "a.b", "c"};
  EXPECT_EQ(validate_topic_creation("a.b", existing).error, ErrorCode::TOPIC_ALREADY_EXISTS);
  EXPECT_EQ(validate_topic_creation("a.b", existing).message, "Topic 'a.b' already exists.");
  EXPECT_EQ(validate_topic_creation("c", existing).error, ErrorCode::TOPIC_ALREADY_EXISTS);
  EXPECT_EQ(validate_topic_creation("d", existing).error, ErrorCode::NONE);
}

TEST(TopicCreation, NamesWhatItWouldCollideWith) {
  const std::vector<std::string> existing{"a_b.c", "x", "a_b_c"};
  const TopicNameResult result = validate_topic_creation("a.b.c", existing);
  EXPECT_EQ(result.error, ErrorCode::INVALID_TOPIC_EXCEPTION);
  EXPECT_EQ(result.message, "Topic 'a.b.c' collides with existing topics: a_b.c, a_b_c");
}

}  // namespace
}  // namespace kafka
