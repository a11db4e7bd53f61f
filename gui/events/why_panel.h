#pragma once
/// "Why did this happen?": the chain of causes from the root to an event, and what followed from it.

#include <QFrame>
#include <QLabel>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>
#include <vector>

#include "gui/bridge/session.h"
#include "gui/events/why_step.h"

namespace events {

class WhyPanel final : public QFrame {
  Q_OBJECT

 public:
  explicit WhyPanel(bridge::Session& session, QWidget* parent = nullptr);

  void refresh();
  [[nodiscard]] QString describe() const;

 Q_SIGNALS:
  /// "session.timeout.ms": a setting that decided a step shall be tried with another value.
  void setting_wanted(const QString& name);

 protected:
  void showEvent(QShowEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void make_head(QVBoxLayout* all);
  void take_theme();
  void show_chain(std::uint64_t number);
  void show_consequences(std::uint64_t number);
  WhyStep* add(const view::EventRow& row, int depth, std::size_t more);
  void add_settings(const view::EventRow& row);
  void clear();
  void say(const QString& text);

  bridge::Session& session_;
  QLabel* icon_ = nullptr;
  QWidget* tabs_ = nullptr;
  QToolButton* why_ = nullptr;
  QToolButton* after_ = nullptr;
  QLabel* nothing_;
  QScrollArea* area_;
  QWidget* list_;
  QVBoxLayout* steps_;
  std::vector<WhyStep*> shown_;
  std::uint64_t explained_ = 0;
  std::uint64_t known_ = 0;  // events in the record when it was shown
  bool choosing_ = false;
};

}  // namespace events
