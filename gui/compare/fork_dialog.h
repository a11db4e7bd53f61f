#pragma once
/// "Fork & compare": what shall be different in run B.

#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QSpinBox>
#include <vector>

#include "gui/bridge/session.h"
#include "gui/compare/fork_settings.h"
#include "gui/compare/side_words.h"

namespace comparing {

class ForkDialog final : public QDialog {
  Q_OBJECT

 public:
  explicit ForkDialog(bridge::Session& session, QWidget* parent = nullptr);

  /// The run that is open, and the same with the changes.
  [[nodiscard]] Side base() const;
  [[nodiscard]] Side changed() const;
  /// As if chosen. False: there is no such setting.
  bool choose(const QString& path, const QString& value);
  /// The focus is on the first setting of that name: "session.timeout.ms". False: there is none.
  bool point_at(const QString& name);
  void choose_variant(const QString& name);
  /// In B only, at the instant that is shown: "kill broker-102 for 10s". Read when the dialog is accepted.
  void choose_fault(const QString& words);

  void accept() override;

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  struct Row {
    ForkSetting setting;
    QComboBox* value;
  };
  [[nodiscard]] QWidget* make_rows();
  [[nodiscard]] Changes changes() const;
  [[nodiscard]] Side open_run() const;
  QString take_fault();

  bridge::Session& session_;
  QComboBox* variant_;
  QSpinBox* seed_;
  QLineEdit* fault_;
  std::optional<view::JournalEntry> read_fault_;
  QLabel* mistake_;
  std::vector<Row> rows_;
  QScrollArea* area_ = nullptr;
};

}  // namespace comparing
