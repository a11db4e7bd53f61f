// Everything without a window: pictures, film, numbers, scripts, and what the exit code says.

#include <QDir>
#include <QFile>
#include <QImage>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

#include <gtest/gtest.h>

#include "gui/app/exporter.h"
#include "gui/app/main_window.h"
#include "gui/app/numbers.h"
#include "gui/app/options.h"
#include "gui/app/renderer.h"
#include "gui/app/script.h"
#include "gui/settings/preferences.h"
#include "gui/view/chunk.h"
#include "tests/gui/opened_session.h"

namespace app {
namespace {

using bridge::Session;

QString scenario_file(const char* name) {
  return QString::fromStdString(kafka::testing::in_checkout(std::string("scenarios/") + name));
}

class Headless : public testing::Test {
 protected:
  void SetUp() override { gui_testing::need_application(); }
  void TearDown() override {
    settings::Preferences usual;
    usual.theme = "dark";
    usual.language = "en";
    settings::Keeper::instance().change(usual, false);
  }
  QString in(const QString& name) const { return folder_.filePath(name); }

  /// What main() does; what it says on stderr is kept.
  int run(QStringList words) {
    words.prepend("kafkasim-gui");
    words << "--out" << folder_.path();
    int code = kGood;
    message_.clear();
    const auto options = read_options(words, message_, code);
    if (!options) return code;
    prefer(*options);
    Session session(Session::Mode::direct);
    MainWindow window(session);
    window.apply_theme();
    testing::internal::CaptureStderr();
    const int result = run_headless(*options, session, window);
    message_ = QString::fromStdString(testing::internal::GetCapturedStderr());
    return result;
  }
  int script(const QString& lines) {
    QFile file(in("steps.txt"));
    EXPECT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(lines.toUtf8());
    file.close();
    return run({"--script", in("steps.txt")});
  }
  QByteArray bytes(const QString& name) const {
    QFile file(in(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
  }

  QTemporaryDir folder_;
  QString message_;
};

// ---- exit codes

TEST_F(Headless, ZeroAndAPictureOfEachPageThatIsTheSameEachTime) {
  const QStringList words{scenario_file("trucks_gps.yaml"), "--at", "20", "--render", "cluster,events"};
  ASSERT_EQ(kGood, run(words)) << message_.toStdString();
  const QByteArray first = bytes("cluster.png");
  EXPECT_EQ(QSize(1600, 1000), QImage::fromData(first).size());
  ASSERT_EQ(kGood, run(words));
  EXPECT_EQ(first, bytes("cluster.png"));
  EXPECT_FALSE(bytes("events.png").isEmpty());
}

TEST_F(Headless, TwoForWrongUseWithTheNearestName) {
  const QList<std::pair<QStringList, QString>> wrong{
      {{"--rendr", "all"}, "render"},
      {{"--render", "clustr", scenario_file("trucks_gps.yaml"), "--at", "1"}, "cluster"},
      {{"--theme", "drak"}, "dark"},
      {{"--language", "dee"}, "de"},
      {{"--palette", "gray"}, "greys"},
      {{"--motion", "none"}, "full"},
      {{"--size", "12x12"}, "1120x680"},
      {{"--scale", "9"}, "0.5 to 4"},
      {{"--font-scale", "3"}, "0.8 to 2"},
      {{"--seed", "x"}, "whole number"},
      {{"--at", "soon"}, "number"},
      {{"a", "b"}, "one scenario"},
      {{"--compare", "a"}, "two scenarios"},
      {{"--frames", "f"}, "--render"},
      {{"--frames", "f", "--render", "cluster", "--from", "5", "--to", "4"}, "--from"},
      {{"--frames", "f", "--render", "cluster", "--fps", "0"}, "more than 0"},
      {{"--render", "cluster", scenario_file("trucks_gps.yaml"), "--at", "1", "--select", "brokr:1"}, "broker"},
      {{"--render", "cluster", scenario_file("trucks_gps.yaml"), "--inject", "kill broker-102"}, "second"},
      {{"--render", "cluster", scenario_file("trucks_gps.yaml"), "--inject", "5 kil broker-102"}, "kill"},
      {{"--render", "cluster", scenario_file("trucks_gps.yaml"), "--page", "evnts"}, "events"},
      {{"--script", "/nowhere/steps.txt"}, "/nowhere/steps.txt"}};
  for (const auto& [words, hint] : wrong) {
    EXPECT_EQ(kUsage, run(words)) << words.join(' ').toStdString();
    EXPECT_TRUE(message_.contains(hint)) << words.join(' ').toStdString() << ": " << message_.toStdString();
  }
}

TEST_F(Headless, ThreeForAScenarioThatIsWrongOrNotThere) {
  EXPECT_EQ(kBadScenario, run({"trucks_gsp", "--render", "cluster"}));
  EXPECT_TRUE(message_.contains("trucks_gps")) << message_.toStdString();
  QFile file(in("broken.yaml"));
  ASSERT_TRUE(file.open(QIODevice::WriteOnly));
  file.write("title: x\nduration: 10s\nclutser: {brokers: [1]}\n");
  file.close();
  EXPECT_EQ(kBadScenario, run({in("broken.yaml"), "--render", "cluster"}));
  EXPECT_TRUE(message_.contains(":3:")) << message_.toStdString();
  EXPECT_EQ(kBadScenario, run({"--compare", scenario_file("trucks_gps.yaml"), in("broken.yaml")}));
}

TEST_F(Headless, FourForABrokenPromise) {
  view::RunRecord record;
  EXPECT_EQ(kGood, exit_code_of(record));
  view::Chunk chunk;
  chunk.violations.push_back("HighWatermarkNeverFalls: orders-0");
  record.add(std::move(chunk));
  EXPECT_EQ(kInvariantBroken, exit_code_of(record));
}

TEST_F(Headless, FiveForABlankPicture) {
  QImage picture(400, 300, QImage::Format_RGB32);
  picture.fill(Qt::white);
  EXPECT_TRUE(is_blank(picture));
  for (int x = 0; x < 100; ++x) picture.setPixelColor(x * 3, 150, QColor(x, 0, 0));
  EXPECT_TRUE(is_blank(picture)) << "hardly anything but one colour";
  for (int x = 0; x < 400; ++x)
    for (int y = 0; y < 100; ++y) picture.setPixelColor(x, y, QColor(x % 256, y, 0));
  EXPECT_FALSE(is_blank(picture));
}

// ---- what it writes

TEST_F(Headless, AFilmHasAFrameForEachStepAndSomethingMovesInIt) {
  ASSERT_EQ(kGood, run({scenario_file("trucks_gps.yaml"), "--render", "trucks", "--frames", in("film"), "--from", "30",
                        "--to", "31", "--fps", "4", "--speed", "0.5", "--size", "1120x680"}))
      << message_.toStdString();
  const QStringList frames = QDir(in("film")).entryList({"*.png"}, QDir::Files, QDir::Name);
  ASSERT_EQ(9, frames.size());
  EXPECT_EQ("000000.png", frames.front());
  EXPECT_NE(bytes("film/000000.png"), bytes("film/000004.png"));
}

TEST_F(Headless, NumbersEventsJournalAndReport) {
  ASSERT_EQ(kGood, run({scenario_file("a_follower_leaves_the_isr_and_returns.yaml"), "--at", "20", "--csv",
                        in("numbers"), "--columns", "40", "--events", in("events.jsonl"), "--journal",
                        in("journal.yaml"), "--report", in("run.html")}))
      << message_.toStdString();
  const QList<QByteArray> charts = bytes("numbers/charts.csv").split('\n');
  EXPECT_TRUE(charts[0].startsWith("seconds,"));
  EXPECT_TRUE(charts[0].contains("least"));
  EXPECT_EQ(42, charts.size());
  const QJsonDocument line = QJsonDocument::fromJson(bytes("events.jsonl").split('\n').front());
  ASSERT_TRUE(line.isObject());
  EXPECT_TRUE(line.object().contains("event"));
  EXPECT_TRUE(bytes("journal.yaml").contains("title:"));
  EXPECT_TRUE(bytes("run.html").contains("<html"));
}

TEST_F(Headless, TwoScenariosAreCompared) {
  ASSERT_EQ(kGood, run({"--compare", scenario_file("a_follower_leaves_the_isr_and_returns.yaml"),
                        scenario_file("the_controller_dies.yaml")}))
      << message_.toStdString();
  EXPECT_FALSE(bytes("compare.png").isEmpty());
}

TEST_F(Headless, TheSelftestDrawsEverything) { EXPECT_EQ(kGood, run({"--selftest"})) << message_.toStdString(); }

TEST(Numbers, ColumnsKeepTheLeastAndTheMost) {
  QList<QStringList> rows{{"seconds", "a", "b"}};
  for (int i = 0; i <= 100; ++i) rows << QStringList{QString::number(i), QString::number(i == 50 ? 999 : i), ""};
  const QList<QStringList> made = by_columns(rows, 10);
  ASSERT_EQ(11, made.size());
  EXPECT_EQ((QStringList{"seconds", "a least", "a mean", "a most", "b least", "b mean", "b most"}), made[0]);
  EXPECT_EQ("0", made[1][1]);
  EXPECT_EQ("9", made[1][3]);
  EXPECT_EQ("999", made[6][3]) << "a spike does not vanish";
  EXPECT_EQ("", made[1][4]);
  const QList<QStringList> list{{"seconds", "event"}, {"1", "LeaderElected"}};
  EXPECT_EQ(list, by_columns(list, 10)) << "a list stays as it is";
}

TEST_F(Headless, FiguresComeInSizesThemesAndKinds) {
  auto session = gui_testing::opened("trucks_gps.yaml", 30);
  MainWindow window(*session);
  window.resize(1600, 1000);
  window.show();
  window.show_page("charts");
  window.refresh_page();
  pages::Page& page = *window.current_page();
  const QSize before = page.size();
  Figure slide;
  slide.size = size_preset("slide");
  slide.scale = 2;
  slide.theme = style::ThemeName::light;
  const QImage picture = image_of(page, slide);
  EXPECT_EQ(QSize(3200, 1800), picture.size());
  EXPECT_GT(picture.pixelColor(3, 3).lightness(), 200) << "light, whatever the screen is";
  EXPECT_EQ(before, page.size());
  EXPECT_EQ(style::ThemeName::dark, style::theme().name);
  for (const char* const name : {"a.png", "a.pdf", "a.csv", "a.jsonl", "a.yaml", "a.html"})
    EXPECT_EQ("", export_to(in(name), page, *session)) << name;
  EXPECT_TRUE(bytes("a.pdf").startsWith("%PDF"));
  EXPECT_EQ(has_svg(), export_to(in("a.svg"), page, *session).isEmpty());
  EXPECT_EQ(has_svg(), bytes("a.svg").contains("<svg"));
  EXPECT_TRUE(export_to(in("a.doc"), page, *session).contains(".png"));
  EXPECT_NE("", export_to("/nowhere/a.png", page, *session));
}

// ---- scripts

TEST_F(Headless, AScriptDoesAllThatAPersonDoes) {
  ASSERT_EQ(kGood, script("# what everybody does first\n"
                          "open trucks_gps\n"
                          "seek 59\n"
                          "step\nstep\nstep-back\n"
                          "play-until 60\n"
                          "inject kill broker-102 for 60s\n"
                          "play-until 63\n"
                          "expect text \"Brokers online: 2 / 3\"\n"
                          "operator on\n"
                          "expect text \"really 2\"\n"
                          "operator off\n"
                          "next-turn\n"
                          "select broker:broker-101\n"
                          "cursor 61\n"
                          "page charts\n"
                          "theme light\npalette greys\nmotion reduced\nsize 1280x800\n"
                          "key Ctrl+2\n"
                          "action page-groups\n"
                          "click \"Page: Events\"\n"
                          "next-step\nanswer 1\n"
                          "action keys\nshot-dialog keys.png\n"
                          "shot screen.png\nexport events.csv\ndump state.json\n"
                          "undo\n"
                          "expect text \"Brokers online: 3 / 3\"\n"))
      << message_.toStdString();
  EXPECT_EQ(QSize(1280, 800), QImage::fromData(bytes("screen.png")).size());
  EXPECT_FALSE(bytes("keys.png").isEmpty());
  EXPECT_TRUE(bytes("events.csv").startsWith("seconds,"));
  const QJsonObject state = QJsonDocument::fromJson(bytes("state.json")).object();
  EXPECT_EQ("events", state["page"].toString());
  EXPECT_EQ("kill", state["faults"][0]["kind"].toString());
}

TEST_F(Headless, AScriptSaysWhereItIsWrongAndWhatWasExpected) {
  const QList<std::pair<QString, QString>> wrong{
      {"seke 60", ":2:1: seke: there is no command 'seke'; did you mean 'seek'?"},
      {"  seek soon", ":2:8: seek: a number of seconds is expected, not 'soon'"},
      {"page grups", ":2:6: page: one of "},
      {"theme drak", "did you mean 'dark'?"},
      {"palette gray", "greys"},
      {"motion none", "full, reduced"},
      {"size 3x3", "1120x680"},
      {"operator perhaps", "on, off"},
      {"answer zero", "number of an answer"},
      {"select brokr:1", "did you mean 'broker'?"},
      {"key Ctrl+Alt+Q", "no action has the key"},
      {"action setings", "did you mean 'settings'?"},
      {"click \"Injct fault\"", "did you mean 'Inject fault'?"},
      {"expect words", "text"},
      {"expect text \"blue moon\"", "not on the screen: \"blue moon\""},
      {"shot-dialog a.png", "no dialog"},
      {"export a.doc", ".png"},
      {"shot /nowhere/a.png", "cannot write"},
      {"dump /nowhere/a.json", "No such file"},
      {"inject kil broker-102", "did you mean 'kill'?"},
      {"open trucks_gsp", "trucks_gps"},
      {"play-until 1", "seek"}};
  for (const auto& [line, hint] : wrong) {
    const QString begin = line.startsWith("play") ? "open trucks_gps\nseek 5\n" : "open trucks_gps\n";
    EXPECT_EQ(kUsage, script(begin + line + "\n")) << line.toStdString();
    EXPECT_TRUE(message_.contains(hint)) << line.toStdString() << ": " << message_.toStdString();
  }
}

}  // namespace
}  // namespace app
