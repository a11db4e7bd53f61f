#pragma once
/// The window: rail, title, health, page, side panels, transport and timeline.

#include <QButtonGroup>
#include <QLabel>
#include <QMainWindow>
#include <QStackedWidget>
#include <QTimer>
#include <QToolButton>
#include <vector>

#include "gui/app/action_registry.h"
#include "gui/app/dock_area.h"
#include "gui/app/elided_label.h"
#include "gui/app/health_strip.h"
#include "gui/app/lesson_panel.h"
#include "gui/app/news_bar.h"
#include "gui/app/parts.h"
#include "gui/app/scenarios_page.h"
#include "gui/app/transport_bar.h"
#include "gui/pages/page.h"

namespace app {

class MainWindow final : public QMainWindow {
  Q_OBJECT

 public:
  explicit MainWindow(bridge::Session& session, QWidget* parent = nullptr);

  [[nodiscard]] const std::vector<pages::Page*>& pages() const { return pages_; }
  /// nullptr: there is none of that id.
  [[nodiscard]] pages::Page* page(const QString& id) const;
  [[nodiscard]] pages::Page* current_page() const;
  [[nodiscard]] ActionRegistry& actions() { return actions_; }
  [[nodiscard]] LessonPanel& lesson() { return *lesson_; }
  [[nodiscard]] HealthStrip& health() { return *health_; }
  [[nodiscard]] ScenariosPage& scenarios() { return *scenarios_; }
  /// All that is on the screen, in words.
  [[nodiscard]] QString describe() const;
  [[nodiscard]] DockArea& docks() { return *docks_; }
  [[nodiscard]] NewsBar& news() { return *bar_; }
  /// Where the window and its panels are, for the next one.
  void keep_layout() const;

 Q_SIGNALS:
  void settings_wanted();

 public Q_SLOTS:
  void show_page(const QString& id);
  /// Opens it and shows the cluster, or says what is wrong with it. False: it could not be opened.
  bool open_file(const QString& path, const QString& variant = {}, qulonglong seed = 0, bool own_seed = true);
  void refresh_page();
  void apply_theme();
  /// Bigger, and without what only the person at the keyboard needs.
  void set_presentation(bool on);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void closeEvent(QCloseEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  QWidget* build_rail();
  QWidget* build_header();
  QWidget* build_centre();
  QWidget* build_foot();
  void add_time_actions();
  void add_view_actions();
  void add_help_actions();
  void add_window_actions();
  void add_panel_actions();
  void add_run_actions();
  void show_run();
  void connect_session();
  void show_palette();
  void show_keys();
  void show_description();
  void show_fidelity();
  void show_chip();
  void show_title();
  void open_dialog();
  void save_dialog();
  void export_dialog();
  void save_journal();
  void tell(const QString& text, bool bad);
  void look(const QString& what);
  void arrange();
  void show_sight();
  void arrange_header();
  /// In pixels as designed: how much room there is for fonts of this size.
  [[nodiscard]] QSizeF room() const;
  static QSize least_size();

  bridge::Session& session_;
  ActionRegistry actions_;
  std::vector<pages::Page*> pages_;
  QButtonGroup* rail_ = nullptr;
  QWidget* rail_box_ = nullptr;
  ElidedLabel* title_ = nullptr;
  std::vector<QToolButton*> header_buttons_;
  QWidget* header_ = nullptr;
  QLabel* seed_ = nullptr;
  QLabel* chip_ = nullptr;
  NewsBar* bar_ = nullptr;
  HealthStrip* health_ = nullptr;
  TransportBar* transport_ = nullptr;
  QStackedWidget* stack_ = nullptr;
  DockArea* docks_ = nullptr;
  QWidget* foot_ = nullptr;
  Panel timeline_;
  LessonPanel* lesson_ = nullptr;
  ScenariosPage* scenarios_ = nullptr;
  QTimer refresh_;
  bool side_wanted_ = true;
  bool presentation_ = false;
};

}  // namespace app
