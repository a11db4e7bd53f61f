#pragma once
/// What an operator asks a cluster: Kafka's command line tools, and the logs of all processes.

#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTabWidget>
#include <QWidget>

#include "gui/bridge/session.h"

namespace breakfix {

class InstrumentPanel final : public QWidget {
  Q_OBJECT

 public:
  explicit InstrumentPanel(bridge::Session& session, QWidget* parent = nullptr);

  void refresh();
  [[nodiscard]] QString tool_text() const { return output_->toPlainText(); }
  /// The lines up to the instant that is shown, latest last.
  [[nodiscard]] QStringList log_lines() const;
  [[nodiscard]] QTabWidget& tabs() { return *tabs_; }

 private:
  QWidget* build_tools();
  QWidget* build_logs();
  void ask();
  void show_logs();
  void offer_processes();

  bridge::Session& session_;
  QTabWidget* tabs_;
  QComboBox* tool_ = nullptr;
  QPlainTextEdit* output_ = nullptr;
  QComboBox* process_ = nullptr;
  QLineEdit* search_ = nullptr;
  QPlainTextEdit* log_ = nullptr;
  std::uint64_t asked_at_ = ~std::uint64_t{0};
  QString shown_log_;
};

}  // namespace breakfix
