// Ctrl+K finds what is meant.

#include <QListWidget>
#include <QTest>

#include <gtest/gtest.h>

#include "gui/app/command_palette.h"
#include "gui/app/main_window.h"
#include "gui/app/palette_entries.h"
#include "tests/gui/opened_session.h"

namespace app {
namespace {

class Palette : public testing::Test {
 protected:
  void SetUp() override {
    session_ = gui_testing::opened("trucks_gps.yaml", 60);
    session_->inject("kill broker-102 for 60s");
    session_->seek(90);
    window_ = std::make_unique<MainWindow>(*session_);
    window_->show();
    palette_ = std::make_unique<CommandPalette>(
        palette_entries(*window_, *session_),
        [this](const QString& typed) { return palette_commands(typed, *window_, *session_); },
        [this](const QString& typed) { return palette_events(typed, *window_, *session_); });
  }
  /// Types it and takes the first that is offered.
  QString take(const QString& typed) {
    palette_->type(typed);
    if (palette_->shown().empty()) return {};
    const QString text = palette_->shown().front().text;
    QTest::keyClick(palette_->findChild<QLineEdit*>(), Qt::Key_Return);
    return text;
  }

  std::unique_ptr<bridge::Session> session_;
  std::unique_ptr<MainWindow> window_;
  std::unique_ptr<CommandPalette> palette_;
};

TEST_F(Palette, GoesToAnInstant) {
  take("go 66");
  EXPECT_NEAR(66, session_->seconds(), 1e-6);
  take("go 1:02.5");
  EXPECT_NEAR(62.5, session_->seconds(), 1e-6);
}

TEST_F(Palette, MakesAFaultInFewWords) {
  take("crash 2");
  ASSERT_EQ(2U, session_->journal().size());
  EXPECT_EQ("kill broker-102", session_->journal().back().words.substr(0, 15));
  take("hang 103 for 5s");
  ASSERT_EQ(3U, session_->journal().size());
  EXPECT_EQ("pause broker-103 for 5s", session_->journal().back().words);
}

TEST_F(Palette, OpensTheLogOfAPartition) {
  take("p7 log");
  EXPECT_EQ("log", window_->current_page()->objectName());
  EXPECT_EQ("trucks_gps-7", session_->selection().name());
}

TEST_F(Palette, FindsThingsPagesScenariosAndEvents) {
  take("location-dash");
  EXPECT_EQ("location-dashboard", session_->selection().name());
  take("page char");
  EXPECT_EQ("charts", window_->current_page()->objectName());
  palette_->type("broker-102 is dead");
  ASSERT_FALSE(palette_->shown().empty());
  bool found = false;
  for (const PaletteEntry& e : palette_->shown()) found = found || (e.hint == "event" && e.text.contains("is dead"));
  EXPECT_TRUE(found);
  take("rolling deploy");
  EXPECT_EQ("a_rolling_deploy", session_->spec()->name);
}

TEST_F(Palette, ShowsTheKeyOfEachCommand) {
  palette_->type("inject fault");
  ASSERT_FALSE(palette_->shown().empty());
  EXPECT_EQ("Ctrl+F", palette_->shown().front().hint);
}

TEST(FuzzyScore, PrefersBeginningsOfWordsAndRunsOfLetters) {
  EXPECT_GT(fuzzy_score("gr", "Page: groups"), fuzzy_score("gr", "Angler"));
  EXPECT_EQ(-1, fuzzy_score("xq", "Page: groups"));
}

}  // namespace
}  // namespace app
