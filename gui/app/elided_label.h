#pragma once
/// A line of text that ends with "..." where there is no more room; all of it is in its tool tip.

#include <QLabel>

namespace app {

class ElidedLabel final : public QLabel {
  Q_OBJECT

 public:
  using QLabel::QLabel;

  void set_whole_text(const QString& text);
  [[nodiscard]] const QString& whole_text() const { return whole_; }
  [[nodiscard]] QSize minimumSizeHint() const override { return {60, QLabel::minimumSizeHint().height()}; }
  [[nodiscard]] QSize sizeHint() const override;

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  void elide();

  QString whole_;
};

}  // namespace app
