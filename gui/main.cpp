#include <QApplication>
#include <QStyleFactory>
#include <QTextStream>

#include "gui/app/main_window.h"
#include "gui/app/options.h"
#include "gui/app/renderer.h"
#include "gui/bridge/session.h"
#include "gui/style/fonts.h"
#include "gui/style/theme.h"
#include "kafkasim/version.h"

namespace {

/// Before there is an application: whether a screen is wanted, and how fine it is.
void prepare_platform(int argc, char** argv) {
  bool headless = qEnvironmentVariableIsEmpty("DISPLAY") && qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY");
  for (int i = 1; i < argc; ++i) {
    const QByteArray word(argv[i]);
    for (const char* const option :
         {"--render", "--script", "--report", "--csv", "--frames", "--bench", "--list-pages"})
      headless = headless || word == option || word.startsWith(QByteArray(option) + "=");
    if (word == "--scale" && i + 1 < argc) qputenv("QT_SCALE_FACTOR", argv[i + 1]);
    if (word.startsWith("--scale=")) qputenv("QT_SCALE_FACTOR", word.mid(8));
  }
  if (headless && qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
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
  style::ThemeName theme{};
  style::theme_by_name(options->theme, theme);
  style::set_theme(theme);
  using Mode = bridge::Session::Mode;
  bridge::Session session(options->headless() ? Mode::direct : Mode::live);
  app::MainWindow window(session);
  window.apply_theme();
  if (options->headless()) return app::run_headless(*options, session, window);
  window.resize(options->size);
  if (const QString wrong = app::prepare(*options, session, window, code); !wrong.isEmpty()) {
    QTextStream(stderr) << "kafkasim-gui: " << wrong << "\n";
    return code;
  }
  window.show();
  return QApplication::exec();
}
