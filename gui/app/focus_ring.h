#pragma once
/// Shows where the keyboard is: a ring around whatever Tab has come to, the same for buttons, tables and painted views.
/// Who uses the mouse does not see it.

#include <QPointer>
#include <QWidget>

namespace app {

class FocusRing final : public QWidget {
  Q_OBJECT

 public:
  /// Lies over the window, and lets everything through.
  explicit FocusRing(QWidget* window);

  /// nullptr: nothing.
  [[nodiscard]] QWidget* around() const { return isVisible() ? target_.data() : nullptr; }

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;

 private:
  void follow(QWidget* now);
  void place();

  QPointer<QWidget> target_;
  bool by_key_ = false;
};

}  // namespace app
