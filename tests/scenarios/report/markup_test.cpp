#include "scenarios/engine/report/markup.h"

#include <gtest/gtest.h>

#include "scenarios/engine/report/short_name.h"
#include "tests/support/xml_check.h"

namespace report {
namespace {

using kafka::testing::read_xml;

std::string text_of(std::string_view text) { return Markup().text(text).str(); }

TEST(Markup, EscapesWhatMeansSomething) {
  EXPECT_EQ(text_of("a<b & \"c\" > 'd'"), "a&lt;b &amp; &quot;c&quot; &gt; 'd'");
  EXPECT_EQ(text_of("caf\xC3\xA9 \xE2\x82\xAC \xF0\x9F\x98\x80\n\t"), "caf\xC3\xA9 \xE2\x82\xAC \xF0\x9F\x98\x80\n\t");
  EXPECT_EQ(Markup().empty("a", {{"b", "\"<c>\"\n"}}).str(), "<a b=\"&quot;&lt;c&gt;&quot;&#10;\"/>");
}

TEST(Markup, ReplacesWhatXmlDoesNotKnow) {
  const std::string r = "\xEF\xBF\xBD";
  EXPECT_EQ(text_of(std::string_view("a\0b\x1B", 4)), "a" + r + "b" + r);
  EXPECT_EQ(text_of("\xC3"), r);                          // cut short
  EXPECT_EQ(text_of("\xFF\xC0\xAF"), r + r + r);          // never in UTF-8, overlong
  EXPECT_EQ(text_of("\xED\xA0\x80"), r + r + r);          // a surrogate
  EXPECT_EQ(text_of("\xEF\xBF\xBF"), r);                  // U+FFFF
  EXPECT_EQ(text_of("\xF4\x90\x80\x80"), r + r + r + r);  // beyond Unicode
  EXPECT_EQ(text_of("\xC2\x85\x7F"), r + r);              // control characters of Latin-1
}

TEST(Markup, ClosesWhatItOpens) {
  Markup page;
  page.open("p", {{"class", "a\"b"}, {"width", 12.5}}).text("1 < 2").empty("br").element("b", "x&y").close();
  EXPECT_EQ(page.depth(), 0u);
  EXPECT_EQ(page.str(), "<p class=\"a&quot;b\" width=\"12.5\">1 &lt; 2<br/><b>x&amp;y</b></p>");
  EXPECT_EQ(read_xml(page.str()).problem, "");
}

TEST(Markup, CoordinatesAreShort) {
  EXPECT_EQ(coordinate(12), "12");
  EXPECT_EQ(coordinate(12.504), "12.5");
  EXPECT_EQ(coordinate(-0.001), "0");
  EXPECT_EQ(coordinate(0.0 / 1 * -1), "0");
  EXPECT_EQ(coordinate(1e300 * 1e300), "0");
}

TEST(ShortName, IsCutBetweenCharacters) {
  EXPECT_EQ(shortened("orders-0", 8), "orders-0");
  EXPECT_EQ(shortened("orders-10", 8), "orders-\u2026");
  EXPECT_EQ(shortened("\u00e9\u00e9\u00e9\u00e9", 3), "\u00e9\u00e9\u2026");
  EXPECT_EQ(shortened_in_front("orders-10", 5), "\u2026s-10");
  EXPECT_EQ(shortened_in_front("\u00e9\u00e9\u00e9x", 3), "\u2026\u00e9x");
  EXPECT_EQ(letters("\u00e9\u20acx"), 3u);
}

TEST(XmlCheck, SeesWhatIsNotWellFormed) {
  EXPECT_EQ(read_xml("<!DOCTYPE html>\n<a b=\"c\"><d/>e &amp; f</a>\n").problem, "");
  for (const char* wrong : {"<a>", "<a></b>", "<a b=c></a>", "<a b=\"1\" b=\"2\"></a>", "<a>&nbsp;</a>", "<a>1 < 2</a>",
                            "<a/><b/>", "<a b=\"<\"></a>", "text"})
    EXPECT_NE(read_xml(wrong).problem, "") << wrong;
}

}  // namespace
}  // namespace report
