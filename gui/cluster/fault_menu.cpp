#include "gui/cluster/fault_menu.h"

#include <algorithm>
#include <array>

#include "gui/style/icons.h"
#include "gui/style/theme.h"

namespace cluster {
namespace {

using scenario::FaultKind;

/// Of the menu; the dialog takes any.
const QStringList kDurations{"5s", "10s", "30s", "60s", "5m"};
constexpr int kMostPeers = 9;

style::Icon icon_of(FaultKind kind) {
  switch (kind) {
    case FaultKind::stop:
    case FaultKind::kill:
      return style::Icon::cross;
    case FaultKind::power_loss:
      return style::Icon::bolt;
    case FaultKind::restart:
      return style::Icon::restart;
    case FaultKind::pause:
      return style::Icon::pause;
    case FaultKind::partition:
    case FaultKind::slow_link:
    case FaultKind::flaky_link:
      return style::Icon::net;
    case FaultKind::slow_disk:
    case FaultKind::full_disk:
      return style::Icon::disk;
    case FaultKind::slow_host:
      return style::Icon::clock;
  }
  return style::Icon::bolt;
}

QIcon coloured_icon(FaultKind kind) {
  const style::Theme& t = style::theme();
  const bool hard = kind == FaultKind::kill || kind == FaultKind::power_loss || kind == FaultKind::full_disk;
  return style::make_icon(icon_of(kind), hard ? t.bad : t.warn, 18);
}

QString duration_title(const QString& duration) { return FaultMenu::tr("for %1").arg(duration); }

}  // namespace

FaultMenu::FaultMenu(Thing thing, const QString& name, const view::Snapshot& snapshot, QWidget* parent)
    : QMenu(parent) {
  setObjectName(QStringLiteral("fault-menu"));
  setAccessibleName(tr("Faults of %1").arg(name));
  QAction* const head = addAction(name);
  head->setEnabled(false);
  if (thing == Thing::partition) {
    const std::array<std::pair<QString, QString>, 3> whom{{{tr("Its leader"), "leader-of " + name},
                                                           {tr("One of its followers"), "any-follower-of " + name},
                                                           {tr("All its followers"), "followers-of " + name}}};
    for (const auto& [title, target] : whom) add_kinds(*addMenu(title), Thing::broker, target, snapshot);
  } else {
    add_quick(thing, name);
    addSeparator();
    add_kinds(*this, thing, target_of(thing, name), snapshot);
  }
  addSeparator();
  FaultRequest request;
  request.target = target_of(thing, name);
  add_question(*this, tr("Inject fault...\tCtrl+F"), request);
}

// ---- quick ones

std::optional<FaultRequest> FaultMenu::quick(Thing thing, const QString& name, int key) {
  FaultRequest r;
  r.target = target_of(thing, name);
  if (r.target.isEmpty()) return std::nullopt;
  switch (key) {
    case Qt::Key_K:
      r.kind = FaultKind::kill;
      r.duration = QStringLiteral("60s");
      break;
    case Qt::Key_H:
      r.kind = FaultKind::pause;
      r.duration = QStringLiteral("30s");
      break;
    case Qt::Key_D:
      r.kind = FaultKind::slow_disk;
      r.factor = QStringLiteral("10");
      r.duration = QStringLiteral("60s");
      break;
    case Qt::Key_R:
      r.kind = FaultKind::restart;
      break;
    default:
      return std::nullopt;
  }
  return fits(r.kind, thing) ? std::optional(r) : std::nullopt;
}

void FaultMenu::add_quick(Thing thing, const QString& name) {
  const std::array<std::pair<int, QString>, 4> keys{{{Qt::Key_K, tr("Kill for 60 s\tK")},
                                                     {Qt::Key_H, tr("Hang for 30 s, as in a GC pause\tH")},
                                                     {Qt::Key_D, tr("Disk 10 times slower for 60 s\tD")},
                                                     {Qt::Key_R, tr("Restart cleanly\tR")}}};
  for (const auto& [key, title] : keys)
    if (const auto request = quick(thing, name, key)) {
      add_request(*this, title, *request);
      actions().last()->setObjectName(QStringLiteral("quick/") + QChar(key));
    }
  FaultRequest cut;
  cut.kind = FaultKind::partition;
  cut.target = target_of(thing, name);
  cut.duration = QStringLiteral("30s");
  add_question(*this, tr("Cut the network...\tP"), cut);
}

// ---- every kind

void FaultMenu::add_kinds(QMenu& menu, Thing thing, const QString& target, const view::Snapshot& snapshot) {
  for (const scenario::FaultKindInfo& info : scenario::fault_kinds()) {
    if (!fits(info.kind, thing)) continue;
    FaultRequest request;
    request.kind = info.kind;
    request.target = target;
    add_kind(menu, request, snapshot);
  }
}

void FaultMenu::add_kind(QMenu& menu, FaultRequest request, const view::Snapshot& snapshot) {
  QMenu* const sub = menu.addMenu(coloured_icon(request.kind), title_of(request.kind));
  const std::string_view meaning = scenario::fault_kinds()[static_cast<std::size_t>(request.kind)].meaning;
  sub->menuAction()->setToolTip(QString::fromUtf8(meaning.data(), static_cast<qsizetype>(meaning.size())));
  switch (request.kind) {
    case FaultKind::partition:
      return add_peers(*sub, request, snapshot);
    case FaultKind::slow_link:
      return add_values(*sub, request, &FaultRequest::latency, {"10ms", "100ms", "1s", "5s"});
    case FaultKind::flaky_link:
      return add_values(*sub, request, &FaultRequest::probability, {"0.1%", "1%", "10%", "50%"});
    case FaultKind::slow_disk:
    case FaultKind::slow_host:
      return add_values(*sub, request, &FaultRequest::factor, {"2", "10", "100"});
    case FaultKind::restart:
      return add_values(*sub, request, &FaultRequest::how, {"clean", "kill", "power-loss"});
    case FaultKind::stop:
    case FaultKind::kill:
    case FaultKind::power_loss:
    case FaultKind::pause:
    case FaultKind::full_disk:
      return add_durations(*sub, request);
  }
}

void FaultMenu::add_values(QMenu& menu, const FaultRequest& request, QString FaultRequest::*field,
                           const QStringList& values) {
  for (const QString& value : values) {
    FaultRequest r = request;
    r.*field = value;
    const bool factor = field == &FaultRequest::factor;
    add_durations(*menu.addMenu(factor ? tr("%1 times slower").arg(value) : value), r);
  }
  menu.addSeparator();
  add_question(menu, tr("Other..."), request);
}

void FaultMenu::add_peers(QMenu& menu, const FaultRequest& request, const view::Snapshot& snapshot) {
  add_durations(*menu.addMenu(tr("Everybody else")), request);
  QStringList peers;
  for (const view::BrokerNow& b : snapshot.brokers) peers << QString::fromStdString(b.name);
  if (!snapshot.zookeeper.empty()) peers << QStringLiteral("zookeeper");
  peers.removeAll(request.target);
  for (const QString& peer : peers.mid(0, kMostPeers)) {
    FaultRequest r = request;
    r.peers = peer;
    add_durations(*menu.addMenu(peer == QStringLiteral("zookeeper") ? tr("All ZooKeeper servers") : peer), r);
  }
  menu.addSeparator();
  add_question(menu, tr("Other..."), request);
}

void FaultMenu::add_durations(QMenu& menu, const FaultRequest& request) {
  if (request.kind == FaultKind::restart) add_request(menu, tr("back at once"), request);
  for (const QString& duration : kDurations) {
    FaultRequest r = request;
    r.duration = duration;
    add_request(menu, request.kind == FaultKind::restart ? tr("back after %1").arg(duration) : duration_title(duration),
                r);
  }
  if (request.kind != FaultKind::restart) add_request(menu, tr("until the end of the run"), request);
  menu.addSeparator();
  add_question(menu, tr("Other..."), request);
}

void FaultMenu::add_request(QMenu& menu, const QString& title, const FaultRequest& request) {
  const QString words = request.words();
  QAction* const action = menu.addAction(coloured_icon(request.kind), title);
  action->setObjectName(QStringLiteral("fault/") + words);
  action->setToolTip(words);
  connect(action, &QAction::triggered, this, [this, words] { Q_EMIT inject(words); });
}

void FaultMenu::add_question(QMenu& menu, const QString& title, const FaultRequest& request) {
  QAction* const action = menu.addAction(title);
  action->setObjectName(QStringLiteral("ask/") + request.words());
  connect(action, &QAction::triggered, this, [this, request] { Q_EMIT ask(request); });
}

}  // namespace cluster
