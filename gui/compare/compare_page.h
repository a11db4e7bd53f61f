#pragma once
/// Two runs beside each other: what came of them, where they went apart, and the same charts over the same axes.

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QTableView>
#include <QToolButton>
#include <memory>
#include <vector>

#include "gui/compare/background_runs.h"
#include "gui/compare/odds_panel.h"
#include "gui/compare/outcome_model.h"
#include "gui/compare/pair_chart.h"
#include "gui/pages/page.h"

namespace comparing {

class ComparePage final : public pages::Page {
  Q_OBJECT

 public:
  explicit ComparePage(bridge::Session& session, QWidget* parent = nullptr);

  void refresh() override;
  [[nodiscard]] QString describe() const override;
  [[nodiscard]] QList<QStringList> table() const override;

  /// Runs both to their ends and shows them.
  void compare(Side a, Side b);
  /// Until that is done: for pictures and tests.
  void wait() { runs_.wait(); }
  [[nodiscard]] const OutcomeModel& outcome() const { return *outcome_; }
  [[nodiscard]] OddsPanel& odds() { return *odds_; }
  [[nodiscard]] const Difference& difference() const { return difference_; }

 public Q_SLOTS:
  /// The dialog; then compare().
  void fork();
  void set_overlay(bool on);
  /// Box plots over many seeds instead of charts over time.
  void set_seeds(bool on);

 private:
  void make_head(QVBoxLayout* all);
  void make_charts(QVBoxLayout* all);
  void lay_out_charts();
  void offer_past_runs();
  void compare_with_past(int index);
  void show_runs(const std::vector<std::shared_ptr<const WholeRun>>& runs);
  void show_difference();
  void say(const QString& text);
  void fit_table();
  void clear();

  BackgroundRuns runs_;
  QTimer progress_timer_;
  OutcomeModel* outcome_;
  QTableView* table_;
  QLabel* note_;
  QLabel* nothing_;
  QComboBox* past_;
  QPushButton* fork_;
  QToolButton* overlay_;
  QToolButton* seeds_;
  OddsPanel* odds_;
  QProgressBar* progress_;
  QPushButton* cancel_;
  QWidget* charts_;
  QGridLayout* grid_;
  std::vector<PairChart*> pairs_;  // overlaid: the first half; side by side: all
  std::shared_ptr<const WholeRun> a_;
  std::shared_ptr<const WholeRun> b_;
  Difference difference_;
};

}  // namespace comparing
