#include "scenarios/engine/loader/document.h"

#include <gtest/gtest.h>

#include "tests/support/checkout.h"

namespace scenario {
namespace {

std::optional<Node> parse(const std::string& text, Diagnostics& diagnostics) {
  return parse_document("a.yaml", text, diagnostics);
}

TEST(Document, KeysAndValuesKnowTheirPlace) {
  Diagnostics diagnostics;
  const auto root = parse("title: Hello\nlist:\n  - 1\n  - { a: b }\n", diagnostics);
  ASSERT_TRUE(root);
  ASSERT_TRUE(root->map());
  ASSERT_EQ(root->entries.size(), 2u);
  EXPECT_EQ(root->entries[0].key, "title");
  EXPECT_EQ(root->entries[0].key_mark.line, 1);
  EXPECT_EQ(root->entries[0].key_mark.column, 1);
  EXPECT_EQ(root->entries[0].value.mark.column, 8);
  const Node* list = root->find("list");
  ASSERT_NE(list, nullptr);
  ASSERT_EQ(list->items.size(), 2u);
  EXPECT_EQ(list->items[0].mark.line, 3);
  EXPECT_EQ(list->items[0].mark.column, 5);
  const Entry& inner = list->items[1].entries[0];
  EXPECT_EQ(inner.key_mark.line, 4);
  EXPECT_EQ(inner.key_mark.column, 7);
  EXPECT_EQ(inner.value.mark.column, 10);
  EXPECT_FALSE(diagnostics.has_errors());
}

TEST(Document, KeepsDuplicateKeys) {
  Diagnostics diagnostics;
  const auto root = parse("a: 1\na: 2\n", diagnostics);
  ASSERT_TRUE(root);
  ASSERT_EQ(root->entries.size(), 2u);
  EXPECT_EQ(root->find("a")->text, "1");
}

TEST(Document, KnowsQuotedFromPlain) {
  Diagnostics diagnostics;
  const auto root = parse("- \"2.3\"\n- 'x'\n- 2.3\n- |\n  text\n- ~\n-\n", diagnostics);
  ASSERT_TRUE(root);
  ASSERT_EQ(root->items.size(), 6u);
  EXPECT_TRUE(root->items[0].quoted);
  EXPECT_TRUE(root->items[1].quoted);
  EXPECT_FALSE(root->items[2].quoted);
  EXPECT_EQ(root->items[3].text, "text\n");
  EXPECT_TRUE(root->items[4].null());
  EXPECT_TRUE(root->items[5].null());
}

TEST(Document, ReadsWindowsLineEndsAndByteOrderMarks) {
  Diagnostics diagnostics;
  const auto root = parse(
      "\xEF\xBB\xBF"
      "a: 1\r\nb: 2\r\n",
      diagnostics);
  ASSERT_TRUE(root);
  EXPECT_EQ(root->find("a")->text, "1");
  EXPECT_EQ(root->find("b")->text, "2");
  EXPECT_EQ(root->entries[0].key_mark.column, 1);
}

TEST(Document, SaysWhyAFileCannotBeRead) {
  Diagnostics diagnostics;
  EXPECT_FALSE(read_document(kafka::testing::in_checkout("no-such-file.yaml"), diagnostics));
  EXPECT_FALSE(read_document(kafka::testing::in_checkout(), diagnostics));
  const auto found = diagnostics.sorted();
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].message, "there is no such file");
  EXPECT_EQ(found[1].message, "this is a folder, not a scenario file");
}

}  // namespace
}  // namespace scenario
