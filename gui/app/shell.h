#pragma once
/// Keeps the window, and makes it anew when fonts or language have changed: the run goes on.

#include <QPointer>
#include <memory>

#include "gui/app/main_window.h"
#include "gui/settings/settings_dialog.h"

namespace app {

class Shell final : public QObject {
  Q_OBJECT

 public:
  explicit Shell(bridge::Session& session);
  ~Shell() override;

  [[nodiscard]] MainWindow& window() { return *window_; }
  void show_settings();

 private:
  void make_window();
  void make_anew();

  bridge::Session& session_;
  std::unique_ptr<MainWindow> window_;
  QPointer<settings::SettingsDialog> dialog_;
  bool due_ = false;
};

}  // namespace app
