#pragma once
/// Lifelines of those who take part in a chain of events, with arrows from cause to consequence. Time is not linear:
/// silent stretches are folded. Ctrl+Left and Ctrl+Right go to the cause and to the first consequence; S, or the menu,
/// saves it as a picture.

#include <QFrame>

#include "gui/bridge/session.h"
#include "gui/events/sequence_plan.h"

namespace events {

class SequenceChart final : public QFrame {
  Q_OBJECT

 public:
  explicit SequenceChart(bridge::Session& session, QWidget* parent = nullptr);

  void refresh();
  [[nodiscard]] QString describe() const;
  [[nodiscard]] const SequencePlan& plan() const { return plan_; }
  /// Where it is drawn.
  [[nodiscard]] QLineF line_of(const SequenceArrow& arrow) const;

 public Q_SLOTS:
  void go_to_cause();
  void go_to_consequence();
  /// A dialog for the file's name.
  void save();

 protected:
  bool event(QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void showEvent(QShowEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;

 private:
  [[nodiscard]] QRectF field() const;
  [[nodiscard]] double x_of(double seconds) const;
  [[nodiscard]] double y_of(std::size_t line) const;
  [[nodiscard]] const SequenceDot* dot_at(QPointF point) const;
  [[nodiscard]] const SequenceArrow* arrow_at(QPointF point) const;
  /// Of a dot or an arrow there; nullptr: none, or a batch.
  [[nodiscard]] const view::EventRow* row_at(QPointF point) const;
  [[nodiscard]] QString text_at(QPointF point) const;
  void select(const view::EventRow* row);
  void paint_stretches(QPainter& p) const;
  void paint_faults(QPainter& p) const;
  void paint_lines(QPainter& p) const;
  void paint_arrows(QPainter& p) const;
  void paint_arrow(QPainter& p, const SequenceArrow& arrow) const;
  void paint_label(QPainter& p, const QLineF& along, const QString& text, std::vector<QRectF>& taken) const;
  void paint_dots(QPainter& p) const;

  bridge::Session& session_;
  SequencePlan plan_;
  std::uint64_t explained_ = 0;
  std::uint64_t known_ = 0;
};

}  // namespace events
