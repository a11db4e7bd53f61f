// Every text of ours can be translated: pages are drawn in a language nobody speaks, and what they draw is read.

#include "gui/languages/languages.h"

#include <QBuffer>
#include <QFile>
#include <QGraphicsView>
#include <QLabel>
#include <QRegularExpression>
#include <QTabBar>
#include <QToolButton>

#include <gtest/gtest.h>

#include "gui/app/main_window.h"
#include "gui/languages/pseudo_translator.h"
#include "gui/languages/ts_translator.h"
#include "tests/gui/opened_session.h"
#include "tests/gui/painted_texts.h"

namespace languages {
namespace {

using bridge::Session;

QString read_ts(TsTranslator& translator, const QByteArray& text) {
  QByteArray bytes = text;
  QBuffer buffer(&bytes);
  buffer.open(QIODevice::ReadOnly);
  return translator.read(buffer);
}

TEST(TsTranslator, ReadsWhatLinguistWritesWithOneAndMany) {
  gui_testing::need_application();
  TsTranslator t;
  ASSERT_EQ("", read_ts(t, R"(<?xml version="1.0"?><!DOCTYPE TS><TS version="2.1" language="de"><context>
    <name>app::MainWindow</name>
    <message><location filename="a.cpp" line="3"/><source>Play</source><translation>Abspielen</translation></message>
    <message><source>Pause</source><translation type="unfinished"></translation></message>
    <message numerus="yes"><source>%n record(s)</source>
      <translation><numerusform>%n Satz</numerusform><numerusform>%n Sätze</numerusform></translation></message>
    </context></TS>)"));
  EXPECT_EQ("de", t.spoken());
  EXPECT_EQ("Abspielen", t.translate("app::MainWindow", "Play"));
  EXPECT_TRUE(t.translate("app::MainWindow", "Pause").isNull()) << "not translated yet: the English text stays";
  EXPECT_EQ("Abspielen", t.translate("app::Other", "Play")) << "the same text elsewhere";
  EXPECT_EQ("%n Satz", t.translate("app::MainWindow", "%n record(s)", nullptr, 1));
  EXPECT_EQ(QString::fromUtf8("%n Sätze"), t.translate("app::MainWindow", "%n record(s)", nullptr, 0));
}

TEST(TsTranslator, SaysInWhichLineAFileIsBroken) {
  gui_testing::need_application();
  TsTranslator t;
  EXPECT_TRUE(read_ts(t, "<TS language='de'>\n<context>\n<name>a</nam>").startsWith("line 3")) << "of the file";
  TsTranslator other;
  EXPECT_NE("", read_ts(other, "<html/>"));
}

TEST(Pseudo, KeepsPlaceholdersTagsAndGrowsByTwoFifths) {
  const QString made = PseudoTranslator::pseudo("Fork && compare <b>%1</b> of %n");
  for (const char* const kept : {"&&", "<b>", "</b>", "%1", "%n"}) EXPECT_TRUE(made.contains(kept)) << kept;
  EXPECT_GE(PseudoTranslator::pseudo("Throughput in").size(), 13 * 14 / 10);
}

TEST(Languages, EachFileIsWellFormedAndEnglishAndGermanHaveAllPlurals) {
  gui_testing::need_application();
  for (const Language& l : all()) EXPECT_EQ("", use(l.id)) << l.id.toStdString();
  use("en");
  const QString one = QCoreApplication::translate("cluster::GroupItem",
                                                  "group %1: %2, generation %3, lag %4, %n member(s)", nullptr, 1);
  EXPECT_FALSE(one.contains("(s)")) << one.toStdString();
}

TEST(Languages, GermanKeepsEveryPlaceholderAndHasNearlyEveryText) {
  QFile file(QString::fromStdString(kafka::testing::in_checkout("gui/languages/kafkasim_de.ts")));
  ASSERT_TRUE(file.open(QIODevice::ReadOnly));
  const QString whole = QString::fromUtf8(file.readAll());
  static const QRegularExpression message("<message.*?<source>(.*?)</source>.*?<translation([^>]*)>(.*?)</translation>",
                                          QRegularExpression::DotMatchesEverythingOption);
  static const QRegularExpression placeholder("%L?(\\d|n)");
  int all = 0;
  int missing = 0;
  for (auto it = message.globalMatch(whole); it.hasNext();) {
    const QRegularExpressionMatch m = it.next();
    ++all;
    if (!m.captured(2).isEmpty()) {
      ++missing;
      continue;
    }
    const auto places = [&](const QString& text) {
      QStringList found;
      for (auto p = placeholder.globalMatch(text); p.hasNext();) found << p.next().captured();
      found.removeDuplicates();
      found.sort();
      return found;
    };
    EXPECT_EQ(places(m.captured(1)), places(m.captured(3))) << m.captured(1).toStdString();
    EXPECT_FALSE(m.captured(3).contains('|')) << m.captured(3).toStdString();
  }
  EXPECT_GT(all, 700);
  EXPECT_LT(missing, all / 4);
}

// ---- every page

/// Words that are the same in all languages: names of the run, of Kafka, units.
QSet<QString> words_of_run(const Session& session) {
  QSet<QString> words;
  static const QRegularExpression word("[A-Za-z]{2,}");
  const auto add = [&](const QString& text) {
    for (auto it = word.globalMatch(text); it.hasNext();) words.insert(it.next().captured().toLower());
  };
  add(QString::fromStdString(session.source().text));
  for (const view::EventRow& e : session.record().events()) {
    add(QString::fromStdString(e.text + " " + e.who + " " + e.where + " " + e.detail + " " + e.because));
    add(QString::fromUtf8(e.name.data(), static_cast<qsizetype>(e.name.size())));
  }
  for (const auto& series : session.record().all_series())
    add(QString::fromStdString(series.info.path + " " + series.info.unit + " " + series.info.label));
  for (const view::FaultSpan& f : session.record().faults()) add(QString::fromStdString(f.kind + " " + f.target));
  add("ms us kB MB GB km LEO HW ISR acks broker zookeeper max min avg mean URP RF JoinGroup SyncGroup Stable range "
      "PreparingRebalance CompletingRebalance Empty Dead replicas insync Kafka");
  add("kafka-topics.sh --describe --exclude-internal PartitionCount ReplicationFactor Configs");  // of Kafka's tools
  return words;
}

/// The words of ours in it: outside of brackets, not of the run.
QStringList foreign(const QString& text, const QSet<QString>& known) {
  QString rest;
  int depth = 0;
  for (const QChar c : text) {
    if (c == '[') ++depth;
    if (depth == 0) rest += c;
    if (c == ']' && depth > 0) --depth;
  }
  QStringList found;
  static const QRegularExpression elided(QString::fromUtf8("[A-Za-z]*…[A-Za-z]*"));
  rest.remove(elided);
  static const QRegularExpression word("[A-Za-z]{2,}");
  for (auto it = word.globalMatch(rest); it.hasNext();) {
    const QString w = it.next().captured();
    if (!known.contains(w.toLower())) found << w;
  }
  return found;
}

class EveryPage : public testing::Test {
 protected:
  void SetUp() override {
    gui_testing::need_application();
    use("pseudo");
    session_ = std::make_unique<Session>(Session::Mode::direct);
    window_ = std::make_unique<app::MainWindow>(*session_);
    window_->resize(1600, 1000);
    window_->show();
    ASSERT_TRUE(window_->open_file(QString::fromStdString(kafka::testing::in_checkout("scenarios/trucks_gps.yaml"))));
    session_->seek(60);
    session_->inject("kill broker-102 for 60s");
    session_->seek(64);
  }
  void TearDown() override {
    window_.reset();
    use("en");
  }
  void show(pages::Page& page) {
    window_->show_page(page.objectName());
    for (int i = 0; i < 2; ++i) {
      window_->refresh_page();
      QApplication::sendPostedEvents();
    }
  }

  std::unique_ptr<Session> session_;
  std::unique_ptr<app::MainWindow> window_;
};

TEST_F(EveryPage, DrawsNoTextOfOursThatIsNotTranslated) {
  const QSet<QString> known = words_of_run(*session_);
  for (pages::Page* const page : window_->pages()) {
    if (page->objectName() == "scenarios") continue;  // nearly all of it are texts of scenarios
    show(*page);
    QStringList found;
    for (const auto& painted : gui_testing::painted_texts(*window_)) {
      const QStringList words = foreign(painted.text, known);
      // A long line is painted in pieces: the other bracket is in another one.
      if (!words.isEmpty() && painted.text.count('[') == painted.text.count(']')) found << painted.text;
    }
    found.removeDuplicates();
    EXPECT_TRUE(found.isEmpty()) << page->objectName().toStdString() << ": " << found.join(" | ").toStdString();
  }
}

TEST_F(EveryPage, CutsNoButtonAndNoLabel) {
  for (pages::Page* const page : window_->pages()) {
    show(*page);
    QStringList cut;
    for (const auto* const button : window_->findChildren<QAbstractButton*>()) {
      if (!button->isVisible() || button->text().isEmpty()) continue;
      const auto* const tool = qobject_cast<const QToolButton*>(button);
      if (tool != nullptr && tool->toolButtonStyle() == Qt::ToolButtonIconOnly) continue;
      if (button->width() + 2 < button->minimumSizeHint().width()) cut << button->text();
    }
    for (const auto* const label : window_->findChildren<QLabel*>())
      if (label->isVisible() && !label->wordWrap() && label->width() + 2 < label->minimumSizeHint().width())
        cut << label->text();
    EXPECT_TRUE(cut.isEmpty()) << page->objectName().toStdString() << ": " << cut.join(" | ").toStdString();
  }
}

/// Else the panels beside it would have to give way.
TEST_F(EveryPage, LeavesRoomForThePanelsInAWindowAsItIsDesigned) {
  for (pages::Page* const page : window_->pages()) {
    show(*page);
    EXPECT_LE(page->minimumSizeHint().width(), 1120) << page->objectName().toStdString();
  }
}

TEST_F(EveryPage, CutsNoPaintedTextOfOurs) {
  for (pages::Page* const page : window_->pages()) {
    if (page->objectName() == "scenarios") continue;
    show(*page);
    QStringList cut;
    QStringList tabs;  // those that do not fit can be scrolled to
    for (const auto* const bar : window_->findChildren<QTabBar*>())
      for (int i = 0; i < bar->count(); ++i) tabs << bar->tabText(i);
    for (const auto& painted : gui_testing::painted_texts(*window_))
      if (painted.cut && !tabs.contains(painted.text) && painted.text.contains('[')) cut << painted.text;
    EXPECT_TRUE(cut.isEmpty()) << page->objectName().toStdString() << ": " << cut.join(" | ").toStdString();
  }
}

TEST_F(EveryPage, FromRightToLeftKeepsNumbersInTheirOrder) {
  use("pseudo-rtl");
  app::MainWindow window(*session_);
  window.resize(1600, 1000);
  window.show();
  window.show_page("cluster");
  window.refresh_page();
  QStringList texts;
  for (const auto& painted : gui_testing::painted_texts(window.health())) texts << painted.text;
  EXPECT_TRUE(texts.contains("2 / 3")) << texts.join(" | ").toStdString();
  EXPECT_EQ(Qt::RightToLeft, window.layoutDirection());
}

}  // namespace
}  // namespace languages
