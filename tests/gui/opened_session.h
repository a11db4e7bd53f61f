#pragma once
/// A scenario of the checkout in a session that does everything within the call, for tests of pages.

#include <QApplication>
#include <fstream>
#include <memory>
#include <sstream>
#include <stdexcept>
#include <string>

#include "gui/bridge/session.h"
#include "gui/style/theme.h"
#include "tests/support/checkout.h"

namespace gui_testing {

/// Without a screen; one for the whole program.
inline void need_application() {
  if (qApp != nullptr) return;
  static int count = 1;
  static char name[] = "gui_tests";
  static char* words[] = {name, nullptr};
  qputenv("QT_QPA_PLATFORM", "offscreen");
  new QApplication(count, words);  // lives as long as the program
  style::set_theme(style::ThemeName::dark);
}

inline std::unique_ptr<bridge::Session> opened_text(const std::string& name, const std::string& text, double seconds) {
  need_application();
  auto session = std::make_unique<bridge::Session>(bridge::Session::Mode::direct);
  view::RunSource source;
  source.name = name;
  source.text = text;
  const QString wrong = session->open(source);
  if (!wrong.isEmpty()) throw std::runtime_error(wrong.toStdString());
  session->seek(seconds);
  return session;
}

/// "a_rolling_deploy.yaml", at that instant.
inline std::unique_ptr<bridge::Session> opened(const std::string& scenario, double seconds) {
  std::ifstream file(kafka::testing::in_checkout("scenarios/" + scenario));
  std::stringstream text;
  text << file.rdbuf();
  return opened_text(scenario, text.str(), seconds);
}

}  // namespace gui_testing
