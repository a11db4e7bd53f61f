/// The animated cluster: what it shows of a run, and that its menu makes the faults that a scenario makes.

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QContextMenuEvent>
#include <QPixmap>
#include <QTabWidget>
#include <QTest>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "gui/cluster/cluster_page.h"
#include "gui/cluster/fault_dialog.h"
#include "gui/cluster/inspector.h"
#include "gui/models/guarantee.h"
#include "gui/view/journal.h"
#include "gui/view/live_run.h"
#include "scenarios/engine/loader/added_faults.h"
#include "tests/gui/opened_session.h"
#include "tests/support/checkout.h"

namespace {

using Thing = bridge::Selection::Kind;

const char* const kClusterScenario = R"(title: Three brokers
duration: 2m
seed: 7
profile: "2.3"
cluster: { brokers: [101, 102, 103] }
topics: [{ name: orders, partitions: 4, replication.factor: 3 }]
producers: [{ name: shop, config: { acks: all }, workload: { topic: orders, rate: 50/s, key: { uniform: 20 } } }]
groups: [{ name: billing, topics: [orders], members: 2 }]
)";

view::RunSource source(const std::string& text) {
  view::RunSource s;
  s.name = "test";
  s.text = text;
  return s;
}

quint64 digest_of(bridge::Session& session) {
  return session.ask([](view::LiveRun& run) { return QString::number(run.digest()); }).toULongLong();
}

/// A page that shows the scenario at an instant.
class ClusterPageTest : public testing::Test {
 protected:
  void SetUp() override {
    gui_testing::need_application();
    session = std::make_unique<bridge::Session>(bridge::Session::Mode::direct);
    ASSERT_EQ(session->open(source(kClusterScenario)), "");
    page = std::make_unique<cluster::ClusterPage>(*session);
    page->resize(1260, 640);
    page->show();
    QCoreApplication::processEvents();
  }
  void show_at(double seconds) {
    session->seek(seconds);
    page->refresh();
  }
  cluster::EntityItem& item(Thing kind, const QString& name) {
    cluster::EntityItem* const found = page->scene().find(kind, name);
    EXPECT_NE(found, nullptr) << name.toStdString();
    return *found;
  }
  QPoint on(const cluster::EntityItem& entity, const QPointF& local) { return page->view().place_of(entity, local); }
  QPoint cell_of(std::int32_t broker, const QString& partition) {
    auto& card = dynamic_cast<cluster::BrokerItem&>(item(Thing::broker, QStringLiteral("broker-%1").arg(broker)));
    for (const view::PartitionNow& p : session->snapshot()->partitions)
      if (p.name == partition.toStdString()) return page->view().mapFromScene(card.cell_centre(p.tp));
    ADD_FAILURE() << "no " << partition.toStdString();
    return {};
  }

  std::unique_ptr<bridge::Session> session;
  std::unique_ptr<cluster::ClusterPage> page;
};

TEST_F(ClusterPageTest, SaysThatNothingIsOpen) {
  bridge::Session empty(bridge::Session::Mode::direct);
  cluster::ClusterPage nothing(empty);
  EXPECT_TRUE(nothing.describe().contains("No run is open"));
  EXPECT_TRUE(nothing.table().isEmpty());
}

TEST_F(ClusterPageTest, HasAnItemForEverythingOfTheCluster) {
  show_at(10);
  EXPECT_EQ(page->scene().entities().size(), 3U + 1U + 3U + 1U + 2U);
  EXPECT_TRUE(page->describe().contains("broker-101: running"));
  EXPECT_TRUE(page->describe().contains("group billing: Stable"));
  EXPECT_TRUE(page->describe().contains("shop: acks=all"));
  EXPECT_EQ(page->table().size(), 1 + 3 * 4);
}

TEST_F(ClusterPageTest, AClickOnACardSelectsItsBroker) {
  show_at(10);
  QTest::mouseClick(page->view().viewport(), Qt::LeftButton, {},
                    on(item(Thing::broker, "broker-102"), QPointF(60, 20)));
  EXPECT_TRUE(session->selection().is(Thing::broker, "broker-102"));
}

