#pragma once
/// The same quantity of two runs over the same axes: lines of run A and of run B in one chart, or only those of one of
/// them with a scale that is that of both.

#include <memory>
#include <vector>

#include "gui/charts/time_chart.h"

namespace comparing {

/// Which lines: all series of a record whose paths begin and end so.
struct Quantity {
  QString title;
  QString unit;
  std::string prefix;
  std::string suffix;
  bool logarithmic = false;
};

class PairChart final : public charts::TimeChart {
  Q_OBJECT

 public:
  PairChart(Quantity quantity, bridge::Session& session, QWidget* parent = nullptr);

  /// Either may be nullptr.
  void show_runs(std::shared_ptr<const view::RunRecord> a, std::shared_ptr<const view::RunRecord> b);
  /// Only one of them. -1: both.
  void show_side(int side);
  [[nodiscard]] int side() const { return side_; }
  [[nodiscard]] const Quantity& quantity() const { return quantity_; }

 private:
  PairChart(Quantity quantity, bridge::Session& session, std::shared_ptr<charts::Moments> moments, QWidget* parent);
  [[nodiscard]] std::vector<charts::ChartLine> lines_of_run(int side) const;
  void give_lines();

  Quantity quantity_;
  std::shared_ptr<charts::Moments> ticks_of_;
  std::shared_ptr<const view::RunRecord> runs_[2];
  int side_ = -1;
};

/// The series of that path in B less that in A, where both have a value.
view::Pyramid difference_of(const view::RunRecord& a, const view::RunRecord& b, const std::string& path);

/// What B has more or less than A of a quantity, over time.
class DifferenceStrip final : public charts::TimeChart {
  Q_OBJECT

 public:
  explicit DifferenceStrip(bridge::Session& session, QWidget* parent = nullptr);

  void show_runs(std::shared_ptr<const view::RunRecord> a, std::shared_ptr<const view::RunRecord> b);
  void show_quantity(const Quantity& quantity);

 private:
  DifferenceStrip(bridge::Session& session, std::shared_ptr<charts::Moments> moments, QWidget* parent);
  void give_lines();

  Quantity quantity_;
  std::shared_ptr<charts::Moments> ticks_of_;
  std::shared_ptr<const view::RunRecord> runs_[2];
};

}  // namespace comparing
