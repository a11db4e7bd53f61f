#pragma once
/// Two runs beside each other: what came of them, where they went apart, and the same charts over the same axes.

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QTableView>
#include <QToolButton>
#include <memory>
#include <vector>

#include "gui/compare/background_runs.h"
#include "gui/compare/both_sides.h"
#include "gui/compare/groups_pair.h"
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
  [[nodiscard]] std::vector<pages::KeyNote> keys() const override;

  /// Runs both to their ends and shows them.
  void compare(Side a, Side b);
  /// The run that is open, and the same with changes: "variant:acks-1", "path=value". "", or what is wrong with them.
  QString compare_with(const QStringList& changes);
  /// Until that is done: for pictures and tests.
  void wait() { runs_.wait(); }
  [[nodiscard]] const OutcomeModel& outcome() const { return *outcome_; }
  [[nodiscard]] OddsPanel& odds() { return *odds_; }
  [[nodiscard]] const Difference& difference() const { return difference_; }
  [[nodiscard]] const BothSides& both_sides() const { return *both_; }
  [[nodiscard]] const GroupsPair& groups_pair() const { return *groups_; }
  [[nodiscard]] const DifferenceStrip& strip() const { return *strip_; }
  [[nodiscard]] const std::vector<PairChart*>& charts() const { return pairs_; }

 public Q_SLOTS:
  /// The dialog; then compare(). `setting`: what it points at: "session.timeout.ms".
  void fork(const QString& setting = {});
  void set_overlay(bool on);
  /// Box plots over many seeds instead of charts over time.
  void set_seeds(bool on);
  /// A consumer group in both, over each other, instead of charts.
  void set_groups(bool on);
  /// The window, the cursor and the run that is open go to the first difference; the events of both are listed. Again:
  /// they are not.
  void show_first_difference();

  void changeEvent(QEvent* event) override;

 private:
  enum class Shown { charts, groups, seeds };

  void make_head(QVBoxLayout* all);
  QToolButton* make_switch(QHBoxLayout* row, const QString& id, const QString& text, const QString& spoken,
                           Qt::Key key);
  void make_note(QVBoxLayout* all);
  void show_part(Shown part);
  void show_strip_of(const PairChart& chart);
  void make_charts(QVBoxLayout* all);
  void lay_out_charts();
  void offer_past_runs();
  void compare_with_past(int index);
  void show_runs(const std::vector<std::shared_ptr<const WholeRun>>& runs);
  void show_difference();
  void say(const QString& text);
  void say_nothing_compared();
  void fit_table();
  void clear();

  BackgroundRuns runs_;
  QTimer progress_timer_;
  OutcomeModel* outcome_;
  QTableView* table_;
  QFrame* note_frame_;
  QLabel* note_;
  QPushButton* jump_;
  BothSides* both_;
  QLabel* nothing_;
  QComboBox* past_;
  QPushButton* fork_;
  QToolButton* overlay_;
  QToolButton* group_;
  QToolButton* seeds_;
  GroupsPair* groups_;
  OddsPanel* odds_;
  QProgressBar* progress_;
  QPushButton* cancel_;
  QScrollArea* scroll_;  // of the charts: in a low window they do not all fit
  QWidget* charts_;
  QGridLayout* grid_;
  DifferenceStrip* strip_;
  QFrame* strip_frame_;
  std::vector<PairChart*> pairs_;  // overlaid: the first half; side by side: all
  std::shared_ptr<const WholeRun> a_;
  std::shared_ptr<const WholeRun> b_;
  Difference difference_;
  Shown part_ = Shown::charts;
};

}  // namespace comparing
