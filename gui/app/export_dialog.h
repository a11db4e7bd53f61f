#pragma once
/// What is to be written, and how: then where.

#include <QCheckBox>
#include <QComboBox>
#include <QDialog>
#include <QFormLayout>
#include <QLabel>

#include "gui/app/exporter.h"

namespace app {

class ExportDialog final : public QDialog {
  Q_OBJECT

 public:
  explicit ExportDialog(const QString& page_title, QWidget* parent = nullptr);

  [[nodiscard]] ExportWish wish() const;
  /// "png", "jsonl"
  [[nodiscard]] QString ending() const;
  /// For the dialog that asks for the file: "Picture (*.png)".
  [[nodiscard]] QString filter() const;

 private:
  QComboBox* add(const QString& name, const QString& title, const QList<std::pair<QString, QVariant>>& choices);
  void show_fitting();

  QFormLayout* form_;
  QComboBox* what_;
  QComboBox* scale_;
  QComboBox* size_;
  QComboBox* theme_;
  QComboBox* columns_;
  QLabel* note_;
};

}  // namespace app
