#pragma once
/// The library: what there is to learn, to ask and to see.

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSpinBox>
#include <QTextBrowser>

#include "gui/app/scenario_filter.h"
#include "gui/app/scenario_model.h"
#include "gui/pages/page.h"
#include "gui/style/theme.h"

namespace app {

class ScenariosPage final : public pages::Page {
  Q_OBJECT

 public:
  explicit ScenariosPage(bridge::Session& session, QWidget* parent = nullptr);

  [[nodiscard]] ScenarioModel& model() { return *model_; }
  [[nodiscard]] ScenarioFilter& filter() { return *filter_; }
  void choose(const QString& name);
  /// The one that is chosen; nullptr: none.
  [[nodiscard]] const ScenarioCard* chosen() const;

  void refresh() override;
  [[nodiscard]] QString describe() const override;
  [[nodiscard]] QList<QStringList> table() const override;

 Q_SIGNALS:
  /// "Start" was pressed: as chosen, with variant ("" = none) and seed (nothing: the scenario's own).
  void start(const QString& path, const QString& variant, qulonglong seed, bool own_seed);
  /// A hidden fault is wanted in it.
  void exercise(const QString& path);
  /// A file of one's own.
  void open_wanted();

 private:
  QWidget* build_list();
  void make_exercise(QWidget* parent);
  QWidget* build_tags();
  QWidget* build_preview();
  void show_chosen();
  void show_count();
  void press_start();

  ScenarioModel* model_;
  ScenarioFilter* filter_;
  QListView* list_ = nullptr;
  QLineEdit* search_ = nullptr;
  QLabel* title_ = nullptr;
  QLabel* chapter_ = nullptr;
  QTextBrowser* text_ = nullptr;
  QLabel* sizes_ = nullptr;
  QComboBox* variant_ = nullptr;
  QSpinBox* seed_ = nullptr;
  QPushButton* start_ = nullptr;
  QPushButton* exercise_ = nullptr;
  SketchView* sketch_ = nullptr;
  QWidget* tags_ = nullptr;
  QLabel* count_ = nullptr;
  QLabel* hint_ = nullptr;
  style::ThemeName drawn_in_{};
};

}  // namespace app
