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
  /// A page with a hand that does something once the page's own script has run: `page.html` becomes `by-hand.html`.
  /// What the hand returns stands in <pre id="seen">, an exception too.
  void operate(const std::string& page, const std::string& hand) const {
    std::string text = read(page);
    text.insert(text.rfind("</body>"), "<script>/*<![CDATA[*/\n" + std::string(kHand) +
                                           "let seen; try { seen = (() => {" + hand +
                                           "})().join('|'); } catch (e) { seen = String(e); }\n"
                                           "const told = document.createElement('pre'); told.id = 'seen';\n"
                                           "told.textContent = seen; document.body.append(told);\n/*]]>*/</script>");
    write("by-hand.html", text);
  }
  /// What the hand returned.
  static std::string seen(const std::string& dom) {
    const std::string begin = "<pre id=\"seen\">";
    const std::size_t from = dom.find(begin);
    if (from == std::string::npos) return "the hand did nothing";
    return dom.substr(from + begin.size(), dom.find("</pre>", from) - from - begin.size());
  }
  /// A pointer that a browser takes for a real one, as far as a page can tell.
  static constexpr const char* kHand = R"js(
SVGElement.prototype.setPointerCapture = () => {};  // there is no such pointer
const pick = what => document.querySelector(what);
const texts = (root, what) => Array.from(root.querySelectorAll(what)).map(e => e.textContent);
function pointer(chart, kind, part) {
  const box = chart.getBoundingClientRect(), left = num(chart, 'data-left'), right = num(chart, 'data-right');
  const x = box.left + (left + (right - left) * part) * box.width / chart.viewBox.baseVal.width;
  chart.dispatchEvent(new PointerEvent(kind, {clientX: x, clientY: box.top + box.height / 2, button: 0, pointerId: 1,
    bubbles: true, cancelable: true}));
}
function drag(chart, from, to) {
  pointer(chart, 'pointerdown', from); pointer(chart, 'pointermove', (from + to) / 2);
  pointer(chart, 'pointermove', to); pointer(chart, 'pointerup', to);
}
)js";
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

const std::string kVariants =
    "variants:\n  slow:\n    title: A slow one\n    set: { producers.shop.workload.rate: 2/s }\n"
    "    expect.only: [{ lost-records: 0, group: readers }]\n"
    "  gone:\n    title: Nobody reads\n    without: [groups]\n    expect.only: [{ failed-records: 0 }]\n";

TEST_F(Report, OfAScenarioRunsItsVariantsToo) {
  write("small.yaml", small_scenario("  - { lost-records: 0, group: readers }\n") + kVariants);
  const Ran ran = run({"report", "small.yaml", "--seed", "3"});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.err, IsEmpty());
  const std::string page = read("small.html");
  EXPECT_THAT(page, HasSubstr("<h2>With one thing changed</h2>"));
  EXPECT_THAT(page, HasSubstr("<dt>slow</dt><dd>A slow one</dd>"));
  EXPECT_THAT(page, HasSubstr("<h1>A little run</h1>"));
}

TEST_F(Report, OfAVariantIsItsOwn) {
  write("small.yaml", small_scenario("  - { lost-records: 0, group: readers }\n") + kVariants);
  EXPECT_EQ(run({"report", "small.yaml", "--variant", "slow"}).out, "Report in small.slow.html\n");
  const std::string page = read("small.slow.html");
  EXPECT_THAT(page, HasSubstr("<h1>A slow one</h1>"));
  EXPECT_THAT(page, HasSubstr("A variant of: A little run"));
  EXPECT_THAT(page, HasSubstr("kafkasim run small.yaml --variant slow"));
  EXPECT_THAT(page, Not(HasSubstr("With one thing changed")));
}

TEST_F(Report, LeavesVariantsOutThatTheChangesDoNotFit) {
  write("small.yaml", small_scenario() + kVariants);
  const Ran ran = run({"report", "small.yaml", "--set", "groups.readers.members=2"});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.err, HasSubstr("in variant gone"));
  EXPECT_THAT(ran.err, HasSubstr("the variants are left out"));
  EXPECT_THAT(read("small.html"), Not(HasSubstr("With one thing changed")));
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

TEST_F(Report, ChartsObeyThePointer) {
  const std::string browser = chromium();
  if (browser.empty()) GTEST_SKIP() << "no Chromium here: apt-get install chromium to operate the page";
  write("small.yaml", small_scenario());  // 20 s
  ASSERT_EQ(run({"report", "small.yaml"}).code, 0);
  operate("small.html", R"js(
    const charts = document.querySelectorAll('svg.chart'), first = charts[0], last = charts[charts.length - 1];
    const axis = chart => texts(chart, '.time-axis text').join(' '), seen = [axis(first)];
    drag(first, 0.25, 0.5);
    seen.push(axis(first), axis(last) === axis(first) ? 'everywhere' : axis(last));
    seen.push(first.querySelector('.cursor-time').textContent, document.querySelectorAll('.zoom').length);
    pointer(first, 'pointermove', 0.75);
    seen.push(first.querySelector('.cursor-time').textContent, pick('.key .at').textContent);
    pointer(first, 'pointerdown', 0.1); pointer(first, 'pointermove', 0.9); pointer(first, 'pointercancel', 0.9);
    seen.push(axis(first) === seen[1] ? 'kept' : axis(first));
    pointer(first, 'pointerleave', 0.5);
    seen.push(first.querySelector('.cursor').style.visibility);
    pointer(first, 'dblclick', 0.5);
    seen.push(axis(first) === seen[0] ? 'all again' : axis(first));
    return seen;)js");
  EXPECT_EQ(seen(browse(browser, "by-hand.html", "--dump-dom")),
            "0:00 0:02 0:04 0:06 0:08 0:10 0:12 0:14 0:16 0:18 0:20|"
            "5 s 5.5 s 6 s 6.5 s 7 s 7.5 s 8 s 8.5 s 9 s 9.5 s 10 s|everywhere|7.500 s|0|8.750 s|10/s|kept|hidden|"
            "all again");
}

TEST_F(Report, TheMapGoesThroughTheRun) {
  const std::string browser = chromium();
  if (browser.empty()) GTEST_SKIP() << "no Chromium here: apt-get install chromium to operate the page";
  write("fleet.yaml",
        "title: A fleet\nduration: 4m\ntopics: [{ name: trucks_gps, partitions: 2 }]\n"
        "cluster: { brokers: 3 }\ntrucks: { fleet: 5 }\n");
  const Ran ran = run({"report", "fleet.yaml"});
  ASSERT_EQ(ran.code, 0) << ran.err;
  operate("fleet.html", R"js(
    const slider = pick('.player input'), at = () => pick('.map-clock').textContent;
    const places = () => Array.from(document.querySelectorAll('.truck .real')).map(e => e.getAttribute('cx')).join(' ');
    const move = to => { slider.value = to; slider.dispatchEvent(new Event('input', {bubbles: true})); };
    const seen = [], before = places();
    move(slider.max);
    const last = at(), late = places();
    move(0);
    seen.push(pick('.player').hidden, at().split('.')[0], last.split('.')[0], before !== late, late !== places());
    seen.push(pick('.truck title').textContent);
    return seen;)js");
  EXPECT_THAT(seen(browse(browser, "by-hand.html", "--dump-dom")),
              testing::MatchesRegex("false\\|[0-9]\\|23[0-9]\\|true\\|true\\|truck 1: not shown yet"));
}

}  // namespace
}  // namespace cli
