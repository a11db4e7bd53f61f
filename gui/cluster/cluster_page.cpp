#include "gui/cluster/cluster_page.h"

#include <QLabel>
#include <QStackedLayout>
#include <QVBoxLayout>

#include "gui/models/replica_model.h"
#include "gui/style/format.h"
#include "gui/view/journal.h"
#include "gui/view/live_run.h"

namespace cluster {
namespace {

constexpr int kFrameMs = 33;

}  // namespace

ClusterPage::ClusterPage(bridge::Session& session, QWidget* parent)
    : Page(QStringLiteral("cluster"), tr("Cluster"), style::Icon::cluster, session, parent),
      scene_(new ClusterScene(this)),
      view_(new ClusterView(*scene_)),
      legend_(new LegendBar),
      faults_(new ActiveFaults(session)),
      stack_(new QStackedLayout(this)),
      nothing_(new QLabel(tr("No run is open. Choose a scenario."))) {
  make_view();
  connect(scene_, &ClusterScene::chosen, this, &ClusterPage::choose);
  connect(scene_, &ClusterScene::menu_wanted, this, &ClusterPage::show_menu);
  connect(view_, &ClusterView::fault_key, this, &ClusterPage::fault_key);
  connect(view_, &ClusterView::inject_wanted, this, &ClusterPage::ask_fault_of_selection);
  connect(faults_, &ActiveFaults::inject_wanted, this, &ClusterPage::ask_fault_of_selection);
  connect(view_, &ClusterView::cut_wanted, this, [this](const QString& from, const QString& to) {
    FaultRequest cut;
    cut.kind = scenario::FaultKind::partition;
    cut.target = from;
    cut.peers = to;
    cut.duration = QStringLiteral("30s");
    ask_fault(cut);
  });
  bridge::Selection& selection = session.selection();
  connect(&selection, &bridge::Selection::changed, this,
          [this, &selection] { scene_->mark(selection.kind(), selection.name()); });
  connect(&session, &bridge::Session::problem, faults_, &ActiveFaults::tell);
  connect(&session, &bridge::Session::state_changed, this, [this] {
    if (isVisible() && scene_->speed() != this->session().speed()) refresh();  // other dots, another label
    run_clock();
  });
  animation_.setInterval(kFrameMs);
  connect(&animation_, &QTimer::timeout, this,
          [this] { scene_->set_clock(scene_->flight().clock() + static_cast<double>(wall_.restart()) / 1e3); });
  refresh();
}

void ClusterPage::make_view() {
  auto* const all = new QWidget;
  auto* const column = new QVBoxLayout(all);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(view_, 1);
  column->addWidget(legend_);
  column->addWidget(faults_);
  nothing_->setObjectName(QStringLiteral("cluster/nothing"));
  nothing_->setAlignment(Qt::AlignCenter);
  stack_->addWidget(nothing_);
  stack_->addWidget(all);
}

// ---- the instant

void ClusterPage::refresh() {
  const view::SnapshotPtr& now = session().snapshot();
  stack_->setCurrentIndex(now ? 1 : 0);
  if (!now) return;
  const bool another = scene_->state().now != now;
  scene_->show_state(now, session().record(), session().speed());
  if (another && !animation_.isActive()) scene_->set_clock(now->seconds());
  if (another) faults_->tell({});
  legend_->show_state(scene_->state(), scene_->flight().label());
  faults_->refresh();
  run_clock();
}

void ClusterPage::set_animation_clock(double seconds) { scene_->set_clock(seconds); }

void ClusterPage::set_reduced_motion(bool on) {
  scene_->set_reduced_motion(on);
  run_clock();
  if (scene_->state().now) legend_->show_state(scene_->state(), scene_->flight().label());
}

/// Dots move only while the run is played and the page is seen.
void ClusterPage::run_clock() {
  const bool moves = isVisible() && session().playing() && scene_->state().flight != Flight::brightness;
  if (moves == animation_.isActive()) return;
  wall_.start();
  moves ? animation_.start() : animation_.stop();
}

void ClusterPage::showEvent(QShowEvent* event) {
  Page::showEvent(event);
  run_clock();
}

void ClusterPage::hideEvent(QHideEvent* event) {
  Page::hideEvent(event);
  animation_.stop();
}

// ---- what is done with it

void ClusterPage::choose(Thing thing, const QString& name) { session().selection().select(thing, name); }

FaultMenu* ClusterPage::make_menu(Thing thing, const QString& name) {
  auto* const menu = new FaultMenu(thing, name, *session().snapshot(), this);
  menu->setToolTipsVisible(true);
  connect(menu, &FaultMenu::inject, &session(), &bridge::Session::inject);
  connect(menu, &FaultMenu::ask, this, &ClusterPage::ask_fault);
  add_healing(*menu, target_of(thing, name));
  return menu;
}

/// First of all, for that is what somebody wants who asks for the menu of what is down.
void ClusterPage::add_healing(QMenu& menu, const QString& target) {
  QAction* const behind = menu.actions().size() > 1 ? menu.actions()[1] : nullptr;
  for (const view::FaultSpan& f : session().record().faults()) {
    const bool lasts = f.begin <= session().now() && (!f.end || *f.end > session().now());
    if (!lasts || !f.by_hand || QString::fromStdString(f.target) != target) continue;
    auto* const heal =
        new QAction(tr("Heal %1 (%2)").arg(QString::fromStdString(f.letter), QString::fromStdString(f.kind)), &menu);
    connect(heal, &QAction::triggered, this, [this, fault = f.fault] { session().heal(fault); });
    menu.insertAction(behind, heal);
  }
}

void ClusterPage::show_menu(Thing thing, const QString& name, const QPoint& screen) {
  if (!session().snapshot() || target_of(thing, name).isEmpty()) return;
  FaultMenu* const menu = make_menu(thing, name);
  menu->setAttribute(Qt::WA_DeleteOnClose);
  menu->popup(screen);
}

void ClusterPage::fault_key(Thing thing, const QString& name, int key) {
  if (key == Qt::Key_P) {
    FaultRequest cut;
    cut.kind = scenario::FaultKind::partition;
    cut.target = target_of(thing, name);
    cut.duration = QStringLiteral("30s");
    ask_fault(cut);
    return;
  }
  if (const auto request = FaultMenu::quick(thing, name, key)) session().inject(request->words());
}

FaultDialog* ClusterPage::ask_fault(const FaultRequest& request) {
  if (!session().snapshot()) return nullptr;
  auto* const dialog = new FaultDialog(
      request, all_targets(*session().snapshot()),
      [this](const QString& words, std::optional<double> at, QString& problem) {
        return preview_of(words, at, problem);
      },
      session().seconds(), session().duration(), this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &QDialog::accepted, this, [this, dialog] {
    switch (dialog->when()) {
      case FaultDialog::When::now:
        return session().inject(dialog->words());
      case FaultDialog::When::at_time:
        return session().plan_fault(dialog->words(), dialog->at());
      case FaultDialog::When::at_event:
        return session().inject_at_event(dialog->words(), dialog->filter());
    }
  });
  dialog->open();
  return dialog;
}

void ClusterPage::ask_fault_of_selection() {
  FaultRequest request;
  request.target = target_of(session().selection().kind(), session().selection().name());
  request.duration = QStringLiteral("60s");
  ask_fault(request);
}

/// What the engine reads in the words, at the instant that is shown.
QString ClusterPage::preview_of(const QString& words, std::optional<double> at, QString& problem) const {
  std::string wrong;
  const QString line = session().ask([&](view::LiveRun& run) {
    std::optional<scenario::FaultSpec> fault = run.read_fault(words.toStdString(), wrong);
    if (!fault) return QString();
    fault->at = session().now() - sim::kTimeZero;
    if (at) fault->at = sim::Duration(static_cast<std::int64_t>(*at * 1e9 + 0.5));
    if (at && sim::kTimeZero + fault->at <= session().now()) wrong = tr("That time is over already.").toStdString();
    if (at && *at >= session().duration()) wrong = tr("The run is over by then.").toStdString();
    return QString::fromStdString(view::yaml_of(*fault));
  });
  problem = QString::fromStdString(wrong);
  return line;
}

// ---- words

QString ClusterPage::describe() const {
  if (!session().snapshot()) return nothing_->text();
  QStringList lines{tr("Cluster at %1").arg(style::clock_text(session().seconds()))};
  if (!session().snapshot()->quorum) lines << tr("ZooKeeper has no quorum: no elections, data flow goes on");
  for (const EntityItem* const e : scene_->entities()) lines << e->describe();
  for (const QString& fault : faults_->lines()) lines << tr("fault %1").arg(fault);
  lines << legend_->flight();
  return lines.join('\n');
}

QList<QStringList> ClusterPage::table() const {
  if (!session().snapshot()) return {};
  QList<QStringList> all;
  for (const view::BrokerNow& b : session().snapshot()->brokers) {
    models::ReplicaModel replicas;
    replicas.show_broker(*session().snapshot(), b.id);
    QList<QStringList> rows = replicas.table();
    if (all.isEmpty()) all << (QStringList{tr("Broker")} + rows.front());
    for (qsizetype i = 1; i < rows.size(); ++i) all << (QStringList{QString::fromStdString(b.name)} + rows[i]);
  }
  return all;
}

}  // namespace cluster
