// What the mouse does in the cluster's view: the wheel, drags, double clicks.

#include <QApplication>
#include <QScrollBar>
#include <QTableView>

#include <QtTest/QTest>
#include <gtest/gtest.h>

#include "gui/cluster/broker_item.h"
#include "gui/cluster/cluster_page.h"
#include "gui/cluster/fault_dialog.h"
#include "gui/cluster/fault_menu.h"
#include "gui/cluster/inspector.h"
#include "tests/gui/opened_session.h"

namespace {

using Thing = bridge::Selection::Kind;

class ClusterMouse : public testing::Test {
 protected:
  void SetUp() override {
    session = gui_testing::opened("the_leader_dies_and_producers_recover.yaml", 30);
    page = std::make_unique<cluster::ClusterPage>(*session);
    page->resize(1260, 640);
    page->show();
    page->refresh();
    QCoreApplication::processEvents();
  }
  cluster::ClusterView& view() { return page->view(); }
  QPoint head_of(const QString& broker) {
    return view().place_of(*page->scene().find(Thing::broker, broker), QPointF(40, 20));
  }
  QPoint cell() {
    const auto& card = dynamic_cast<cluster::BrokerItem&>(*page->scene().find(Thing::broker, "broker-101"));
    return view().mapFromScene(card.cell_centre(session->snapshot()->brokers.front().replicas.front().tp));
  }
  void turn_wheel(int by, const QPoint& at) {
    QWheelEvent turn(at, view().viewport()->mapToGlobal(at), {}, {0, by}, Qt::NoButton, Qt::NoModifier,
                     Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(view().viewport(), &turn);
  }
  void drag(const QPoint& from, const QPoint& to, Qt::KeyboardModifiers keys = {}) {
    QTest::mousePress(view().viewport(), Qt::LeftButton, keys, from);
    for (const QPoint& at : {(from + to) / 2, to}) {
      QMouseEvent move(QEvent::MouseMove, at, view().viewport()->mapToGlobal(at), Qt::NoButton, Qt::LeftButton, keys);
      QCoreApplication::sendEvent(view().viewport(), &move);
    }
    QTest::mouseRelease(view().viewport(), Qt::LeftButton, keys, to);
  }

  std::unique_ptr<bridge::Session> session;
  std::unique_ptr<cluster::ClusterPage> page;
};

TEST_F(ClusterMouse, TheWheelZoomsWithoutAKey) {
  turn_wheel(360, head_of("broker-102"));
  EXPECT_NEAR(view().zoom(), 1.728, 0.01);
  turn_wheel(-1200, head_of("broker-102"));
  EXPECT_EQ(view().zoom(), 1);
}

TEST_F(ClusterMouse, ADragOnACardPansWhenZoomedInAndSelectsNothing) {
  view().zoom_by(3, head_of("broker-102"));
  session->selection().clear();
  const QPoint from = head_of("broker-102");
  drag(from, from - QPoint(60, 40));
  EXPECT_NEAR(head_of("broker-102").x(), from.x() - 60, 2);
  EXPECT_NEAR(head_of("broker-102").y(), from.y() - 40, 2);
  EXPECT_EQ(session->selection().kind(), Thing::nothing);
  QTest::mouseClick(view().viewport(), Qt::LeftButton, {}, head_of("broker-102"));
  EXPECT_EQ(session->selection().name(), "broker-102") << "a click is still a click";
}

TEST_F(ClusterMouse, ADoubleClickOnAReplicaComesCloseToItAndTheNextGoesBack) {
  QTest::mouseDClick(view().viewport(), Qt::LeftButton, {}, cell());
  EXPECT_GT(view().zoom(), 2);
  EXPECT_TRUE(view().viewport()->rect().contains(cell()));
  QTest::mouseDClick(view().viewport(), Qt::LeftButton, {}, view().viewport()->rect().center());
  EXPECT_EQ(view().zoom(), 1);
}

TEST_F(ClusterMouse, TheMenuOfWhatIsDownBeginsWithItsHealing) {
  session->inject("kill broker-102 for 60s");
  session->seek(35);
  page->refresh();
  const std::unique_ptr<cluster::FaultMenu> menu(page->make_menu(Thing::broker, "broker-102"));
  ASSERT_GT(menu->actions().size(), 1);
  EXPECT_EQ(menu->actions()[1]->text(), "Heal A (kill)");
  menu->actions()[1]->trigger();
  EXPECT_TRUE(session->record().faults().front().end) << "it is over";
  const std::unique_ptr<cluster::FaultMenu> other(page->make_menu(Thing::broker, "broker-101"));
  EXPECT_FALSE(other->actions()[1]->text().startsWith("Heal"));
}

TEST_F(ClusterMouse, KindAndStateOfClientsAreReadWithoutWideningTheirColumns) {
  cluster::Inspector inspector(*session);
  inspector.resize(330, 300);
  inspector.show();
  session->selection().select(Thing::producer, "shop");
  inspector.refresh();
  const auto* const clients = inspector.findChild<QTableView*>("inspector/clients");
  ASSERT_GT(clients->model()->rowCount(), 0);
  const QFontMetrics letters(clients->font());
  for (const int column : {1, 2})
    for (int row = 0; row < clients->model()->rowCount(); ++row) {
      const QString text = clients->model()->index(row, column).data().toString();
      EXPECT_LE(letters.horizontalAdvance(text) + 12, clients->columnWidth(column)) << text.toStdString();
    }
}

TEST_F(ClusterMouse, ControlDrawsACutToo) {
  drag(head_of("broker-101"), head_of("broker-103"), Qt::ControlModifier);
  auto* const dialog = page->findChild<cluster::FaultDialog*>();
  ASSERT_NE(dialog, nullptr);
  EXPECT_EQ(dialog->words(), "partition broker-101 peers broker-103 for 30s");
}

}  // namespace
