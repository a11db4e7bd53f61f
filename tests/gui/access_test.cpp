// Who does not see the screen, or has no mouse.

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QAccessible>
#include <QComboBox>
#include <QLineEdit>
#include <QTest>
#include <map>
#include <set>

#include <gtest/gtest.h>

#include "gui/app/accessible_views.h"
#include "gui/app/focus_ring.h"
#include "gui/app/main_window.h"
#include "gui/app/view_keys.h"
#include "gui/charts/time_chart.h"
#include "gui/cluster/cluster_view.h"
#include "gui/groups/gantt_view.h"
#include "tests/gui/opened_session.h"

namespace app {
namespace {

using bridge::Session;

class Access : public testing::Test {
 protected:
  void SetUp() override {
    gui_testing::need_application();
    session_ = std::make_unique<Session>(Session::Mode::direct);
    window_ = std::make_unique<MainWindow>(*session_);
    window_->resize(1600, 1000);
    window_->show();
    window_->activateWindow();
    ASSERT_TRUE(window_->open_file(QString::fromStdString(kafka::testing::in_checkout("scenarios/trucks_gps.yaml"))));
    session_->seek(60);
    session_->inject("kill broker-102 for 60s");
    session_->seek(64);
  }
  void show(const QString& page) {
    window_->show_page(page);
    for (int i = 0; i < 2; ++i) {
      window_->refresh_page();
      QApplication::processEvents();
    }
    window_->grab();
  }

