#include "gui/app/accessible_rows.h"

#include <QAbstractScrollArea>
#include <QEvent>

namespace app {

/// Knows when the widget was painted: then it shows something else.
class AccessibleRows::Watch final : public QObject {
 public:
  Watch(QWidget* widget, AccessibleRows* rows) : QObject(widget), rows_(rows) {
    widget->installEventFilter(this);
    if (auto* const area = qobject_cast<QAbstractScrollArea*>(widget)) area->viewport()->installEventFilter(this);
  }
  void let_go() { rows_ = nullptr; }

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override {
    if (rows_ != nullptr && event->type() == QEvent::Paint) rows_->stale_ = true;
    return QObject::eventFilter(watched, event);
  }

 private:
  AccessibleRows* rows_;
};

AccessibleRows::AccessibleRows(QWidget* widget, Rows rows)
    : QAccessibleWidget(widget, QAccessible::Table), ask_(std::move(rows)), watch_(new Watch(widget, this)) {}

AccessibleRows::~AccessibleRows() {
  if (!watch_.isNull()) static_cast<Watch*>(watch_.data())->let_go();
  forget_cells();
}

void AccessibleRows::forget_cells() const {
  for (const QAccessible::Id id : std::as_const(cells_)) QAccessible::deleteAccessibleInterface(id);
  cells_.clear();
}

const QList<QStringList>& AccessibleRows::rows() const {
  if (!stale_) return rows_;
  stale_ = false;
  QList<QStringList> now = ask_();
  if (now.size() != rows_.size() || (!now.isEmpty() && now.front().size() != rows_.value(0).size())) forget_cells();
  rows_ = std::move(now);
  return rows_;
}

int AccessibleRows::rowCount() const { return static_cast<int>(std::max<qsizetype>(rows().size() - 1, 0)); }
int AccessibleRows::columnCount() const { return static_cast<int>(rows().value(0).size()); }
QString AccessibleRows::columnDescription(int column) const { return rows().value(0).value(column); }
QString AccessibleRows::cell_text(int row, int column) const { return rows().value(row + 1).value(column); }

void* AccessibleRows::interface_cast(QAccessible::InterfaceType kind) {
  if (kind == QAccessible::TableInterface) return static_cast<QAccessibleTableInterface*>(this);
  return QAccessibleWidget::interface_cast(kind);
}

QAccessibleInterface* AccessibleRows::cellAt(int row, int column) const {
  if (row < 0 || row >= rowCount() || column < 0 || column >= columnCount()) return nullptr;
  const auto key = std::make_pair(row, column);
  const auto it = cells_.constFind(key);
  if (it != cells_.constEnd()) return QAccessible::accessibleInterface(*it);
  auto* const cell = new AccessibleCell(*const_cast<AccessibleRows*>(this), row, column);
  cells_.insert(key, QAccessible::registerAccessibleInterface(cell));
  return cell;
}

QAccessibleInterface* AccessibleRows::child(int index) const {
  const int columns = columnCount();
  return columns == 0 ? nullptr : cellAt(index / columns, index % columns);
}

int AccessibleRows::indexOfChild(const QAccessibleInterface* child) const {
  if (child == nullptr || child->role() != QAccessible::Cell) return -1;
  const auto* const cell = static_cast<const AccessibleCell*>(child);
  return cell->rowIndex() * columnCount() + cell->columnIndex();
}

// ---- a field

bool AccessibleCell::isValid() const { return row_ < table_.rowCount() && column_ < table_.columnCount(); }
QAccessibleInterface* AccessibleCell::parent() const { return &table_; }
QAccessibleInterface* AccessibleCell::table() const { return &table_; }
QRect AccessibleCell::rect() const { return table_.rect(); }

QString AccessibleCell::text(QAccessible::Text kind) const {
  if (kind == QAccessible::Name || kind == QAccessible::Value) return table_.cell_text(row_, column_);
  if (kind == QAccessible::Description) return table_.columnDescription(column_);
  return {};
}

QAccessible::State AccessibleCell::state() const {
  QAccessible::State state;
  state.readOnly = true;
  state.focusable = true;
  return state;
}

void* AccessibleCell::interface_cast(QAccessible::InterfaceType kind) {
  return kind == QAccessible::TableCellInterface ? static_cast<QAccessibleTableCellInterface*>(this) : nullptr;
}

}  // namespace app
