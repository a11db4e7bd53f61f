#pragma once
/// What both runs tell around the event at which they go apart, side by side: first what they have in common.

#include <QFrame>
#include <QTableWidget>

#include "gui/compare/outcome.h"

namespace comparing {

class BothSides final : public QFrame {
  Q_OBJECT

 public:
  explicit BothSides(QWidget* parent = nullptr);

  void show_difference(const WholeRun& a, const WholeRun& b, const Difference& difference);
  [[nodiscard]] const QTableWidget& list(int side) const { return *lists_[side]; }
  [[nodiscard]] QString describe() const;

 Q_SIGNALS:
  /// A row was chosen: with the mouse, or with Return.
  void wanted(double seconds);

 private:
  void fill(int side, const WholeRun& run, const view::EventRow* first);

  QTableWidget* lists_[2];
};

}  // namespace comparing
