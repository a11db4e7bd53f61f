#include "gui/trucks/truck_facts.h"

#include <QCoreApplication>
#include <algorithm>

#include "gui/style/format.h"
#include "scenarios/engine/run/keys.h"

namespace trucks {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("trucks", text); }

}  // namespace

AgeLimits age_limits(const scenario::TrucksSpec& spec) {
  const double every = sim::to_seconds(spec.every);
  return {every + 1, every + 6};
}

const view::TruckNow* TruckFacts::truck(int number) const {
  if (!session_.snapshot() || !session_.snapshot()->trucks) return nullptr;
  const auto& all = session_.snapshot()->trucks->trucks;
  return number >= 1 && static_cast<std::size_t>(number) <= all.size() ? &all[static_cast<std::size_t>(number) - 1]
                                                                       : nullptr;
}

const view::TruckNow* TruckFacts::oldest() const {
  if (!session_.snapshot() || !session_.snapshot()->trucks) return nullptr;
  const auto& all = session_.snapshot()->trucks->trucks;
  const auto it =
      std::max_element(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.age_s < b.age_s; });
  return it == all.end() || it->age_s < 0 ? nullptr : &*it;
}

QString TruckFacts::key(int truck) const {
  return QString::fromStdString(scenario::format_key(session_.spec()->trucks->key_format, truck));
}

QString TruckFacts::partition(const view::TruckNow& t) const {
  return t.partition < 0 ? QString()
                         : QString::fromStdString(session_.spec()->trucks->topic) + "-" + QString::number(t.partition);
}

const view::GroupNow* TruckFacts::dashboard() const {
  if (!session_.snapshot()) return nullptr;
  for (const view::GroupNow& g : session_.snapshot()->groups)
    if (g.name == session_.spec()->trucks->dashboard_group) return &g;
  return nullptr;
}

const view::ReadingNow* TruckFacts::reading(const view::TruckNow& t) const {
  const view::GroupNow* const group = dashboard();
  if (group == nullptr) return nullptr;
  const std::string& topic = session_.spec()->trucks->topic;
  for (const view::ReadingNow& r : group->readings)
    if (r.tp.partition.value() == t.partition && session_.names().topic(r.tp.topic) == topic) return &r;
  return nullptr;
}

int TruckFacts::owner(const view::TruckNow& t) const {
  const view::ReadingNow* const r = reading(t);
  if (r == nullptr || r->owner == kafka::kNoClient) return -1;
  const auto& members = dashboard()->members;
  const auto it =
      std::find_if(members.begin(), members.end(), [&](const view::MemberNow& m) { return m.client == r->owner; });
  return it == members.end() ? -1 : static_cast<int>(it - members.begin());
}

// ---- why

std::optional<std::int64_t> TruckFacts::waiting(const view::TruckNow& t) const {
  const view::ReadingNow* const r = reading(t);
  if (r == nullptr) return std::nullopt;
  const std::string name = "truck-" + std::to_string(t.truck);
  const auto& batches = session_.record().batches();
  for (auto it = batches.rbegin(); it != batches.rend(); ++it) {
    if (sim::to_seconds(session_.now() - it->appended) > t.age_s) break;  // no newer report is older than this one
    if (it->appended > session_.now() || it->tp != r->tp || it->base_offset + it->count <= t.offset + 1) continue;
    if (it->producer != kafka::kNoClient && session_.names().client(it->producer) == name)
      return it->base_offset + it->count - 1;
  }
  return std::nullopt;
}

/// Its report is there, and the dashboard has not got it.
QString TruckFacts::why_unread(const view::TruckNow& t) const {
  const view::ReadingNow& r = *reading(t);
  const view::GroupsChart* const chart = session_.record().groups();
  if (chart != nullptr) {
    for (auto s = chart->readers.rbegin(); s != chart->readers.rend(); ++s) {
      if (s->group != dashboard()->id || s->tp != r.tp || s->reader != kafka::kNoClient) continue;
      if (s->begin > session_.now() || (s->end && *s->end <= session_.now())) continue;
      const QString last =
          s->before == kafka::kNoClient ? tr("its owner") : QString::fromStdString(session_.names().client(s->before));
      const QString why = QString::fromStdString(s->why);
      if (why.startsWith("owner ")) return tr("owner %1 %2").arg(last, why.mid(6));
      return tr("nobody of the group reads it: %1; %2 read it last").arg(why, last);
    }
  }
  if (r.owner == kafka::kNoClient) return tr("it has no owner in the group");
  for (const view::PartitionNow& p : session_.snapshot()->partitions)
    if (p.tp == r.tp && !p.serving) return tr("no broker serves the partition");
  const QString owner = QString::fromStdString(session_.names().client(r.owner));
  for (const view::MemberNow& m : dashboard()->members)
    if (m.client == r.owner && m.state != kafka::MachineState::running) return tr("owner %1 stands still").arg(owner);
  return tr("owner %1 has %2 records to read before it")
      .arg(owner, style::count_text(static_cast<double>(std::max<std::int64_t>(0, r.lag - 1))));
}

/// No report has come into the log.
QString TruckFacts::why_unsent(const view::TruckNow& t) const {
  const scenario::TrucksSpec& spec = *session_.spec()->trucks;
  if (session_.seconds() >= sim::to_seconds(spec.stop)) return tr("the trucks report no more");
  const view::ReadingNow* const r = reading(t);
  for (const view::PartitionNow& p : session_.snapshot()->partitions) {
    if (r == nullptr || p.tp != r->tp) continue;
    if (!p.serving) return tr("its report is not in the log: no broker serves %1").arg(partition(t));
    if (p.under_min_isr())
      return tr("its report is not in the log: %1 has fewer replicas in the ISR than min.insync.replicas = %2")
          .arg(partition(t))
          .arg(p.min_isr);
  }
  return tr("no newer report of it is in the log");
}

QString TruckFacts::why(const view::TruckNow& t) const {
  const AgeLimits limits = age_limits(*session_.spec()->trucks);
  switch (limits.of(t.age_s)) {
    case Age::never:
      return tr("the dashboard has not got a report of it yet");
    case Age::on_time:
      return tr("on time");
    case Age::late:
    case Age::lost:
      break;
  }
  const auto offset = waiting(t);
  if (offset)
    return tr("its report waits in the log at offset %1: %2")
        .arg(style::count_text(static_cast<double>(*offset)), why_unread(t));
  return why_unsent(t);
}

}  // namespace trucks
