#pragma once
/// One event in a chain of causes: time, place, sentence, and how the one before led to it.

#include <QAbstractButton>

#include "gui/view/chunk.h"

namespace events {

class WhyStep final : public QAbstractButton {
  Q_OBJECT

 public:
  /// `depth` indents; `more`: alike that are left out.
  WhyStep(const view::EventRow& row, int depth, std::size_t more, QWidget* parent);

  /// The line to the neighbours is drawn, and it is the event that is explained.
  void set_place(bool first, bool last, bool explained);
  [[nodiscard]] std::uint64_t number() const { return number_; }
  [[nodiscard]] double seconds() const { return seconds_; }

  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override { return {160, 40}; }
  [[nodiscard]] bool hasHeightForWidth() const override { return true; }
  [[nodiscard]] int heightForWidth(int width) const override;

 Q_SIGNALS:
  void wanted();  ///< double click or Return: go there

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  struct Rects {
    QRect head;
    QRect text;
    QRect because;
    int height;
  };
  [[nodiscard]] Rects rects(int width) const;

  std::uint64_t number_;
  double seconds_;
  view::EventClass kind_;
  int depth_;
  QString head_;
  QString text_;
  QString because_;
  bool first_ = true;
  bool last_ = true;
  bool explained_ = false;
};

}  // namespace events
