#pragma once
/// Widgets beside each other, and in further lines where a line is full: for chips and buttons whose texts may be long.

#include <QLayout>
#include <QList>

namespace pages {

class FlowLayout final : public QLayout {
  Q_OBJECT

 public:
  explicit FlowLayout(QWidget* parent, int spacing = 6);
  ~FlowLayout() override;

  void addItem(QLayoutItem* item) override { items_.append(item); }
  [[nodiscard]] int count() const override { return static_cast<int>(items_.size()); }
  [[nodiscard]] QLayoutItem* itemAt(int index) const override { return items_.value(index); }
  QLayoutItem* takeAt(int index) override;
  [[nodiscard]] Qt::Orientations expandingDirections() const override { return {}; }
  [[nodiscard]] bool hasHeightForWidth() const override { return true; }
  [[nodiscard]] int heightForWidth(int width) const override { return place(QRect(0, 0, width, 0), false); }
  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSize() const override;
  void setGeometry(const QRect& rect) override;

 private:
  /// The height that is needed; `really`: the widgets are put there. The last widget of a line gets what is left.
  int place(const QRect& in, bool really) const;

  QList<QLayoutItem*> items_;
};

}  // namespace pages
