#include "gui/models/group_model.h"

#include <map>

namespace models {
namespace {

Cell number(std::int64_t n, Tone tone = Tone::plain) {
  if (n < 0) return {QString(QChar(0x2013)), Tone::muted, {}};
  return {QVariant::fromValue(static_cast<qlonglong>(n)), tone, {}};
}

/// The member that owns the partition, and how it is.
Cell owner_cell(const view::GroupNow& group, const view::ReadingNow& reading) {
  for (const view::MemberNow& m : group.members) {
    if (m.client != reading.owner) continue;
    const bool runs = m.state == kafka::MachineState::running;
    return {QString::fromStdString(m.name), runs ? Tone::plain : Tone::bad,
            runs ? QString() : GroupModel::tr("its process does not run")};
  }
  return {GroupModel::tr("nobody"), Tone::warning, GroupModel::tr("nobody reads it")};
}

}  // namespace

GroupModel::GroupModel(QObject* parent)
    : RowModel({tr("Group"), tr("Partition"), tr("Current offset"), tr("Log end offset"), tr("Lag"), tr("Position"),
                tr("Member")},
               parent) {}

void GroupModel::show(const view::Snapshot& snapshot, const QString& group) {
  std::map<kafka::TopicPartition, const view::PartitionNow*> partitions;
  for (const view::PartitionNow& p : snapshot.partitions) partitions.emplace(p.tp, &p);
  std::vector<Row> rows;
  for (const view::GroupNow& g : snapshot.groups) {
    const QString name = QString::fromStdString(g.name);
    if (!group.isEmpty() && group != name) continue;
    for (const view::ReadingNow& r : g.readings) {
      const auto it = partitions.find(r.tp);
      const QString partition =
          it != partitions.end() ? QString::fromStdString(it->second->name) : QString::number(r.tp.partition.value());
      rows.push_back({name + '/' + partition,
                      {{name, Tone::muted, {}},
                       {partition, Tone::strong, {}},
                       number(r.committed),
                       number(it != partitions.end() ? it->second->high_watermark : -1),
                       number(r.lag, r.lag > 0 ? Tone::warning : Tone::plain),
                       number(r.position),
                       owner_cell(g, r)}});
    }
  }
  set_rows(std::move(rows));
}

}  // namespace models
