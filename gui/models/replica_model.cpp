#include "gui/models/replica_model.h"

#include <algorithm>

namespace models {
namespace {

using view::ReplicaLook;

Cell offset_cell(std::int64_t n, Tone tone) {
  if (n < 0) return {QString(QChar(0x2013)), Tone::muted, {}};
  return {QVariant::fromValue(static_cast<qlonglong>(n)), tone, {}};
}

Tone tone_of(ReplicaLook look) {
  switch (look) {
    case ReplicaLook::leader:
      return Tone::strong;
    case ReplicaLook::in_sync:
      return Tone::plain;
    case ReplicaLook::out_of_sync:
      return Tone::warning;
    case ReplicaLook::offline:
      return Tone::bad;
  }
  return Tone::plain;
}

}  // namespace

const view::PartitionNow* find_partition(const view::Snapshot& snapshot, kafka::TopicPartition tp) {
  for (const view::PartitionNow& p : snapshot.partitions)
    if (p.tp == tp) return &p;
  return nullptr;
}

const view::PartitionNow* find_partition(const view::Snapshot& snapshot, const QString& name) {
  const std::string wanted = name.toStdString();
  for (const view::PartitionNow& p : snapshot.partitions)
    if (p.name == wanted) return &p;
  return nullptr;
}

ReplicaModel::ReplicaModel(QObject* parent)
    : RowModel({tr("Replica"), tr("Role"), tr("Epoch"), tr("LEO"), tr("HW"), tr("Behind"), tr("In ISR")}, parent) {}

Row ReplicaModel::row(const view::BrokerNow& broker, const view::ReplicaNow& replica,
                      const view::PartitionNow* partition, bool names_broker) {
  const QStringList roles{tr("leader"), tr("in sync"), tr("out of ISR"), tr("offline")};
  const Tone tone = tone_of(replica.look);
  const QString name = names_broker ? QString::fromStdString(broker.name)
                                    : QString::fromStdString(partition != nullptr ? partition->name : "?");
  const bool known = partition != nullptr && partition->log_end >= 0 && replica.log_end >= 0;
  const std::int64_t late = known ? std::max<std::int64_t>(0, partition->log_end - replica.log_end) : -1;
  const bool stands = known && replica.look == ReplicaLook::leader && replica.high_watermark < replica.log_end;
  const bool moved = replica.look == ReplicaLook::leader && partition != nullptr && !partition->replicas.empty() &&
                     partition->replicas.front() != broker.id;
  const QString role = moved ? tr("leader, not preferred") : roles[static_cast<int>(replica.look)];
  Cell listed{replica.listed ? tr("yes") : tr("no"), replica.listed ? Tone::plain : Tone::warning, {}};
  if (replica.listed && replica.look == ReplicaLook::offline) listed = {tr("still listed"), Tone::bad, {}};
  return {name,
          {{name, tone, {}},
           {role, tone, moved ? tr("the preferred leader is broker %1").arg(partition->replicas.front()) : QString()},
           offset_cell(replica.leader_epoch, Tone::plain),
           offset_cell(replica.log_end, Tone::plain),
           offset_cell(replica.high_watermark, stands ? Tone::bad : Tone::plain),
           offset_cell(late, late > 0 ? Tone::warning : Tone::muted),
           listed}};
}

void ReplicaModel::show_broker(const view::Snapshot& snapshot, std::int32_t broker) {
  std::vector<Row> rows;
  for (const view::BrokerNow& b : snapshot.brokers) {
    if (b.id != broker) continue;
    std::size_t at = 0;  // replicas and partitions stand in the same order
    for (const view::ReplicaNow& r : b.replicas) {
      while (at < snapshot.partitions.size() && snapshot.partitions[at].tp != r.tp) ++at;
      const view::PartitionNow* const p =
          at < snapshot.partitions.size() ? &snapshot.partitions[at] : find_partition(snapshot, r.tp);
      if (at == snapshot.partitions.size()) at = 0;
      rows.push_back(row(b, r, p, false));
    }
  }
  set_rows(std::move(rows));
}

void ReplicaModel::show_partition(const view::Snapshot& snapshot, kafka::TopicPartition tp) {
  std::vector<Row> rows;
  const view::PartitionNow* const partition = find_partition(snapshot, tp);
  for (const view::BrokerNow& b : snapshot.brokers)
    for (const view::ReplicaNow& r : b.replicas)
      if (r.tp == tp) rows.push_back(row(b, r, partition, true));
  set_rows(std::move(rows));
}

}  // namespace models
