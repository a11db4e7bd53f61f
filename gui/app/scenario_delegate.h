#pragma once
/// A scenario as a card: its chapter, its title, the first words of its lesson, and a small picture of what it is
/// about.

#include <QStyledItemDelegate>

namespace app {

class ScenarioDelegate final : public QStyledItemDelegate {
  Q_OBJECT

 public:
  using QStyledItemDelegate::QStyledItemDelegate;
  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
  [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

}  // namespace app
