#include "tools/kafka/line_message_reader.h"

#include <gtest/gtest.h>

namespace tools {
namespace {

struct Reader {
  LineMessageReader reader;
  std::optional<JavaException> wrong;
  Reader(const Properties& properties, bool is_2_3) { wrong = reader.configure(properties, is_2_3); }
  ReadRecord read(const std::string& line) const {
    const auto result = reader.read(line, 3);
    return std::holds_alternative<ReadRecord>(result) ? std::get<ReadRecord>(result) : ReadRecord{"threw", "threw"};
  }
  std::string error(const std::string& line) const {
    const auto result = reader.read(line, 3);
    const auto* exception = std::get_if<JavaException>(&result);
    return exception ? exception->message_text() : "";
  }
};

TEST(LineMessageReader, makes_a_value_of_a_line) {
  for (const bool is_2_3 : {true, false}) {
    const ReadRecord record = Reader({}, is_2_3).read("a\tb");
    EXPECT_EQ(record.key, std::nullopt);
    EXPECT_EQ(record.value, "a\tb");
  }
}

TEST(LineMessageReader, parts_key_and_value_at_the_first_separator) {
  for (const bool is_2_3 : {true, false}) {
    const ReadRecord record = Reader({{"parse.key", "True"}, {"key.separator", ":"}}, is_2_3).read("k:v:w");
    EXPECT_EQ(record.key, "k");
    EXPECT_EQ(record.value, "v:w");
  }
}

TEST(LineMessageReader, refuses_a_line_without_a_key_in_the_words_of_its_release) {
  EXPECT_EQ(Reader({{"parse.key", "true"}}, true).error("x"), "No key found on line 3: x");
  EXPECT_EQ(Reader({{"parse.key", "true"}}, false).error("x"), "No key separator found on line number 3: 'x'");
  EXPECT_EQ(Reader({{"parse.key", "true"}, {"ignore.error", "true"}}, true).read("x").value, "x");
}

TEST(LineMessageReader, drops_headers_and_knows_what_stands_for_null) {
  const Reader reader({{"parse.key", "true"}, {"parse.headers", "true"}, {"null.marker", "NULL"}}, false);
  const ReadRecord record = reader.read("h1:v1,h2:v2\tNULL\tvalue");
  EXPECT_EQ(record.key, std::nullopt);
  EXPECT_EQ(record.value, "value");
  EXPECT_EQ(reader.read("h1:v1\tk\tNULL").value, std::nullopt);
  EXPECT_EQ(reader.error("h1\tk\tv"), "No header key separator found in pair 'h1' on line number 3");
}

TEST(LineMessageReader, wants_its_separators_to_differ) {
  EXPECT_EQ(Reader({{"headers.separator", ":"}}, false).wrong->message,
            "headers.separator and headers.key.separator may not be equal");
}

}  // namespace
}  // namespace tools
