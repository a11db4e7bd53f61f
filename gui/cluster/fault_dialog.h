#pragma once
/// Asks for a fault: target, kind, parameters; shows what would be written into the run's journal, or what is wrong.

#include <QDialog>
#include <functional>
#include <map>
#include <optional>

#include "gui/cluster/fault_request.h"

class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace cluster {

class FaultDialog final : public QDialog {
  Q_OBJECT

 public:
  enum class When { now, at_time, at_event };
  /// The journal's line for these words, at the instant that is shown or at those seconds; or "" and the engine's
  /// problem.
  using Preview = std::function<QString(const QString& words, std::optional<double> at, QString& problem)>;

  /// `now`, `end`: in seconds, between which it may be planned.
  FaultDialog(const FaultRequest& request, const QStringList& targets, Preview preview, double now, double end,
              QWidget* parent = nullptr);

  [[nodiscard]] FaultRequest request() const;
  [[nodiscard]] QString words() const { return request().words(); }
  [[nodiscard]] When when() const;
  /// at_time: seconds.
  [[nodiscard]] double at() const;
  /// at_event: the filter that the event must pass.
  [[nodiscard]] QString filter() const;
  [[nodiscard]] QString preview() const;
  [[nodiscard]] QString problem() const;

 private:
  void make_choices(const FaultRequest& request, const QStringList& targets);
  void make_fields(const FaultRequest& request);
  void make_when();
  void make_foot(QVBoxLayout& column);
  void add_field(QFormLayout& form, const char* key, const QString& title, const QString& value, const QString& hint);
  void look_again();

  Preview read_;
  QComboBox* target_ = nullptr;
  QComboBox* kind_ = nullptr;
  QLabel* meaning_ = nullptr;
  QComboBox* when_ = nullptr;
  QDoubleSpinBox* at_ = nullptr;
  QLineEdit* filter_ = nullptr;
  QFormLayout* form_ = nullptr;
  std::map<QString, QLineEdit*> fields_;  // by key
  QLabel* preview_ = nullptr;
  QLabel* problem_ = nullptr;
  QPushButton* inject_ = nullptr;
};

}  // namespace cluster