TEST_F(ClusterPageTest, AClickOnACellSelectsItsPartitionAndShowsItsPath) {
  show_at(10);
  QTest::mouseClick(page->view().viewport(), Qt::LeftButton, {}, cell_of(103, "orders-2"));
  EXPECT_TRUE(session->selection().is(Thing::partition, "orders-2"));
  ASSERT_TRUE(page->scene().state().path);
  EXPECT_EQ(page->scene().state().partition(*page->scene().state().path)->name, "orders-2");
}

TEST_F(ClusterPageTest, ArrowsMoveTheFocusAndEnterSelects) {
  show_at(10);
  page->view().setFocus();
  QTest::keyClick(&page->view(), Qt::Key_Right);
  ASSERT_NE(page->scene().focused(), nullptr);
  EXPECT_EQ(page->scene().focused()->name(), "broker-101");
  QTest::keyClick(&page->view(), Qt::Key_Right);
  QTest::keyClick(&page->view(), Qt::Key_Return);
  EXPECT_TRUE(session->selection().is(Thing::broker, "broker-102"));
}

TEST_F(ClusterPageTest, ZoomShowsMoreAndNoughtFitsAgain) {
  show_at(10);
  page->view().zoom_by(3, QPoint(400, 300));
  EXPECT_DOUBLE_EQ(page->scene().state().zoom, 3);
  QTest::keyClick(&page->view(), Qt::Key_0);
  EXPECT_DOUBLE_EQ(page->scene().state().zoom, 1);
}

TEST_F(ClusterPageTest, AFaultOfTheMenuGivesTheRunThatTheScenarioWithTheFaultGives) {
  show_at(60);
  // The menu of the right button, on the card itself.
  const QPoint at = on(item(Thing::broker, "broker-102"), QPointF(60, 20));
  QContextMenuEvent event(QContextMenuEvent::Mouse, at, page->view().viewport()->mapToGlobal(at));
  QApplication::sendEvent(page->view().viewport(), &event);
  auto* const menu = page->findChild<cluster::FaultMenu*>();
  ASSERT_NE(menu, nullptr);
  auto* const kill = menu->findChild<QAction*>("fault/kill broker-102 for 30s");
  ASSERT_NE(kill, nullptr);
  kill->trigger();
  ASSERT_EQ(session->journal().size(), 1U);
  show_at(63);
  EXPECT_TRUE(page->describe().contains("broker-102: stopped, fault A"));
  EXPECT_TRUE(page->describe().contains("ZooKeeper still sees it"));
  EXPECT_EQ(page->faults().lines(), QStringList{"A kill broker-102 since 01:00, by hand"});
  session->seek(110);

  std::string problem;
  const std::string text =
      scenario::with_added_faults(kClusterScenario, {view::yaml_of(session->journal().front().fault)}, "", problem);
  ASSERT_EQ(problem, "");
  bridge::Session other(bridge::Session::Mode::direct);
  ASSERT_EQ(other.open(source(text)), "");
  other.seek(110);
  EXPECT_EQ(digest_of(*session), digest_of(other));
}

TEST_F(ClusterPageTest, ALetterOnTheFocusedBrokerMakesTheFault) {
  show_at(20);
  item(Thing::broker, "broker-103").setFocus();
  QTest::keyClick(&page->view(), Qt::Key_H);
  ASSERT_EQ(session->journal().size(), 1U);
  EXPECT_EQ(session->journal().front().words, "pause broker-103 for 30s");
  show_at(22);
  EXPECT_TRUE(page->describe().contains("broker-103: paused"));
}

TEST_F(ClusterPageTest, TheMenuOffersEveryKindThatFits) {
  show_at(10);
  const auto count = [&](Thing thing, const QString& name) {
    std::unique_ptr<cluster::FaultMenu> menu(page->make_menu(thing, name));
    std::set<QString> kinds;
    for (const QAction* const a : menu->findChildren<QAction*>())
      if (a->objectName().startsWith("fault/")) kinds.insert(a->objectName().mid(6).section(' ', 0, 0));
    return kinds.size();
  };
  EXPECT_EQ(count(Thing::broker, "broker-101"), scenario::fault_kinds().size());
  EXPECT_EQ(count(Thing::zookeeper, "zookeeper-1"), scenario::fault_kinds().size());
  EXPECT_EQ(count(Thing::producer, "shop"), scenario::fault_kinds().size() - 2);
  EXPECT_EQ(count(Thing::member, "billing-1"), scenario::fault_kinds().size() - 2);
}

