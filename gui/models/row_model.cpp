#include "gui/models/row_model.h"

#include <QSet>
#include <algorithm>

namespace models {

QVariant RowModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid()) return {};
  const Row& row = rows_[static_cast<std::size_t>(index.row())];
  const Cell& cell = row.cells[static_cast<std::size_t>(index.column())];
  const bool number = cell.value.typeId() != QMetaType::QString;
  switch (role) {
    case Qt::DisplayRole:
    case sort_role:
      return cell.value;
    case Qt::TextAlignmentRole:
      return QVariant(number ? Qt::AlignRight | Qt::AlignVCenter : Qt::AlignLeft | Qt::AlignVCenter);
    case Qt::ToolTipRole:
      return cell.hint.isEmpty() ? QVariant() : QVariant(cell.hint);
    case tone_role:
      return static_cast<int>(cell.tone);
    case key_role:
      return row.key;
    default:
      return {};
  }
}

QVariant RowModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section >= titles_.size()) return {};
  return titles_[section];
}

QList<QStringList> RowModel::table() const {
  QList<QStringList> all{titles_};
  for (const Row& row : rows_) {
    QStringList line;
    for (const Cell& cell : row.cells) line << cell.value.toString();
    all << line;
  }
  return all;
}

void RowModel::set_rows(std::vector<Row> rows) {
  remove_others(rows);
  if (rows_.empty()) {
    if (rows.empty()) return;
    beginInsertRows({}, 0, static_cast<int>(rows.size()) - 1);
    rows_ = std::move(rows);
    endInsertRows();
    return;
  }
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const int at = static_cast<int>(i);
    const auto from = rows_.begin() + static_cast<std::ptrdiff_t>(std::min(i, rows_.size()));
    const auto it = std::find_if(from, rows_.end(), [&](const Row& r) { return r.key == rows[i].key; });
    if (it == rows_.end()) {
      beginInsertRows({}, at, at);
      rows_.insert(from, std::move(rows[i]));
      endInsertRows();
      continue;
    }
    if (it != from) {
      const int old = static_cast<int>(it - rows_.begin());
      beginMoveRows({}, old, old, {}, at);
      std::rotate(from, it, it + 1);
      endMoveRows();
    }
    change(at, std::move(rows[i].cells));
  }
}

void RowModel::remove_others(const std::vector<Row>& rows) {
  QSet<QString> keys;
  for (const Row& row : rows) keys.insert(row.key);
  for (int last = static_cast<int>(rows_.size()) - 1; last >= 0; --last) {
    if (keys.contains(rows_[static_cast<std::size_t>(last)].key)) continue;
    int first = last;
    while (first > 0 && !keys.contains(rows_[static_cast<std::size_t>(first) - 1].key)) --first;
    beginRemoveRows({}, first, last);
    rows_.erase(rows_.begin() + first, rows_.begin() + last + 1);
    endRemoveRows();
    last = first;
  }
}

void RowModel::change(int row, std::vector<Cell> cells) {
  std::vector<Cell>& old = rows_[static_cast<std::size_t>(row)].cells;
  int first = -1;
  int last = -1;
  for (std::size_t c = 0; c < cells.size(); ++c) {
    if (old[c] == cells[c]) continue;
    if (first < 0) first = static_cast<int>(c);
    last = static_cast<int>(c);
  }
  if (first < 0) return;
  old = std::move(cells);
  Q_EMIT dataChanged(index(row, first), index(row, last));
}

}  // namespace models
