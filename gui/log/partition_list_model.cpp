#include "gui/log/partition_list_model.h"

#include <algorithm>
#include <map>

namespace logs {

int PartitionListModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

QVariant PartitionListModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= rowCount()) return {};
  const PartitionRow& r = row(index.row());
  if (role == Qt::DisplayRole) return r.name;
  if (role != Qt::AccessibleTextRole && role != Qt::ToolTipRole) return {};
  QStringList words;
  words << (r.leader < 0 ? tr("%1, no leader").arg(r.name) : tr("%1, leader %2").arg(r.name).arg(r.leader));
  for (const PartitionRow::Bar& b : r.bars)
    words << (b.log_end < 0 ? tr("broker %1 is down").arg(b.broker)
                            : tr("broker %1 log end offset %2").arg(b.broker).arg(b.log_end));
  return words.join(", ");
}

void PartitionListModel::show_snapshot(const view::Snapshot* s) {
  std::vector<PartitionRow> rows;
  if (s != nullptr) {
    std::map<std::pair<kafka::TopicPartition, std::int32_t>, const view::ReplicaNow*> replicas;
    for (const view::BrokerNow& b : s->brokers)
      for (const view::ReplicaNow& r : b.replicas) replicas[{r.tp, b.id}] = &r;
    for (const view::PartitionNow& p : s->partitions) {
      if (p.internal) continue;
      PartitionRow row{p.tp, QString::fromStdString(p.name), p.leader, p.serving, p.log_start, {}};
      for (const std::int32_t id : p.replicas) {
        const auto it = replicas.find({p.tp, id});
        if (it == replicas.end())
          row.bars.push_back({id, -1, view::ReplicaLook::offline});
        else
          row.bars.push_back({id, it->second->log_end, it->second->look});
      }
      rows.push_back(std::move(row));
    }
  }
  if (rows.size() != rows_.size()) {
    beginResetModel();
    rows_ = std::move(rows);
    endResetModel();
    return;
  }
  int first = -1;
  int last = -1;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i] == rows_[i]) continue;
    rows_[i] = std::move(rows[i]);
    if (first < 0) first = static_cast<int>(i);
    last = static_cast<int>(i);
  }
  if (first >= 0) Q_EMIT dataChanged(index(first), index(last));
}

int PartitionListModel::find(const QString& name) const {
  for (int i = 0; i < rowCount(); ++i)
    if (row(i).name == name) return i;
  return -1;
}

}  // namespace logs