TEST_F(ClusterPageTest, TheEngineReadsEveryFaultThatTheMenusOffer) {
  show_at(10);
  const std::vector<std::pair<Thing, QString>> things{{Thing::broker, "broker-101"},  {Thing::zookeeper, "zookeeper-1"},
                                                      {Thing::partition, "orders-1"}, {Thing::producer, "shop"},
                                                      {Thing::group, "billing"},      {Thing::member, "billing-1"}};
  for (const auto& [thing, name] : things) {
    std::unique_ptr<cluster::FaultMenu> menu(page->make_menu(thing, name));
    std::set<std::string> words;
    for (const QAction* const a : menu->findChildren<QAction*>())
      if (a->objectName().startsWith("fault/") &&
          (a->objectName().endsWith("for 5s") || !a->objectName().contains(" for ")))
        words.insert(a->objectName().mid(6).toStdString());
    EXPECT_FALSE(words.empty());
    session->ask([&](view::LiveRun& run) {
      for (const std::string& w : words) {
        std::string problem;
        EXPECT_TRUE(run.read_fault(w, problem)) << w << ": " << problem;
      }
      return QString();
    });
  }
}

TEST_F(ClusterPageTest, TheDialogShowsTheJournalsLineOrTheProblem) {
  show_at(10);
  cluster::FaultRequest request;
  request.kind = scenario::FaultKind::slow_link;
  request.target = "broker-101";
  request.latency = "100ms";
  request.duration = "30s";
  const cluster::FaultDialog* const dialog = page->ask_fault(request);
  EXPECT_EQ(dialog->words(), "slow-link broker-101 latency 100ms for 30s");
  EXPECT_EQ(dialog->preview(), "{at: 10s, kind: slow-link, target: broker-101, for: 30s, latency: 0.1s}");
  EXPECT_EQ(dialog->problem(), "");
  request.target = "broker-999";
  const cluster::FaultDialog* const wrong = page->ask_fault(request);
  EXPECT_EQ(wrong->preview(), "");
  EXPECT_TRUE(wrong->problem().contains("999")) << wrong->problem().toStdString();
}

TEST_F(ClusterPageTest, TheSameClockGivesTheSamePicture) {
  show_at(30);
  const QImage first = page->grab().toImage();
  page->set_animation_clock(31);
  EXPECT_GT(page->scene().flight().drawn() + 1, 0);
  page->grab();
  page->set_animation_clock(30);
  EXPECT_EQ(page->grab().toImage(), first);
}

TEST_F(ClusterPageTest, SlowTimeShowsBatchesOneByOne) {
  session->seek(30);
  session->set_speed(0.01);
  show_at(20);
  EXPECT_TRUE(page->legend().flight().startsWith("exact mode"));
  session->set_speed(1);
  page->refresh();
  EXPECT_TRUE(page->legend().flight().startsWith("flow mode: 1 dot ="));
  page->set_reduced_motion(true);
  page->grab();
  EXPECT_EQ(page->scene().flight().drawn(), 0);
}

TEST_F(ClusterPageTest, ExactDotsSayHowFarTheyAreBehindTheClock) {
  session->seek(30);
  session->set_speed(0.01);
  page->refresh();
  EXPECT_TRUE(page->legend().flight().contains("10 ms ago")) << page->legend().flight().toStdString();
  session->scrub(20);  // of what is long past nothing is missing
  page->refresh();
  EXPECT_FALSE(page->legend().flight().contains("ago")) << page->legend().flight().toStdString();
}

TEST_F(ClusterPageTest, FromHundredTimesOnLinksAreBrightAndNoDotsFly) {
  show_at(30);
  const std::vector<cluster::LinksItem::Stroke> dim = page->scene().links().strokes();
  page->grab();
  EXPECT_GT(page->scene().flight().drawn(), 0);
  session->set_speed(100);
  page->grab();
  EXPECT_EQ(page->scene().flight().drawn(), 0);
  EXPECT_TRUE(page->legend().flight().startsWith("too fast for dots"));
  const auto& bright = page->scene().links().strokes();
  ASSERT_EQ(bright.size(), dim.size());
  bool brighter = false;
  for (std::size_t i = 0; i < dim.size(); ++i) brighter |= bright[i].colour.alphaF() > dim[i].colour.alphaF();
  EXPECT_TRUE(brighter);
}

