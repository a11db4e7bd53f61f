#include <QApplication>
#include <QSettings>
#include <QStyleFactory>
#include <QTemporaryDir>
#include <QTextStream>

#include "gui/app/main_window.h"
#include "gui/app/options.h"
#include "gui/app/renderer.h"
#include "gui/app/shell.h"
#include "gui/bridge/session.h"
#include "gui/settings/preferences.h"
#include "kafkasim/version.h"

namespace {

/// Before there is an application: whether a screen is wanted, and how fine it is.
void prepare_platform(int argc, char** argv) {
  bool headless = qEnvironmentVariableIsEmpty("DISPLAY") && qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY");
  for (int i = 1; i < argc; ++i) {
    const QByteArray word(argv[i]);
    for (const char* const option : app::kHeadlessOptions)
      headless = headless || word == option || word.startsWith(QByteArray(option) + "=");
    if (word == "--scale" && i + 1 < argc) qputenv("QT_SCALE_FACTOR", argv[i + 1]);
    if (word.startsWith("--scale=")) qputenv("QT_SCALE_FACTOR", word.mid(8));
  }
  if (headless && qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
}

/// Without a window nothing depends on what somebody has chosen, and nothing is kept.
void forget_settings(const QTemporaryDir& empty) {
  QSettings::setDefaultFormat(QSettings::IniFormat);
  for (const QSettings::Scope scope : {QSettings::UserScope, QSettings::SystemScope})
    QSettings::setPath(QSettings::IniFormat, scope, empty.path());
}

int show_window(const app::Options& options, bridge::Session& session) {
  app::Shell shell(session);
  shell.window().resize(options.size);
  int code = app::kGood;
  if (const QString wrong = app::prepare(options, session, shell.window(), code); !wrong.isEmpty()) {
    QTextStream(stderr) << "kafkasim-gui: " << wrong << "\n";
    return code;
  }
  shell.window().show();
  return QApplication::exec();
}

}  // namespace

int main(int argc, char** argv) {
  prepare_platform(argc, argv);
  QApplication application(argc, argv);
  QApplication::setStyle(QStyleFactory::create("Fusion"));
  QApplication::setOrganizationName("kafkasim");
  QApplication::setApplicationName("kafkasim-gui");
  QApplication::setApplicationVersion(
      QString::fromUtf8(kafkasim::kVersion.data(), static_cast<qsizetype>(kafkasim::kVersion.size())));
  QString message;
  int code = app::kUsage;
  const auto options = app::read_options(QApplication::arguments(), message, code);
  if (!options) {
    QTextStream(code == app::kGood ? stdout : stderr) << message << "\n";
    return code;
  }
  const bool headless = options->headless();
  const QTemporaryDir empty;
  if (headless) forget_settings(empty);
  app::prefer(*options);
  using Mode = bridge::Session::Mode;
  bridge::Session session(headless ? Mode::direct : Mode::live);
  if (!headless) return show_window(*options, session);
  app::MainWindow window(session);
  window.apply_theme();
  return app::run_headless(*options, session, window);
}
