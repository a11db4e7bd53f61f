#pragma once
/// A number with what it is.

#include <QWidget>

namespace strips {

class Tile final : public QWidget {
  Q_OBJECT

 public:
  enum class Mood { plain, warn, bad };

  explicit Tile(const QString& name, QWidget* parent = nullptr);
  void show_value(const QString& value, const QString& caption, Mood mood = Mood::plain);
  [[nodiscard]] const QString& value() const { return value_; }
  [[nodiscard]] const QString& caption() const { return caption_; }
  [[nodiscard]] QSize sizeHint() const override { return {170, 58}; }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  QString value_;
  QString caption_;
  Mood mood_ = Mood::plain;
};

}  // namespace strips
