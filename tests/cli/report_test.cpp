#include <cstdlib>

#include <gmock/gmock.h>

#include "tests/cli/program.h"

namespace cli {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

struct Report : ProgramTest {
  /// A browser that can be run, or "".
  static std::string chromium() {
    for (const char* name : {"chromium", "chromium-browser", "google-chrome"})
      if (std::system(("command -v " + std::string(name) + " >/dev/null 2>&1").c_str()) == 0) return name;
    return "";
  }
  /// Its stdout, with the page opened.
  std::string browse(const std::string& browser, const std::string& page, const std::string& options) const {
    const std::string home = folder().string();
    const std::string command = "cd '" + home + "' && HOME='" + home + "' timeout 120 " + browser +
                                " --headless --no-sandbox --disable-gpu --disable-dev-shm-usage --user-data-dir='" +
                                home + "/profile' " + options + " 'file://" + home + "/" + page +
                                "' >browsed 2>browser-log";
    EXPECT_EQ(std::system(command.c_str()), 0) << read("browser-log");
    return read("browsed");
  }
};

TEST_F(Report, OfAFinishedRunStandsInItsFolder) {
  write("small.yaml", small_scenario("  - { lost-records: 0, group: readers }\n"));
  ASSERT_EQ(run({"run", "small.yaml", "--seed", "7", "--until", "15s"}).code, 0);
  std::filesystem::remove(folder() / "small.yaml");  // the results say all that is needed
  const Ran ran = run({"report", "results/small"});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.err, IsEmpty());
  EXPECT_EQ(ran.out, "Report in results/small/report.html\n");
  const std::string page = read("results/small/report.html");
  EXPECT_THAT(page, HasSubstr("<h1>A little run</h1>"));
  EXPECT_THAT(page, HasSubstr("the expectation is met"));
  EXPECT_THAT(page, HasSubstr("kafkasim run small --seed 7 --until 15s"));
  EXPECT_THAT(page, HasSubstr("the finished run was repeated for this report, and is the same"));
}

TEST_F(Report, OfAScenarioIsTheSame) {
  write("small.yaml", small_scenario());
  ASSERT_EQ(run({"report", "small.yaml", "--out", "a.html"}).code, 0);
  const Ran ran = run({"report", "small.yaml"});
  EXPECT_EQ(ran.out, "Report in small.html\n");
  EXPECT_EQ(read("a.html"), read("small.html"));
  EXPECT_THAT(read("a.html"), Not(HasSubstr("the finished run")));
  EXPECT_FALSE(exists("a.html.part"));
}

TEST_F(Report, SaysWhenItIsNotTheSameRun) {
  write("small.yaml", small_scenario());
  ASSERT_EQ(run({"run", "small.yaml", "--quiet"}).code, 0);
  std::string manifest = read("results/small/manifest.json");
  const std::string key = "\"trajectory\": \"";
  const std::size_t digit = manifest.find(key) + key.size();
  manifest[digit] = manifest[digit] == '0' ? '1' : '0';
  write("results/small/manifest.json", manifest);
  const Ran ran = run({"report", "results/small"});
  EXPECT_EQ(ran.code, 0);
  EXPECT_THAT(ran.err, HasSubstr("this is not the same run"));
  EXPECT_THAT(read("results/small/report.html"), HasSubstr("NOT the finished run"));
}

TEST_F(Report, WrongUsageIsTwo) {
  write("small.yaml", small_scenario());
  EXPECT_EQ(run({"report"}).code, 2);
  EXPECT_EQ(run({"report", "smal.yaml"}).code, 2);
  const Ran nowhere = run({"report", "small.yaml", "--out", "no/such/folder/a.html"});
  EXPECT_EQ(nowhere.code, 2);
  EXPECT_THAT(nowhere.err, HasSubstr("cannot write no/such/folder/a.html"));
}

TEST_F(Report, LooksWellInABrowser) {
  const std::string browser = chromium();
  if (browser.empty()) GTEST_SKIP() << "no Chromium here: apt-get install chromium to test the page in a browser";
  write("small.yaml", small_scenario("  - { lost-records: 0, group: readers }\n") +
                          "faults:\n  - { kind: kill, target: leader-of orders-0, at: 5s, for: 8s }\n");
  ASSERT_EQ(run({"report", "small.yaml"}).code, 0);
  const std::string dom = browse(browser, "small.html", "--dump-dom");
  EXPECT_THAT(dom, HasSubstr("data-script=\"on\"")) << "the script ran to its end";
  EXPECT_THAT(dom, HasSubstr("<button type=\"button\">Dark</button>"));
  browse(browser, "small.html", "--window-size=1080,1600 --hide-scrollbars --screenshot=light.png");
  browse(browser, "small.html#dark", "--window-size=1080,1600 --hide-scrollbars --screenshot=dark.png");
  const std::string light = read("light.png");
  ASSERT_THAT(light, testing::StartsWith("\x89PNG"));
  EXPECT_GT(light.size(), 50'000u) << "a picture with something on it";
  EXPECT_NE(light, read("dark.png"));
  browse(browser, "small.html", "--no-pdf-header-footer --print-to-pdf=page.pdf");
  EXPECT_THAT(read("page.pdf"), testing::StartsWith("%PDF"));
}

}  // namespace
}  // namespace cli
