#pragma once
/// What a painted view shows, as a table for screen readers: they know nothing of pixels.

#include <QAccessible>
#include <QAccessibleWidget>
#include <QHash>
#include <QList>
#include <QPointer>
#include <QStringList>
#include <functional>

namespace app {

class AccessibleRows;

/// One field of it.
class AccessibleCell final : public QAccessibleInterface, public QAccessibleTableCellInterface {
 public:
  AccessibleCell(AccessibleRows& table, int row, int column) : table_(table), row_(row), column_(column) {}

  // ---- QAccessibleInterface
  [[nodiscard]] bool isValid() const override;
  [[nodiscard]] QObject* object() const override { return nullptr; }
  [[nodiscard]] QAccessibleInterface* parent() const override;
  [[nodiscard]] QAccessibleInterface* child(int) const override { return nullptr; }
  [[nodiscard]] QAccessibleInterface* childAt(int, int) const override { return nullptr; }
  [[nodiscard]] int childCount() const override { return 0; }
  [[nodiscard]] int indexOfChild(const QAccessibleInterface*) const override { return -1; }
  [[nodiscard]] QString text(QAccessible::Text kind) const override;
  void setText(QAccessible::Text, const QString&) override {}
  [[nodiscard]] QRect rect() const override;
  [[nodiscard]] QAccessible::Role role() const override { return QAccessible::Cell; }
  [[nodiscard]] QAccessible::State state() const override;
  void* interface_cast(QAccessible::InterfaceType kind) override;

  // ---- QAccessibleTableCellInterface
  [[nodiscard]] bool isSelected() const override { return false; }
  [[nodiscard]] QList<QAccessibleInterface*> columnHeaderCells() const override { return {}; }
  [[nodiscard]] QList<QAccessibleInterface*> rowHeaderCells() const override { return {}; }
  [[nodiscard]] int columnIndex() const override { return column_; }
  [[nodiscard]] int rowIndex() const override { return row_; }
  [[nodiscard]] int columnExtent() const override { return 1; }
  [[nodiscard]] int rowExtent() const override { return 1; }
  [[nodiscard]] QAccessibleInterface* table() const override;

 private:
  AccessibleRows& table_;
  int row_;
  int column_;
};

class AccessibleRows final : public QAccessibleWidget, public QAccessibleTableInterface {
 public:
  /// The first row are the names of the columns. Asked again after the widget was painted.
  using Rows = std::function<QList<QStringList>()>;

  AccessibleRows(QWidget* widget, Rows rows);
  ~AccessibleRows() override;

  [[nodiscard]] const QList<QStringList>& rows() const;
  [[nodiscard]] QString cell_text(int row, int column) const;

  // ---- QAccessibleWidget
  void* interface_cast(QAccessible::InterfaceType kind) override;
  [[nodiscard]] int childCount() const override { return rowCount() * columnCount(); }
  [[nodiscard]] QAccessibleInterface* child(int index) const override;
  [[nodiscard]] int indexOfChild(const QAccessibleInterface* child) const override;

  // ---- QAccessibleTableInterface
  [[nodiscard]] QAccessibleInterface* caption() const override { return nullptr; }
  [[nodiscard]] QAccessibleInterface* summary() const override { return nullptr; }
  [[nodiscard]] QAccessibleInterface* cellAt(int row, int column) const override;
  [[nodiscard]] int selectedCellCount() const override { return 0; }
  [[nodiscard]] QList<QAccessibleInterface*> selectedCells() const override { return {}; }
  [[nodiscard]] QString columnDescription(int column) const override;
  [[nodiscard]] QString rowDescription(int row) const override { return cell_text(row, 0); }
  [[nodiscard]] int selectedColumnCount() const override { return 0; }
  [[nodiscard]] int selectedRowCount() const override { return 0; }
  [[nodiscard]] int columnCount() const override;
  [[nodiscard]] int rowCount() const override;
  [[nodiscard]] QList<int> selectedColumns() const override { return {}; }
  [[nodiscard]] QList<int> selectedRows() const override { return {}; }
  [[nodiscard]] bool isColumnSelected(int) const override { return false; }
  [[nodiscard]] bool isRowSelected(int) const override { return false; }
  bool selectRow(int) override { return false; }
  bool selectColumn(int) override { return false; }
  bool unselectRow(int) override { return false; }
  bool unselectColumn(int) override { return false; }
  void modelChange(QAccessibleTableModelChangeEvent*) override {}

 private:
  class Watch;
  void forget_cells() const;

  Rows ask_;
  QPointer<QObject> watch_;  // of the widget
  mutable QList<QStringList> rows_;
  mutable bool stale_ = true;
  mutable QHash<std::pair<int, int>, QAccessible::Id> cells_;
};

}  // namespace app
