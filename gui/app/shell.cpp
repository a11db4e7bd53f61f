#include "gui/app/shell.h"

#include <QApplication>

#include "gui/breakfix/breakfix_page.h"

namespace app {

Shell::Shell(bridge::Session& session) : session_(session) {
  make_window();
  connect(&settings::Keeper::instance(), &settings::Keeper::words_changed, this, [this] {
    if (due_) return;
    due_ = true;  // not while a widget of the window is speaking
    QMetaObject::invokeMethod(this, &Shell::make_anew, Qt::QueuedConnection);
  });
}

Shell::~Shell() { delete dialog_; }

void Shell::make_window() {
  window_ = std::make_unique<MainWindow>(session_);
  connect(window_.get(), &MainWindow::settings_wanted, this, &Shell::show_settings);
  window_->apply_theme();
}

void Shell::make_anew() {
  due_ = false;
  const std::unique_ptr<MainWindow> before = std::move(window_);
  const QString page = before->current_page()->objectName();
  before->keep_layout();
  make_window();
  window_->setGeometry(before->geometry());
  window_->setWindowState(before->windowState());
  static_cast<breakfix::BreakfixPage*>(window_->page("breakfix"))
      ->take_over(*static_cast<breakfix::BreakfixPage*>(before->page("breakfix")));
  window_->show_page(page);
  if (!before->isVisible()) return;
  const bool quits = QApplication::quitOnLastWindowClosed();
  QApplication::setQuitOnLastWindowClosed(false);
  window_->show();
  before->hide();
  QApplication::setQuitOnLastWindowClosed(quits);
  if (dialog_ != nullptr) dialog_->raise();
}

void Shell::show_settings() {
  if (dialog_ == nullptr) {
    dialog_ = new settings::SettingsDialog;
    dialog_->setAttribute(Qt::WA_DeleteOnClose);
    dialog_->setWindowModality(Qt::ApplicationModal);
  }
  dialog_->show();
  dialog_->raise();
  dialog_->activateWindow();
}

}  // namespace app
