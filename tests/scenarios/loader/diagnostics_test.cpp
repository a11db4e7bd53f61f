#include "scenarios/engine/loader/diagnostics.h"

#include <gtest/gtest.h>

#include "scenarios/engine/loader/source_line.h"

namespace scenario {
namespace {

TEST(Diagnostics, PrintsPlaceSentenceLineAndCaret) {
  Diagnostics d;
  const int source = d.add_source("a.yaml", "title: x\nrate: two\n");
  d.error({source, 2, 7}, "'rate' must be a number", "such as 2");
  EXPECT_EQ(d.render(),
            "a.yaml:2:7: error: 'rate' must be a number (such as 2)\n"
            "rate: two\n"
            "      ^\n"
            "1 error\n");
}

TEST(Diagnostics, SortsByTextLineAndColumn) {
  Diagnostics d;
  const int first = d.add_source("a.yaml", "abc\ndef\n");
  const int second = d.add_source("--set x", "x=1");
  d.error({second, 1, 1}, "fourth");
  d.error({first, 2, 1}, "third");
  d.warning({first, 1, 3}, "second");
  d.error({first, 1, 1}, "first");
  std::vector<std::string> order;
  for (const Diagnostic& one : d.sorted()) order.push_back(one.message);
  EXPECT_EQ(order, (std::vector<std::string>{"first", "second", "third", "fourth"}));
  EXPECT_EQ(d.summary(), "3 errors, 1 warning");
  EXPECT_EQ(d.sorted()[1].severity, Severity::warning);
}

TEST(Diagnostics, WarningsAloneAreNoErrors) {
  Diagnostics d;
  d.warning({d.add_source("a.yaml", "x"), 1, 1}, "odd");
  EXPECT_FALSE(d.has_errors());
  EXPECT_EQ(d.summary(), "1 warning");
}

TEST(Diagnostics, CountsColumnsInCharacters) {
  // "ä" is two bytes: the byte column 6 is the 5th character.
  EXPECT_EQ(character_column("\xC3\xA4: abc", 6), 5);
  EXPECT_EQ(with_caret("\xC3\xA4: abc", 6), "\xC3\xA4: abc\n    ^\n");
}

TEST(Diagnostics, WideAndCombiningCharactersKeepTheCaretInPlace) {
  // Two CJK characters take four columns, "e" with a combining accent one.
  EXPECT_EQ(with_caret("\xE9\x8D\xB5\xE9\x8D\xB5x", 7), "\xE9\x8D\xB5\xE9\x8D\xB5x\n    ^\n");
  EXPECT_EQ(with_caret("e\xCC\x81x", 4), "e\xCC\x81x\n ^\n");
}

TEST(Diagnostics, TabsBecomeBlanks) { EXPECT_EQ(with_caret("a\tb", 3), "a   b\n    ^\n"); }

TEST(Diagnostics, LongLinesAreCutAroundTheColumn) {
  const std::string shown = with_caret(std::string(500, 'a').append("X").append(500, 'b'), 501);
  const std::string line = shown.substr(0, shown.find('\n'));
  const std::string caret = shown.substr(line.size() + 1);
  EXPECT_LE(line.size(), 120u);
  EXPECT_EQ(line.substr(0, 5), "... a");
  EXPECT_EQ(line.substr(line.size() - 5), "b ...");
  EXPECT_EQ(line[caret.find('^')], 'X');
}

TEST(Diagnostics, ControlCharactersDoNotReachTheTerminal) { EXPECT_EQ(with_caret("a\x1B[31m", 2), "a?[31m\n ^\n"); }

}  // namespace
}  // namespace scenario