TEST_F(ClusterPageTest, LinksStayAsTheyAreWhileOnlyRecordsFlow) {
  show_at(30);
  const std::vector<cluster::LinksItem::Stroke> before = page->scene().links().strokes();
  EXPECT_FALSE(before.empty());
  show_at(31);
  EXPECT_EQ(page->scene().links().strokes(), before);
}

TEST_F(ClusterPageTest, WhatAMarkedPartitionDoesNotTouchIsFaint) {
  show_at(30);
  session->selection().select(Thing::partition, "orders-0");
  const view::PartitionNow* const p = models::find_partition(*session->snapshot(), "orders-0");
  for (const view::GroupNow& g : session->snapshot()->groups)
    for (const view::MemberNow& m : g.members) {
      const bool reads = std::find(m.partitions.begin(), m.partitions.end(), p->tp) != m.partitions.end();
      EXPECT_EQ(item(Thing::member, QString::fromStdString(m.name)).opacity(), reads ? 1 : 0.25) << m.name;
    }
  EXPECT_EQ(item(Thing::producer, "shop").opacity(), 1);
  EXPECT_EQ(item(Thing::zookeeper, "zookeeper-1").opacity(), 0.25);
  session->selection().clear();
  EXPECT_EQ(item(Thing::zookeeper, "zookeeper-1").opacity(), 1);
}

TEST_F(ClusterPageTest, AltDrawsAPartitionOfTheNetworkBetweenTwoBrokers) {
  show_at(30);
  cluster::ClusterView& view = page->view();
  const auto middle = [&](const QString& name) {
    return view.mapFromScene(item(Thing::broker, name).place().topLeft() + QPointF(40, 20));
  };
  QTest::mousePress(view.viewport(), Qt::LeftButton, Qt::AltModifier, middle("broker-101"));
  QTest::mouseRelease(view.viewport(), Qt::LeftButton, Qt::AltModifier, middle("broker-103"));
  auto* const dialog = page->findChild<cluster::FaultDialog*>();
  ASSERT_NE(dialog, nullptr);
  EXPECT_EQ(dialog->words(), "partition broker-101 peers broker-103 for 30s");
}

TEST_F(ClusterPageTest, WhoLeadsWithoutBeingPreferredIsSaid) {
  show_at(10);
  session->inject("kill broker-102 for 20s");
  show_at(60);
  models::ReplicaModel replicas;
  int moved = 0;
  for (const view::BrokerNow& b : session->snapshot()->brokers) {
    replicas.show_broker(*session->snapshot(), b.id);
    for (const models::Row& row : replicas.rows()) {
      const view::PartitionNow* const p = models::find_partition(*session->snapshot(), row.key);
      const bool is = p->leader == b.id && p->replicas.front() != b.id;
      EXPECT_EQ(row.cells[1].value.toString() == "leader, not preferred", is) << row.key.toStdString();
      moved += is ? 1 : 0;
    }
  }
  EXPECT_GT(moved, 0);
}

// ---- the inspector

TEST_F(ClusterPageTest, TheInspectorShowsTheZnodesOfAChosenServer) {
  show_at(30);
  cluster::Inspector inspector(*session);
  session->selection().select(Thing::zookeeper, "zookeeper-2");
  ASSERT_NE(inspector.znodes().node("/brokers/ids/102"), nullptr);
  QTreeWidgetItem* const controller = inspector.znodes().node("/controller");
  ASSERT_NE(controller, nullptr);
  for (const view::BrokerNow& b : session->snapshot()->brokers)
    if (b.controller) {
      EXPECT_TRUE(controller->text(1).contains(QString::number(b.id))) << controller->text(1).toStdString();
    }
  session->inject("kill broker-102 for 60s");
  session->seek(50);
  inspector.refresh();
  EXPECT_EQ(inspector.znodes().node("/brokers/ids/102"), nullptr);  // its session is over
}

TEST_F(ClusterPageTest, TheInspectorSaysWhichSettingsTheScenarioHasChanged) {
  ASSERT_EQ(session->open(source("title: t\nduration: 1m\ncluster: { brokers: [1], config: { num.io.threads: 3 } }\n"
                                 "topics: [{ name: a }]\n")),
            "");
  cluster::Inspector inspector(*session);
  int changed = 0;
  for (const models::Row& row : inspector.settings().rows()) {
    if (row.cells[2].value.toString() == "default") continue;
    ++changed;
    EXPECT_EQ(row.key, "num.io.threads");
    EXPECT_EQ(row.cells[1].value.toString(), "3");
  }
  EXPECT_EQ(changed, 1);
}