  std::unique_ptr<Session> session_;
  std::unique_ptr<MainWindow> window_;
};

/// All cells of the table, read as a screen reader does.
QStringList read_table(QWidget& widget) {
  QAccessibleInterface* const interface = QAccessible::queryAccessibleInterface(&widget);
  if (interface == nullptr || interface->tableInterface() == nullptr) return {};
  QAccessibleTableInterface& table = *interface->tableInterface();
  QStringList cells;
  for (int r = 0; r < table.rowCount(); ++r)
    for (int c = 0; c < table.columnCount(); ++c) cells << table.cellAt(r, c)->text(QAccessible::Name);
  EXPECT_EQ(interface->childCount(), table.rowCount() * table.columnCount());
  return cells;
}

TEST_F(Access, ThePaintedClusterIsATableOfItsThings) {
  show("cluster");
  auto* const view = window_->findChild<cluster::ClusterView*>();
  ASSERT_NE(nullptr, view);
  const QStringList cells = read_table(*view);
  EXPECT_TRUE(cells.contains("broker-102"));
  EXPECT_TRUE(cells.contains("zookeeper-1"));
  EXPECT_TRUE(cells.contains("location-dashboard"));
  const QString state = cells.value(cells.indexOf("broker-102") + 1);
  EXPECT_TRUE(state.contains("down", Qt::CaseInsensitive)) << state.toStdString();
  QAccessibleInterface* const interface = QAccessible::queryAccessibleInterface(view);
  QAccessibleInterface* const cell = interface->child(3);
  EXPECT_EQ(interface, cell->parent());
  EXPECT_EQ(3, interface->indexOfChild(cell));
  EXPECT_EQ(1, cell->tableCellInterface()->rowIndex());
  EXPECT_FALSE(interface->tableInterface()->columnDescription(0).isEmpty());
}

TEST_F(Access, TheTableFollowsTheRun) {
  show("cluster");
  QStringList before = read_table(window_->health());
  ASSERT_TRUE(before.contains("2 / 3"));
  session_->seek(30);
  show("cluster");
  EXPECT_TRUE(read_table(window_->health()).contains("3 / 3"));
}

TEST_F(Access, EveryPaintedViewOfEveryPageHasRows) {
  const std::map<QString, QStringList> views{
      {"cluster", {"cluster::ClusterView", "charts::Timeline", "app::HealthStrip"}},
      {"charts", {"charts::TimeChart", "charts::BarsChart"}},
      {"groups", {"groups::GanttView"}},
      {"log", {"logs::PartitionLogView"}},
      {"trucks", {"trucks::TruckMap"}},
      {"events", {"events::SequenceChart"}}};
  for (const auto& [page, classes] : views) {
    show(page);
    for (const QString& name : classes) {
      bool found = false;
      for (auto* const widget : window_->findChildren<QWidget*>()) {
        if (!widget->isVisible() || !widget->inherits(qPrintable(name))) continue;
        found = true;
        EXPECT_FALSE(read_table(*widget).isEmpty()) << page.toStdString() << ": " << name.toStdString();
      }
      EXPECT_TRUE(found) << page.toStdString() << ": " << name.toStdString();
    }
  }
}

/// What somebody must be able to come to with Tab.
bool is_for_hands(const QWidget& w) {
  if (!w.isEnabled() || !w.isVisible()) return false;
  const QString name = w.metaObject()->className();
  if (name.startsWith("QTabBar") || (w.parentWidget() != nullptr && w.parentWidget()->inherits("QTabBar")))
    return false;
  if (w.parentWidget() != nullptr &&
      (w.parentWidget()->inherits("QLineEdit") || w.parentWidget()->inherits("QHeaderView") ||
       w.parentWidget()->inherits("QAbstractSpinBox") || w.parentWidget()->inherits("QTableView")))
    return false;  // the button within a field, the corner of a table
  return qobject_cast<const QAbstractButton*>(&w) || qobject_cast<const QLineEdit*>(&w) ||
         qobject_cast<const QComboBox*>(&w) || qobject_cast<const QSlider*>(&w) ||
         (qobject_cast<const QAbstractItemView*>(&w) && !w.inherits("QHeaderView")) ||
         w.inherits("cluster::ClusterView") || w.inherits("charts::TimeChart") || w.inherits("strips::TimePlot") ||
         w.inherits("logs::PartitionLogView") || w.inherits("trucks::TruckMap") || w.inherits("charts::Timeline") ||
         w.inherits("events::SequenceChart") || w.inherits("app::HealthStrip");
}

TEST_F(Access, TabComesToEverythingOnEveryPage) {
  for (pages::Page* const page : window_->pages()) {
    show(page->objectName());
    std::set<const QWidget*> reached;
    // Round the whole chain, as Tab goes: Qt asks each whether it takes the focus.
    for (QWidget* w = window_->nextInFocusChain(); w != window_.get(); w = w->nextInFocusChain())
      if (w->isVisible() && w->isEnabled() && (w->focusPolicy() & Qt::TabFocus)) reached.insert(w);
    QStringList missed;
    for (const auto* const w : window_->findChildren<QWidget*>()) {
      if (!is_for_hands(*w) || reached.count(w) > 0) continue;
      const QWidget* proxy = w->focusProxy();
      if (proxy == nullptr || reached.count(proxy) == 0)
        missed << QString("%1 '%2' %3").arg(w->metaObject()->className(), w->objectName(), w->accessibleName());
    }
    EXPECT_TRUE(missed.isEmpty()) << page->objectName().toStdString() << ": " << missed.join(" | ").toStdString();
  }
}

TEST_F(Access, TabWalksThroughAndIsCaughtNowhere) {
  for (pages::Page* const page : window_->pages()) {
    show(page->objectName());
    window_->activateWindow();
    page->setFocus();
    std::set<QWidget*> seen;
    QWidget* last = nullptr;
    int caught = 0;
    for (int i = 0; i < 200; ++i) {
      QWidget* const here = QApplication::focusWidget();
      ASSERT_NE(nullptr, here) << page->objectName().toStdString();
      seen.insert(here);
      caught = here == last ? caught + 1 : 0;
      ASSERT_LT(caught, 60) << page->objectName().toStdString() << " keeps the focus in "
                            << here->metaObject()->className() << " " << here->objectName().toStdString();
      last = here;
      QTest::keyClick(here, Qt::Key_Tab);
    }
    EXPECT_GE(seen.size(), 8U) << page->objectName().toStdString();
  }
}

TEST_F(Access, ARingShowsWhereTabHasComeTo) {
  const auto* const ring = window_->findChild<FocusRing*>();
  for (const char* const page : {"cluster", "groups", "log", "events"}) {
    show(page);
    window_->activateWindow();
    for (int i = 0; i < 12; ++i) {
      QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
      QWidget* const here = QApplication::focusWidget();
      ASSERT_NE(nullptr, here);
      EXPECT_EQ(here, ring->around()) << page << ": " << here->objectName().toStdString();
      EXPECT_TRUE(ring->geometry().contains(here->mapTo(window_.get(), here->rect().center())));
    }
  }
  QTest::mouseClick(&window_->health(), Qt::LeftButton, {}, QPoint(30, 30));
  EXPECT_EQ(nullptr, ring->around()) << "who uses the mouse knows where it is";
}

TEST_F(Access, TheClusterSaysWhichThingHasTheFocus) {
  show("cluster");
  auto* const view = window_->findChild<cluster::ClusterView*>();
  view->setFocus();
  for (int i = 0; i < 3; ++i) QTest::keyClick(view, Qt::Key_Right);
  EXPECT_FALSE(view->accessibleDescription().isEmpty());
}

TEST_F(Access, WhatCanBeOperatedHasAName) {
  for (pages::Page* const page : window_->pages()) {
    show(page->objectName());
    QStringList nameless;
    for (auto* const w : window_->findChildren<QWidget*>()) {
      if (!is_for_hands(*w)) continue;
      QAccessibleInterface* const interface = QAccessible::queryAccessibleInterface(w);
      if (interface == nullptr || interface->text(QAccessible::Name).isEmpty())
        nameless << QString("%1 '%2'").arg(w->metaObject()->className(), w->objectName());
    }
    nameless.removeDuplicates();
    EXPECT_TRUE(nameless.isEmpty()) << page->objectName().toStdString() << ": " << nameless.join(" | ").toStdString();
  }
}

TEST_F(Access, TheDescriptionSaysWhatIsWrong) {
  show("cluster");
  const QString words = window_->describe();
  EXPECT_TRUE(words.contains("Brokers online: 2 / 3")) << words.toStdString();
  EXPECT_TRUE(words.contains("broker-102"));
  EXPECT_FALSE(words.contains("<b")) << "words, not markup";
}

// ---- keys

TEST_F(Access, NoTwoActionsHaveTheSameKey) {
  std::map<QString, QString> owner;
  for (const ActionRegistry::Description& d : window_->actions().all())
    for (const QKeySequence& key : d.keys) {
      const auto [it, added] = owner.emplace(key.toString(), d.id);
      EXPECT_TRUE(added) << key.toString().toStdString() << ": " << it->second.toStdString() << " and "
                         << d.id.toStdString();
    }
}

TEST_F(Access, AKeyOfAViewIsNotTakenByTheWindow) {
  for (const ViewKey& k : view_keys())
    for (const char* const view : k.views)
      for (auto* const widget : window_->findChildren<QWidget*>()) {
        if (!widget->inherits(view)) continue;
        for (const QKeyCombination c : k.combinations) {
          QKeyEvent event(QEvent::ShortcutOverride, c.key(), c.keyboardModifiers());
          event.ignore();
          QApplication::sendEvent(widget, &event);
          EXPECT_TRUE(event.isAccepted()) << view << " " << QKeySequence(c).toString().toStdString();
        }
      }
}

TEST_F(Access, ArrowsStepThroughTheRunWhereNoViewHasUseForThem) {
  show("scenarios");
  show("events");
  const auto before = session_->snapshot()->event;
  QTest::keyClick(window_.get(), Qt::Key_Right);
  EXPECT_EQ(before + 1, session_->snapshot()->event);
  QTest::keyClick(window_.get(), Qt::Key_Left);
  EXPECT_EQ(before, session_->snapshot()->event);
  QTest::keyClick(window_.get(), Qt::Key_Period);
  EXPECT_EQ(before + 1, session_->snapshot()->event);
}

TEST_F(Access, SpacePressesTheButtonThatHasTheFocus) {
  show("cluster");
  auto* const rail = window_->findChildren<QAbstractButton*>().front();
  QKeyEvent event(QEvent::ShortcutOverride, Qt::Key_Space, Qt::NoModifier);
  event.ignore();
  QApplication::sendEvent(rail, &event);
  EXPECT_TRUE(event.isAccepted());
}

// ---- panels, errors

TEST_F(Access, PanelsAreClosedBroughtBackAndKept) {
  show("cluster");
  EXPECT_TRUE(window_->docks().dock("why")->isVisible());
  for (auto* const button : window_->docks().dock("why")->findChildren<QAbstractButton*>())
    if (button->property("what") == "dock-close") button->click();
  EXPECT_FALSE(window_->docks().dock("why")->isVisible());
  EXPECT_FALSE(window_->actions().find("panel-why")->isChecked());
  const QByteArray kept = window_->docks().layout_kept();
  window_->actions().find("panel-why")->trigger();
  EXPECT_TRUE(window_->docks().dock("why")->isVisible());
  window_->docks().restore_layout(kept);
  EXPECT_FALSE(window_->docks().dock("why")->isVisible());
  window_->actions().find("side")->trigger();
  EXPECT_FALSE(window_->docks().dock("lesson")->isVisible()) << "F9 hides them all";
  window_->actions().find("panels-reset")->trigger();
  for (const char* const id : {"lesson", "why", "inspector"}) EXPECT_TRUE(window_->docks().dock(id)->isVisible()) << id;
}

TEST_F(Access, InANarrowWindowPanelsAreTabs) {
  show("cluster");
  EXPECT_FALSE(window_->docks().tabs());
  window_->resize(1280, 800);
  show("cluster");
  EXPECT_TRUE(window_->docks().tabs());
  EXPECT_EQ(2, window_->docks().tabifiedDockWidgets(window_->docks().dock("lesson")).size());
  window_->resize(1600, 1000);
  show("cluster");
  EXPECT_TRUE(window_->docks().tabifiedDockWidgets(window_->docks().dock("lesson")).isEmpty());
}

TEST_F(Access, ABrokenPromiseIsARedBarWithItsJournal) {
  Q_EMIT session_->bug("the high watermark of orders-0 went back");
  EXPECT_TRUE(window_->news().tells_bug());
  EXPECT_TRUE(window_->news().text().contains("orders-0"));
  auto* const save = window_->findChild<QAbstractButton*>("save-journal");
  EXPECT_TRUE(save->isVisible());
  Q_EMIT session_->problem("something smaller");
  EXPECT_TRUE(window_->news().tells_bug()) << "it stays";
  window_->findChild<QAbstractButton*>("close-bar")->click();
  EXPECT_FALSE(window_->news().isVisible());
}

}  // namespace
}  // namespace app
