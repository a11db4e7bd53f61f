/// topic_names: which names are legal, which collide, which may be created beside others.
#include <gtest/gtest.h>

#include "model/types/topic_name.h"
#include "tests/conformance/runner/cases.h"

namespace conformance {

namespace {

/// `name`, or `name_repeat: {char, times}` for long ones.
std::string read_name(Fields& fields) {
  if (!fields.has("name_repeat")) return fields.text("name");
  Fields& repeat = fields.map("name_repeat");
  const std::string text = repeat.text("char");
  std::string name;
  for (std::int64_t i = repeat.integer("times"); i > 0; --i) name += text;
  return name;
}

void check_name(Fields& fields, Fields& expected) {
  const std::string why = kafka::invalid_topic_name(read_name(fields));
  EXPECT_EQ(why.empty(), expected.flag("valid")) << why;
  if (!expected.has("error")) return;
  const std::string error(
      kafka::name_of(why.empty() ? kafka::ErrorCode::NONE : kafka::ErrorCode::INVALID_TOPIC_EXCEPTION));
  EXPECT_EQ(normalised_error(error), normalised_error(expected.text("error")));
}

void check_create(Fields& fields, Fields& expected) {
  const std::vector<std::string> existing = fields.texts("existing_topics");
  const kafka::TopicNameResult result = kafka::validate_topic_creation(read_name(fields), existing);
  EXPECT_EQ(normalised_error(kafka::name_of(result.error)), normalised_error(expected.text("error"))) << result.message;
  EXPECT_EQ(result.error == kafka::ErrorCode::NONE, result.message.empty());
}

}  // namespace

void run_topic_names(Fields& fields) {
  read_origin(fields);
  const std::string check = fields.text("check");
  Fields& expected = fields.map("expected");
  if (check == "name") {
    check_name(fields, expected);
  } else if (check == "collision") {
    const std::vector<std::string> names = fields.texts("names");
    if (names.size() != 2) throw fields.error("names: two are expected");
    EXPECT_EQ(kafka::topic_names_collide(names[0], names[1]), expected.flag("collide"));
  } else if (check == "metric_name") {
    EXPECT_EQ(kafka::unify_collision_chars(read_name(fields)), expected.text("unified"));
  } else if (check == "has_collision_chars") {
    EXPECT_EQ(kafka::has_collision_chars(read_name(fields)), expected.flag("has"));
  } else if (check == "create") {
    check_create(fields, expected);
  } else {
    unknown(fields, "check", check);
  }
}

}  // namespace conformance
