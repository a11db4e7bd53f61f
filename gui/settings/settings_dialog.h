#pragma once
/// Theme, colours, size of the font, motion, language. What is changed is in force at once.

#include <QComboBox>
#include <QDialog>
#include <functional>

#include "gui/settings/preferences.h"

class QFormLayout;

namespace settings {

class SettingsDialog final : public QDialog {
  Q_OBJECT

 public:
  explicit SettingsDialog(QWidget* parent = nullptr);

 protected:
  /// In another language it is made anew.
  void changeEvent(QEvent* event) override;

 private:
  struct Choice {
    QString id;
    QString text;
  };
  void build();
  QComboBox* add_choice(QFormLayout& form, const QString& name, const QString& title, const QList<Choice>& choices,
                        QString Preferences::*what);
  void add_palette(QFormLayout& form);
  void add_font_scale(QFormLayout& form);
  void add_motion(QFormLayout& form);
  void change(const std::function<void(Preferences&)>& how);

  bool building_ = false;
};

}  // namespace settings
