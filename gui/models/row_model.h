#pragma once
/// A table for Qt's views whose rows have keys: given all rows anew, it tells its views only of the cells that differ.

#include <QAbstractTableModel>
#include <QStringList>
#include <QVariant>
#include <vector>

namespace models {

/// How a cell is meant; the view has the colour for it.
enum class Tone { plain, muted, strong, good, warning, bad };

struct Cell {
  QVariant value;
  Tone tone = Tone::plain;
  QString hint = {};

  bool operator==(const Cell&) const = default;
};

struct Row {
  QString key;  ///< unlike all others
  std::vector<Cell> cells;
};

class RowModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Role { tone_role = Qt::UserRole + 1, key_role, sort_role };

  explicit RowModel(QStringList titles, QObject* parent = nullptr)
      : QAbstractTableModel(parent), titles_(std::move(titles)) {}

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override {
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
  }
  [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override {
    return parent.isValid() ? 0 : static_cast<int>(titles_.size());
  }
  [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
  [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

  [[nodiscard]] const std::vector<Row>& rows() const { return rows_; }
  /// Titles and cells as text: for CSV and for descriptions.
  [[nodiscard]] QList<QStringList> table() const;

 protected:
  /// Each has as many cells as there are titles.
  void set_rows(std::vector<Row> rows);

 private:
  void remove_others(const std::vector<Row>& rows);
  void change(int row, std::vector<Cell> cells);

  QStringList titles_;
  std::vector<Row> rows_;
};

}  // namespace models
