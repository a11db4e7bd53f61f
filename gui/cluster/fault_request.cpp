#include "gui/cluster/fault_request.h"

#include <QCoreApplication>
#include <algorithm>
#include <array>

namespace cluster {
namespace {

using scenario::FaultKind;
using Thing = bridge::Selection::Kind;

QString fault_tr(const char* text) { return QCoreApplication::translate("cluster::Fault", text); }

}  // namespace

bool has_key(FaultKind kind, std::string_view key) {
  const auto& keys = scenario::fault_kinds()[static_cast<std::size_t>(kind)].keys;
  return std::find(keys.begin(), keys.end(), key) != keys.end();
}

QString FaultRequest::words() const {
  const std::string_view name = scenario::name_of(kind);
  QString text = QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
  if (!target.isEmpty()) text += ' ' + target;
  const std::array<std::pair<const char*, const QString*>, 9> details{{{"how", &how},
                                                                       {"peers", &peers},
                                                                       {"direction", &direction},
                                                                       {"latency", &latency},
                                                                       {"latency.jitter", &latency_jitter},
                                                                       {"bandwidth", &bandwidth},
                                                                       {"ramp", &ramp},
                                                                       {"probability", &probability},
                                                                       {"factor", &factor}}};
  for (const auto& [key, value] : details)
    if (!value->isEmpty() && has_key(kind, key)) text += QStringLiteral(" %1 %2").arg(QLatin1String(key), *value);
  if (!duration.isEmpty()) text += " for " + duration;
  if (!every.isEmpty()) text += " every " + every;
  if (!repeat.isEmpty()) text += " repeat " + repeat;
  return text;
}

bool fits(FaultKind kind, Thing thing) {
  const bool client = thing == Thing::producer || thing == Thing::member || thing == Thing::group;
  return !client || (kind != FaultKind::slow_disk && kind != FaultKind::full_disk);
}

QString target_of(Thing thing, const QString& name) {
  switch (thing) {
    case Thing::broker:
    case Thing::zookeeper:
      return name;
    case Thing::partition:
      return "leader-of " + name;
    case Thing::producer:
      return "producer " + name;
    case Thing::group:
    case Thing::member:
      return "consumer " + name;
    case Thing::nothing:
    case Thing::truck:
    case Thing::event:
      return {};
  }
  return {};
}

QStringList all_targets(const view::Snapshot& s) {
  QStringList all;
  QStringList racks;
  for (const view::BrokerNow& b : s.brokers) {
    all << QString::fromStdString(b.name);
    if (!b.rack.empty()) racks << "rack-" + QString::fromStdString(b.rack);
  }
  for (const view::ZooKeeperNow& z : s.zookeeper) all << QString::fromStdString(z.name);
  all << QStringLiteral("controller") << QStringLiteral("zookeeper-leader");
  racks.removeDuplicates();
  all << racks;
  for (const view::ProducerNow& p : s.producers) all << "producer " + QString::fromStdString(p.name);
  for (const view::GroupNow& g : s.groups) {
    all << "consumer " + QString::fromStdString(g.name);
    for (const view::MemberNow& m : g.members) all << "consumer " + QString::fromStdString(m.name);
  }
  for (const view::PartitionNow& p : s.partitions)
    if (!p.internal) all << "leader-of " + QString::fromStdString(p.name);
  return all;
}

QString title_of(FaultKind kind) {
  switch (kind) {
    case FaultKind::stop:
      return fault_tr("Stop (SIGTERM)");
    case FaultKind::kill:
      return fault_tr("Kill (kill -9)");
    case FaultKind::power_loss:
      return fault_tr("Power loss");
    case FaultKind::restart:
      return fault_tr("Restart");
    case FaultKind::pause:
      return fault_tr("Pause, as in a long GC");
    case FaultKind::partition:
      return fault_tr("Cut the network to");
    case FaultKind::slow_link:
      return fault_tr("Slow network");
    case FaultKind::flaky_link:
      return fault_tr("Flaky network");
    case FaultKind::slow_disk:
      return fault_tr("Slow disk");
    case FaultKind::full_disk:
      return fault_tr("Full disk");
    case FaultKind::slow_host:
      return fault_tr("Slow machine");
  }
  return {};
}

}  // namespace cluster
