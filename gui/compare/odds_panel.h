#pragma once
/// Both sides of a comparison with many seeds: is the difference one of the settings, or of chance? Box plots.

#include <QBoxPlotSeries>
#include <QChartView>
#include <QComboBox>
#include <QFrame>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QSpinBox>
#include <QTimer>
#include <array>
#include <atomic>
#include <memory>
#include <optional>
#include <thread>

#include "gui/compare/whole_run.h"
#include "scenarios/engine/odds/odds.h"

namespace comparing {

/// Least, lower quartile, median, upper quartile and most.
std::array<double, 5> five_numbers(std::vector<double> values);

class OddsPanel final : public QFrame {
  Q_OBJECT

 public:
  explicit OddsPanel(QWidget* parent = nullptr);
  ~OddsPanel() override { cancel(); }

  void set_sides(Side a, Side b);
  /// Until all seeds are run: for tests and pictures.
  void wait();
  [[nodiscard]] QString describe() const;

 public Q_SLOTS:
  void start();
  void cancel();

 private:
  using Both = std::array<std::optional<scenario::Odds>, 2>;

  void finish(std::uint64_t job);
  void offer_quantities();
  void show_quantity();
  void style_chart();
  [[nodiscard]] const scenario::OddsRow* row(int side) const;

  std::optional<Side> sides_[2];
  QSpinBox* seeds_;
  QPushButton* start_;
  QComboBox* quantity_;
  QProgressBar* progress_;
  QLabel* summary_;
  QChart* chart_;
  QChartView* view_;
  QTimer timer_;
  std::jthread thread_;
  std::atomic<int> done_{0};
  std::uint64_t job_ = 0;
  std::shared_ptr<Both> running_;
  std::shared_ptr<Both> odds_;
};

}  // namespace comparing