TEST_F(ClusterPageTest, TheInspectorListsTheReplicasOfTheSelectedBroker) {
  cluster::Inspector inspector(*session);
  session->seek(10);
  session->selection().select(Thing::broker, "broker-102");
  inspector.refresh();
  EXPECT_EQ(inspector.replicas().rowCount(), 4);
  EXPECT_EQ(inspector.replicas().rows().front().key, "orders-0");
  session->selection().select(Thing::partition, "orders-3");
  EXPECT_EQ(inspector.replicas().rowCount(), 3);
  EXPECT_TRUE(inspector.describe().contains("until writes stop"));
}

TEST_F(ClusterPageTest, TheInspectorAsksKafkasTools) {
  cluster::Inspector inspector(*session);
  session->seek(10);
  inspector.tabs().setCurrentIndex(4);
  EXPECT_TRUE(inspector.tool_text().contains("PartitionCount:4") || inspector.tool_text().contains("PartitionCount: 4"))
      << inspector.tool_text().toStdString();
}

TEST_F(ClusterPageTest, ModelsTellWhatChangedAndNeverReset) {
  models::ReplicaModel replicas;
  models::PartitionModel partitions;
  models::GroupModel groups;
  models::ClientModel clients;
  const auto strict = QAbstractItemModelTester::FailureReportingMode::Fatal;
  const QAbstractItemModelTester a(&replicas, strict), b(&partitions, strict), c(&groups, strict), d(&clients, strict);
  int resets = 0;
  QObject::connect(&replicas, &QAbstractItemModel::modelReset, [&] { ++resets; });
  for (const double t : {5.0, 10.0, 15.0, 16.0}) {
    session->seek(t);
    replicas.show_broker(*session->snapshot(), t < 16 ? 101 : 102);
    partitions.show(*session->snapshot());
    groups.show(*session->snapshot(), t == 15.0 ? "billing" : "");
    clients.show(*session->snapshot());
  }
  EXPECT_EQ(resets, 0);
  EXPECT_EQ(partitions.rowCount(), 4);
  EXPECT_EQ(groups.rowCount(), 4);
  EXPECT_EQ(clients.rowCount(), 3);
}

/// The largest one that frames are measured with.
TEST(LargestCluster, HasSixBrokersWith120PartitionsAndEverythingIsShown) {
  gui_testing::need_application();
  std::ifstream file(kafka::testing::in_checkout("tests/gui/data/six_brokers.yaml"));
  std::stringstream text;
  text << file.rdbuf();
  bridge::Session session(bridge::Session::Mode::direct);
  ASSERT_EQ(session.open(source(text.str())), "");
  session.seek(12);
  cluster::ClusterPage page(session);
  page.resize(1150, 620);
  page.refresh();
  EXPECT_EQ(session.snapshot()->brokers.size(), 6u);
  int partitions = 0;
  for (const view::PartitionNow& p : session.snapshot()->partitions) partitions += p.internal ? 0 : 1;
  EXPECT_EQ(partitions, 120);
  for (const view::BrokerNow& b : session.snapshot()->brokers) {
    const auto* const item =
        qobject_cast<cluster::BrokerItem*>(page.scene().find(Thing::broker, QString::fromStdString(b.name)));
    ASSERT_NE(item, nullptr);
    EXPECT_EQ(item->cell_look(), cluster::CellGrid::Look::number) << b.name;
  }
}

TEST(GuaranteeTest, CountsTheBrokersThatMayStillBeLost) {
  view::Snapshot s;
  for (const int id : {1, 2, 3}) {
    view::BrokerNow b;
    b.id = id;
    s.brokers.push_back(b);
  }
  view::PartitionNow p;
  p.replicas = p.isr = {1, 2, 3};
  p.min_isr = 2;
  EXPECT_EQ(models::guarantee_of(p, s).until_writes_stop, 2);
  EXPECT_EQ(models::guarantee_of(p, s).until_risk, 3);
  s.brokers[0].state = kafka::MachineState::stopped;
  EXPECT_EQ(models::sentence_of(models::guarantee_of(p, s)),
            "one more broker until writes stop, two until data is at risk");
}

}  // namespace
