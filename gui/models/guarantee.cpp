#include "gui/models/guarantee.h"

#include <QCoreApplication>
#include <QStringList>
#include <algorithm>

namespace models {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("models::Guarantee", text); }

QString number(int n) {
  const QStringList words{tr("none"), tr("one"), tr("two"),   tr("three"), tr("four"),
                          tr("five"), tr("six"), tr("seven"), tr("eight"), tr("nine")};
  return n < words.size() ? words[n] : QString::number(n);
}

}  // namespace

bool alive(const view::Snapshot& snapshot, std::int32_t broker) {
  return std::any_of(snapshot.brokers.begin(), snapshot.brokers.end(), [&](const view::BrokerNow& b) {
    return b.id == broker && b.state != kafka::MachineState::stopped && b.state != kafka::MachineState::paused;
  });
}

Guarantee guarantee_of(const view::PartitionNow& partition, const view::Snapshot& snapshot) {
  Guarantee g;
  for (const std::int32_t id : partition.isr) g.in_sync += alive(snapshot, id) ? 1 : 0;
  g.until_risk = g.in_sync;
  g.until_writes_stop = partition.serving ? std::max(0, g.in_sync - partition.min_isr + 1) : 0;
  return g;
}

QString sentence_of(const Guarantee& g) {
  if (g.in_sync == 0) return tr("no replica in sync is alive: nothing can be read or written");
  const QString risk = tr("%1 until data is at risk").arg(number(g.until_risk));
  if (g.until_writes_stop == 0) return tr("writes with acks=all have stopped, ") + risk;
  return tr("%1 until writes stop, %2")
      .arg(g.until_writes_stop == 1 ? tr("one more broker") : tr("%1 more brokers").arg(number(g.until_writes_stop)),
           risk);
}

}  // namespace models
