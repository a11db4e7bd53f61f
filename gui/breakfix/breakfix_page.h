#pragma once
/// The page of break-fix exercises: a cluster is chosen, something in it breaks, and with Kafka's tools, the logs and
/// the charts one finds out what, where and when.

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTextBrowser>
#include <QVBoxLayout>
#include <optional>
#include <vector>

#include "gui/breakfix/grading.h"
#include "gui/pages/page.h"

namespace breakfix {

class InstrumentPanel;

class BreakfixPage final : public pages::Page {
  Q_OBJECT

 public:
  explicit BreakfixPage(bridge::Session& session, QWidget* parent = nullptr);

  void refresh() override;
  [[nodiscard]] QString describe() const override;
  [[nodiscard]] QList<QStringList> table() const override;

  /// The one that is being solved, or was solved last.
  [[nodiscard]] const std::optional<Exercise>& exercise() const { return exercise_; }
  [[nodiscard]] const std::optional<Grade>& result() const { return grade_; }
  [[nodiscard]] int hints_shown() const { return hints_; }
  /// Goes on with what is being solved on another page of the same session: the window is made anew for another
  /// language.
  void take_over(const BreakfixPage& before);
  [[nodiscard]] InstrumentPanel& instruments() { return *instruments_; }

 public Q_SLOTS:
  /// Of the cluster and number that are chosen.
  void begin();
  /// Of a scenario, with its own faults left out.
  void begin_with(const QString& path);
  void hint();
  void answer();
  void give_up();
  /// The instant at which it began, once it is known.
  void go_to_fault();

 Q_SIGNALS:
  void refused(const QString& why);

 private:
  QWidget* build_head();
  QWidget* build_form();
  void start(const Cluster& cluster, std::uint64_t number);
  void offer_choices();
  void show_state();
  void show_progress();
  void reveal();
  void finish();

  std::optional<Exercise> exercise_;
  std::optional<Answer> answer_;
  std::optional<Grade> grade_;
  QStringList explanation_;
  int hints_ = 0;
  bool awaited_ = false;  ///< the run goes on to what is needed for the explanation
  bool starting_ = false;
  std::vector<Cluster> own_;  ///< scenarios that were chosen from the library
  QComboBox* cluster_ = nullptr;
  QSpinBox* number_ = nullptr;
  QLabel* progress_ = nullptr;
  QPushButton* begin_ = nullptr;
  InstrumentPanel* instruments_ = nullptr;
  QWidget* form_ = nullptr;
  QComboBox* kind_ = nullptr;
  QComboBox* target_ = nullptr;
  QDoubleSpinBox* when_ = nullptr;
  QPushButton* now_ = nullptr;
  QPushButton* answer_button_ = nullptr;
  QPushButton* hint_button_ = nullptr;
  QPushButton* give_up_ = nullptr;
  QPushButton* go_ = nullptr;
  QLabel* hint_text_ = nullptr;
  QTextBrowser* verdict_ = nullptr;
};

}  // namespace breakfix
