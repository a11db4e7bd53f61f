#pragma once
/// Draws the cells of a RowModel: numbers with thin spaces in the numbers' font, each in the colour that is meant.

#include <QStyledItemDelegate>

namespace cluster {

class TableDelegate final : public QStyledItemDelegate {
  Q_OBJECT

 public:
  using QStyledItemDelegate::QStyledItemDelegate;

  [[nodiscard]] QString displayText(const QVariant& value, const QLocale& locale) const override;

 protected:
  void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override;
};

}  // namespace cluster
